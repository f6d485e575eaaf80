import { auditRecord } from '@fairlead/db/audit/record-audit';
import type { JournalEntry } from '@fairlead/db/journal/journal-entry';
import { JournalPartitions } from '@fairlead/db/journal/journal-partitions';
import { sealUpTo } from '@fairlead/db/journal/seals';
import { createPool } from '@fairlead/db/pool';
import { JOURNAL_CODEC } from '@fairlead/db/projection/journal-codec';
import { dropProjectionMonths } from '@fairlead/db/projection/projection-months';
import { rebuildProjections } from '@fairlead/db/projection/rebuild';
import type { EntryContent } from '@fairlead/db/record/entry-content';
import { DecisionRepository } from '@fairlead/db/repositories/decision-repository';
import { MessageRepository } from '@fairlead/db/repositories/message-repository';
import { OrderRepository } from '@fairlead/db/repositories/order-repository';
import { SimulatedOrdersRepository } from '@fairlead/db/repositories/simulated-orders-repository';
import { DEFAULT_CLIENT_ID } from '@fairlead/db/seed-catalogue';
import { ENDED, journal, journalEntriesOf, PARTLY_FILLED } from '@fairlead/db/testing/journaled-orders';
import { query } from '@fairlead/db/testing/query';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { expect, it } from 'vitest';
import { journalRetention } from '../src/jobs/journal-retention.ts';

const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;
/** The day of the entries, and the end of their month. */
const SEALED_US = Date.UTC(2026, 10, 20, 16) * 1_000;
const MONTH_END_US = Date.UTC(2026, 11, 1) * 1_000;
const KEPT = { live_days: 2_196, simulated_days: 2, simulated_gb: 2 };
const NOTHING = {
  orders: 0,
  routing_decisions: 0,
  child_orders: 0,
  executions: 0,
  order_terms: 0,
  circuit_events: 0,
  halts: 0,
};
const TABLES = ['orders', 'routing_decisions', 'child_orders', 'executions'];

/** The entries of an order of the demo flow. */
function simulated(name: string, routeOnly = false): JournalEntry[] {
  const entries = journalEntriesOf(name, routeOnly ? PARTLY_FILLED : ENDED, (content) =>
    content.kind === 'EVENTS' ? ofDemoFlow(content, routeOnly) : content,
  );
  return entries.map((entry) => ({ ...entry, simulated: true }));
}

function ofDemoFlow(content: Extract<EntryContent, { kind: 'EVENTS' }>, routeOnly: boolean): EntryContent {
  const said = { simulated: true, routeOnly };
  const events = content.events.map((event) =>
    event.type === 'RECEIVED' ? { ...event, receipt: { ...event.receipt, ...said } } : event,
  );
  return { ...content, head: { ...content.head, ...said }, events };
}

