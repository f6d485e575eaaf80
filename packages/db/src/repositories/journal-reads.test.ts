import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import type { EntryContent } from '../record/entry-content.ts';
import { ENDED, journal, journalEntriesOf, PARTLY_FILLED, RECORD, TOLD } from '../testing/journaled-orders.ts';
import { uuidOf } from '../testing/order-entries.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { DecisionRepository } from './decision-repository.ts';
import type { OrderListFilter } from './order-list.ts';
import { OrderRepository } from './order-repository.ts';
import { ProjectionRepository } from './projection-repository.ts';
import { RecoveryRepository } from './recovery-repository.ts';
import { viewedRepositories } from './viewed-repositories.ts';

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  return {
    url: db.url,
    pool,
    orders: new OrderRepository(pool),
    decisions: new DecisionRepository(pool),
    recovery: new RecoveryRepository(pool),
    listedOrders: async (whose: string | null, filter: OrderListFilter = {}) =>
      (await viewedRepositories(pool, whose).orderList.byTime.page(filter, NEWEST)).rows,
    listedDecisions: async (whose: string | null) =>
      (await viewedRepositories(pool, whose).decisionList.page({}, NEWEST)).rows,
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

const CLIENT = 'default';
const NEWEST = { direction: 'desc', limit: 9, cursor: null } as const;
const behind = { isProjected: false };

it('reads an order the same, whether the projections tell it, are behind for it, or do not know it', async () => {
  await using set = await setUp();
  const entries = journalEntriesOf('one', ENDED);
  const pk = uuidOf('one');
  const read = async () => [await set.orders.findByClientId(CLIENT, 'one'), await set.orders.findWalk(pk, CLIENT)];
  await journal(set.url, entries.slice(0, 2));
  const early = await set.orders.findByClientId(CLIENT, 'one');
  await journal(set.url, entries.slice(2), behind);
  const lagging = await read();
  await journal(set.url, []);
  const projected = await read();
  expect(early).toMatchObject({ state: 'WORKING', last_position: 2 });
  expect(projected[0]).toMatchObject({ state: 'CANCELED', filled_quantity: '120', last_position: entries.length });
  expect(lagging).toEqual(projected);
  await set.pool.query('delete from executions');
  await set.pool.query('delete from child_orders');
  await set.pool.query('delete from routing_decisions');
  await set.pool.query('delete from orders');
  expect(await read()).toEqual(projected);
});

it('walks through an order: its waves with their sums and reasons, children, executions and events with their entries', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('one'));
  const walk = await set.orders.findWalk(uuidOf('one'), null);
  const childId = uuidOf('one', 'c1-0');
  expect(walk).toMatchObject({
    order: { order_id: 'one', state: 'PARTIALLY_FILLED' },
    decisions: [{ wave: 1, filled_quantity: '120', notional: '11998.8', rationale: TOLD.rationale }],
    children: [{ id: childId, filled_quantity: '120', state: 'PARTIALLY_FILLED' }],
    executions: [{ child_id: childId, quantity: '120', price: '99.99' }],
  });
  expect(walk?.events.map(({ seq, event_type, position }) => [seq, event_type, position])).toEqual([
    [1, 'RECEIVED', 1],
    [2, 'WAVE_PLANNED', 1],
    [3, 'CHILD_SENT', 2],
    [4, 'CHILD_ACKED', 2],
    [5, 'FILL', 3],
  ]);
  expect(JSON.parse(walk?.events[4]?.payload ?? '')).toMatchObject({
    child_id: childId,
    quantity: '120',
    price: '99.99',
  });
  expect(await set.orders.orderEvents(uuidOf('one'))).toEqual(walk?.events);
  expect(new Set(walk?.events.map(({ hash }) => hash)).size).toBe(3);
});

