import { expect, it } from 'vitest';
import { firstEntry, nextEntry } from '../testing/journal-entries.ts';
import { openJournal } from '../testing/open-journal.ts';
import { ownerPool } from '../testing/owner-pool.ts';
import { testDatabase } from '../testing/test-database.ts';
import { JournalPartitions } from './journal-partitions.ts';
import { sealUpTo } from './seals.ts';

const AT_US = Date.UTC(2026, 10, 29, 12) * 1_000;

/** A journal whose partitions hold three entries each. */
async function setUp() {
  const db = await testDatabase();
  const owner = ownerPool(db.url, 2);
  await owner.query('drop table order_journal_000000000001');
  for (const starts of [1, 4, 7]) {
    const name = `order_journal_${String(starts).padStart(12, '0')}`;
    await owner.query(`create table ${name} partition of order_journal for values from (${starts}) to (${starts + 3})`);
  }
  const journal = await openJournal(db.url);
  return {
    owner,
    journal,
    partitions: new JournalPartitions(owner),
    seal: (position: number) => sealUpTo(owner, { shard: 0, position, atUs: AT_US }),
    async [Symbol.asyncDispose]() {
      await journal.close();
      await owner.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('tells of each partition what retention must know', async () => {
  await using set = await setUp();
  const [live, simulated] = [firstEntry(), firstEntry({ simulated: true })];
  // The third seal lies in two partitions: what is live in it is in the first of them.
  for (const entry of [
    live,
    nextEntry(live),
    nextEntry(live, { firstEvent: 6, lastEvent: 6 }),
    simulated,
    nextEntry(simulated),
  ])
    await set.journal.append(entry);
  for (const position of [1, 2, 4, 5]) await set.seal(position);
  const bytes = expect.any(Number);
  expect(await set.partitions.list()).toEqual([
    { firstPosition: 1, endPosition: 4, bytes, entries: 3, holdsLive: true, lastAtUs: AT_US, isSealed: true },
    { firstPosition: 4, endPosition: 7, bytes, entries: 2, holdsLive: false, lastAtUs: AT_US, isSealed: false },
    { firstPosition: 7, endPosition: 10, bytes, entries: 0, holdsLive: false, lastAtUs: null, isSealed: false },
    { firstPosition: 10, endPosition: 200_010, bytes, entries: 0, holdsLive: false, lastAtUs: null, isSealed: false },
  ]);
});

it('drops a sealed partition with the names that begin in it, and writes that down', async () => {
  await using set = await setUp();
  const old = firstEntry();
  const later = firstEntry();
  for (const entry of [old, firstEntry(), later, nextEntry(later)]) await set.journal.append(entry);
  await expect(set.partitions.drop(1)).rejects.toThrow('not sealed');
  await set.seal(4);
  const hash = (await set.owner.query('select hash from order_journal where position = 3')).rows[0];
  expect(await set.partitions.drop(1)).toBe(3);
  await expect(set.partitions.drop(1)).rejects.toThrow('no partition');
  const rows = async (sql: string) => (await set.owner.query(sql)).rows;
  expect(await rows('select position::int from order_journal')).toEqual([{ position: 4 }]);
  expect(await rows('select order_id from order_keys')).toEqual([]);
  expect(await rows('select first_position::int, last_position::int, last_hash as hash from journal_drops')).toEqual([
    { first_position: 1, last_position: 3, ...hash },
  ]);
  expect(await set.journal.append(firstEntry({ key: old.key }))).toEqual({ ok: true, position: 5 });
});

it('does not make writers wait behind a drop that waits for a reader', async () => {
  await using set = await setUp();
  for (const entry of [firstEntry(), firstEntry(), firstEntry()]) await set.journal.append(entry);
  await set.seal(3);
  const reader = await set.owner.connect();
  await reader.query('begin');
  await reader.query('select count(*) from order_journal');
  await expect(set.partitions.drop(1)).rejects.toThrow('lock timeout');
  // Room ahead is made all the same, and written to.
  await set.partitions.ensure();
  expect(await set.journal.append(firstEntry())).toEqual({ ok: true, position: 4 });
  await reader.query('rollback');
  reader.release();
  expect(await set.partitions.drop(1)).toBe(3);
});

it('makes partitions as large as the entries of a day, within bounds, once', async () => {
  await using set = await setUp();
  expect(await set.partitions.ensure()).toBe(0);
  const made = (await set.partitions.list()).at(-1);
  expect(made).toMatchObject({ firstPosition: 10, endPosition: 200_010 });
});
