import { expect, it } from 'vitest';
import { type ChainedEntry, EMPTY_CHAIN, entryHash } from '../journal/chain.ts';
import { JournalPartitions } from '../journal/journal-partitions.ts';
import { makeRoots } from '../journal/roots.ts';
import { sealUpTo } from '../journal/seals.ts';
import { appendAudit } from '../repositories/audit-repository.ts';
import { auditRecord as changeOfVenue } from '../testing/audit-record.ts';
import { entryOfNoOrder, firstEntry, nextEntry } from '../testing/journal-entries.ts';
import { openJournal } from '../testing/open-journal.ts';
import { ownerPool } from '../testing/owner-pool.ts';
import { testDatabase } from '../testing/test-database.ts';
import { auditRecord } from './record-audit.ts';

const DAY = '2026-11-29';
const NOON_US = Date.parse(`${DAY}T12:00:00Z`) * 1_000;
const DAY_US = 86_400_000_000;
const ENTRIES = 12;
const WELL = { fault: null, entries: ENTRIES, dropped: 0, seals: 3, roots: 2, names: 5, auditEntries: 3 };

/** Twelve entries of five orders and one of none, in partitions of four; sealed to 3, 8 and 11; two roots; three audit entries. */
async function setUp() {
  const db = await testDatabase();
  const owner = ownerPool(db.url, 1);
  await owner.query('drop table order_journal_000000000001');
  for (const from of [1, 5, 9])
    await owner.query(
      `create table order_journal_${from} partition of order_journal for values from (${from}) to (${from + 4})`,
    );
  const told: ChainedEntry[] = [];
  const journal = await openJournal(db.url, { onCommitted: (entries) => told.push(...entries) });
  const orders = Array.from({ length: 5 }, (_, index) => firstEntry({ simulated: index === 1 }));
  const seconds = orders.map((entry) => nextEntry(entry));
  const [third] = seconds.map((entry) => nextEntry(entry));
  const entries = [
    ...orders.slice(0, 2),
    ...seconds.slice(0, 2),
    ...orders.slice(2),
    entryOfNoOrder('a halt'),
    ...seconds.slice(2),
    third,
  ];
  await Promise.all(entries.flatMap((entry) => (entry === undefined ? [] : [journal.append(entry)])));
  await journal.close();
  for (let index = 0; index < 3; index++) await appendAudit(owner, changeOfVenue());
  await sealUpTo(owner, { shard: 0, position: 3, atUs: NOON_US });
  await sealUpTo(owner, { shard: 0, position: 8, atUs: NOON_US + DAY_US });
  const roots = await makeRoots(owner, { shard: 0, nowUs: NOON_US + 2 * DAY_US });
  await sealUpTo(owner, { shard: 0, position: 11, atUs: NOON_US + 2 * DAY_US });
  return {
    url: db.url,
    owner,
    told,
    roots,
    orders,
    audit: (kept: ReadonlyMap<string, string> = new Map()) => auditRecord(db.url, kept),
    /** Does to the record what the database refuses to anybody who does not take its triggers away. */
    async damage(sql: string, values: unknown[] = []) {
      const client = await owner.connect();
      try {
        await client.query('set session_replication_role = replica');
        await client.query(sql, values);
      } finally {
        client.release(true);
      }
    },
    async [Symbol.asyncDispose]() {
      await owner.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('finds a record well, and compares roots that were kept', async () => {
  await using set = await setUp();
  expect(await set.audit()).toEqual(WELL);
  const kept = new Map(set.roots.map(({ day, hash }) => [day, hash.toString('hex').toUpperCase()]));
  expect(await set.audit(kept)).toEqual(WELL);
  expect((await set.audit(new Map([[DAY, 'ab'.repeat(32)]]))).fault).toMatchObject({
    at: `root of ${DAY}`,
    kind: 'ALTERED',
  });
  expect((await set.audit(new Map([['2026-11-28', 'ab'.repeat(32)]]))).fault).toMatchObject({
    at: 'root of 2026-11-28',
    kind: 'MISSING',
  });
});

it.each([
  ['a body', "update order_journal set body = body || ' ' where position = 6", 'journal position 6', 'ALTERED'],
  [
    'a time',
    "update order_journal set at = at + interval '1 microsecond' where position = 6",
    'journal position 6',
    'ALTERED',
  ],
  [
    'an order',
    'update order_journal set order_pk = gen_random_uuid() where position = 6',
    'journal position 6',
    'ALTERED',
  ],
  ['a flag', 'update order_journal set simulated = true where position = 6', 'journal position 6', 'ALTERED'],
  ['a hash', "update order_journal set hash = sha256('') where position = 6", 'journal position 6', 'ALTERED'],
  ['a row that is deleted', 'delete from order_journal where position = 6', 'journal position 6', 'MISSING'],
  [
    'several rows that are deleted',
    'delete from order_journal where position between 2 and 6',
    'journal position 2',
    'MISSING',
  ],
  ['the first row deleted', 'delete from order_journal where position = 1', 'journal position 1', 'MISSING'],
  ['the tail cut off', 'delete from order_journal where position > 9', 'journal position 10', 'MISSING'],
  [
    'two rows swapped',
    `update order_journal j set (order_pk, first_event, last_event, body, hash) = (select order_pk, first_event, last_event, body, hash from order_journal o
       where o.position = 13 - j.position) where position in (6, 7)`,
    'journal position 6',
    'ALTERED',
  ],
  [
    'a row put after the last',
    "insert into order_journal select 0, 13, null, 0, 0, now(), false, 'x', sha256('x')",
    'journal position 13',
    'ALTERED',
  ],
  ['a seal', 'update journal_seals set at = at + interval $$1 second$$ where position = 8', 'seal at 8', 'ALTERED'],
  ['a seal that is deleted', 'delete from journal_seals where position = 3', 'root of 2026-11-29', 'ALTERED'],
  [
    'the last root',
    'update journal_roots set entries = entries + 1 where last_position = 8',
    'root of 2026-11-30',
    'ALTERED',
  ],
  ['a root that is deleted', 'delete from journal_roots where last_position = 3', 'root of 2026-11-30', 'ALTERED'],
  ['an audit entry', "update audit_entries set reason = '' where seq = 2", 'audit entry 2', 'ALTERED'],
  ['the end of the audit chain cut off', 'delete from audit_entries where seq = 3', 'audit entry 3', 'MISSING'],
])('tells where %s was changed', async (_, sql, at, kind) => {
  await using set = await setUp();
  await set.damage(sql);
  expect((await set.audit()).fault).toMatchObject({ at, kind });
});

it('tells of an entry that was put in between others', async () => {
  await using set = await setUp();
  await set.damage(
    `insert into order_journal select 0, 13, order_pk, first_event, last_event, at, simulated, body, hash from order_journal where position = 12`,
  );
  for (let position = 12; position > 6; position -= 1) {
    await set.damage(
      `update order_journal t set (order_pk, first_event, last_event, at, simulated, body, hash) =
         (select order_pk, first_event, last_event, at, simulated, body, hash from order_journal s where s.position = $1 - 1) where position = $1`,
      [position],
    );
  }
  await set.damage("update order_journal set body = 'put in' where position = 6");
  expect((await set.audit()).fault).toMatchObject({ at: 'journal position 6', kind: 'ADDED' });
});

it('tells that entries were written anew with the chain made to fit, by their seal', async () => {
  await using set = await setUp();
  let before = set.told[4]?.hash ?? EMPTY_CHAIN.hash;
  for (const entry of set.told.slice(5)) {
    const body = `${entry.body} `;
    before = entryHash(before, { ...entry, body });
    await set.damage('update order_journal set body = $1, hash = $2 where position = $3', [
      body,
      before,
      entry.position,
    ]);
  }
  const { fault } = await set.audit();
  expect(fault).toMatchObject({
    at: 'journal position 4',
    kind: 'ALTERED',
    says: expect.stringContaining('here to 8'),
  });
});

it('tells of the name of an order that is gone, leads elsewhere, or leads nowhere', async () => {
  await using set = await setUp();
  const [, second] = set.orders;
  await set.damage('delete from order_keys where order_pk = $1', [second?.orderPk]);
  expect((await set.audit()).fault).toMatchObject({ at: 'journal position 2', kind: 'MISSING' });
  await set.damage('insert into order_keys values ($1, $2, gen_random_uuid())', [
    second?.key?.clientId,
    second?.key?.orderId,
  ]);
  expect((await set.audit()).fault).toMatchObject({ at: 'journal position 2', kind: 'ALTERED' });
  await set.damage('update order_keys set order_pk = $1 where order_id = $2', [second?.orderPk, second?.key?.orderId]);
  expect(await set.audit()).toEqual(WELL);
  await set.damage("insert into order_keys values ('default', 'of-no-order', gen_random_uuid())");
  expect((await set.audit()).fault).toMatchObject({ at: 'order of-no-order of default', kind: 'MISSING' });
});

it('tells of an order whose events have a gap, though the chain holds', async () => {
  await using set = await setUp();
  const journal = await openJournal(set.url);
  await journal.append(nextEntry(set.orders[3] ?? firstEntry(), { firstEvent: 7, lastEvent: 7 }));
  await journal.close();
  const { fault } = await set.audit();
  expect(fault).toMatchObject({
    at: 'journal position 13',
    says: expect.stringContaining('event 7 of its order, where 6'),
  });
});

it('tells what retention has dropped from what is missing', async () => {
  await using set = await setUp();
  const partitions = new JournalPartitions(set.owner);
  await partitions.drop(1);
  // The two orders that began there went with their names; what they did later stays.
  expect(await set.audit()).toEqual({ ...WELL, entries: 8, dropped: 4, names: 3 });
  await partitions.drop(5);
  expect(await set.audit()).toEqual({ ...WELL, entries: 4, dropped: 8, names: 0 });
  await set.damage("update journal_drops set last_hash = sha256('') where first_position = 5");
  expect((await set.audit()).fault).toMatchObject({ at: 'journal position 4', kind: 'ALTERED' });
});

it('tells that a partition is missing that retention has not dropped', async () => {
  await using set = await setUp();
  await set.owner.query('drop table order_journal_5');
  const { fault } = await set.audit();
  expect(fault).toMatchObject({
    at: 'journal position 5',
    kind: 'MISSING',
    says: expect.stringContaining('here to 8'),
  });
});

it('finds an empty record well', async () => {
  await using db = await testDatabase();
  expect(await auditRecord(db.url, new Map())).toEqual({
    ...{ fault: null, entries: 0, dropped: 0, seals: 0, roots: 0, names: 0, auditEntries: 0 },
  });
});