it('sums up the waves of a list as those of a walk', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('one', ENDED));
  const [listed] = await set.listedDecisions(null);
  const walk = await set.orders.findWalk(uuidOf('one'), null);
  expect(walk?.decisions).toEqual([{ ...listed?.decision, rationale: TOLD.rationale }]);
  expect(listed?.children).toEqual(walk?.children);
});

it('shows a client its own orders and decisions only', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('one'));
  const [decisionId, orderPk] = [uuidOf('one', 'decision-1'), uuidOf('one')];
  expect(await set.orders.findWalk(orderPk, CLIENT)).not.toBeNull();
  expect(await set.orders.findWalk(orderPk, 'DEMO')).toBeNull();
  expect(await set.orders.findByClientId('DEMO', 'one')).toBeNull();
  expect(await set.listedOrders('DEMO')).toEqual([]);
  expect(await set.decisions.findById(decisionId, CLIENT)).not.toBeNull();
  expect(await set.decisions.findById(decisionId, 'DEMO')).toBeNull();
  expect(await set.listedDecisions('DEMO')).toEqual([]);
});

it('gives a decision with its record byte for byte and the parts that it names, projected or not', async () => {
  await using set = await setUp();
  // As a router would not spell it: what is read is the same, and the text stays another one.
  const record = recordSaying('\\u00e9é\\"\\\\ ').replace('[2,', '[ 2,\t');
  const entries = journalEntriesOf('one', PARTLY_FILLED, (content) => withRecord(content, record));
  await journal(set.url, entries, behind);
  const decisionId = uuidOf('one', 'decision-1');
  const lagging = await set.decisions.findById(decisionId, null);
  expect(lagging).toMatchObject({
    decision: { id: decisionId, filled_quantity: '120', rationale: `éé"\\ ${TOLD.rationale}` },
    order: { order_id: 'one' },
    children: [{ decision_id: decisionId }],
    stored: { record, order: { clientId: CLIENT, orderId: 'one', side: 'BUY', capacity: 'AGENCY' } },
  });
  await journal(set.url, []);
  expect(await set.decisions.findById(decisionId, null)).toEqual(lagging);
  expect(await set.decisions.findById(uuidOf('nobody'), null)).toBeNull();
});

it('reads the parts that a record names, and an empty text for one that is missing', async () => {
  await using set = await setUp();
  await query(
    set.url,
    `create table if not exists evidence_parts
    (hash bytea primary key, kind smallint not null, body text not null, created_at timestamptz not null default now())`,
  );
  await query(set.url, "insert into evidence_parts (hash, kind, body) values (decode($1, 'hex'), 1, 'the catalogue')", [
    'ab'.repeat(32),
  ]);
  const record = RECORD.replace('c'.repeat(64), 'ab'.repeat(32));
  await journal(
    set.url,
    journalEntriesOf('one', PARTLY_FILLED, (content) => withRecord(content, record)),
  );
  const found = await set.decisions.findById(uuidOf('one', 'decision-1'), null);
  expect(found?.stored.parts).toEqual({ catalogue: 'the catalogue', belief: '' });
});

it('gives the first waves made from a time on, the newest first, with their records and orders', async () => {
  await using set = await setUp();
  for (const name of ['one', 'two', 'three'])
    await journal(
      set.url,
      journalEntriesOf(name, PARTLY_FILLED, (content) => withRecord(content, recordSaying(name))),
    );
  const page = await set.decisions.firstWaves({ fromUs: 0, limit: 2, cursor: null });
  const next = await set.decisions.firstWaves({ fromUs: 0, limit: 2, cursor: page.next });
  const found = [...page.rows, ...next.rows].map(({ order, stored }) => [order.order_id, stored.record]);
  expect(found.sort()).toEqual([
    ['one', recordSaying('one')],
    ['three', recordSaying('three')],
    ['two', recordSaying('two')],
  ]);
  expect(next.next).toBeNull();
  expect((await set.decisions.firstWaves({ fromUs: Date.UTC(2027) * 1_000, limit: 9, cursor: null })).rows).toEqual([]);
});

