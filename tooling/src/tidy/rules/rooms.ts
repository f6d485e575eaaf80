import { type Finding, findingIn } from '../finding.ts';
import type { SourceTree } from '../source-tree.ts';
import { isOwnSource } from '../unit.ts';

const ROUTER = 'apps/router/src/';

/** The rooms of the router, top to bottom, each with the folders and files that it is made of. The one place where their order is written. */
const ROOMS: readonly (readonly string[])[] = [
  ['main.ts'],
  ['system-adapters.ts'],
  ['router.ts'],
  ['api.ts'],
  ['parts.ts'],
  ['adapters.ts', 'closers.ts', 'rounds.ts', 'order-path.ts'],
  ['intake', 'demo'],
  ['entry'],
  ['execution'],
  ['recovery'],
  ['rules'],
  ['risk'],
  ['order'],
  ['market-data'],
  ['publish'],
  ['wire'],
  ['ports.ts', 'env.ts'],
];
const DEPTHS = new Map(ROOMS.flatMap((units, depth) => units.map((unit): [string, number] => [unit, depth])));

/** In the router imports run downwards, from room to room: what lies below knows nothing of what stands on it. */
export function rooms(tree: SourceTree): Finding[] {
  return [...tree.files.values()].flatMap((source) => {
    if (!source.path.startsWith(ROUTER) || !isOwnSource(source.path)) return [];
    const from = unitOf(source.path);
    const depth = DEPTHS.get(from);
    if (depth === undefined) {
      const message = `${from} has no place among the rooms of the router: say in ROOMS of the tidy rule what stands above it and what below`;
      return [findingIn(source, { rule: 'rooms', offset: 0, message })];
    }
    return source.imports.flatMap((link) => {
      const target = tree.resolve(source, link.specifier);
      if (target === undefined || !target.startsWith(ROUTER)) return [];
      const to = unitOf(target);
      if (to === from || (DEPTHS.get(to) ?? depth + 1) > depth) return [];
      const message = `${from} imports ${to}, which stands above or beside it: imports of the router run downwards only, so that each room can be read and tested without those above; move what it needs below it, or ask for it through a port`;
      return [findingIn(source, { rule: 'rooms', offset: link.offset, message })];
    });
  });
}

/** The folder or file right below `src` that a path lies in. */
function unitOf(path: string): string {
  return path.slice(ROUTER.length).split('/')[0] ?? '';
}
