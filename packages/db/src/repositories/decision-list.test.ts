import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { decisionRow, type OrderChanges, orderRow } from '../testing/order-rows.ts';
import { storeRows } from '../testing/stored-rows.ts';
import { testDatabase } from '../testing/test-database.ts';
import { type DecisionListFilter, decisionList } from './decision-list.ts';

const NOON_MS = Date.UTC(2026, 10, 20, 17);

interface Stored extends OrderChanges {
  readonly second: number;
  readonly venues?: readonly string[];
}

async function setUp(whose: string | null = null) {
  const db = await testDatabase();
  const pool: pg.Pool = createPool(db.url, { max: 2, onError: () => undefined });
  const list = decisionList(pool, whose);
  return {
    list,
    /** Stores an order and its decision, so many seconds after noon of the day; gives their ids. */
    async store({ second, venues = ['XNAS'], ...changes }: Stored) {
      const atMs = NOON_MS + second * 1_000;
      const order = orderRow({ id: uuidV7({ msecs: atMs }), created_at_us: atMs * 1_000, ...changes });
      const decision = { ...decisionRow(order), venue_ids: [...venues] };
      await storeRows(db.url, { orders: [order], decisions: [decision] });
      const key = [order.client_id, order.order_id, order.id];
      await pool.query('insert into order_keys values ($1, $2, $3)', key);
      return { orderPk: order.id, decisionId: decision.id };
    },
    async names(filter: DecisionListFilter, direction: 'desc' | 'asc' = 'desc'): Promise<string> {
      const { rows } = await list.page(filter, { direction, limit: 100, cursor: null });
      return rows.map(({ order }) => order.order_id).join('');
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('narrows the list of decisions by each filter, and counts what fits', async () => {
  await using set = await setUp();
  await set.store({ second: 0, order_id: 'a', state: 'FILLED', venues: ['ARCX', 'XNAS'] });
  const b = await set.store({ second: 1, order_id: 'b', side: 'SELL', client_id: 'DEMO', simulated: true });
  await set.store({
    second: 2,
    order_id: 'c',
    state: 'WORKING',
    instrument_id: 'MSFT',
    routing_objective: 'LOWEST_COST',
  });
  await set.store({ second: 3, order_id: 'd', venues: [] });
  const cases: readonly (readonly [DecisionListFilter, string])[] = [
    [{}, 'dcba'],
    [{ clientId: 'DEMO' }, 'b'],
    [{ instrumentId: 'AAPL' }, 'dba'],
    [{ objective: 'LOWEST_COST' }, 'c'],
    [{ venueId: 'ARCX' }, 'a'],
    [{ nowhere: true }, 'd'],
    [{ side: 'SELL' }, 'b'],
    [{ simulated: false }, 'dca'],
    [{ states: ['FILLED', 'WORKING'] }, 'ca'],
    [{ created: { fromUs: (NOON_MS + 1_000) * 1_000, toUs: (NOON_MS + 3_000) * 1_000 } }, 'cb'],
    [{ fromUs: (NOON_MS + 1_000) * 1_000, toUs: (NOON_MS + 3_000) * 1_000 }, 'cb'],
    [{ named: b.decisionId }, 'b'],
    [{ named: b.orderPk }, 'b'],
    [{ named: 'c' }, 'c'],
    [{ instrumentId: 'AAPL', venueId: 'XNAS', side: 'BUY' }, 'a'],
  ];
  for (const [filter, wanted] of cases) {
    expect(await set.names(filter), JSON.stringify(filter)).toBe(wanted);
    expect(await set.names(filter, 'asc')).toBe([...wanted].reverse().join(''));
    expect(await set.list.count(filter, null)).toEqual({ count: wanted.length, next: null });
  }
});

it('shows a client nobody else’s decisions, by no way', async () => {
  await using set = await setUp('DEMO');
  const theirs = await set.store({ second: 0, order_id: 'theirs' });
  await set.store({ second: 1, order_id: 'own', client_id: 'DEMO' });
  expect(await set.names({})).toBe('own');
  for (const named of [theirs.decisionId, theirs.orderPk, 'theirs']) expect(await set.names({ named })).toBe('');
});

it('goes page by page without gap or repeat, and tells what has come since', async () => {
  await using set = await setUp();
  for (const [second, order_id] of ['a', 'b', 'c', 'd', 'e'].entries()) await set.store({ second, order_id });
  const page = { direction: 'desc', limit: 2 } as const;
  const first = await set.list.page({}, { ...page, cursor: null });
  await set.store({ second: 9, order_id: 'new' });
  const second = await set.list.page({}, { ...page, cursor: first.next });
  const third = await set.list.page({}, { ...page, cursor: second.next });
  const seen = [...first.rows, ...second.rows, ...third.rows].map(({ order }) => order.order_id);
  expect([seen.join(''), third.next]).toEqual(['edcba', null]);
  expect(await set.list.newer({}, first.rows[0]?.decision.id ?? '', 10)).toBe(1);
});
