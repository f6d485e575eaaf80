import { isTest } from '../area.ts';
import { type Finding, findingIn } from '../finding.ts';
import type { SourceFile } from '../source-file.ts';
import type { SourceTree } from '../source-tree.ts';

const CONSOLE = 'apps/web/src/';
const REPOSITORY = /^@fairlead\/db\/repositories\//;
/** Repositories that are bound to a viewer, and those that hold nothing of a client. */
const OPEN =
  /^@fairlead\/db\/repositories\/(viewed|access|sign-in|calendar|catalogue|market-history|peer|projection|venue-records)-/;
/** Ways to the database itself. */
const CONNECTION = /^@fairlead\/db\/(pool|prisma)$/;
const DATABASE = `${CONSOLE}server/database.ts`;
/** Who hands the database on, bound to a viewer, or reads in it what is no client's. */
const KEEPERS = new Set(
  ['access', 'auth', 'installation', 'reads', 'market-reads', 'readable-tables'].map(
    (name) => `${CONSOLE}server/${name}.ts`,
  ),
);

/** The console reads orders and decisions through `ctx.read`, which is bound to the viewer: no procedure can ask for another client's. */
export function viewerBound(tree: SourceTree): Finding[] {
  return [...tree.files.values()].flatMap((source) => {
    if (!source.path.startsWith(CONSOLE) || isTest(source.path)) return [];
    return source.imports.flatMap((link) => {
      const because = link.typeOnly ? undefined : whyNot(tree, source, link.specifier);
      if (because === undefined) return [];
      return [findingIn(source, { rule: 'viewer-bound', offset: link.offset, message: because })];
    });
  });
}

function whyNot(tree: SourceTree, source: SourceFile, specifier: string): string | undefined {
  if (REPOSITORY.test(specifier) && !OPEN.test(specifier))
    return `'${specifier}' can be asked for any client: read through ctx.read, and add what is missing to viewed-repositories`;
  const isConnection = CONNECTION.test(specifier) && source.path !== DATABASE;
  if (isConnection || (tree.resolve(source, specifier) === DATABASE && !KEEPERS.has(source.path)))
    return 'the database itself is for the files that bind it to a viewer: read through ctx.read';
  return undefined;
}
