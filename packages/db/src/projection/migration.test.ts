import { describe, expect, it } from 'vitest';
import { EMPTY_CHAIN, entryHash } from '../journal/chain.ts';
import { migrate } from '../migrate.ts';
import { readBody } from '../record/entry-body.ts';
import { microseconds } from '../row-reading.ts';
import { databaseBefore, type OldOrder, oldEvents } from '../testing/before-the-journal.ts';
import { childRows, decisionRow, fillRow, orderRow } from '../testing/journal-load.ts';
import { query } from '../testing/query.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { projectedRows } from '../testing/written-entries.ts';

/** A filled order, a live one of the fold, an older one without its events, and one that was refused for an instrument that nobody knows. */
const FILLED = filledOrder({ account: 'ACC-1', customer_id: 'Ada Lovelace', tag: 'line\nend "quoted" \\ ü' });
const LIVE = liveOrder({ account: 'ACC-1', state: 'WORKING', updated_at_us: FILLED.order.updated_at_us + 2 });
const OLDER: OldOrder = {
  ...liveOrder({ account: null, state: 'WORKING', updated_at_us: FILLED.order.updated_at_us + 1 }),
  events: [],
};
const REFUSED: OldOrder = {
  order: orderRow({
    id: '0187a4c6-5c00-7000-8000-000000000001',
    instrument_id: 'NOBODY',
    quantity: '1.25',
    limit_price: '0.001',
    state: 'REJECTED',
    reject_code: 'UNKNOWN_SYMBOL',
    account: null,
    waves: 0,
    updated_at_us: FILLED.order.updated_at_us + 3,
  }),
  decisions: [],
  children: [],
  executions: [],
  events: [],
};
const ALL = [FILLED, OLDER, LIVE, REFUSED];

function filledOrder(changes: Partial<OldOrder['order']>): OldOrder {
  const order = orderRow({
    state: 'FILLED',
    filled_quantity: '300',
    notional: '57075',
    total_fees: '0.9',
    version: 7,
    ...changes,
  });
  const decision = decisionRow(order, 4_000);
  const children = childRows(decision).map((child) => ({
    ...child,
    state: 'FILLED' as const,
    filled_quantity: '100',
    sent_at_us: child.created_at_us + 11,
    done_at_us: child.created_at_us + 1_000,
  }));
  const executions = children.map((child) => ({
    ...fillRow(child, { quantity: '100', price: '190.25', fee: '0.3' }),
    latency_us: 900.5,
    marks: ['LATE' as const],
  }));
  const request = { order_id: order.order_id, account: order.account, customer_id: order.customer_id, side: 'BUY' };
  const events = oldEvents(order.id, [
    ['RECEIVED', { v: 1, cause: 'REQUEST', client_id: order.client_id, quantity: '300', request }],
    ['ORDER_CLOSED', { v: 1, cause: 'DESK', code: null }],
  ]);
  return { order, decisions: [decision], children, executions, events };
}

function liveOrder(changes: Partial<OldOrder['order']>): OldOrder {
  const order = orderRow(changes);
  const decision = decisionRow(order);
  const events = oldEvents(order.id, [['RECEIVED', { v: 1, cause: 'REQUEST', request: { account: order.account } }]]);
  return { order, decisions: [decision], children: childRows(decision), executions: [], events };
}

async function migrated(orders: readonly OldOrder[] = ALL): Promise<TestDatabase> {
  const db = await databaseBefore(orders);
  await migrate(db.url);
  return db;
}

async function journalOf(db: TestDatabase) {
  const entries = await query(
    db.url,
    `select shard, position::int as position, order_pk as "orderPk", first_event as "firstEvent", last_event as "lastEvent",
    ${microseconds('at')} as "atUs", simulated, body, encode(hash, 'hex') as hash from order_journal order by position`,
  );
  return entries.map((entry) => ({
    shard: Number(entry.shard),
    position: Number(entry.position),
    orderPk: String(entry.orderPk),
    firstEvent: Number(entry.firstEvent),
    lastEvent: Number(entry.lastEvent),
    atUs: Number(entry.atUs),
    simulated: entry.simulated === true,
    body: String(entry.body),
    hash: String(entry.hash),
  }));
}

