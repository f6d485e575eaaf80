import { v7 as uuidV7 } from 'uuid';
import { expect, it } from 'vitest';
import { createJournal } from './journal.ts';
import type { AppendOutcome, ChildRow, ExecutionRow, JournalEntry, OrderRow } from './journal-rows.ts';
import { createPool } from './pool.ts';
import { OrderRepository } from './repositories/order-repository.ts';
import { orderEntry } from './testing/journal-load.ts';
import { query } from './testing/query.ts';
import { testDatabase } from './testing/test-database.ts';

const WRITTEN = { ok: true };
const DUPLICATE = { ok: false, error: 'DUPLICATE_ORDER' };

async function setUp(options: { maxBatch?: number } = {}) {
  const db = await testDatabase();
  const journal = createJournal({ databaseUrl: db.url, ...options });
  const pool = createPool(db.url, { max: 2, onError: () => undefined });
  return {
    url: db.url,
    journal,
    orders: new OrderRepository(pool),
    query: (sql: string) => query(db.url, sql),
    /** Rows by table, of the tables of the order path. */
    async counts() {
      const [row] = await query(
        db.url,
        `select (select count(*) from orders)::int as orders, (select count(*) from routing_decisions)::int as decisions,
           (select count(*) from child_orders)::int as children, (select count(*) from executions)::int as executions,
           (select count(*) from order_events)::int as events, (select count(*) from outbox_events)::int as outbox`,
      );
      return row;
    },
    async [Symbol.asyncDispose]() {
      await journal.close();
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

/** A fill of the first child of an order, whole, with the changes that go with it. */
function fillOf(entry: ReturnType<typeof orderEntry>): {
  executions: [ExecutionRow];
  orderUpdates: [OrderRow];
  childUpdates: [ChildRow];
} {
  const [order] = entry.orders;
  const [child] = entry.children;
  if (child === undefined) throw new Error('an order of the tests has children');
  const at_us = order.created_at_us + 1_234;
  return {
    executions: [
      {
        id: uuidV7(),
        order_pk: order.id,
        child_id: child.id,
        venue_id: child.venue_id,
        venue_execution_id: uuidV7(),
        marks: [],
        quantity: '100',
        price: '190.2499',
        fee: '-0.12345678',
        liquidity_flag: 'TAKE',
        latency_us: 412.5,
        nbbo_bid: '190.24',
        nbbo_ask: '190.25',
        mid: '190.245',
        price_improvement_bps: '0.00525624',
        quality: 'GOOD',
        executed_at_us: at_us,
        created_at_us: at_us + 1,
      },
    ],
    orderUpdates: [
      {
        ...order,
        state: 'PARTIALLY_FILLED',
        filled_quantity: '100',
        notional: '19024.99',
        total_fees: '-0.12345678',
        version: 2,
        updated_at_us: at_us + 1,
      },
    ],
    childUpdates: [
      {
        ...child,
        state: 'FILLED',
        filled_quantity: '100',
        sent_at_us: at_us - 500,
        acked_at_us: at_us - 88,
        venue_epoch: 'mb1x7k2',
        done_at_us: at_us,
        version: 2,
        updated_at_us: at_us + 1,
      },
    ],
  };
}

it('writes every column so that it reads back the same', async () => {
  await using set = await setUp();
  const entry = orderEntry({
    tag: 'quotes "\' and \\ {braces}, NULL',
    exclude_venues: ['a,b', '"', '\\', '', 'NULL'],
    stop_price: '0.00000001',
    created_at_us: 1_763_650_800_123_457,
  });
  const fill = fillOf(entry);
  expect(await set.journal.append(entry)).toEqual(WRITTEN);
  expect(await set.journal.append(fill)).toEqual(WRITTEN);
  const walk = await set.orders.findWalk(entry.orders[0].id, null);
  const { evidence: _, ...summary } = entry.decisions[0];
  expect(walk).toEqual({
    order: fill.orderUpdates[0],
    // With what was executed of the decision's children.
    decisions: [{ ...summary, filled_quantity: '100', notional: '19024.99', total_fees: '-0.12345678' }],
    children: [fill.childUpdates[0], entry.children[1], entry.children[2]],
    executions: fill.executions,
    events: entry.events,
  });
});

it('refuses a duplicate whole and lets the rest of its batch through', async () => {
  await using set = await setUp();
  const first = orderEntry();
  const again = orderEntry({ order_id: first.orders[0].order_id });
  const other = orderEntry();
  const outcomes = await Promise.all([first, again, other].map((entry) => set.journal.append(entry)));
  expect(outcomes).toEqual([WRITTEN, DUPLICATE, WRITTEN]);
  expect(await set.journal.append(orderEntry({ order_id: other.orders[0].order_id }))).toEqual(DUPLICATE);
  expect(await set.counts()).toEqual({ orders: 2, decisions: 2, children: 6, executions: 0, events: 2, outbox: 2 });
});

it('takes the same entry again as done, not as a duplicate', async () => {
  await using set = await setUp();
  const entry = orderEntry();
  const fill = fillOf(entry);
  await set.journal.append(entry);
  await set.journal.append(fill);
  expect(await Promise.all([entry, fill].map((each) => set.journal.append(each)))).toEqual([WRITTEN, WRITTEN]);
  expect(await set.counts()).toEqual({ orders: 1, decisions: 1, children: 3, executions: 1, events: 1, outbox: 1 });
  expect(await set.orders.findWalk(entry.orders[0].id, null)).toMatchObject({ order: { version: 2 } });
});

it('keeps events of no order that share a batch with a refused order', async () => {
  await using set = await setUp();
  const first = orderEntry();
  await set.journal.append(first);
  const message = { event_id: uuidV7(), topic: 'venue_status', key: 'XNAS', payload: '{}', created_at_us: 1 };
  const outcomes = await Promise.all([
    set.journal.append(orderEntry({ order_id: first.orders[0].order_id })),
    set.journal.append({ outbox: [{ ...message, order_pk: null }] }),
  ]);
  expect(outcomes).toEqual([DUPLICATE, WRITTEN]);
  expect(await set.counts()).toMatchObject({ orders: 1, outbox: 2 });
});

it('makes one change of many to a row, the last one, also of a row of the same batch', async () => {
  await using set = await setUp();
  const entry = orderEntry();
  const [order] = entry.orders;
  const update = (version: number, state: 'WORKING' | 'FILLED') => ({ orderUpdates: [{ ...order, version, state }] });
  await Promise.all([set.journal.append(entry), set.journal.append(update(2, 'WORKING'))]);
  expect(await set.orders.findByClientId('default', order.order_id)).toMatchObject({ version: 2, state: 'WORKING' });
  await Promise.all([set.journal.append(update(4, 'FILLED')), set.journal.append(update(3, 'WORKING'))]);
  await set.journal.append(update(3, 'WORKING'));
  expect(await set.orders.findByClientId('default', order.order_id)).toMatchObject({ version: 4, state: 'FILLED' });
});

it('fails a poison entry alone, wherever it stands in its batch', async () => {
  await using set = await setUp();
  const entries = Array.from({ length: 9 }, (_, index) => orderEntry(index % 4 === 1 ? { quantity: '0' } : {}));
  const unreadable = orderEntry({ quantity: '1,2' });
  const outcomes = await Promise.all([...entries, unreadable].map((entry) => set.journal.append(entry)));
  const refused = outcomes.flatMap((outcome, index) => (outcome.ok ? [] : [[index, outcome.error, outcome.detail]]));
  expect(refused).toEqual([
    [1, 'JOURNAL_REFUSED', expect.stringContaining('orders_quantity_check')],
    [5, 'JOURNAL_REFUSED', expect.stringContaining('orders_quantity_check')],
    [9, 'JOURNAL_REFUSED', expect.stringContaining('1,2')],
  ]);
  expect(await set.counts()).toEqual({ orders: 7, decisions: 7, children: 21, executions: 0, events: 7, outbox: 7 });
  expect(set.journal.state()).toMatchObject({ healthy: true, pending: 0 });
});

it('refuses what would break a chain or book a fill of a child twice', async () => {
  await using set = await setUp();
  const entry = orderEntry();
  const fill = fillOf(entry);
  await set.journal.append(entry);
  await set.journal.append(fill);
  const otherEvent = { events: [{ ...entry.events[0], hash: 'f'.repeat(64) }] };
  expect(await set.journal.append(otherEvent)).toMatchObject({ error: 'JOURNAL_REFUSED' });
  const sameFill = { executions: [{ ...fill.executions[0], id: uuidV7() }] };
  expect(await set.journal.append(sameFill)).toMatchObject({
    error: 'JOURNAL_REFUSED',
    detail: expect.stringContaining('executions_child_id_venue_execution_id_key'),
  });
  const negative = { orderUpdates: [{ ...fill.orderUpdates[0], filled_quantity: '-1', version: 3 }] };
  expect(await set.journal.append(negative)).toMatchObject({ detail: expect.stringContaining('orders_filled_check') });
});

it('refuses an entry that mixes a new order with rows of others', async () => {
  await using set = await setUp();
  const entry = orderEntry();
  const mixed: JournalEntry[] = [
    { ...entry, outbox: [{ ...entry.outbox[0], order_pk: null }] },
    { ...entry, orders: [...entry.orders, ...orderEntry().orders] },
    {
      ...entry,
      circuits: [
        {
          id: uuidV7(),
          venue_id: 'XNAS',
          from_state: 'CLOSED',
          to_state: 'OPEN',
          reason: '',
          actor: null,
          created_at_us: 1,
        },
      ],
    },
  ];
  for (const each of mixed) expect(await set.journal.append(each)).toMatchObject({ error: 'JOURNAL_REFUSED' });
});

it('commits in the order of the appends', async () => {
  await using set = await setUp({ maxBatch: 3 });
  const entries = Array.from({ length: 20 }, () => orderEntry());
  const settled: number[] = [];
  await Promise.all(entries.map((entry, index) => set.journal.append(entry).then(() => settled.push(index))));
  expect(settled).toEqual(entries.map((_, index) => index));
  const rows = await set.query('select key from outbox_events order by position');
  expect(rows.map((row) => row.key)).toEqual(entries.map((entry) => entry.outbox[0].key));
});

it('writes circuit events', async () => {
  await using set = await setUp();
  const event = { id: uuidV7(), venue_id: 'XNAS', reason: '5 failures', actor: null, created_at_us: 1 } as const;
  await set.journal.append({ circuits: [{ ...event, from_state: 'CLOSED', to_state: 'OPEN' }] });
  expect(await set.query('select venue_id, to_state, reason from circuit_events')).toEqual([
    { venue_id: 'XNAS', to_state: 'OPEN', reason: '5 failures' },
  ]);
});

it('writes what it has when it is closed, and then takes no more', async () => {
  await using set = await setUp();
  const pending = Array.from({ length: 5 }, () => set.journal.append(orderEntry()));
  await set.journal.close();
  expect(await Promise.all(pending)).toEqual(pending.map((): AppendOutcome => ({ ok: true })));
  expect(await set.journal.append(orderEntry())).toEqual({ ok: false, error: 'JOURNAL_CLOSED' });
  expect(await set.counts()).toMatchObject({ orders: 5 });
});

it('writes in one entry that an execution was taken back and told again', async () => {
  await using set = await setUp();
  const entry = orderEntry();
  await set.journal.append(entry);
  const fill = fillOf(entry);
  await set.journal.append(fill);
  const [before] = fill.executions;
  const again = { ...before, id: uuidV7(), quantity: '60' };
  expect(await set.journal.append({ busted: [{ id: before.id }], executions: [again] })).toEqual(WRITTEN);
  expect(await set.query('select id::text, trim_scale(quantity)::text as quantity from executions')).toEqual([
    { id: again.id, quantity: '60' },
  ]);
});

it('writes what records refer to once, whoever brings it, and also where its order is refused', async () => {
  await using set = await setUp();
  const part = { hash: 'ab'.repeat(32), kind: 1, body: 'the “part”' } as const;
  const first = orderEntry();
  const [order] = first.orders;
  const again = orderEntry({ order_id: order.order_id });
  const outcomes = await Promise.all([
    set.journal.append({ ...first, parts: [part, { ...part }] }),
    set.journal.append({ ...again, parts: [{ ...part, hash: 'cd'.repeat(32), kind: 2 }] }),
  ]);
  expect(outcomes).toEqual([WRITTEN, DUPLICATE]);
  expect(await set.journal.append({ ...orderEntry(), parts: [{ ...part, body: 'another text' }] })).toEqual(WRITTEN);
  expect(await set.query(`select encode(hash, 'hex') as hash, kind, body from evidence_parts order by kind`)).toEqual([
    { hash: 'ab'.repeat(32), kind: 1, body: 'the “part”' },
    { hash: 'cd'.repeat(32), kind: 2, body: 'the “part”' },
  ]);
});
