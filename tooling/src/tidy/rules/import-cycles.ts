import { type Finding, findingIn } from '../finding.ts';
import type { Import, SourceFile } from '../source-file.ts';
import type { SourceTree } from '../source-tree.ts';

/** Files that import each other in a ring cannot be understood, tested or loaded one at a time. */
export function importCycles(tree: SourceTree): Finding[] {
  const findings: Finding[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const enter = (path: string): void => {
    const source = tree.files.get(path);
    if (source === undefined || done.has(path)) return;
    trail.push(path);
    for (const { target, link } of linksOf(tree, source)) {
      const from = trail.indexOf(target);
      if (from === -1) enter(target);
      else findings.push(cycleAt(source, link, [...trail.slice(from), target]));
    }
    trail.pop();
    done.add(path);
  };
  for (const path of tree.files.keys()) enter(path);
  return findings;
}

function cycleAt(source: SourceFile, link: Import, ring: readonly string[]): Finding {
  return findingIn(source, {
    rule: 'import-cycle',
    offset: link.offset,
    message: `${ring.join(' → ')}: files in a ring cannot be read or loaded one at a time; move what both need into a third`,
  });
}

// Imports of types count too: the compiler erases them, the reader does not.
function linksOf(tree: SourceTree, source: SourceFile): { target: string; link: Import }[] {
  return source.imports.flatMap((link) => {
    const target = tree.resolve(source, link.specifier);
    return target === undefined ? [] : [{ target, link }];
  });
}