describe('the migration to the journal', () => {
  it('makes one entry an order, in the order of their last changes, that holds all its rows as they were', async () => {
    await using db = await migrated();
    const entries = await journalOf(db);
    const pseudonyms = new Map(
      (await query(db.url, 'select name, pseudonym::text as pseudonym from person_names')).map((row) => [
        row.name,
        row.pseudonym,
      ]),
    );
    expect(entries.map((entry) => entry.orderPk)).toEqual(ALL.map(({ order }) => order.id));
    for (const [index, { order, ...rows }] of ALL.entries()) {
      const content = readBody(entries[index]?.body ?? '');
      if (content.kind !== 'MIGRATED') throw new Error('an order of before the journal expected');
      const { events, ...told } = content.rows;
      const account = pseudonyms.get(order.account) ?? null;
      const customer_id = pseudonyms.get(order.customer_id) ?? null;
      expect({ ...told, executions: sorted(told.executions) }).toEqual({
        order: { ...order, account, customer_id },
        decisions: rows.decisions,
        children: rows.children,
        executions: sorted(rows.executions),
      });
      expect(events.map((event) => event.hash)).toEqual(rows.events.map((event) => event.hash));
    }
    expect(readBody(entries[0]?.body ?? '').head).toEqual({
      clientId: FILLED.order.client_id,
      orderId: FILLED.order.order_id,
      instrumentId: 'AAPL',
      side: 'BUY',
      scale: { priceDecimals: 4, quantityDecimals: 0 },
      simulated: false,
      routeOnly: false,
    });
    // An instrument that nobody knows has the scale of what was asked.
    expect(readBody(entries[3]?.body ?? '').head.scale).toEqual({ priceDecimals: 3, quantityDecimals: 2 });
  });

  it('chains the entries as the journal goes on from them', async () => {
    await using db = await migrated();
    let previous = EMPTY_CHAIN.hash;
    for (const { hash, ...entry } of await journalOf(db)) {
      previous = entryHash(previous, entry);
      expect(hash).toBe(previous.toString('hex'));
    }
    expect(previous).not.toEqual(EMPTY_CHAIN.hash);
  });

  it('leaves no name of a person but in its key table', async () => {
    await using db = await migrated();
    const journal = JSON.stringify(await journalOf(db));
    const rows = JSON.stringify(await projectedRows(db.url));
    expect(journal + rows).not.toMatch(/Ada Lovelace|ACC-1/);
    const names = await query(db.url, 'select client_id, kind, name from person_names order by kind');
    expect(names).toEqual([
      { client_id: FILLED.order.client_id, kind: 'ACCOUNT', name: 'ACC-1' },
      { client_id: FILLED.order.client_id, kind: 'CUSTOMER', name: 'Ada Lovelace' },
    ]);
    const [request] = await query(
      db.url,
      `select split_part(body, E'\\n', 2)::jsonb #>> '{events,0,payload}' as payload, o.account, o.customer_id
      from order_journal j join orders o on o.id = j.order_pk where o.id = $1`,
      [FILLED.order.id],
    );
    expect(JSON.parse(String(request?.payload)).request).toEqual({
      order_id: FILLED.order.order_id,
      account: request?.account,
      customer_id: request?.customer_id,
      side: 'BUY',
    });
  });

  it('keeps the names of orders unique, each row in the month of its order, and nothing of the old tables', async () => {
    await using db = await migrated();
    const keys = await query(db.url, 'select order_id, order_pk from order_keys order by order_id');
    expect(keys).toEqual(
      ALL.map(({ order }) => ({ order_id: order.order_id, order_pk: order.id })).sort((a, b) =>
        a.order_id < b.order_id ? -1 : 1,
      ),
    );
    const month = await query(db.url, 'select tableoid::regclass::text as "table" from orders where id = $1', [
      REFUSED.order.id,
    ]);
    expect(month).toEqual([{ table: 'orders_202304' }]);
    const old = await query(db.url, "select relname from pg_class where relname in ('order_events', 'outbox_events')");
    expect(old).toEqual([]);
    expect(await query(db.url, 'select position::int as position from projection_positions')).toEqual([
      { position: ALL.length },
    ]);
  });

  it('is of a database without orders as of one with', async () => {
    await using db = await migrated([]);
    expect(await query(db.url, 'select position::int as position from projection_positions')).toEqual([
      { position: 0 },
    ]);
  });
});

describe('the projections', () => {
  it('are pointed at by nothing outside, and are never deleted from by a cascade', async () => {
    await using db = await testDatabase();
    const keys = await query(
      db.url,
      `select conname, conrelid::regclass::text as "from", confrelid::regclass::text as "to", confdeltype, confupdtype
      from pg_constraint where contype = 'f' and conparentid = 0`,
    );
    const projections = /^(orders|routing_decisions|child_orders|executions)(_\d{6})?$/;
    const ofProjections = keys.filter((key) => projections.test(String(key.to)) || projections.test(String(key.from)));
    expect(ofProjections.length).toBeGreaterThan(3);
    for (const key of ofProjections) {
      expect([key.conname, key.confdeltype, key.confupdtype]).toEqual([key.conname, 'r', 'r']);
      expect(`${key.conname} of ${key.from}`).toMatch(/ of (orders|routing_decisions|child_orders|executions)/);
    }
  });

  it('lose a month whole, once its orders have ended', async () => {
    await using db = await migrated();
    const drop = 'select drop_projection_month($1) as dropped';
    expect(await query(db.url, drop, ['2023-04-15T00:00:00Z'])).toEqual([{ dropped: true }]);
    expect(await query(db.url, drop, ['2023-04-15T00:00:00Z'])).toEqual([{ dropped: false }]);
    expect(await query(db.url, 'select count(*)::int as n from orders')).toEqual([{ n: ALL.length - 1 }]);
    await expect(query(db.url, drop, [new Date().toISOString()])).rejects.toThrow(/have not ended/);
  });

  it('lose a month with all that its orders have, and take the next one on', async () => {
    await using db = await migrated([FILLED]);
    expect(await query(db.url, 'select drop_projection_month(now()) as dropped')).toEqual([{ dropped: true }]);
    expect(await projectedRows(db.url)).toEqual([]);
    expect(await query(db.url, 'select ensure_projection_partitions(now(), 1) as made')).toEqual([{ made: 1 }]);
    expect(await query(db.url, 'select ensure_projection_partitions(now(), 1) as made')).toEqual([{ made: 0 }]);
  });
});

function sorted<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
}
