import { MINUTE_US, minuteOf } from '@fairlead/core/market/history/history-minute';
import { writeMinute } from '@fairlead/core/market/history/minute-writer';
import { price, quantity } from '@fairlead/core/money/units';
import { MARKOUT_HORIZONS } from '@fairlead/core/quality/settings';
import { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import { MarkoutRepository } from '@fairlead/db/repositories/markout-repository';
import { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import { ownerPool } from '@fairlead/db/testing/owner-pool';
import { storeRows } from '@fairlead/db/testing/stored-rows';
import { type TestDatabase, testDatabase } from '@fairlead/db/testing/test-database';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { markouts } from '../src/jobs/markouts.ts';
import { retention } from '../src/jobs/retention.ts';
import { orderEntry } from './seeded-orders.ts';

const SECOND_US = 1_000_000;
const NOON_US = Date.UTC(2026, 10, 20, 12) * 1_000;
const HOUR_US = 3_600 * SECOND_US;

let database: TestDatabase;
let pool: pg.Pool;
let history: MarketHistoryRepository;
let kept: MarkoutRepository;

beforeAll(async () => {
  database = await testDatabase();
  pool = ownerPool(database.url, 2);
  history = new MarketHistoryRepository(pool);
  kept = new MarkoutRepository(pool);
});
afterAll(async () => {
  await pool.end();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await pool.query('truncate orders, execution_markouts, job_progress cascade');
  await history.dropPartitions(NOON_US + 100 * 24 * HOUR_US);
  await history.ensurePartitions(NOON_US, 0);
});

/** AAPL bid and offered 2 cents around these mids, each from so many seconds after noon on; known until another. */
async function market(mids: readonly [seconds: number, dollars: number][], untilSeconds: number): Promise<void> {
  const changes = mids.map(([seconds, dollars]) => {
    const [bid, ask] = [-100, 100].map((away) => ({
      price: price(Math.round(dollars * 10_000) + away),
      size: quantity(100),
    }));
    const sides = { bid: bid ?? null, ask: ask ?? null, oddBid: null, oddAsk: null };
    return {
      atUs: NOON_US + seconds * SECOND_US,
      state: 'NORMAL' as const,
      ...sides,
      isBidBelieved: true,
      isAskBelieved: true,
    };
  });
  const endUs = NOON_US + untilSeconds * SECOND_US;
  const rows = [];
  for (let fromUs = changes[0]?.atUs ?? endUs; fromUs < endUs; fromUs = minuteOf(fromUs) + MINUTE_US) {
    const untilUs = Math.min(minuteOf(fromUs) + MINUTE_US, endUs);
    const standing = changes
      .filter(({ atUs }) => atUs <= fromUs)
      .slice(-1)
      .map((change) => ({ ...change, atUs: fromUs }));
    const later = changes.filter(({ atUs }) => atUs > fromUs && atUs < untilUs);
    const bytes = writeMinute({
      fromUs,
      scale: { priceDecimals: 4, quantityDecimals: 0 },
      changes: [...standing, ...later],
      lastSales: [],
      statuses: [],
    });
    rows.push({ instrumentId: 'AAPL', fromUs, untilUs, unknown: null, bytes });
  }
  await history.write(rows);
}

/** An execution of AAPL at noon, with the mid of then. */
async function execution(side: 'BUY' | 'SELL', mid: string | null = '100', at_us = NOON_US): Promise<void> {
  const child = { venue: 'XNAS', quantity: '100', filled: '100', sent: 0, acked: 1, done: 2 };
  const entry = orderEntry(
    { instrument: 'AAPL', side, arrivalMid: null, children: [mid === null ? child : { ...child, mid }] },
    at_us,
  );
  await storeRows(database.url, entry);
}

/** So many seconds after noon, where the rows tell all of until so many seconds after it. */
const run = (seconds: number, toldUntil = seconds) =>
  markouts({ markouts: kept, history }, async () => NOON_US + toldUntil * SECOND_US).run(
    { again_minutes: 2 },
    { now_us: NOON_US + seconds * SECOND_US },
  );

async function stored(): Promise<[horizon: string, mid: number, bps: number | null][]> {
  const { rows } = await pool.query(
    'select horizon, mid::float8, bps::float8 from execution_markouts order by execution_id, array_position($1::text[], horizon::text)',
    [MARKOUT_HORIZONS.map(({ horizon }) => horizon)],
  );
  return rows.map((row) => [row.horizon, row.mid, row.bps]);
}

describe('the markouts of executions', () => {
  it('are read from the history of the market, each when its horizon and five seconds have passed', async () => {
    await execution('BUY');
    await market(
      [
        [-10, 100],
        [0.04, 99.99],
        [1, 99.9],
        [10, 100],
        [50, 100.1],
        [299, 101],
      ],
      400,
    );
    expect(await run(5.049)).toEqual({ marked: 0, unknown: 0 });
    expect(await run(5.06)).toEqual({ marked: 1, unknown: 0 });
    expect(await stored()).toEqual([['50ms', 99.99, 1]]);
    expect(await run(6.01)).toEqual({ marked: 1, unknown: 0 });
    await run(65.5);
    expect(await stored()).toEqual([
      ['50ms', 99.99, 1],
      ['1s', 99.9, 10],
      ['15s', 100, 0],
      ['1m', 100.1, -10],
    ]);
    await run(306);
    expect((await stored()).at(-1)).toEqual(['5m', 101, -100]);
  });

  it('are positive where the mid has moved against a seller too', async () => {
    await execution('SELL');
    await market(
      [
        [-10, 100],
        [0.5, 100.1],
      ],
      100,
    );
    await run(10);
    expect(await stored()).toEqual([
      ['50ms', 100, 0],
      ['1s', 100.1, 10],
    ]);
  });

  it('wait for what the projections do not tell yet, however far they are behind', async () => {
    await market([[-10, 100]], 1_000);
    // They have told nothing since noon: ten minutes later an execution of a second after noon is written.
    await run(600, 0);
    await execution('BUY');
    expect(await run(610)).toMatchObject({ marked: MARKOUT_HORIZONS.length });
  });

  it('are the same when they are made again', async () => {
    await execution('BUY');
    await market(
      [
        [-10, 100],
        [0.5, 99.9],
      ],
      100,
    );
    await run(10);
    const before = await stored();
    expect(await run(10)).toEqual({ marked: 0, unknown: 0 });
    expect(await run(11)).toEqual({ marked: 0, unknown: 0 });
    expect(await stored()).toEqual(before);
  });

  it('leave no row where the market of then is not known or cannot be measured by, and are counted', async () => {
    await execution('BUY');
    await market([[-10, 100]], 0.5);
    expect(await run(10)).toEqual({ marked: 1, unknown: 1 });
    expect(await stored()).toEqual([['50ms', 100, 0]]);
    // Written late, but within the minutes that are looked at again.
    await market([[0.9, 99.9]], 20);
    expect(await run(11)).toEqual({ marked: 1, unknown: 0 });
    expect((await stored()).at(-1)).toEqual(['1s', 99.9, 10]);
  });

  it('have the mid alone where that of the execution was not known', async () => {
    await execution('BUY', null);
    await market([[-10, 100]], 20);
    await run(6);
    expect(await stored()).toEqual([['50ms', 100, null]]);
  });

  it('go on after a time in which nobody worked from where they had been', async () => {
    await execution('BUY');
    await market([[-10, 100]], 800);
    await run(-60);
    expect(await run(700)).toEqual({ marked: 5, unknown: 0 });
  });

  it('go with their execution where its venue takes it back', async () => {
    await execution('BUY');
    await execution('SELL', '100', NOON_US + SECOND_US);
    await market([[-10, 100]], 100);
    await run(10);
    const [gone] = (await pool.query('select id from executions order by id')).rows;
    await pool.query('delete from executions where id = $1', [gone.id]);
    const quality = new QualityRepository(pool);
    const none = { lists: { deleteLocates: async () => 0 }, tries: { forget: async () => 0 } };
    const performance = { deleteHours: async () => 0 };
    const job = retention({ quality, history, performance, markouts: kept, ...none }, 90);
    const payload = { keep_hours: 24, history_days: 90, orphan_hours: 48 };
    expect(await job.run(payload, { now_us: NOON_US + HOUR_US })).toMatchObject({ markouts: 2 });
    const left = await pool.query('select distinct execution_id from execution_markouts');
    expect(left.rows.map((row) => row.execution_id)).not.toContain(gone.id);
    expect(left.rowCount).toBe(1);
  });

  it('have the horizons that the database lists', async () => {
    const { rows } = await pool.query(
      "select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'execution_markouts_horizon_check'",
    );
    const listed = [...String(rows[0]?.definition).matchAll(/'(\w+)'/g)].map((match) => match[1]);
    expect(listed.sort()).toEqual(MARKOUT_HORIZONS.map(({ horizon }) => horizon).sort());
  });
});
