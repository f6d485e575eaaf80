import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { describe, expect, it } from 'vitest';
import { EMPTY_CHAIN, entryHash } from '../journal/chain.ts';
import { migrate } from '../migrate.ts';
import { NOTHING_LATER } from '../order-rows.ts';
import { readBody, writeBody } from '../record/entry-body.ts';
import type { MigratedChildRow, MigratedExecutionRow } from '../record/entry-content.ts';
import { migratedLife } from '../record/fold-entries.ts';
import { microseconds } from '../row-reading.ts';
import { databaseBefore, type OldOrder, oldEvents } from '../testing/before-the-journal.ts';
import { TEST_CODEC } from '../testing/order-entries.ts';
import { childRows, decisionRow, fillRow, orderRow } from '../testing/order-rows.ts';
import { query } from '../testing/query.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { projectedRows, writeEntries } from '../testing/written-entries.ts';
import { Projector } from './projector.ts';
import { rebuildProjections } from './rebuild.ts';

/** Children as they were stored before the journal. */
function oldChildRows(decision: Parameters<typeof childRows>[0]): MigratedChildRow[] {
  return childRows(decision).map(({ venue_order_id: _none, ...child }) => child);
}

/** An execution as it was stored before the journal. */
function oldFillRow(child: MigratedChildRow | undefined, facts: Parameters<typeof fillRow>[1]): MigratedExecutionRow {
  const row = fillRow(child && { ...child, venue_order_id: null }, facts);
  const { fee_source: _source, venue_fee: _fee, venue_fee_currency: _currency, flag_assumed: _flag, ...rest } = row;
  const { last_market: _market, venue_time_us: _time, ...stored } = rest;
  return stored;
}

/** A filled order, a live one of the fold, an older one without its events, and one that was refused for an instrument that nobody knows. */
const FILLED = filledOrder({ account: 'ACC-1', customer_id: 'Ada Lovelace', tag: 'line\nend "quoted" \\ ü' });
const LIVE = liveOrder({ account: 'ACC-1', version: 9, updated_at_us: FILLED.order.updated_at_us + 2 });
const OLDER: OldOrder = { ...liveOrder({ account: null, updated_at_us: FILLED.order.updated_at_us + 1 }), events: [] };
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
  const children = oldChildRows(decision).map((child) => ({
    ...child,
    state: 'FILLED' as const,
    filled_quantity: '100',
    sent_at_us: child.created_at_us + 11,
    done_at_us: child.created_at_us + 1_000,
  }));
  const executions = children.map((child) => ({
    ...oldFillRow(child, { quantity: '100', price: '190.25', fee: '0.3' }),
    latency_us: 900.5,
    marks: ['LATE' as const],
  }));
  // As the routers of before wrote it down: JSON of the request as they had read it.
  const request = { orderId: order.order_id, account: order.account, customerId: order.customer_id, side: 'BUY' };
  const events = oldEvents(order.id, [
    ['RECEIVED', { v: 1, cause: 'REQUEST', client_id: order.client_id, quantity: '300', request }],
    ['ORDER_CLOSED', { v: 1, cause: 'DESK', code: null }],
  ]);
  return { order, decisions: [decision], children, executions, events };
}

