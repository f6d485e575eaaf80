import { isTest } from '../area.ts';
import { type Finding, findingIn } from '../finding.ts';
import type { SourceFile } from '../source-file.ts';
import type { SourceTree } from '../source-tree.ts';
import { isOrm } from './prisma-boundary.ts';

const HOT = /^apps\/router\/src\/(entry|execution|risk|order|market-data)\//;

/** An order's way through the router never loads the ORM, not even through a module in between. */
export function hotPath(tree: SourceTree): Finding[] {
  const findings: Finding[] = [];
  for (const source of tree.files.values()) {
    if (!HOT.test(source.path) || isTest(source.path)) continue;
    for (const link of source.imports) {
      if (link.typeOnly) continue;
      const chain = isOrm(link.specifier) ? [link.specifier] : wayToOrm(tree, tree.resolve(source, link.specifier));
      if (chain === undefined) continue;
      const message = `the hot path reaches the ORM: ${[source.path, ...chain].join(' → ')}; write through the journal`;
      findings.push(findingIn(source, { rule: 'hot-path', offset: link.offset, message }));
    }
  }
  return findings;
}

/** The chain of imports from a file to the ORM, or undefined when there is none. */
function wayToOrm(tree: SourceTree, start: string | undefined): string[] | undefined {
  const seen = new Set<string>();
  const search = (path: string | undefined): string[] | undefined => {
    const source: SourceFile | undefined = path === undefined ? undefined : tree.files.get(path);
    if (source === undefined || seen.has(source.path)) return undefined;
    seen.add(source.path);
    for (const link of source.imports.filter((one) => !one.typeOnly)) {
      if (isOrm(link.specifier)) return [source.path, link.specifier];
      const rest = search(tree.resolve(source, link.specifier));
      if (rest !== undefined) return [source.path, ...rest];
    }
    return undefined;
  };
  return search(start);
}
