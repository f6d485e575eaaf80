import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { failedLines, playwrightTests, slowestLines, vitestTests } from './ran-tests.ts';

const folder = mkdtempSync(join(tmpdir(), 'fairlead-ran-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const unit = () =>
  vitestTests(
    report({
      testResults: [
        {
          name: 'a.test.ts',
          message: '',
          assertionResults: [
            { fullName: 'a', duration: 1_500, failureMessages: [] },
            { fullName: 'b', duration: null, failureMessages: ['expected 1 to be 2\nat here\nat there'] },
          ],
        },
        { name: 'c.test.ts', message: 'no such module', assertionResults: [] },
        { name: 'skipped.test.ts', message: '', assertionResults: [] },
      ],
    }),
  );
const browser = () =>
  playwrightTests(
    report({
      suites: [
        {
          suites: [
            {
              specs: [
                { title: 'd', file: 'd.spec.ts', ok: true, tests: [{ results: [{ duration: 12_000 }] }] },
                {
                  title: 'e',
                  file: 'e.spec.ts',
                  ok: false,
                  tests: [{ results: [{ duration: 1, error: { message: 'not seen' } }] }],
                },
                { title: 'f', file: 'f.spec.ts', ok: false, tests: [{ results: [{ duration: 1 }] }] },
              ],
            },
          ],
        },
      ],
    }),
  );

test("the slowest of both runners' tests come first", () => {
  expect(slowestLines([...unit(), ...browser()], 2)).toEqual(['   12.0 s  d', '    1.5 s  a']);
});

test('what failed is named with its file and the first lines of why, a file that could not be loaded among it', () => {
  expect(failedLines([...unit(), ...browser()], 2)).toEqual([
    ...['a.test.ts › b', '    expected 1 to be 2', '    at here'],
    ...['c.test.ts › the file', '    no such module'],
    ...['e.spec.ts › e', '    not seen'],
    ...['f.spec.ts › f', '    no word of why'],
  ]);
});

test('a run that wrote nothing has no tests', () => {
  expect([...vitestTests(join(folder, 'absent')), ...playwrightTests(join(folder, 'absent'))]).toEqual([]);
});