it('puts names in the place of pseudonyms, and says of an erased one that it is', async () => {
  await using set = await setUp();
  const [account, customer] = [uuidOf('account'), uuidOf('customer')];
  await set.pool.query(
    "insert into person_names values ($1, 'default', 'ACCOUNT', 'ACC-1'), ($2, 'default', 'CUSTOMER', 'Ann')",
    [account, customer],
  );
  await journal(
    set.url,
    journalEntriesOf('one', PARTLY_FILLED, (content) => withPersons(content, account, customer)),
  );
  await journal(set.url, journalEntriesOf('two'));
  const persons = async () => (await set.listedOrders(null)).find((row) => row.order_id === 'one');
  expect(await persons()).toMatchObject({
    account: 'ACC-1',
    customer_id: 'Ann',
    account_erased: false,
    customer_erased: false,
  });
  await set.pool.query("delete from person_names where kind = 'CUSTOMER'");
  const erased = { account: 'ACC-1', customer_id: null, account_erased: false, customer_erased: true };
  expect(await persons()).toMatchObject(erased);
  expect((await set.orders.findWalk(uuidOf('one'), null))?.order).toMatchObject(erased);
  const nobody = { account: null, customer_id: null, account_erased: false, customer_erased: false };
  expect((await set.orders.findWalk(uuidOf('two'), null))?.order).toMatchObject(nobody);
});

it('keeps telling from the projections an order whose first entry retention has dropped', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('one', ENDED));
  const before = await set.orders.findWalk(uuidOf('one'), null);
  await query(set.url, 'alter table order_journal disable trigger all');
  await query(set.url, 'delete from order_journal where position = 1');
  const after = await set.orders.findWalk(uuidOf('one'), null);
  const { order, children, executions } = before ?? {};
  expect(after).toMatchObject({
    order,
    children,
    executions,
    decisions: [{ filled_quantity: '120', rationale: null }],
  });
  expect(after?.events[0]).toMatchObject({ seq: 3, event_type: 'CHILD_SENT' });
  const dropped = uuidOf('one', 'decision-1');
  expect(await set.decisions.findById(dropped, null)).toBeNull();
  // Where its record went, its order is still to be found, by whom it belongs to.
  expect(await set.decisions.orderOfProjected(dropped, CLIENT)).toBe(uuidOf('one'));
  expect(await set.decisions.orderOfProjected(dropped, 'DEMO')).toBeNull();
  expect(await set.decisions.orderOfProjected(uuidOf('nobody'), null)).toBeNull();
});

it('lists the order that a client knows by an id, and none that another client calls the same', async () => {
  await using set = await setUp();
  await journal(set.url, [...journalEntriesOf('one'), ...journalEntriesOf('two')]);
  const named = async (clientId: string | null, orderId: string) =>
    (await set.listedOrders(clientId, { orderId })).map(({ order_id }) => order_id);
  expect(await named(CLIENT, 'one')).toEqual(['one']);
  expect(await named(null, 'two')).toEqual(['two']);
  expect(await named('another', 'one')).toEqual([]);
  expect(await named(CLIENT, 'none')).toEqual([]);
});

it('asks the database no more often for many who wait than for one, and fails them all where it is away', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('one'));
  let asked = 0;
  let isAway = false;
  const database = {
    query: (text: string, values: unknown[]) => {
      asked += 1;
      if (isAway) throw new Error('away');
      return set.pool.query(text, values);
    },
  } as Pick<typeof set.pool, 'query'>;
  const projection = new ProjectionRepository(database);
  expect(await Promise.all([1, 1, 2, 3].map((position) => projection.untilPosition(position)))).not.toContain(false);
  expect(asked).toBe(1);
  const waiting = Array.from({ length: 100 }, () => projection.untilPosition(4, 60));
  expect(await Promise.all([...waiting, projection.untilPosition(3)])).toEqual([...waiting.map(() => false), true]);
  // One look each 15 ms at most.
  expect(asked).toBeLessThan(10);
  isAway = true;
  const failed = await Promise.allSettled([projection.untilPosition(4), projection.untilPosition(1)]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isAway = false;
  expect(await projection.untilPosition(1)).toBe(true);
});

