import { expect, it } from 'vitest';
import { dueReports, lastQuarter } from './report-due';

it.each([
  ['2026-11-30', { from: '2026-07-01', to: '2026-10-01', dueOn: '2026-10-31' }],
  ['2026-10-01', { from: '2026-07-01', to: '2026-10-01', dueOn: '2026-10-31' }],
  ['2026-09-30', { from: '2026-04-01', to: '2026-07-01', dueOn: '2026-07-31' }],
  ['2027-01-01', { from: '2026-10-01', to: '2027-01-01', dueOn: '2027-01-31' }],
])('on %s the quarter that ended last is due a month after its end', (today, quarter) => {
  expect(lastQuarter(today)).toEqual(quarter);
});

it('counts the days in New York, where it is still yesterday when it is morning in Europe', async () => {
  const due = (at: string) => dueReports({ furthest: async () => null }, Date.parse(at));
  expect((await due('2026-10-31T03:30:00Z'))[0]).toMatchObject({ days_left: 1, run: null });
  expect((await due('2026-11-02T14:00:00Z'))[0]).toMatchObject({ days_left: -2, due_on: '2026-10-31' });
});
