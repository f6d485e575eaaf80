import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { formatTally, playwrightTally, total, vitestTally } from './tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'fairlead-tally-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

test("both runners' reports are read", () => {
  const vitest = report({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 });
  expect(vitestTally(vitest)).toEqual({ passed: 5, failed: 1, skipped: 2 });
  const playwright = report({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 0 } });
  expect(playwrightTally(playwright)).toEqual({ passed: 3, failed: 2, skipped: 0 });
});

test('a run that wrote nothing has no tally', () => {
  expect(vitestTally(join(folder, 'absent.json'))).toBeUndefined();
  expect(playwrightTally(join(folder, 'absent.json'))).toBeUndefined();
});

test('the closing line has the form that a CI reads', () => {
  expect(formatTally(total([]))).toBe('0 passed, 0 failed');
  const sum = total([
    { passed: 5, failed: 1, skipped: 2 },
    { passed: 3, failed: 0, skipped: 0 },
  ]);
  expect(formatTally(sum)).toBe('8 passed, 1 failed, 2 skipped');
});
