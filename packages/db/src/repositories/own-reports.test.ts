import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { OwnReports } from './own-reports.ts';

const APPROVAL = { DONE: 'null, null', APPROVED: "'second', now()", PUBLISHED: "'second', now()" };

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 1, onError: () => undefined });
  return {
    foremost: async (whose: string | null, periodFrom = '2026-07-01') => {
      const found = await new OwnReports(pool, whose).foremost('RULE_606_A1', periodFrom);
      return found?.figures ?? null;
    },
    /** Keeps a run that is made, with its name for figures. */
    async keep(name: string, state: keyof typeof APPROVAL, { simulated = false, doneAt = '2026-10-02' } = {}) {
      const published = state === 'PUBLISHED' ? "'second', now()" : 'null, null';
      await query(
        db.url,
        `insert into report_runs (id, kind, period_from, period_to, simulated, state, done_at, content_hash, files, reconciliation, figures,
           requested_by, requested_by_name, requested_at, approved_by, approved_at, published_by, published_at)
         values (gen_random_uuid(), 'RULE_606_A1', '2026-07-01', '2026-10-01', $1, $2, $3::date, repeat('0', 64), '[]', '{}', to_jsonb($4::text),
           'first', 'First', now(), ${APPROVAL[state]}, ${published})`,
        [simulated, state, doneAt, name],
      );
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('gives the report that counts most: real before simulated, then by how far it has come, then the newest', async () => {
  await using set = await setUp();
  expect(await set.foremost(null)).toBeNull();
  await set.keep('simulated', 'PUBLISHED', { simulated: true });
  expect(await set.foremost(null)).toBe('simulated');
  await set.keep('first', 'DONE');
  await set.keep('second', 'DONE', { doneAt: '2026-10-03' });
  expect(await set.foremost(null)).toBe('second');
  await set.keep('approved', 'APPROVED', { doneAt: '2026-10-01' });
  expect(await set.foremost(null)).toBe('approved');
  expect(await set.foremost(null, '2026-04-01')).toBeNull();
});

it('shows none to people of a client: it is of all of them', async () => {
  await using set = await setUp();
  await set.keep('published', 'PUBLISHED');
  expect(await set.foremost('DEMO')).toBeNull();
});