/** A journal in partitions that end after the entries of each of these groups, projected and sealed, and the job of retention over it. */
async function setUp(groups: readonly (readonly JournalEntry[])[]) {
  const db = await testDatabase();
  await query(db.url, 'drop table order_journal_000000000001');
  let from = 1;
  for (const { length } of groups) {
    const bounds = `from (${from}) to (${from + length})`;
    await query(db.url, `create table order_journal_${from} partition of order_journal for values ${bounds}`);
    from += length;
  }
  await journal(db.url, groups.flat());
  await query(db.url, "insert into execution_markouts select id, '1s', 100, 0 from executions");
  const pool = createPool(db.url, { max: 2, onError: () => undefined });
  await sealUpTo(pool, { shard: 0, position: from - 1, atUs: SEALED_US });
  const retained = {
    partitions: new JournalPartitions(pool),
    orders: new SimulatedOrdersRepository(pool),
    dropMonths: (before_us: number) => dropProjectionMonths(pool, before_us),
  };
  const job = journalRetention(retained, { liveDays: 1, simulatedDays: 1, simulatedGb: 1 });
  return {
    url: db.url,
    pool,
    retained,
    run: (now_us: number, payload: object = {}) => job.run({ ...KEPT, ...payload }, { now_us }),
    /** How many rows each projection and the markouts have of an order, null for all. */
    async rows(orderPk: string | null) {
      const of = (table: string) => (table === 'orders' ? 'id' : 'order_pk');
      const counts = TABLES.map(
        (table) => `(select count(*)::int from ${table} where $1::uuid is null or ${of(table)} = $1) as ${table}`,
      );
      const markouts = `(select count(*)::int from execution_markouts where $1::uuid is null
        or execution_id in (select id from executions where order_pk = $1)) as markouts`;
      return (await query(db.url, `select ${[...counts, markouts].join(', ')}`, [orderPk]))[0];
    },
    positions: async () =>
      (await query(db.url, 'select position::int from order_journal order by 1')).map((r) => r.position),
    check: () => rebuildProjections({ databaseUrl: db.url, shard: 0, codec: JOURNAL_CODEC, check: true, toldMax: 9 }),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

const pkOf = ([first]: readonly JournalEntry[]) => first?.orderPk ?? '';
const GONE = { orders: 0, routing_decisions: 0, child_orders: 0, executions: 0, markouts: 0 };

it('takes the rows of simulated orders away before their entries, and never a customer’s', async () => {
  const [old, routed, live] = [simulated('old'), simulated('routed', true), journalEntriesOf('live', ENDED)];
  await using set = await setUp([[...old, ...routed], live]);
  const rowsOfLive = await set.rows(pkOf(live));
  expect(rowsOfLive).toMatchObject({ orders: 1, executions: 1, markouts: 1 });
  expect(await set.run(SEALED_US + DAY_US)).toMatchObject({ months: [], orders: 0, dropped: 0, dropped_bytes: 0 });
  const told = await set.run(SEALED_US + 3 * DAY_US);
  expect(told).toMatchObject({ months: [], orders: 2, dropped: old.length + routed.length });
  expect(told).toMatchObject({ dropped_bytes: expect.any(Number) });
  expect(await set.rows(null)).toEqual(rowsOfLive);
  expect(await set.positions()).toEqual(live.map((_, index) => old.length + routed.length + index + 1));
  // The readers of what is left.
  expect(await set.check()).toMatchObject({ different: NOTHING });
  expect(await auditRecord(set.url, new Map())).toMatchObject({ fault: null, dropped: old.length + routed.length });
  expect(await set.run(SEALED_US + 3 * DAY_US)).toMatchObject({ orders: 0, dropped: 0 });
});

it('says that an order is not there when its first entries are gone, whoever asks', async () => {
  const [old, live] = [simulated('old'), journalEntriesOf('live', ENDED)];
  // The order ends in the second partition, which a customer's order keeps.
  await using set = await setUp([old.slice(0, 2), [...old.slice(2), ...live]]);
  const orders = new OrderRepository(set.pool);
  const decisions = new DecisionRepository(set.pool);
  const messages = new MessageRepository(set.pool);
  const [{ id }] = (await set.pool.query('select id from routing_decisions where order_pk = $1', [pkOf(old)])).rows;
  expect(await orders.findWalk(pkOf(old), null)).toMatchObject({ order: { order_id: 'old' } });
  const before = await messages.messagesAfter({ shard: 0, position: 0 }, 100);
  expect(await set.run(SEALED_US + 3 * DAY_US)).toMatchObject({ orders: 1, dropped: 2 });
  expect(await orders.findWalk(pkOf(old), null)).toBeNull();
  expect(await orders.findByClientId(DEFAULT_CLIENT_ID, 'old')).toBeNull();
  expect(await decisions.findById(id, null)).toBeNull();
  expect(await orders.findWalk(pkOf(live), null)).toMatchObject({ order: { order_id: 'live' } });
  const after = await messages.messagesAfter({ shard: 0, position: 0 }, 100);
  expect(after.position).toBe(before.position);
  expect(after.messages.length).toBeGreaterThan(0);
  expect(before.messages.slice(-after.messages.length)).toEqual(after.messages);
  expect(await set.check()).toMatchObject({ different: NOTHING });
  expect(await auditRecord(set.url, new Map())).toMatchObject({ fault: null, dropped: 2 });
  // A venue speaks of it once more: the projector goes on, and makes no row of half an order.
  const [last] = old.slice(-1);
  if (last === undefined) throw new Error('an entry expected');
  const late = { ...last, firstEvent: last.lastEvent + 1, lastEvent: last.lastEvent + 2, key: null };
  await journal(set.url, [late, ...journalEntriesOf('next', ENDED)]);
  expect(await set.rows(pkOf(old))).toEqual(GONE);
  expect(await set.rows(pkOf(journalEntriesOf('next')))).toMatchObject({ orders: 1 });
  expect(await set.check()).toMatchObject({ different: NOTHING });
});

it('makes the rows of what was kept before a drop anew', async () => {
  const [live, old] = [journalEntriesOf('live', ENDED), simulated('old')];
  await using set = await setUp([live, old, journalEntriesOf('later', ENDED)]);
  expect(await set.run(SEALED_US + 3 * DAY_US)).toMatchObject({ orders: 1, dropped: old.length });
  await query(set.url, 'truncate order_terms, executions, child_orders, routing_decisions, orders');
  await rebuildProjections({ databaseUrl: set.url, shard: 0, codec: JOURNAL_CODEC, check: false, toldMax: 9 });
  expect(await set.rows(pkOf(live))).toMatchObject({ orders: 1, executions: 1 });
  expect(await set.rows(pkOf(journalEntriesOf('later')))).toMatchObject({ orders: 1, executions: 1 });
  expect(await set.check()).toMatchObject({ different: NOTHING });
});

it('drops a customer’s month after its years, then its entries, and no entries before their month', async () => {
  const live = journalEntriesOf('live', ENDED);
  await using set = await setUp([live]);
  const yearsUs = KEPT.live_days * DAY_US;
  expect(await set.run(SEALED_US + yearsUs + 1)).toMatchObject({ months: [], dropped: 0 });
  expect(await set.rows(pkOf(live))).toMatchObject({ orders: 1 });
  expect(await set.run(MONTH_END_US + yearsUs)).toMatchObject({ months: ['202611'], dropped: live.length });
  expect(await set.rows(null)).toEqual(GONE);
  expect(await set.check()).toMatchObject({ different: NOTHING });
  expect(await auditRecord(set.url, new Map())).toMatchObject({ fault: null, entries: 0, dropped: live.length });
});

it('keeps the month of an order that has not ended, or that ended later, and its entries', async () => {
  const live = journalEntriesOf('live');
  await using set = await setUp([live]);
  const overUs = MONTH_END_US + KEPT.live_days * DAY_US;
  expect(await set.run(overUs)).toMatchObject({ months: [], dropped: 0 });
  await query(set.url, "update orders set state = 'FILLED', updated_at = '2026-12-24 12:00Z'");
  expect(await set.run(overUs)).toMatchObject({ months: [], dropped: 0 });
  expect(await set.run(overUs + 24 * DAY_US)).toMatchObject({ months: ['202611'], dropped: live.length });
});

it('deletes the beliefs that only dropped entries named, and no catalogue', async () => {
  const part = (hash: string, kind: 1 | 2) => ({ hash: hash.repeat(32), kind, body: hash });
  const [old, live] = [simulated('old'), journalEntriesOf('live', ENDED)];
  const parts = [part('aa', 1), part('bb', 2), part('cc', 2), part('dd', 2)];
  await using set = await setUp([old.map((entry, index) => (index === 0 ? { ...entry, parts } : entry)), live]);
  const left = async () =>
    (await query(set.url, "select encode(hash, 'hex') as hash from evidence_parts order by 1")).map((row) =>
      String(row.hash).slice(0, 2),
    );
  const written = (hash: string, created: string, last: string) =>
    query(set.url, `update evidence_parts set created_at = $2, written_at = $3 where hash = decode($1, 'hex')`, [
      hash.repeat(32),
      created,
      last,
    ]);
  await written('aa', '2026-11-10Z', '2026-11-10Z');
  // Long before the entry that is kept; less than a day before it; and long before it, but written again since.
  await written('bb', '2026-11-10Z', '2026-11-18 12:00Z');
  await written('cc', '2026-11-10Z', '2026-11-19 18:00Z');
  await written('dd', '2026-11-10Z', '2026-11-20 15:00Z');
  expect(await set.run(SEALED_US)).toMatchObject({ dropped: 0, beliefs: 0 });
  expect(await set.run(SEALED_US + 3 * DAY_US)).toMatchObject({ dropped: old.length, beliefs: 1 });
  expect(await left()).toEqual(['aa', 'cc', 'dd']);
  expect(await set.retained.partitions.deleteUnnamedBeliefs(10)).toBe(0);
});

it('keeps the beliefs of what was kept before a drop', async () => {
  const belief = { hash: 'bb'.repeat(32), kind: 2, body: 'fill rates' } as const;
  const [live, old] = [journalEntriesOf('live', ENDED), simulated('old')];
  await using set = await setUp([
    live,
    old.map((entry) => ({ ...entry, parts: [belief] })),
    journalEntriesOf('later', ENDED),
  ]);
  const written = (at: string) => query(set.url, 'update evidence_parts set created_at = $1, written_at = $1', [at]);
  expect(await set.run(SEALED_US + 3 * DAY_US)).toMatchObject({ dropped: old.length, beliefs: 0 });
  await written('2026-11-20 18:00Z');
  expect(await set.retained.partitions.deleteUnnamedBeliefs(10)).toBe(0);
  await written('2026-11-01Z');
  expect(await set.retained.partitions.deleteUnnamedBeliefs(10)).toBe(0);
});

it('keeps a belief that was written in one drop’s time and again in another’s: what was kept between them may name it', async () => {
  const at = (entries: readonly JournalEntry[], days: number) =>
    entries.map((entry) => ({ ...entry, atUs: entry.atUs + days * DAY_US }));
  const belief = (hash: string) => ({ hash: hash.repeat(32), kind: 2, body: hash }) as const;
  const parts = [belief('bb'), belief('cc')];
  const [one, two] = [simulated('one').map((entry) => ({ ...entry, parts })), simulated('two')];
  await using set = await setUp([
    one,
    journalEntriesOf('live', ENDED),
    at(two, 4),
    at(journalEntriesOf('later', ENDED), 8),
  ]);
  const written = (hash: string, created: string, last: string) =>
    query(set.url, `update evidence_parts set created_at = $2, written_at = $3 where hash = decode($1, 'hex')`, [
      hash.repeat(32),
      created,
      last,
    ]);
  await written('bb', '2026-11-10Z', '2026-11-24Z');
  await written('cc', '2026-11-23Z', '2026-11-24Z');
  expect(await set.run(SEALED_US + 3 * DAY_US)).toMatchObject({ dropped: one.length + two.length, beliefs: 1 });
  expect(await query(set.url, "select encode(hash, 'hex') as hash from evidence_parts")).toEqual([
    { hash: 'bb'.repeat(32) },
  ]);
});