it('says how far a list tells the journal, and waits for a position for a moment', async () => {
  await using set = await setUp();
  const projection = new ProjectionRepository(set.pool);
  expect(await projection.position()).toMatchObject({ position: 0 });
  const entries = journalEntriesOf('one');
  await journal(set.url, entries);
  expect((await projection.position()).position).toBe(entries.length);
  const { orderList, decisionList } = viewedRepositories(set.pool, null);
  for (const list of [orderList.byTime, decisionList])
    expect((await list.page({}, NEWEST)).position).toBe(entries.length);
  expect(await projection.untilPosition(entries.length)).toBe(true);
  const startedMs = performance.now();
  expect(await projection.untilPosition(entries.length + 1, 60)).toBe(false);
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(59);
  const comes = projection.untilPosition(entries.length + 1);
  await set.pool.query('update projection_positions set position = position + 1');
  expect(await comes).toBe(true);
});

it('says whether the tables tell all that is durable, and else up to when they do', async () => {
  await using set = await setUp();
  const projection = new ProjectionRepository(set.pool);
  const one = journalEntriesOf('one');
  await journal(set.url, one);
  expect((await projection.told()).isAll).toBe(true);
  await journal(set.url, journalEntriesOf('two'), behind);
  const { atUs } = await projection.position();
  expect(await projection.told()).toEqual({ isAll: false, atUs });
});

it('gives what was alive to go on with, oldest first, all that is not projected yet with it, and the order of a child', async () => {
  await using set = await setUp();
  await journal(set.url, [...journalEntriesOf('alive'), ...journalEntriesOf('ended', ENDED)]);
  await journal(set.url, journalEntriesOf('new'), behind);
  const open = await set.recovery.openOrders();
  expect(open.map(({ orderPk, entries }) => [orderPk, entries.length])).toEqual([
    [uuidOf('alive'), 3],
    [uuidOf('new'), 3],
  ]);
  expect(await set.recovery.isFarBehind()).toBe(false);
  expect(open[0]?.entries.map(({ firstEvent }) => firstEvent)).toEqual([1, 3, 5]);
  for (const name of ['ended', 'new']) {
    const found = await set.recovery.orderOfChild(uuidOf(name, 'c1-0'));
    expect(found).toEqual(await set.recovery.order(uuidOf(name)));
    expect(found?.entries[0]).toMatchObject({ orderPk: uuidOf(name), firstEvent: 1 });
  }
  expect(await set.recovery.orderOfChild(uuidOf('nobody'))).toBeNull();
  expect(await set.recovery.orderOfChild('no id')).toBeNull();
  expect(await set.recovery.order(uuidOf('nobody'))).toBeNull();
});

/** The record, its rationale begun by these characters of its text. */
function recordSaying(characters: string): string {
  return RECORD.replace(/"[^"]*"\]$/, (rationale) => `"${characters}${rationale.slice(1)}`);
}

function withRecord(content: EntryContent, record: string): EntryContent {
  if (content.kind === 'MIGRATED') return content;
  const events = content.events.map((event) => (event.type === 'WAVE_PLANNED' ? { ...event, record } : event));
  return { ...content, events };
}

function withPersons(content: EntryContent, account: string, customerId: string): EntryContent {
  if (content.kind === 'MIGRATED') return content;
  const events = content.events.map((event) => {
    if (event.type !== 'RECEIVED') return event;
    const order = { ...event.receipt.order, account, customerId };
    return { ...event, receipt: { ...event.receipt, order } };
  });
  return { ...content, events };
}
