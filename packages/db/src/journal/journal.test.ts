import { expect, it } from 'vitest';
import { entryOfNoOrder, firstEntry, nextEntry } from '../testing/journal-entries.ts';
import { leaseOf, openJournal } from '../testing/open-journal.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { type ChainedEntry, EMPTY_CHAIN, entryHash } from './chain.ts';
import { createJournal, type JournalOptions } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';

const DUPLICATE = { ok: false, error: 'DUPLICATE_ORDER' };
const ROWS = `select position::float8 as position, order_pk as "orderPk", first_event as "firstEvent", last_event as "lastEvent",
  (extract(epoch from at) * 1000000)::float8 as "atUs", simulated, body, hash, shard from order_journal j order by j.position`;

async function setUp(options: Partial<JournalOptions> = {}) {
  const db = await testDatabase();
  const told: ChainedEntry[] = [];
  const journal = await openJournal(db.url, { onCommitted: (entries) => told.push(...entries), ...options });
  return {
    url: db.url,
    journal,
    /** What `onCommitted` was told. */
    told,
    query: (sql: string) => query(db.url, sql),
    append: (entries: readonly JournalEntry[]) => Promise.all(entries.map((entry) => journal.append(entry))),
    async [Symbol.asyncDispose]() {
      await journal.close();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('writes entries as they are, in the order of the appends, chained, and tells of them in that order', async () => {
  await using set = await setUp({ maxBatch: 3 });
  const first = firstEntry({
    body: 'quotes "\' and \\ {braces}, NULL\nand lines – and ünïcode 🙂',
    atUs: 1_763_650_800_123_457,
  });
  const entries = [
    first,
    entryOfNoOrder('a halt'),
    nextEntry(first),
    firstEntry({ simulated: true }),
    firstEntry({ body: '' }),
  ];
  const outcomes = await set.append(entries);
  expect(outcomes).toEqual(entries.map((_, index) => ({ ok: true, position: index + 1 })));
  const rows = await set.query(ROWS);
  expect(rows).toEqual(set.told);
  expect(rows.map(({ orderPk, body, atUs, simulated }) => ({ orderPk, body, atUs, simulated }))).toEqual(
    entries.map(({ orderPk, body, atUs, simulated }) => ({ orderPk, body, atUs, simulated })),
  );
  let hash = EMPTY_CHAIN.hash;
  for (const entry of set.told) {
    hash = entryHash(hash, entry);
    expect(entry.hash).toEqual(hash);
  }
  expect(set.journal.state()).toEqual({ healthy: true, lost: false, pending: 0, position: 5, lastError: null });
});

it('keeps the name of an order, and each part of evidence once', async () => {
  await using set = await setUp();
  const part = { hash: 'ab'.repeat(32), kind: 1, body: '{"venues":[]}' } as const;
  const belief = { hash: 'cd'.repeat(32), kind: 2, body: '{}' } as const;
  const entries = [firstEntry({ parts: [part, belief] }), firstEntry({ parts: [part] })];
  await set.append(entries);
  await set.append([firstEntry({ parts: [belief] })]);
  expect(await set.query(`select encode(hash, 'hex') as hash, kind, body from evidence_parts order by kind`)).toEqual([
    { hash: part.hash, kind: 1, body: part.body },
    { hash: belief.hash, kind: 2, body: belief.body },
  ]);
  expect(
    await set.query('select client_id as "clientId", order_id as "orderId" from order_keys order by order_pk limit 2'),
  ).toEqual(entries.map((entry) => entry.key));
});

it('keeps when a part was first and when it was last written', async () => {
  await using set = await setUp();
  const part = { hash: 'ab'.repeat(32), kind: 2, body: '{}' } as const;
  const ages = `select now() - created_at < interval '1 minute' as new, now() - written_at < interval '1 minute' as lately from evidence_parts`;
  await set.append([firstEntry({ parts: [part] })]);
  expect(await set.query(ages)).toEqual([{ new: true, lately: true }]);
  await set.query(
    "update evidence_parts set created_at = now() - interval '3 days', written_at = now() - interval '2 days'",
  );
  expect(await set.query(ages)).toEqual([{ new: false, lately: false }]);
  await set.append([firstEntry({ parts: [part] }), firstEntry({ parts: [part] })]);
  expect(await set.query(ages)).toEqual([{ new: false, lately: true }]);
});

it('refuses a duplicate whole, lets the rest of its batch through, and leaves no hole', async () => {
  await using set = await setUp();
  const first = firstEntry();
  const again = firstEntry({ key: first.key });
  const other = firstEntry();
  const ok = (position: number) => ({ ok: true, position });
  expect(await set.append([first, again, other])).toEqual([ok(1), DUPLICATE, ok(2)]);
  const fresh = firstEntry();
  const mixed = [firstEntry({ key: other.key }), fresh, firstEntry({ key: first.key }), nextEntry(other)];
  expect(await set.append(mixed)).toEqual([DUPLICATE, ok(3), DUPLICATE, ok(4)]);
  const rows = await set.query(ROWS);
  expect(rows).toEqual(set.told);
  expect(rows.map((row) => row.orderPk)).toEqual([first, other, fresh, other].map((entry) => entry.orderPk));
});

it('refuses with an entry those of its order that were appended after it', async () => {
  await using set = await setUp({ maxBatch: 2 });
  const known = firstEntry();
  await set.append([known]);
  const again = firstEntry({ key: known.key });
  const poison = nextEntry(known, { body: 'a\0b' });
  const later = nextEntry(poison);
  const outcomes = await set.append([again, poison, nextEntry(again), later, nextEntry(later), firstEntry()]);
  expect(outcomes.map((outcome) => (outcome.ok ? outcome.position : outcome.error))).toEqual([
    ...['DUPLICATE_ORDER', 'JOURNAL_REFUSED', 'DUPLICATE_ORDER', 'JOURNAL_REFUSED', 'JOURNAL_REFUSED'],
    2,
  ]);
  // Decided anew it goes on from what is written.
  expect(await set.journal.append(nextEntry(known))).toEqual({ ok: true, position: 3 });
});

it('fails a poison entry alone, wherever it stands in its batch', async () => {
  await using set = await setUp();
  const entries = Array.from({ length: 9 }, (_, index) => firstEntry(index % 4 === 1 ? { body: 'nul \0' } : {}));
  const unreadable = firstEntry({ orderPk: 'not a UUID' });
  const outcomes = await set.append([...entries, unreadable]);
  const refused = outcomes.flatMap((outcome, index) => (outcome.ok ? [] : [[index, outcome.error, outcome.detail]]));
  expect(refused).toEqual([
    [1, 'JOURNAL_REFUSED', expect.stringContaining('0x00')],
    [5, 'JOURNAL_REFUSED', expect.stringContaining('0x00')],
    [9, 'JOURNAL_REFUSED', expect.stringContaining('not a UUID')],
  ]);
  expect(
    await set.query(
      'select count(*)::int as keys, (select max(position)::int from order_journal) as last from order_keys',
    ),
  ).toEqual([{ keys: 7, last: 7 }]);
  expect(set.journal.state()).toMatchObject({ healthy: true, lost: false, pending: 0, position: 7 });
});

it('refuses what cannot be an entry without asking the database', async () => {
  await using set = await setUp();
  const first = firstEntry();
  const impossible = [
    firstEntry({ atUs: 1.5 }),
    firstEntry({ key: null }),
    { ...nextEntry(first), key: first.key },
    nextEntry(first, { lastEvent: 1 }),
    { ...entryOfNoOrder(''), firstEvent: 1, lastEvent: 1 },
    { ...entryOfNoOrder(''), key: first.key },
  ];
  for (const entry of impossible) expect(await set.journal.append(entry)).toMatchObject({ error: 'JOURNAL_REFUSED' });
  expect(await set.query(ROWS)).toEqual([]);
});

it('asks for a partition where there is none', async () => {
  await using set = await setUp();
  await set.query('drop table order_journal_000000000001');
  const outcomes = await set.append([firstEntry(), firstEntry()]);
  expect(outcomes).toEqual([1, 2].map((position) => ({ ok: true, position })));
});

it('goes on from where the one before it ended', async () => {
  await using set = await setUp();
  await set.append([firstEntry(), firstEntry()]);
  const next = await openJournal(set.url, { onCommitted: (entries) => set.told.push(...entries) });
  expect(await next.append(firstEntry())).toEqual({ ok: true, position: 3 });
  await next.close();
  const [, before, after] = set.told;
  if (before === undefined || after === undefined) throw new Error('three entries were expected');
  expect(entryHash(before.hash, after)).toEqual(after.hash);
});

it('writes nothing any more when another has taken its lease', async () => {
  await using set = await setUp();
  await set.append([firstEntry()]);
  await leaseOf(set.url);
  const lost = { ok: false, error: 'LEASE_LOST' };
  expect(await set.append([firstEntry(), firstEntry()])).toEqual([lost, lost]);
  expect(await set.journal.append(firstEntry())).toEqual(lost);
  expect(set.journal.state()).toMatchObject({
    healthy: false,
    pending: 0,
    position: 1,
    lastError: expect.stringContaining('another router'),
  });
  expect(
    await set.query(
      'select count(*)::int as keys, (select count(*)::int from order_journal) as entries from order_keys',
    ),
  ).toEqual([{ keys: 1, entries: 1 }]);
});

it('does not write over what its lease did not tell of', async () => {
  await using set = await setUp();
  const lease = await leaseOf(set.url);
  const [one, two] = [createJournal({ databaseUrl: set.url, lease }), createJournal({ databaseUrl: set.url, lease })];
  expect(await one.append(firstEntry())).toEqual({ ok: true, position: 1 });
  expect(await two.append(firstEntry())).toEqual({ ok: false, error: 'LEASE_LOST' });
  await Promise.all([one.close(), two.close()]);
});

it('writes what it has when it is closed, and then takes no more', async () => {
  await using set = await setUp();
  const pending = Array.from({ length: 5 }, () => set.journal.append(firstEntry()));
  await set.journal.close();
  expect(await Promise.all(pending)).toEqual(pending.map((_, index) => ({ ok: true, position: index + 1 })));
  expect(await set.journal.append(firstEntry())).toEqual({ ok: false, error: 'JOURNAL_CLOSED' });
});
