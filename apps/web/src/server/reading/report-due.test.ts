import type { ReportRunSummary } from '@fairlead/db/repositories/report-run-rows';
import { expect, it } from 'vitest';
import { dueReports, lastQuarter } from './report-due';
import { dueOf } from './report-runs';

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
  owed: async () => [],
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

const OWED: ReportRunSummary = {
  ...{ id: '0197a000-0000-7000-8000-000000000001', kind: 'RULE_606_B3', simulated: false },
  ...{ parameters: { bd: 'Meridian', client_id: 'DEMO', customer_id: null }, state: 'DONE', attempt: 1, progress: 1 },
  ...{
    period_from: '2026-05-01',
    period_to: '2026-11-01',
    requested_on: '2026-11-20',
    due_on: '2026-12-02',
    asked_by_service: false,
  },
  ...{ error: null, items: 0, as_of_position: 0, files: [], content_hash: '', requested_by: 'anna' },
  ...{ requested_by_name: 'anna', requested_at_us: 0, started_at_us: 0, done_at_us: 0, approved_by: null },
  ...{ approved_by_name: null, approval_reason: null, approved_at_us: null, published_by: null },
  ...{ published_by_name: null, published_at_us: null },
};

it('asks for what customers are to have too, looking back three months, be the firm named or not', async () => {
  const asked: string[] = [];
  const owing = {
    ...reports(),
    owed: async (since: string) => {
      asked.push(since);
      return [OWED];
    },
  };
  const due = await dueReports(owing, Date.parse('2026-12-04T15:00:00Z'));
  expect(due).toMatchObject([{ kind: 'RULE_606_B3', due_on: '2026-12-02', days_left: -2, run: { client_id: 'DEMO' } }]);
  expect(asked).toEqual(['2026-09-05']);
});

it('marks what is overdue, from the day after on and until it is published', () => {
  expect(dueOf(OWED, '2026-12-02')).toEqual({ on: '2026-12-02', is_over: false });
  expect(dueOf(OWED, '2026-12-03')).toEqual({ on: '2026-12-02', is_over: true });
  expect(dueOf({ ...OWED, state: 'PUBLISHED' }, '2026-12-03')).toEqual({ on: '2026-12-02', is_over: false });
  expect(dueOf({ ...OWED, due_on: null }, '2026-12-03')).toBeNull();
});
