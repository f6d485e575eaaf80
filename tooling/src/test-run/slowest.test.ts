import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { playwrightTimes, slowestLines, vitestTimes } from './slowest.ts';

const folder = mkdtempSync(join(tmpdir(), 'fairlead-slowest-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

test("the slowest of both runners' tests come first", () => {
  const unit = vitestTimes(
    report({
      testResults: [
        {
          assertionResults: [
            { fullName: 'a', duration: 1_500 },
            { fullName: 'b', duration: null },
          ],
        },
      ],
    }),
  );
  const browser = playwrightTimes(
    report({ suites: [{ suites: [{ specs: [{ title: 'c', tests: [{ results: [{ duration: 12_000 }] }] }] }] }] }),
  );
  expect(slowestLines([...unit, ...browser], 2)).toEqual(['   12.0 s  c', '    1.5 s  a']);
});

test('a run that wrote nothing has no times', () => {
  expect([...vitestTimes(join(folder, 'absent')), ...playwrightTimes(join(folder, 'absent'))]).toEqual([]);
});
