import { posix } from 'node:path';
import { areaOf, isConfig, isTest } from '../area.ts';
import { type Finding, findingIn } from '../finding.ts';
import type { Import, SourceFile } from '../source-file.ts';
import type { SourceTree } from '../source-tree.ts';

interface Layer {
  /** Workspace packages it may import. */
  readonly uses: readonly string[];
  /** Whether a package from npm or Node may be imported; every one unless said. */
  readonly external?: (specifier: string) => boolean;
  readonly because: string;
}

/** Who may import whom: the dependency rules 1 to 3 of the architecture. */
const LAYERS: ReadonlyMap<string, Layer> = new Map<string, Layer>([
  [
    'core',
    { uses: [], external: () => false, because: 'core is pure: it imports nothing, so it runs and replays anywhere' },
  ],
  [
    'contracts',
    {
      uses: ['core'],
      external: (name) => /^(zod|lossless-json)(\/|$)/.test(name),
      because: 'contracts describe what crosses a process: the lists of core, zod and lossless-json only',
    },
  ],
  [
    'rule606',
    {
      uses: ['core'],
      external: (name) => name === 'saxes',
      because: 'the reports of Rules 605 and 606 are pure functions of their facts: core, and a reader of XML, only',
    },
  ],
  [
    'db',
    {
      uses: ['core', 'contracts', 'rule606'],
      because: 'db stores what core, contracts and rule606 define and knows no app',
    },
  ],
  [
    'ui',
    {
      uses: [],
      external: (name) => !/^(node:|next(\/|$)|@trpc\/)/.test(name),
      because: 'ui draws: React and its own libraries, no domain, no server, no router of pages',
    },
  ],
  [
    'router',
    { uses: ['core', 'db', 'contracts'], because: 'apps meet over sockets and the database, never by import' },
  ],
  [
    'worker',
    {
      uses: ['core', 'db', 'contracts', 'rule606'],
      because: 'apps meet over sockets and the database, never by import',
    },
  ],
  [
    'venue-sim',
    { uses: ['core', 'contracts'], because: 'a simulated venue has no more than a real one would: no database' },
  ],
  [
    'web',
    {
      uses: ['core', 'db', 'contracts', 'rule606', 'ui'],
      because: 'apps meet over sockets and the database, never by import',
    },
  ],
  [
    'simulation',
    {
      uses: ['core', 'db', 'contracts', 'router', 'venue-sim'],
      because: 'the simulation of the whole system joins the router and its venues in one process, as no program does',
    },
  ],
  [
    'tooling',
    {
      uses: ['core', 'db', 'contracts', 'rule606'],
      because: 'tooling starts the apps as processes and does not import them',
    },
  ],
]);

/** What only tests use, and several packages share. */
const TESTING = /^packages\/[^/]+\/src\/testing\//;

/** Dependencies point one way, so each layer can be understood without the ones above it. */
export function layers(tree: SourceTree): Finding[] {
  return [...tree.files.values()].flatMap((source) => {
    const area = areaOf(source.path);
    const layer = LAYERS.get(area.name);
    if (layer === undefined) return [];
    return source.imports.flatMap((link) => {
      const wrong = wrongImport(source, link, layer);
      return wrong === undefined ? [] : [findingIn(source, { rule: 'layers', offset: link.offset, message: wrong })];
    });
  });
}

function wrongImport(source: SourceFile, { specifier }: Import, layer: Layer): string | undefined {
  const own = areaOf(source.path).name;
  if (specifier.startsWith('.')) {
    const target = areaOf(posix.join(posix.dirname(source.path), specifier)).name;
    return target === own ? undefined : `'${specifier}' climbs out of ${own}; import packages by name`;
  }
  const workspace = /^@fairlead\/([^/]+)/.exec(specifier)?.[1];
  if (workspace !== undefined) {
    const allowed = workspace === own || layer.uses.includes(workspace);
    return allowed ? undefined : `${own} may not import ${workspace}: ${layer.because}`;
  }
  const free = isTest(source.path) || TESTING.test(source.path) || isConfig(source.path) || specifier.startsWith('@/');
  if (free || layer.external === undefined || layer.external(specifier)) return undefined;
  return `${own} may not import '${specifier}': ${layer.because}`;
}
