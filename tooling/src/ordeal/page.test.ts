import { expect, test } from 'vitest';
import { reliabilityPage } from './page.ts';
import { notedIn, type OrdealResult } from './result.ts';

const kills: OrdealResult = {
  name: 'kills',
  tries: 'Killed.',
  machine: '2 cores',
  commit: 'abc',
  endedAt: '2026-11-29T10:00:00.000Z',
  seconds: 540,
  env: { FAIRLEAD_CRASHES: '200' },
  passed: 1,
  failed: 0,
  ...notedIn('{"what":"orders","value":"8,000"}\n'),
};

const TRIAL =
  '{"failure":"ROUTER_KILLED","outageMs":[2100,1900],"recoverMs":[2000,1800],"orders":8000,"executions":9000,"differences":0}\n';

test('a run that held and one that failed stand beside each other, with their figures and minutes', () => {
  const page = reliabilityPage([kills, { ...kills, name: 'fuzz', failed: 2, figures: [] }]);
  expect(page).toContain('| [kills](#kills) | held | 1 | 9.0 | 2026-11-29 | abc |');
  expect(page).toContain('| [fuzz](#fuzz) | **2 failed** |');
  expect(page).toContain('| orders | 8,000 |');
  expect(page.indexOf('[fuzz]')).toBeLessThan(page.indexOf('[kills]'));
  expect(page).not.toContain('Availability');
});

test('what was tried on a whole system opens the page: how often, what was lost, when it was back, and the availability', () => {
  const page = reliabilityPage([{ ...kills, ...notedIn(TRIAL) }]);
  expect(page).toContain('| 2 | 8,000, 9,000 | nothing | 1.80 s | 2.00 s | 2.00 s |');
  // 52 times 2.6 s of 5,896,800 s.
  expect(page).toContain(
    '**99.998 %** of market hours by the failures of this table, where 99.95 % is asked for (2,948 s a year may be lost)',
  );
  expect(page.indexOf('## What was lost')).toBeLessThan(page.indexOf('## Every run'));
  const wrong = reliabilityPage([{ ...kills, ...notedIn(TRIAL.replace('"differences":0', '"differences":3')) }]);
  expect(wrong).toContain('**3 differences**');
});

test('cells make one table of rows and columns, and one that was not tried is empty', () => {
  const cells = [
    { row: 'silence', column: 'SWEEP', says: '1 s' },
    { row: 'slow', column: 'OPTIMAL', says: '2 s' },
  ];
  const page = reliabilityPage([{ ...kills, ...notedIn(cells.map((cell) => JSON.stringify(cell)).join('\n')) }]);
  expect(page).toContain('|  | SWEEP | OPTIMAL |\n| --- | --- | --- |\n| silence | 1 s |  |\n| slow |  | 2 s |');
});

test('long lists are folded, and what is kept beside the page is counted', () => {
  const figures = Array.from({ length: 20 }, (_, index) => ({ what: `figure ${index}`, value: '1' }));
  const page = reliabilityPage([{ ...kills, figures, details: figures }]);
  expect(page).toContain('<details>\n<summary>20 figures</summary>\n\n| figure |  |');
  expect(page).toContain('20 more are listed in `bench/ordeals/kills.json`');
});
