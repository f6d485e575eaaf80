import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { auditRecord } from '../testing/audit-record.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { inTransaction } from '../transaction.ts';
import { type AuditRecord, appendAudit, auditEntriesAfter, CHAIN_START, firstAuditFault } from './audit-repository.ts';

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 5, onError: () => undefined });
  return {
    url: db.url,
    pool,
    append: (record: AuditRecord) => inTransaction(pool, (client) => appendAudit(client, record)),
    firstFault: () => firstAuditFault(pool),
    /** Does to the chain what the database refuses to anybody but its owner. */
    async tamper(sql: string) {
      await query(
        db.url,
        `begin; alter table audit_entries disable trigger audit_entries_append_only; ${sql};
        alter table audit_entries enable trigger audit_entries_append_only; commit`,
      );
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('chains records without a gap, whoever writes at the same time', async () => {
  await using set = await setUp();
  await Promise.all(Array.from({ length: 12 }, (_, index) => set.append(auditRecord(`action.${index}`))));
  const entries = await auditEntriesAfter(set.pool, 0, 100);
  expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  expect(entries.map((entry) => entry.prev_hash)).toEqual([
    CHAIN_START,
    ...entries.slice(0, -1).map((entry) => entry.hash),
  ]);
  expect(await set.firstFault()).toBeNull();
});

it('finds the first entry that was altered, removed or added', async () => {
  await using set = await setUp();
  for (const action of ['a', 'b', 'c', 'd']) await set.append(auditRecord(action));
  await set.tamper("update audit_entries set reason = 'none' where seq = 3");
  expect(await set.firstFault()).toBe(3);
  await set.tamper("update audit_entries set reason = 'maintenance' where seq = 3");
  expect(await set.firstFault()).toBeNull();
  await set.tamper('delete from audit_entries where seq = 2');
  expect(await set.firstFault()).toBe(2);
});

it('cannot be changed through the database', async () => {
  await using set = await setUp();
  await set.append(auditRecord('a'));
  await expect(query(set.url, "update audit_entries set reason = ''")).rejects.toThrow('append-only');
  await expect(query(set.url, 'delete from audit_entries')).rejects.toThrow('append-only');
});
