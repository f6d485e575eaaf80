import { expect, test } from 'vitest';
import { readIssues } from './dead-code.ts';

test("knip's issues become findings with their reason", () => {
  const report = JSON.stringify({
    issues: [
      { file: 'a.ts', files: [{ name: 'a.ts' }], exports: [] },
      {
        file: 'b.ts',
        files: [],
        exports: [{ name: 'unused', line: 7, col: 1, pos: 90 }],
        unknownKind: [{ name: 'x' }],
      },
      {
        file: 'c.ts',
        duplicates: [
          [
            { name: 'one', line: 2 },
            { name: 'two', line: 3 },
          ],
        ],
      },
    ],
  });
  expect(readIssues(report).map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
    'a.ts:1 nothing imports this file: delete it',
    "b.ts:7 'unused' exported and used nowhere else: delete it, or drop the export",
    "c.ts:2 'one' exported under two names: keep one",
  ]);
});
