import { expect, test } from 'vitest';
import { sizeReport } from './size-report.ts';
import { sourceTree } from './source-tree.ts';

test('sizes are counted over sources, without tests', () => {
  const tree = sourceTree([
    ['packages/core/src/a.ts', 'function a() {\n  return 1;\n}\n'],
    ['packages/core/src/b.ts', 'export const b = 1;\n'],
    ['packages/core/src/a.test.ts', '\n'.repeat(300)],
  ]);
  expect(sizeReport(tree)).toEqual([
    expect.stringMatching(/^files {6}2, median 3, p90 3, max 3 lines/),
    expect.stringMatching(/^functions {2}1, median 3, p90 3, max 3 lines/),
  ]);
});

test('an empty tree has sizes, too', () => {
  expect(sizeReport(sourceTree([]))[0]).toContain('0, median 0');
});
