import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { auditRecord } from '../testing/audit-record.ts';
import { testDatabase } from '../testing/test-database.ts';
import { auditEntriesAfter, firstAuditFault } from './audit-repository.ts';
import { AuditTrail } from './audit-trail.ts';

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 5, onError: () => undefined });
  return {
    pool,
    trail: new AuditTrail(pool),
    actions: async () => (await auditEntriesAfter(pool, 0, 100)).map(({ action }) => action),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('keeps acts of one turn and of several writers in one chain, and finds each by its id', async () => {
  await using set = await setUp();
  const first = auditRecord('first');
  const others = ['a', 'b', 'c'].map((action) => auditRecord(action));
  expect(await set.trail.append([first])).toBe(true);
  expect(await Promise.all(others.map((each) => set.trail.append([each, auditRecord('more')])))).toEqual([
    true,
    true,
    true,
  ]);
  expect(await firstAuditFault(set.pool)).toBeNull();
  expect(await set.trail.find(first.id)).toMatchObject({ ...first, seq: 1 });
  expect(await set.trail.find(auditRecord().id)).toBeNull();
  expect(await set.actions()).toHaveLength(7);
});

it('keeps an act once, however often it is told, and words byte for byte', async () => {
  await using set = await setUp();
  const act = { ...auditRecord('once'), before: '{"b": 1.0,\t"a":"\\u00e9é\\"\\\\"}', reason: 'a "fat" finger \\ 木' };
  await set.trail.append([act, act]);
  await set.trail.append([{ ...act, reason: 'otherwise' }, auditRecord('next')]);
  expect(await set.actions()).toEqual(['once', 'next']);
  expect(await set.trail.find(act.id)).toMatchObject({ before: act.before, reason: act.reason });
  expect(await firstAuditFault(set.pool)).toBeNull();
});

it('says what the database refuses, writes nothing of it, and rejects where that is away', async () => {
  await using set = await setUp();
  expect(await set.trail.append([auditRecord('good'), { ...auditRecord(), action: 'x'.repeat(101) }])).toBe(false);
  expect(await set.actions()).toEqual([]);
  const away = createPool('postgresql://127.0.0.1:1/none', { max: 1, onError: () => undefined });
  await expect(new AuditTrail(away).append([auditRecord()])).rejects.toThrow();
  await away.end();
});
