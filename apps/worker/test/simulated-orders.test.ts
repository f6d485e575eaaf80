import { ensureProjectionMonths } from '@fairlead/db/projection/projection-months';
import { SimulatedOrdersRepository } from '@fairlead/db/repositories/simulated-orders-repository';
import { ownerPool } from '@fairlead/db/testing/owner-pool';
import { storeRows } from '@fairlead/db/testing/stored-rows';
import { type TestDatabase, testDatabase } from '@fairlead/db/testing/test-database';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { simulatedOrders } from '../src/jobs/simulated-orders.ts';
import { orderEntry } from './seeded-orders.ts';

const HOUR_US = 3_600_000_000;
const NOON_US = Date.UTC(2026, 10, 20, 12) * 1_000;
const TABLES = ['orders', 'routing_decisions', 'child_orders', 'executions'];

let database: TestDatabase;
let pool: pg.Pool;
let orders: SimulatedOrdersRepository;

beforeAll(async () => {
  database = await testDatabase();
  pool = ownerPool(database.url, 4);
  await ensureProjectionMonths(pool, NOON_US - 31 * 24 * HOUR_US, 1);
  orders = new SimulatedOrdersRepository(pool);
});
afterAll(async () => {
  await pool.end();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await pool.query('truncate orders, order_terms, routing_decisions, child_orders, executions, execution_markouts');
});

interface Said {
  readonly agedHours: number;
  readonly simulated?: boolean;
  readonly state?: 'FILLED' | 'WORKING' | 'ROUTING';
  readonly route_only?: boolean;
}

/** An order with everything that belongs to one: a decision, a child, an execution with a markout. Gives its key. */
async function order({ agedHours, simulated = true, state = 'FILLED', route_only = false }: Said): Promise<string> {
  const at_us = NOON_US - agedHours * HOUR_US;
  const child = { venue: 'XNAS', quantity: '100', filled: '100', sent: 0, acked: 1, done: 2 };
  const rows = orderEntry({ instrument: 'AAPL', side: 'BUY', arrivalMid: null, children: [child] }, at_us);
  const [made] = rows.orders ?? [];
  if (made === undefined) throw new Error('rows without their order');
  await storeRows(database.url, { ...rows, orders: [{ ...made, simulated, state, route_only }] });
  await pool.query("insert into execution_markouts select id, '1s', 100, 0 from executions where order_pk = $1", [
    made.id,
  ]);
  return made.id;
}

const run = (payload = { keep_days: 2, keep_gb: 2 }) =>
  simulatedOrders(orders, { days: 2, gigabytes: 2 }).run(payload, { now_us: NOON_US });

async function keys(table = 'orders'): Promise<string[]> {
  const column = table === 'orders' ? 'id' : 'order_pk';
  return (await pool.query(`select ${column} as id from ${table} order by 1`)).rows.map(({ id }) => id);
}

describe('orders of the demo flow', () => {
  it('go with everything of theirs when they have ended and are too old, and nobody else’s', async () => {
    // Of the month before: batches go over its partitions too.
    await order({ agedHours: 22 * 24 });
    await order({ agedHours: 72 });
    await order({ agedHours: 49, route_only: true, state: 'ROUTING' });
    const kept = [
      await order({ agedHours: 72, simulated: false }),
      await order({ agedHours: 72, state: 'WORKING' }),
      await order({ agedHours: 47 }),
    ].sort();
    expect(await run()).toEqual({ aged: 3, crowded: 0 });
    for (const table of TABLES) expect(await keys(table), table).toEqual(kept);
    expect((await pool.query('select count(*)::int as n from execution_markouts')).rows).toEqual([{ n: 3 }]);
    expect(await run()).toEqual({ aged: 0, crowded: 0 });
  });

  it('go from the oldest on where they take more than is kept for them, but for the last hour’s', async () => {
    for (let agedHours = 20; agedHours > 10; agedHours--) await order({ agedHours });
    const young = await order({ agedHours: 0.5 });
    const live = await order({ agedHours: 30, simulated: false });
    const weigh = async (bytes: number) => 11 - (await orders.countBeyond(bytes));
    // Some 2 kB each: rows, heads and indexes.
    expect(await weigh(1_000_000_000)).toBe(11);
    const fitting = await weigh(10_000);
    expect(fitting).toBeGreaterThan(1);
    expect(fitting).toBeLessThan(8);
    const before = await keys();
    expect(await run({ keep_days: 2, keep_gb: 0.000_01 })).toEqual({ aged: 0, crowded: 11 - fitting });
    const left = await keys();
    expect(left).toHaveLength(fitting + 1);
    expect(left).toEqual(before.filter((key) => key === live || left.includes(key)));
    expect(left).toContain(young);
    expect(left).toContain(live);
    // Even for nothing at all the last hour's stay.
    expect(await orders.oldest(NOON_US - HOUR_US, 100)).not.toContain(young);
  });

  it('are never taken for simulated because somebody says so', async () => {
    const live = await order({ agedHours: 72, simulated: false });
    expect(await orders.delete([live])).toBe(0);
    for (const table of TABLES) expect(await keys(table), table).toEqual([live]);
  });

  it('go in batches of which none waits for another’s locks on live orders', async () => {
    const live = await order({ agedHours: 72, simulated: false });
    await order({ agedHours: 72 });
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query('select from orders where id = $1 for update', [live]);
      expect(await run()).toMatchObject({ aged: 1 });
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
