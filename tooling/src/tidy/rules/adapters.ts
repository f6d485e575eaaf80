import { isTest } from '../area.ts';
import { type Finding, findingIn } from '../finding.ts';
import type { SourceFile } from '../source-file.ts';
import type { SourceTree } from '../source-tree.ts';

const ROUTER = 'apps/router/src/';
/** A file that loads one of these talks to the outside: it is an adapter. How what is stored is written and read is pure: `db/record` talks to nobody. */
const DRIVER =
  /^(@fairlead\/db\/(?!record\/)|pg$|ws$|uuid$|ioredis$|kafkajs$|bullmq$|fastify$|node:(net|http|https|tls|fs|dgram)(\/|$))/;
const WIRE = `${ROUTER}wire/`;
const VENUE = /^apps\/router\/src\/wire\/([^/]+)\//;

/** Where the router's adapters are chosen, and who starts it with them. */
const CHOOSERS = new Set([`${ROUTER}main.ts`, `${ROUTER}system-adapters.ts`]);

/** In the router only `system-adapters.ts` picks concrete adapters; everything else sees ports. Venues do not know each other. */
export function adapters(tree: SourceTree): Finding[] {
  return [...tree.files.values()].flatMap((source) => {
    if (!source.path.startsWith(ROUTER) || isTest(source.path) || CHOOSERS.has(source.path)) return [];
    return source.imports.flatMap((link) => {
      const target = tree.files.get(tree.resolve(source, link.specifier) ?? '');
      if (target === undefined) return [];
      const message = wrongAcquaintance(tree, source, target);
      return message === undefined ? [] : [findingIn(source, { rule: 'adapters', offset: link.offset, message })];
    });
  });
}

function wrongAcquaintance(tree: SourceTree, source: SourceFile, target: SourceFile): string | undefined {
  const from = VENUE.exec(source.path)?.[1];
  const to = VENUE.exec(target.path)?.[1];
  if (from !== undefined && to !== undefined && from !== to) {
    return `venue ${from} imports venue ${to}: each venue must be removable alone`;
  }
  if (partOf(source) === partOf(target) || !isAdapter(tree, target)) return undefined;
  return `${target.path} is a concrete adapter: only system-adapters.ts names those; depend on its port, so that tests and replay can swap it`;
}

/** The folder right below `src`: what lies in one of them, at whatever depth, is one adapter and knows itself. */
function partOf({ path }: SourceFile): string {
  return path.slice(ROUTER.length).split('/').slice(0, -1)[0] ?? path;
}

/** What loads a driver; in `wire/`, also what stands on such a file there. */
function isAdapter(tree: SourceTree, source: SourceFile): boolean {
  if (!source.path.startsWith(ROUTER)) return false;
  return source.imports.some(({ specifier, typeOnly }) => {
    if (typeOnly) return false;
    if (DRIVER.test(specifier)) return true;
    const target = tree.files.get(tree.resolve(source, specifier) ?? '');
    return source.path.startsWith(WIRE) && target?.path.startsWith(WIRE) === true && isAdapter(tree, target);
  });
}
