import { type Finding, findingIn } from '../finding.ts';
import type { SourceFile } from '../source-file.ts';
import type { SourceTree } from '../source-tree.ts';
import { homeOf, isOwnSource } from '../unit.ts';

/** One import that ties a unit of a folder to another. */
interface Tie {
  readonly source: SourceFile;
  readonly offset: number;
  readonly target: string;
}

/** By unit, the units of the same folder that it imports, each with the first import that does so. */
type Ties = Map<string, Map<string, Tie>>;

/**
 * Folders of an app or package form no rings. At each level the units of a folder are its subfolders, each with all that lies in it, and its own
 * files; what a unit imports of another ties them. A ring of files alone is `import-cycle`'s to find.
 */
export function folderRings(tree: SourceTree): Finding[] {
  return [...tiesByFolder(tree)].flatMap(([folder, ties]) =>
    ringsOf(ties)
      .filter((ring) => ring.some((unit) => !isFile(unit)))
      .map((ring) => ringFinding(folder, ring, ties)),
  );
}

function tiesByFolder(tree: SourceTree): Map<string, Ties> {
  const found = new Map<string, Ties>();
  for (const source of tree.files.values()) {
    const home = homeOf(source.path);
    if (home === undefined || !isOwnSource(source.path)) continue;
    for (const link of source.imports) {
      const target = tree.resolve(source, link.specifier);
      if (target === undefined || target === source.path || homeOf(target) !== home) continue;
      const { folder, from, to } = parting(source.path, target);
      const ties = found.get(folder) ?? new Map();
      found.set(folder, ties);
      const ofUnit = ties.get(from) ?? new Map();
      ties.set(from, ofUnit);
      if (!ofUnit.has(to)) ofUnit.set(to, { source, offset: link.offset, target });
    }
  }
  return found;
}

/** Where the ways to two files part: the folder that holds both, and the unit of it that each lies in. */
function parting(source: string, target: string): { folder: string; from: string; to: string } {
  const [one, other] = [source.split('/'), target.split('/')];
  const at = one.findIndex((part, place) => part !== other[place]);
  return { folder: one.slice(0, at).join('/'), from: one[at] ?? '', to: other[at] ?? '' };
}

/** One ring for each knot of units, found from the first of it on. */
function ringsOf(ties: Ties): string[][] {
  const rings: string[][] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const enter = (unit: string): void => {
    if (done.has(unit)) return;
    trail.push(unit);
    for (const next of ties.get(unit)?.keys() ?? []) {
      const from = trail.indexOf(next);
      if (from === -1) enter(next);
      else rings.push([...trail.slice(from), next]);
    }
    trail.pop();
    done.add(unit);
  };
  for (const unit of ties.keys()) enter(unit);
  return rings;
}

function ringFinding(folder: string, ring: readonly string[], ties: Ties): Finding {
  const steps = ring.slice(0, -1).flatMap((unit, place) => ties.get(unit)?.get(ring[place + 1] ?? '') ?? []);
  const [first] = steps;
  if (first === undefined) throw new Error(`a ring without an import: ${ring.join(' → ')}`);
  const inFolder = (path: string) => path.slice(folder.length + 1);
  const because = steps.map(({ source, target }) => `${inFolder(source.path)} imports ${inFolder(target)}`).join(', ');
  return findingIn(first.source, {
    rule: 'folder-ring',
    offset: first.offset,
    message: `${folder}: ${ring.join(' → ')} (${because}): folders in a ring cannot be read, tested or moved one at a time; move what both need below them, or ask for it through a port`,
  });
}

function isFile(unit: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(unit);
}
