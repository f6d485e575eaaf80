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

const reports = (...firms: readonly { effective_from: string; participant: string | null }[]) => ({
  furthest: async () => null,
  firm: async () => firms,
});
const BROKER = { effective_from: '2026-01-01', participant: null };

it('counts the days in New York, where it is still yesterday when it is morning in Europe', async () => {
  const due = (at: string) => dueReports(reports(BROKER), Date.parse(at));
  expect((await due('2026-10-31T03:30:00Z'))[0]).toMatchObject({ days_left: 1, run: null });
  expect((await due('2026-11-02T14:00:00Z'))[0]).toMatchObject({ days_left: -2, due_on: '2026-10-31' });
});

it('asks a firm with a designated participant for the month that ended last too, and nobody for anything', async () => {
  const due = async (...firms: readonly (typeof BROKER | { effective_from: string; participant: string })[]) =>
    (await dueReports(reports(...firms), Date.parse('2026-11-30T14:00:00Z'))).map(
      ({ kind, period_from, period_to, due_on }) => [kind, period_from, period_to, due_on],
    );
  const quarter = ['RULE_606_A1', '2026-07-01', '2026-10-01', '2026-10-31'];
  const month = ['RULE_605', '2026-10-01', '2026-11-01', '2026-11-30'];
  expect(await due({ ...BROKER, participant: 'T' })).toEqual([quarter, month]);
  expect(await due(BROKER)).toEqual([quarter]);
  expect(await due()).toEqual([]);
  // What is said of a day that has not come does not count yet.
  expect(await due({ effective_from: '2026-12-01', participant: 'T' }, BROKER)).toEqual([quarter]);
});
