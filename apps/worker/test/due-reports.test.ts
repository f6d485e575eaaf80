import { createPool } from '@fairlead/db/pool';
import { PersonNames } from '@fairlead/db/repositories/person-names';
import { ReportFirmRepository } from '@fairlead/db/repositories/report-firm-repository';
import { ReportRunRepository } from '@fairlead/db/repositories/report-run-repository';
import { personWriter } from '@fairlead/db/testing/person-writer';
import { query } from '@fairlead/db/testing/query';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { expect, it } from 'vitest';
import { dueReports } from '../src/jobs/due-reports.ts';

const FIRM = { effective_from: '2026-01-01', bd: 'A Broker', crd: '79', participant: 'T', entity: 'ABRO' };
const SETTLED = { settle_days: 1 };

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  const runs = new ReportRunRepository(pool);
  const firms = new ReportFirmRepository(pool);
  const job = dueReports({ runs, firms, persons: new PersonNames(pool) });
  return {
    ...{ url: db.url, runs, firms },
    /** Runs the job at a time of New York. */
    at: (iso: string) => job.run(SETTLED, { now_us: Date.parse(`${iso}-05:00`) * 1_000 }),
    asked: async () => {
      const { rows } = await runs.list({ kind: null, cursor: null, limit: 50 });
      return rows.map(({ kind, period_from, period_to }) => `${kind} ${period_from} ${period_to}`).sort();
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('asks once for what is due when a quarter or a month has been over for a day, as the service that it is', async () => {
  await using set = await setUp();
  await set.firms.set(FIRM, personWriter());
  expect(await set.at('2027-01-01T23:59:59')).toEqual({ requested: 3, asked_before: 0, firm_not_named: 0 });
  const before = [
    'REVIEW 2026-07-01 2026-10-01',
    'RULE_605 2026-11-01 2026-12-01',
    'RULE_606_A1 2026-07-01 2026-10-01',
  ];
  expect(await set.asked()).toEqual(before);
  expect(await set.at('2027-01-02T00:00:00')).toEqual({ requested: 3, asked_before: 0, firm_not_named: 0 });
  expect(await set.asked()).toEqual(
    [
      ...before,
      'REVIEW 2026-10-01 2027-01-01',
      'RULE_605 2026-12-01 2027-01-01',
      'RULE_606_A1 2026-10-01 2027-01-01',
    ].sort(),
  );
  expect(await set.at('2027-01-20T12:00:00')).toEqual({ requested: 0, asked_before: 3, firm_not_named: 0 });
  const told = "select distinct actor_type, actor_id, reason from audit_entries where action = 'report.request'";
  expect(await query(set.url, told)).toEqual([
    { actor_type: 'SYSTEM', actor_id: 'fairlead-worker', reason: 'due by the calendar' },
  ]);
});

it('is asked for once by two workers at the same time', async () => {
  await using set = await setUp();
  await set.firms.set(FIRM, personWriter());
  await Promise.all([set.at('2027-02-03T12:00:00'), set.at('2027-02-03T12:00:00.001')]);
  expect(await set.asked()).toHaveLength(3);
});

it('leaves to people what they have asked for, but for simulated orders', async () => {
  await using set = await setUp();
  await set.firms.set(FIRM, personWriter());
  const quarter = { kind: 'RULE_606_A1', period_from: '2026-10-01', period_to: '2027-01-01', parameters: {} } as const;
  await set.runs.create({ ...quarter, simulated: false }, personWriter());
  await set.runs.create({ ...quarter, kind: 'REVIEW', simulated: true }, personWriter());
  expect(await set.at('2027-01-05T12:00:00')).toEqual({ requested: 2, asked_before: 1, firm_not_named: 0 });
});

it('asks for nothing of a time in which nobody has said who the firm is', async () => {
  await using set = await setUp();
  expect(await set.at('2027-01-05T12:00:00')).toEqual({ requested: 0, asked_before: 0, firm_not_named: 3 });
  await set.firms.set({ ...FIRM, effective_from: '2027-01-01' }, personWriter());
  expect(await set.at('2027-02-02T12:00:00')).toEqual({ requested: 1, asked_before: 0, firm_not_named: 2 });
  expect(await set.asked()).toEqual(['RULE_605 2027-01-01 2027-02-01']);
});
