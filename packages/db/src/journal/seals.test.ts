import { expect, it } from 'vitest';
import { appendAudit } from '../repositories/audit-repository.ts';
import { auditRecord } from '../testing/audit-record.ts';
import { firstEntry, nextEntry } from '../testing/journal-entries.ts';
import { openJournal } from '../testing/open-journal.ts';
import { ownerPool } from '../testing/owner-pool.ts';
import { testDatabase } from '../testing/test-database.ts';
import type { ChainedEntry } from './chain.ts';
import type { JournalEntry } from './journal-entry.ts';
import { makeRoots, rootsOf, rootText } from './roots.ts';
import { sealHash, sealsAfter, sealUpTo } from './seals.ts';

const NOON_US = Date.UTC(2026, 10, 29, 12) * 1_000;
const DAY_US = 86_400_000_000;

async function setUp() {
  const db = await testDatabase();
  const told: ChainedEntry[] = [];
  const journal = await openJournal(db.url, { onCommitted: (entries) => told.push(...entries) });
  const database = ownerPool(db.url, 2);
  return {
    database,
    told,
    append: (entries: readonly JournalEntry[]) => Promise.all(entries.map((entry) => journal.append(entry))),
    seal: (position: number, atUs = NOON_US) => sealUpTo(database, { shard: 0, position, atUs }),
    roots: (nowUs: number) => makeRoots(database, { shard: 0, nowUs }),
    async [Symbol.asyncDispose]() {
      await journal.close();
      await database.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('seals every entry once, with what it holds, one seal upon the other', async () => {
  await using set = await setUp();
  const live = firstEntry();
  await set.append([live, firstEntry({ simulated: true }), nextEntry(live), firstEntry()]);
  const first = await set.seal(3);
  expect(first).toMatchObject({ position: 3, entries: 3, liveEntries: 2, atUs: NOON_US });
  expect(first?.chainHash).toEqual(set.told[2]?.hash);
  expect(await set.seal(3)).toBeNull();
  // A clock that was put back does not put a seal before the one before it.
  const second = await set.seal(4, NOON_US - 5);
  expect(second).toMatchObject({ position: 4, entries: 1, liveEntries: 1, atUs: NOON_US });
  if (first === null || second === null) throw new Error('both seals were expected');
  expect(second.hash).toEqual(sealHash(first.hash, second));
  expect(await sealsAfter(set.database, { shard: 0, position: 0 }, 9)).toEqual([first, second]);
});

it('does not seal what is not there', async () => {
  await using set = await setUp();
  await expect(set.seal(1)).rejects.toThrow('only 0 are there');
  await set.append([firstEntry()]);
  await expect(set.seal(2)).rejects.toThrow('only 1 are there');
  await set.seal(1);
});

it('makes a root for each day that is over, once, over its seals and the audit chain', async () => {
  await using set = await setUp();
  expect(await set.roots(NOON_US)).toEqual([]);
  await set.append([firstEntry(), firstEntry({ simulated: true }), firstEntry()]);
  await set.seal(1);
  await set.seal(2, NOON_US + 1_000_000);
  const audit = await appendAudit(set.database, auditRecord());
  expect(await set.roots(NOON_US)).toEqual([]);
  const made = await set.roots(NOON_US + DAY_US);
  expect(made).toMatchObject([
    { day: '2026-11-29', lastPosition: 2, seals: 2, entries: 2, liveEntries: 1, auditSeq: 1, auditHash: audit.hash },
  ]);
  // A seal of that day that comes late belongs to the next root, as the seals of a day without any do.
  await set.seal(3, NOON_US + 2_000_000);
  const later = await set.roots(NOON_US + 3 * DAY_US);
  expect(later).toMatchObject([
    { day: '2026-11-30', lastPosition: 3, seals: 1, entries: 1 },
    { day: '2026-12-01', lastPosition: 3, seals: 0, entries: 0 },
  ]);
  expect(await set.roots(NOON_US + 3 * DAY_US)).toEqual([]);
  const roots = await rootsOf(set.database, 0);
  expect(roots).toEqual([...made, ...later]);
  expect(new Set(roots.map((root) => root.hash.toString('hex'))).size).toBe(3);
  expect(rootText(roots[0] ?? noRoot())).toMatch(/^2026-11-29=[0-9a-f]{64} shard 0, positions to 2, 2 entries/);
});

function noRoot(): never {
  throw new Error('a root was expected');
}
