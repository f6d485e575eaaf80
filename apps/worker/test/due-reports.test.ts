import { createPool } from '@fairlead/db/pool';
import { PersonNames } from '@fairlead/db/repositories/person-names';
import { RecordReach } from '@fairlead/db/repositories/record-reach';
import { ReportChoicesRepository } from '@fairlead/db/repositories/report-choices-repository';
import { ReportFirmRepository } from '@fairlead/db/repositories/report-firm-repository';
import { ReportRunRepository } from '@fairlead/db/repositories/report-run-repository';
import { personWriter } from '@fairlead/db/testing/person-writer';
import { query } from '@fairlead/db/testing/query';
import { storeReported } from '@fairlead/db/testing/reported-orders';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { expect, it } from 'vitest';
import { dueReports } from '../src/jobs/due-reports.ts';

const FIRM = { effective_from: '2026-01-01', bd: 'A Broker', crd: '79', participant: 'T', entity: 'ABRO' };
const SETTLED = { settle_days: 1, history_days: 90 };

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  const runs = new ReportRunRepository(pool);
  const firms = new ReportFirmRepository(pool);
  const choices = new ReportChoicesRepository(pool);
  const job = dueReports({ runs, firms, choices, reach: new RecordReach(pool), persons: new PersonNames(pool) }, 90);
  return {
    ...{ url: db.url, runs, firms },
    /** Runs the job at a time of New York. */
    at: (iso: string) => job.run(SETTLED, { now_us: Date.parse(`${iso}-05:00`) * 1_000 }),
    asked: async () => {
      const { rows } = await runs.list({ kinds: null, cursor: null, limit: 50 });
      return rows.map(({ kind, period_from, period_to }) => `${kind} ${period_from} ${period_to}`).sort();
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

const quarterly = (days: string) => [`REVIEW ${days}`, `RULE_606_A1 ${days}`];

it('asks once for what is due, a quarter when it has been over for a day, a month when its orders are followed no longer, as the service that it is', async () => {
  await using set = await setUp();
  await set.firms.set(FIRM, personWriter());
  expect(await set.at('2027-01-01T23:59:59')).toEqual({ requested: 3, asked_before: 0, firm_not_named: 0 });
  const before = [...quarterly('2026-07-01 2026-10-01'), 'RULE_605 2026-11-01 2026-12-01'].sort();
  expect(await set.asked()).toEqual(before);
  expect(await set.at('2027-01-02T00:00:00')).toEqual({ requested: 2, asked_before: 1, firm_not_named: 0 });
  const year = [...before, ...quarterly('2026-10-01 2027-01-01')].sort();
  expect(await set.asked()).toEqual(year);
  expect(await set.at('2027-01-08T23:59:59')).toEqual({ requested: 0, asked_before: 3, firm_not_named: 0 });
  expect(await set.at('2027-01-09T00:00:00')).toEqual({ requested: 1, asked_before: 2, firm_not_named: 0 });
  expect(await set.asked()).toEqual([...year, 'RULE_605 2026-12-01 2027-01-01'].sort());
  expect(await set.at('2027-01-20T12:00:00')).toEqual({ requested: 0, asked_before: 3, firm_not_named: 0 });
  const told = "select distinct actor_type, actor_id, reason from audit_entries where action = 'report.request'";
  expect(await query(set.url, told)).toEqual([
    { actor_type: 'SYSTEM', actor_id: 'fairlead-worker', reason: 'due by the calendar' },
  ]);
});

it('makes up for every quarter since there have been a firm and orders, and for the months of which the market is kept', async () => {
  await using set = await setUp();
  await query(set.url, "select ensure_projection_partitions('2026-02-15Z', 1)");
  await storeReported(set.url, { receivedAt: '2026-02-10T15:00:00Z' });
  await set.firms.set({ ...FIRM, effective_from: '2025-01-01' }, personWriter());
  expect(await set.at('2027-01-20T12:00:00')).toEqual({ requested: 10, asked_before: 0, firm_not_named: 0 });
  const quarters = ['2026-01-01 2026-04-01', '2026-04-01 2026-07-01', '2026-07-01 2026-10-01', '2026-10-01 2027-01-01'];
  // Ninety days before the twentieth of January is the twenty-second of October.
  const months = ['RULE_605 2026-11-01 2026-12-01', 'RULE_605 2026-12-01 2027-01-01'];
  expect(await set.asked()).toEqual([...quarters.flatMap(quarterly), ...months].sort());
  expect(await set.at('2027-01-20T13:00:00')).toEqual({ requested: 0, asked_before: 10, firm_not_named: 0 });
});

it('makes up for nothing from before the firm had a name, whatever orders there are', async () => {
  await using set = await setUp();
  await query(set.url, "select ensure_projection_partitions('2026-02-15Z', 1)");
  await storeReported(set.url, { receivedAt: '2026-02-10T15:00:00Z' });
  await set.firms.set({ ...FIRM, effective_from: '2026-09-15' }, personWriter());
  expect(await set.at('2027-01-05T12:00:00')).toEqual({ requested: 5, asked_before: 0, firm_not_named: 0 });
  const quarters = ['2026-07-01 2026-10-01', '2026-10-01 2027-01-01'];
  expect(await set.asked()).toEqual([...quarters.flatMap(quarterly), 'RULE_605 2026-11-01 2026-12-01'].sort());
});

it('is asked for once by two workers at the same time', async () => {
  await using set = await setUp();
  await set.firms.set(FIRM, personWriter());
  await Promise.all([set.at('2027-02-13T12:00:00'), set.at('2027-02-13T12:00:00.001')]);
  expect(await set.asked()).toHaveLength(3);
});

it('leaves to people what they have asked for, but for simulated orders', async () => {
  await using set = await setUp();
  await set.firms.set(FIRM, personWriter());
  const quarter = { kind: 'RULE_606_A1', period_from: '2026-10-01', period_to: '2027-01-01', parameters: {} } as const;
  await set.runs.create({ ...quarter, simulated: false }, personWriter());
  await set.runs.create({ ...quarter, kind: 'REVIEW', simulated: true }, personWriter());
  expect(await set.at('2027-01-15T12:00:00')).toEqual({ requested: 2, asked_before: 1, firm_not_named: 0 });
});

it('asks for nothing of a time in which nobody has said who the firm is', async () => {
  await using set = await setUp();
  expect(await set.at('2027-01-15T12:00:00')).toEqual({ requested: 0, asked_before: 0, firm_not_named: 3 });
  await set.firms.set({ ...FIRM, effective_from: '2027-01-01' }, personWriter());
  expect(await set.at('2027-02-12T12:00:00')).toEqual({ requested: 1, asked_before: 0, firm_not_named: 2 });
  expect(await set.asked()).toEqual(['RULE_605 2027-01-01 2027-02-01']);
});
