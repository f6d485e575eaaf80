import { isTest } from './area.ts';
import { functionSizes } from './rules/sizes.ts';
import { fileLines } from './source-file.ts';
import type { SourceTree } from './source-tree.ts';

/** Two lines that say how long files and functions are, for the aims of STYLE.md that no single place breaks. */
export function sizeReport(tree: SourceTree): string[] {
  const sources = [...tree.files.values()].filter(({ path }) => !isTest(path));
  const files = sources.map(fileLines);
  const functions = sources.flatMap((source) => functionSizes(source).map(({ lines }) => lines));
  return [
    `files      ${describeSizes(files)} lines (aim: median 100, p90 250, max 400)`,
    `functions  ${describeSizes(functions)} lines (aim: median 15, max 70)`,
  ];
}

function describeSizes(lengths: readonly number[]): string {
  const sorted = lengths.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return `${sorted.length}, median ${at(0.5)}, p90 ${at(0.9)}, max ${at(1)}`;
}
