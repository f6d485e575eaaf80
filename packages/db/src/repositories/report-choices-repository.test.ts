import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { personWriter } from '../testing/person-writer.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { type ReportChoice, ReportChoicesRepository } from './report-choices-repository.ts';

const CHOICE: ReportChoice = {
  ...{ name: 'RESTING_ORDER_TYPED_BY', effective_from: '2026-10-01', value: 'EXECUTABILITY', source: null },
};

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 2, onError: () => undefined });
  return {
    ...{ url: db.url, choices: new ReportChoicesRepository(pool) },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('keeps what the firm chooses from a day on, with why and who, and the audit of it', async () => {
  await using set = await setUp();
  const writer = personWriter();
  const { reason } = writer;
  const kept = await set.choices.set(CHOICE, writer);
  const done = { ...CHOICE, reason, author_name: 'anna', created_at_us: writer.atUs };
  expect(kept).toEqual({ ok: true, value: { done, auditId: writer.auditId } });
  await set.choices.set({ ...CHOICE, value: 'RECEIPT', source: 'Exhibit A' }, personWriter('ben'));
  // What was sent before with its key does not come back over what was chosen since.
  expect(await set.choices.set(CHOICE, writer)).toEqual(kept);
  const held = async (day: string) => (await set.choices.holding('RULE_605', day)).RESTING_ORDER_TYPED_BY;
  expect(await held('2026-09-30')).toEqual({ value: 'RECEIPT', source: null, effective_from: null });
  expect(await held('2026-10-01')).toEqual({ value: 'RECEIPT', source: 'Exhibit A', effective_from: '2026-10-01' });
  expect(Object.keys(await set.choices.holding('RULE_606_A1', '2026-10-01'))).toEqual(['OPTIONS_CUSTOMER_LIMIT_USD']);
  expect(await set.choices.holding('TCA', '2026-10-01')).toEqual({});
  expect((await set.choices.states('2026-10-01')).flatMap(({ rows }) => rows)).toMatchObject([{ author_name: 'ben' }]);
  const audits = await query(
    set.url,
    'select action, subject_id, before is null as first from audit_entries order by seq',
  );
  expect(audits).toEqual([
    { action: 'report.choice', subject_id: 'RESTING_ORDER_TYPED_BY', first: true },
    { action: 'report.choice', subject_id: 'RESTING_ORDER_TYPED_BY', first: false },
  ]);
});

it('keeps no value that the choice has not', async () => {
  await using set = await setUp();
  const refused = await set.choices.set({ ...CHOICE, value: 'OPEN' }, personWriter());
  expect(refused).toEqual({ ok: false, error: 'VALUE_UNKNOWN' });
  expect(await query(set.url, 'select 1 from report_choices union all select 1 from audit_entries')).toEqual([]);
});