/** An order of which one child is filled and two are out, with the events that a router of the fold has stored of it. */
function liveOrder(changes: Partial<OldOrder['order']>): OldOrder {
  const traded = { filled_quantity: '100', notional: '19025', total_fees: '0.3' };
  const order = orderRow({ state: 'PARTIALLY_FILLED', ...traded, ...changes });
  const decision = decisionRow(order);
  const children = oldChildRows(decision).map((child, index) => {
    const sent = { ...child, sent_at_us: child.created_at_us, acked_at_us: child.created_at_us };
    const filled = { state: 'FILLED', filled_quantity: '100', done_at_us: child.created_at_us } as const;
    return { ...sent, state: 'ACKED' as const, ...(index === 0 ? filled : {}) };
  });
  const execution = oldFillRow(children[0], { quantity: '100', price: '190.25', fee: '0.3' });
  const terms = { quantity: '300', limit_price: '190.25', worst_price: '190.25' };
  const planned = children.map((child) => ({
    ...{ id: child.id, venue_id: child.venue_id, quantity: '100', limit_price: '190.25' },
    ...{ min_quantity: '0', kind: 'ISO', rest_ms: null },
  }));
  const wave = { decision_id: decision.id, decision_hash: decision.decision_hash, wave: 1, mode: decision.mode };
  const fill = { execution_id: execution.id, venue_execution_id: execution.venue_execution_id, quantity: '100' };
  const told = (cause: string, facts: object) => ({ v: 1, cause, ...facts });
  const events = oldEvents(order.id, [
    [
      'RECEIVED',
      told('REQUEST', { client_id: order.client_id, ...terms, request: { account: order.account, quantity: 300 } }),
    ],
    ['WAVE_PLANNED', told('DESK', { ...wave, goes_on: false, expected_cost_bps: 0.263, children: planned })],
    ...children.map(({ id }) => ['CHILD_SENT', told('DESK', { child_id: id, epoch: null })] as const),
    ...children.map(({ id }) => ['CHILD_ACKED', told('REPORT', { child_id: id })] as const),
    [
      'FILL',
      told('REPORT', {
        ...{ child_id: children[0]?.id, ...fill, price: '190.25', fee: '0.3', liquidity_flag: 'TAKE', marks: [] },
        market: { bid: null, ask: null, double_mid: null },
      }),
    ],
  ]);
  return { order, decisions: [decision], children, executions: [execution], events };
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

/** An order's columns as they were then. */
function storedThen(order: object): object {
  return Object.fromEntries(Object.entries(order).filter(([column]) => !(column in NOTHING_LATER)));
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
        order: { ...storedThen(order), account, customer_id },
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
      orderId: FILLED.order.order_id,
      account: request?.account,
      customerId: request?.customer_id,
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

  it.each([
    ['of the fold, from its events,', LIVE],
    ['of before the fold, from its rows,', OLDER],
  ])('lets a live order %s go on from where it stood, with what is out asked for', async (_, old) => {
    await using db = await migrated();
    const entries = await journalOf(db);
    const content = readBody(entries.find((entry) => entry.orderPk === old.order.id)?.body ?? '');
    if (content.kind !== 'MIGRATED') throw new Error('an order of before the journal expected');
    const life = migratedLife(content);
    expect(life).toMatchObject({ state: 'PARTIALLY_FILLED', version: 1, filled: 100, working: 200, residual: 0 });
    expect(life.children.map(({ id, state }) => ({ id, state }))).toEqual(
      old.children.map(({ id, state }) => ({ id, state })),
    );
    const atUs = old.order.updated_at_us + 1_000_000;
    const open = life.children.filter(({ state }) => state !== 'FILLED');
    const events = open.map(
      ({ id }): OrderEvent => ({ type: 'CHILD_IN_DOUBT', childId: id, why: 'RESTART', atUs, cause: 'RESTART' }),
    );
    const body = writeBody({ kind: 'EVENTS', head: content.head, events });
    const at = { shard: 0, position: entries.length + 1, orderPk: old.order.id, firstEvent: 2, lastEvent: 3, atUs };
    const before = await projectedRows(db.url);
    await writeEntries(db.url, [{ ...at, simulated: false, body, hash: '' }]);
    const codec = { ...TEST_CODEC, lifeOf: migratedLife };
    const projector = new Projector({ databaseUrl: db.url, shard: 0, epoch: 1, codec, gatherMs: 0 });
    await projector.catchUp();
    await projector.close();
    const after = await projectedRows(db.url);
    const changed = after.filter((row) => !before.some((each) => JSON.stringify(each) === JSON.stringify(row)));
    expect(changed.map(({ table, row }) => ({ table, row }))).toMatchObject([
      ...open.map(() => ({ table: 'child_orders', row: { state: 'UNKNOWN' } })),
      { table: 'orders', row: { state: 'UNKNOWN', version: old.order.version + 2, last_position: entries.length + 1 } },
    ]);
    expect(after).toHaveLength(before.length);
    const rebuilt = await rebuildProjections({ databaseUrl: db.url, shard: 0, codec, check: true, toldMax: 9 });
    expect(rebuilt.told).toEqual([]);
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
    const projections = /^(orders|routing_decisions|child_orders|executions|order_terms)(_\d{6})?$/;
    const ofProjections = keys.filter((key) => projections.test(String(key.to)) || projections.test(String(key.from)));
    expect(ofProjections.length).toBeGreaterThan(3);
    for (const key of ofProjections) {
      expect([key.conname, key.confdeltype, key.confupdtype]).toEqual([key.conname, 'r', 'r']);
      expect(`${key.conname} of ${key.from}`).toMatch(
        / of (orders|routing_decisions|child_orders|executions|order_terms)/,
      );
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
    // The month that is made anew has all the keys and indexes that the one after it has had from the beginning.
    const forms = await query(
      db.url,
      `select right(c.relname, 6) as month, count(*)::int as n,
        count(*) filter (where i.indexrelid is null)::int as without_index
      from pg_class c left join pg_index i on i.indrelid = c.oid left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
      where c.relname ~ '^(orders|routing_decisions|child_orders|executions|order_terms)_[0-9]{6}$' and c.relkind = 'r' group by 1 order by 1`,
    );
    expect(new Set(forms.map(({ n, without_index }) => `${n} ${without_index}`)).size).toBe(1);
    expect(forms).toHaveLength(3);
  });
});

function sorted<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
}
