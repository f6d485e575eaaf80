import fc from 'fast-check';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { decisionRow, type OrderChanges, orderRow } from '../testing/order-rows.ts';
import { query } from '../testing/query.ts';
import { storeRows } from '../testing/stored-rows.ts';
import { testDatabase } from '../testing/test-database.ts';
import { OrderList, type OrderListFilter, type OrderListPage } from './order-list.ts';

const NOON_MS = Date.UTC(2026, 10, 20, 17);
const NEWEST: OrderListPage = { sortedBy: 'time', direction: 'desc', limit: 100, cursor: null };

async function setUp(whose: string | null = null) {
  const db = await testDatabase();
  const pool: pg.Pool = createPool(db.url, { max: 3, onError: () => undefined });
  const list = new OrderList(pool, whose);
  return {
    url: db.url,
    list,
    /** Stores orders that came so many seconds after noon of the day. */
    async store(...orders: readonly (OrderChanges & { readonly second: number })[]): Promise<void> {
      const rows = orders.map(({ second, ...changes }) => {
        const atMs = NOON_MS + second * 1_000;
        return orderRow({ id: uuidV7({ msecs: atMs }), created_at_us: atMs * 1_000, ...changes });
      });
      await storeRows(db.url, { orders: rows });
      const keys = rows.map((row) => [row.client_id, row.order_id, row.id]);
      for (const key of keys) await pool.query('insert into order_keys values ($1, $2, $3)', key);
    },
    async names(filter: OrderListFilter, page: Partial<OrderListPage> = {}): Promise<string[]> {
      const found = await list.page(filter, { ...NEWEST, ...page });
      return found.ok ? found.value.rows.map((row) => row.order_id) : [found.error];
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('counts what was refused within a time by code and hour, of whom the viewer may see', async () => {
  await using set = await setUp('client-1');
  const refused = { state: 'REJECTED', client_id: 'client-1' } as const;
  await set.store(
    { second: 0, order_id: 'a', ...refused, reject_code: 'TRADING_HALTED' },
    { second: 10, order_id: 'b', ...refused, reject_code: 'PRICE_OUTSIDE_COLLAR' },
    { second: 3_599, order_id: 'c', ...refused, reject_code: 'TRADING_HALTED' },
    { second: 3_600, order_id: 'd', ...refused, reject_code: 'TRADING_HALTED' },
    { second: 3_601, order_id: 'e', ...refused, client_id: 'DEMO', reject_code: 'TRADING_HALTED' },
    { second: 3_602, order_id: 'f', state: 'CANCELED', client_id: 'client-1', reject_code: 'TRADING_HALTED' },
    { second: 90_000, order_id: 'g', ...refused, reject_code: 'TRADING_HALTED' },
  );
  const fromUs = NOON_MS * 1_000;
  expect(await set.list.refusals({ fromUs, toUs: fromUs + 80_000_000_000 })).toEqual({
    counts: [
      { code: 'PRICE_OUTSIDE_COLLAR', hour_us: fromUs, count: 1 },
      { code: 'TRADING_HALTED', hour_us: fromUs, count: 2 },
      { code: 'TRADING_HALTED', hour_us: fromUs + 3_600_000_000, count: 1 },
    ],
    isWhole: true,
  });
});

it('narrows the list of orders by each filter, and by several at once', async () => {
  await using set = await setUp();
  await set.store(
    { second: 0, order_id: 'a', state: 'FILLED' },
    { second: 1, order_id: 'b', state: 'REJECTED', reject_code: 'PRICE_COLLAR', side: 'SELL' },
    { second: 2, order_id: 'c', state: 'WORKING', instrument_id: 'MSFT', client_id: 'DEMO', simulated: true },
    { second: 3, order_id: 'd', state: 'UNKNOWN', routing_objective: 'LOWEST_COST' },
    { second: 90_000, order_id: 'e', state: 'CANCELED' },
  );
  const cases: readonly (readonly [OrderListFilter, string])[] = [
    [{}, 'edcba'],
    [{ clientId: 'DEMO' }, 'c'],
    [{ instrumentId: 'AAPL' }, 'edba'],
    [{ side: 'SELL' }, 'b'],
    [{ rejectCode: 'PRICE_COLLAR' }, 'b'],
    [{ rejectCode: 'PRICE_COLLAR', states: ['REJECTED'] }, 'b'],
    [{ rejectCode: 'TRADING_HALTED' }, ''],
    [{ states: ['REJECTED', 'UNKNOWN'] }, 'db'],
    [{ states: ['FILLED', 'WORKING'] }, 'ca'],
    [{ objective: 'LOWEST_COST' }, 'd'],
    [{ simulated: false }, 'edba'],
    [{ fromUs: (NOON_MS + 1_000) * 1_000, toUs: (NOON_MS + 3_000) * 1_000 }, 'cb'],
    [{ instrumentId: 'AAPL', side: 'BUY', states: ['FILLED'] }, 'a'],
    [{ clientId: 'DEMO', instrumentId: 'AAPL' }, ''],
    [{ orderId: 'b' }, 'b'],
  ];
  for (const [filter, wanted] of cases) {
    expect((await set.names(filter)).join(''), JSON.stringify(filter)).toBe(wanted);
    expect((await set.names(filter, { direction: 'asc' })).join('')).toBe([...wanted].reverse().join(''));
    expect(await set.list.byTime.count(filter, null), JSON.stringify(filter)).toEqual({
      count: wanted.length,
      next: null,
    });
  }
});

it('finds the orders that any of their decisions sent to a venue, also those that their callers execute', async () => {
  await using set = await setUp();
  const keyAt = (second: number) => uuidV7({ msecs: NOON_MS + second * 1_000 });
  const [first, second, third] = [keyAt(0), keyAt(1), keyAt(2)] as const;
  await set.store(
    { second: 0, id: first, order_id: 'a', state: 'FILLED' },
    { second: 1, id: second, order_id: 'b', route_only: true },
    { second: 2, id: third, order_id: 'c', client_id: 'DEMO' },
    { second: 3, order_id: 'd' },
  );
  const decided = (id: string, wave: number, venueIds: readonly string[]) => ({
    ...decisionRow(orderRow({ id, created_at_us: (NOON_MS + wave) * 1_000 })),
    ...{ wave, venue_ids: venueIds },
  });
  await storeRows(set.url, {
    decisions: [
      decided(first, 1, ['XNAS']),
      decided(first, 2, ['ARCX', 'BATS']),
      decided(second, 1, ['ARCX']),
      decided(third, 1, []),
    ],
  });
  expect(await set.names({ venueId: 'ARCX' })).toEqual(['b', 'a']);
  expect(await set.names({ venueId: 'ARCX', states: ['FILLED'] })).toEqual(['a']);
  expect(await set.names({ venueId: 'ARCX' }, { sortedBy: 'quantity' })).toEqual(['b', 'a']);
  expect(await set.names({ venueId: 'XNAS' })).toEqual(['a']);
  expect(await set.names({ venueId: 'XNYS' })).toEqual([]);
  expect(await set.list.byTime.count({ venueId: 'ARCX' }, null)).toEqual({ count: 2, next: null });
});

it('finds an order by its key, by what its client calls it, and by how that begins', async () => {
  await using set = await setUp();
  const key = uuidV7({ msecs: NOON_MS });
  await set.store(
    { second: 0, id: key, order_id: 'algo-1' },
    { second: 1, order_id: 'algo-2' },
    { second: 2, order_id: 'algo-2', client_id: 'DEMO' },
    { second: 3, order_id: 'desk-1' },
  );
  expect(await set.names({ named: key })).toEqual(['algo-1']);
  expect(await set.names({ named: key.toUpperCase() })).toEqual(['algo-1']);
  expect(await set.names({ named: 'algo-2' })).toEqual(['algo-2', 'algo-2']);
  expect(await set.names({ named: 'algo-' })).toEqual(['algo-2', 'algo-2', 'algo-1']);
  expect(await set.names({ named: 'algo-', clientId: 'DEMO' })).toEqual(['algo-2']);
  expect(await set.names({ named: '%' })).toEqual([]);
  expect(await set.names({ orderId: 'algo-2' })).toEqual(['algo-2', 'algo-2']);
  expect(await set.names({ orderId: 'algo-' })).toEqual([]);
});

it('finds orders by their own times to the microsecond, though their keys were made by a clock that goes otherwise', async () => {
  await using set = await setUp();
  const noonUs = NOON_MS * 1_000;
  await set.store(
    { second: -300, order_id: 'a', created_at_us: noonUs },
    { second: 0, order_id: 'b', created_at_us: noonUs + 1 },
    { second: 300, order_id: 'c', created_at_us: noonUs + 2 },
  );
  expect(await set.names({ created: { fromUs: noonUs, toUs: noonUs + 2 } })).toEqual(['b', 'a']);
  expect(await set.names({ created: { fromUs: noonUs + 1 } })).toEqual(['c', 'b']);
  expect(await set.names({ created: { toUs: noonUs + 1 } })).toEqual(['a']);
});

it('shows a client nobody else’s orders, whatever is asked for', async () => {
  await using set = await setUp('DEMO');
  const key = uuidV7({ msecs: NOON_MS });
  await set.store(
    { second: 0, id: key, order_id: 'theirs', state: 'REJECTED', reject_code: 'PRICE_COLLAR' },
    { second: 1, order_id: 'own', client_id: 'DEMO' },
  );
  expect(await set.names({})).toEqual(['own']);
  expect(await set.names({ named: key })).toEqual([]);
  expect(await set.names({ orderId: 'theirs' })).toEqual([]);
  expect(await set.names({ clientId: 'default' })).toEqual([]);
  expect(await set.list.byTime.count({ clientId: 'default' }, null)).toEqual({ count: 0, next: null });
  expect(await set.list.failures({}, 0)).toMatchObject({ rejected: 0 });
});

it('counts what was refused, is in doubt, and has not moved, however it is filtered by state', async () => {
  await using set = await setUp();
  const moved = (second: number) => ({ second, updated_at_us: (NOON_MS + second * 1_000) * 1_000 });
  await set.store(
    { ...moved(0), state: 'REJECTED', reject_code: 'PRICE_COLLAR' },
    { ...moved(1), state: 'UNKNOWN' },
    { ...moved(2), state: 'PENDING_CANCEL' },
    { ...moved(3), state: 'WORKING' },
    { ...moved(50), state: 'ROUTING', instrument_id: 'MSFT' },
    { ...moved(4), state: 'ROUTING', route_only: true, order_id: 'its caller works it' },
  );
  const since = (NOON_MS + 10_000) * 1_000;
  const all = { rejected: 1, unknown: 1, stuck: 1, isWhole: true };
  expect(await set.list.failures({}, since)).toEqual(all);
  expect(await set.list.failures({ states: ['FILLED'] }, since)).toEqual(all);
  expect(await set.list.failures({ instrumentId: 'MSFT' }, since)).toEqual({
    ...all,
    rejected: 0,
    unknown: 0,
    stuck: 0,
  });
  expect((await set.list.byTime.count({ stuckSinceUs: since }, null)).count).toBe(1);
  expect(await set.names({ states: ['ROUTING'], routeOnly: true })).toEqual(['its caller works it']);
});

it('sorts by quantity and by cost, page by page, orders without a cost last', async () => {
  await using set = await setUp();
  const filled = (notional: string) => ({ filled_quantity: '100', notional, state: 'FILLED' as const });
  await set.store(
    { second: 0, order_id: 'dear', quantity: '100', ...filled('19050') },
    { second: 1, order_id: 'cheap', quantity: '300', ...filled('19000') },
    { second: 2, order_id: 'unfilled', quantity: '200' },
    { second: 3, order_id: 'unfilled too', quantity: '200' },
  );
  const paged = async (page: Pick<OrderListPage, 'sortedBy' | 'direction'>) => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const found = await set.list.page({}, { ...page, limit: 1, cursor });
      if (!found.ok) throw new Error(found.error);
      seen.push(...found.value.rows.map((row) => row.order_id));
      cursor = found.value.next;
    } while (cursor !== null);
    return seen;
  };
  expect(await paged({ sortedBy: 'quantity', direction: 'desc' })).toEqual([
    'cheap',
    'unfilled too',
    'unfilled',
    'dear',
  ]);
  expect(await paged({ sortedBy: 'quantity', direction: 'asc' })).toEqual([
    'dear',
    'unfilled',
    'unfilled too',
    'cheap',
  ]);
  expect(await paged({ sortedBy: 'cost', direction: 'desc' })).toEqual(['dear', 'cheap', 'unfilled too', 'unfilled']);
  expect(await paged({ sortedBy: 'cost', direction: 'asc' })).toEqual(['cheap', 'dear', 'unfilled', 'unfilled too']);
});

it('has no gap and no repeat over its pages while orders come and change', async () => {
  await using set = await setUp();
  const step = fc.record({
    limit: fc.integer({ min: 1, max: 4 }),
    come: fc.integer({ min: 0, max: 2 }),
    end: fc.boolean(),
  });
  let second = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 9 }),
      fc.array(step, { minLength: 12, maxLength: 12 }),
      async (many, steps) => {
        await query(set.url, 'truncate orders, order_terms, routing_decisions, child_orders, executions, order_keys');
        const there = Array.from({ length: many }, () => ({ second: second++, order_id: `o${second}` }));
        await set.store(...there);
        const seen: string[] = [];
        let cursor: string | null = null;
        for (const { limit, come, end } of steps) {
          const found = await set.list.page({ side: 'BUY' }, { ...NEWEST, limit, cursor });
          if (!found.ok) throw new Error(found.error);
          seen.push(...found.value.rows.map((row) => row.order_id));
          cursor = found.value.next;
          if (cursor === null) break;
          await set.store(...Array.from({ length: come }, () => ({ second: second++, order_id: `n${second}` })));
          if (end) await query(set.url, "update orders set state = 'FILLED' where order_id = $1", [seen[0]]);
        }
        expect(seen).toEqual(there.map((order) => order.order_id).reverse());
      },
    ),
    { numRuns: 10 },
  );
});

it('gives nothing for a cursor that is none of its own', async () => {
  await using set = await setUp();
  await set.store({ second: 0, order_id: 'a' });
  for (const sortedBy of ['time', 'quantity'] as const)
    expect(await set.names({}, { sortedBy, cursor: "'; drop" })).toEqual([]);
});
