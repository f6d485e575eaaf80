import { createPool } from '@fairlead/db/pool';
import { viewedRepositories } from '@fairlead/db/repositories/viewed-repositories';
import { fillRow, type OrderChanges, rowsOfOrder } from '@fairlead/db/testing/order-rows';
import { storeRows } from '@fairlead/db/testing/stored-rows';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const START_US = Date.UTC(2026, 10, 20, 15) * 1_000;
const CLIENT = { 'x-api-key': 'flk_read' };
const FIRM = { authorization: 'Bearer token-of-auditor' };
const MADE: readonly OrderChanges[] = [
  { order_id: 'cheap', routing_objective: 'LOWEST_COST', state: 'FILLED' },
  { order_id: 'microsoft', instrument_id: 'MSFT', state: 'WORKING' },
  { order_id: 'theirs', client_id: 'client-2' },
  { order_id: 'bought', state: 'WORKING' },
];

let db: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof createPool>;
let app: Awaited<ReturnType<typeof benchApi>>;

beforeAll(async () => {
  db = await testDatabase();
  pool = createPool(db.url, { max: 2, onError: () => {} });
  for (const [index, changes] of MADE.entries()) {
    const rows = rowsOfOrder({ client_id: 'client-1', created_at_us: START_US + index * 1_000, ...changes });
    const fill = fillRow(rows.children[0], { quantity: '100', price: '190.255', fee: '0.3' });
    await storeRows(db.url, { ...rows, executions: [fill] });
  }
  app = await benchApi(new BenchRouter(), { decisions: [], viewed: (whose) => viewedRepositories(pool, whose) });
});
afterAll(async () => {
  await app.close();
  await pool.end();
  await db[Symbol.asyncDispose]();
});

const list = (query: string, headers: Record<string, string> = CLIENT) =>
  app.inject({ method: 'GET', url: `/api/v1/smart-routing/decisions${query}`, headers });
const ordersOf = (answer: { json: () => { decisions: { order_id: string }[] } }) =>
  answer.json().decisions.map(({ order_id }) => order_id);

describe('the list of decisions', () => {
  it('tells of each what was decided, and what its wave has come to', async () => {
    const { decisions, next_cursor, position } = (await list('?limit=1')).json();
    expect(decisions).toMatchObject([
      {
        ...{ order_id: 'bought', client_id: 'client-1', instrument_id: 'AAPL', side: 'BUY', wave: 1 },
        ...{ routing_objective: 'BEST_PRICE', routing_mode: 'SWEEP', quantity: 300, unallocated_quantity: 0 },
        ...{ venue_ids: ['XNAS', 'ARCX', 'BATS'], filled_quantity: 100, expected_cost_bps: 0.263 },
        ...{ order_state: 'WORKING', routing_time_ms: 0.0085, position: 1 },
      },
    ]);
    // 0.01 above the mid of 190.245, and 0.003 in fees.
    expect(decisions[0].realised_cost_bps).toBeCloseTo((0.013 / 190.245) * 10_000, 3);
    expect(decisions[0]).not.toHaveProperty('evidence');
    expect([typeof next_cursor, position]).toEqual(['string', 0]);
    expect(ordersOf(await list(`?limit=1&cursor=${next_cursor}`))).toEqual(['microsoft']);
  });

  it('has none of another client', async () => {
    expect(ordersOf(await list(''))).toEqual(['bought', 'microsoft', 'cheap']);
    expect((await list('?user_id=client-2')).json()).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(ordersOf(await list('', FIRM))).toEqual(['bought', 'theirs', 'microsoft', 'cheap']);
    expect(ordersOf(await list('?user_id=client-2', FIRM))).toEqual(['theirs']);
  });

  it.each([
    ['instrument_id=MSFT', ['microsoft']],
    ['objective=lowest_cost', ['cheap']],
    ['venue_id=ARCX', ['bought', 'microsoft', 'cheap']],
    ['venue_id=XNYS', []],
    ['state=WORKING', ['bought', 'microsoft']],
    ['from=2026-11-20T15:00:00.001Z&to=2026-11-20T15:00:00.003Z', ['microsoft']],
  ])('is of those that match %s', async (query, ids) => {
    expect(ordersOf(await list(`?${query}`))).toEqual(ids);
  });

  it.each([
    ['objective=CHEAPEST', 'objective'],
    ['from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z', 'to'],
    ['cursor=next', 'cursor'],
    ['order=cheap', 'order'],
  ])('refuses %s by its field', async (query, path) => {
    const answer = (await list(`?${query}`)).json();
    expect([answer.status, answer.code, answer.errors[0].path]).toEqual([400, 'INVALID_REQUEST', path]);
  });
});
