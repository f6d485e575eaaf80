import { PerformanceRepository } from '@fairlead/db/repositories/performance-repository';
import { StatisticsRepository } from '@fairlead/db/repositories/statistics-repository';
import { ownerPool } from '@fairlead/db/testing/owner-pool';
import { type RowsToStore, storeRows } from '@fairlead/db/testing/stored-rows';
import { type TestDatabase, testDatabase } from '@fairlead/db/testing/test-database';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { venuePerformance } from '../src/jobs/venue-performance.ts';
import { orderEntry } from './seeded-orders.ts';

const MINUTE_US = 60_000_000;
const NOON_US = Date.UTC(2026, 10, 20, 12) * 1_000;
const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;
const PERIOD = { clientId: null, instrumentId: null, from_us: NOON_US - DAY_US, to_us: NOON_US + DAY_US };

let database: TestDatabase;
let pool: pg.Pool;
let statistics: StatisticsRepository;
let performance: PerformanceRepository;

beforeAll(async () => {
  database = await testDatabase();
  pool = ownerPool(database.url, 2);
  statistics = new StatisticsRepository(pool);
  performance = new PerformanceRepository(pool);
});
afterAll(async () => {
  await pool.end();
  await database[Symbol.asyncDispose]();
});
beforeEach(() => pool.query('truncate orders, venue_performance, venue_performance_hours, job_progress cascade'));

async function journal(...entries: RowsToStore[]): Promise<void> {
  for (const entry of entries) await storeRows(database.url, entry);
}

/** Bought at 100 where the mid was 99.98 (2 bp), through XNAS twice and once in vain at IEXG. */
const apple = (at_us: number) =>
  orderEntry(
    {
      instrument: 'AAPL',
      side: 'BUY',
      arrivalMid: '99.98',
      children: [
        { venue: 'XNAS', quantity: '300', filled: '300', sent: 0, acked: 400, done: 1_000, mid: '100' },
        { venue: 'XNAS', quantity: '200', filled: '100', sent: 0, acked: 600, done: 1_000, mid: '100' },
        { venue: 'IEXG', quantity: '100', filled: '0', sent: 0, acked: null, done: 1_000 },
        { venue: 'BATS', quantity: '100', filled: '0', sent: null, acked: null, done: 1_000 },
      ],
    },
    at_us,
  );
const microsoft = (at_us: number) =>
  orderEntry(
    {
      instrument: 'MSFT',
      side: 'SELL',
      arrivalMid: '100',
      children: [{ venue: 'XNAS', quantity: '100', filled: '100', sent: 0, acked: 500, done: 900, mid: '100' }],
    },
    at_us,
  );

/** Dollars bought for yen. */
const yen = (at_us: number) =>
  orderEntry(
    {
      instrument: 'USDJPY',
      side: 'BUY',
      arrivalMid: '100',
      children: [{ venue: 'LP1', quantity: '100', filled: '100', sent: 0, acked: 500, done: 900, mid: '100' }],
    },
    at_us,
  );

describe('the performance of venues', () => {
  const run = (until_us = NOON_US + MINUTE_US, now_us = NOON_US) =>
    venuePerformance(performance, async () => until_us).run({ again_hours: 1 }, { now_us });
  const stored = async () =>
    (
      await pool.query(
        'select venue_id, symbol, date::text, order_count, fill_count, total_quantity::float8, total_notional::float8 from venue_performance order by date, venue_id, symbol',
      )
    ).rows;

  it('takes the day that the projections have come to for today, and none before they tell any', async () => {
    await journal(apple(NOON_US), apple(NOON_US - DAY_US), apple(NOON_US - 2 * DAY_US));
    expect(await run(0)).toEqual({ hours: 0, rows: 0 });
    await run(NOON_US - DAY_US + MINUTE_US);
    expect([...new Set((await stored()).map((row) => row.date))]).toEqual(['2026-11-18', '2026-11-19']);
  });

  it('is rolled up by venue, symbol and day, and is the same when it is rolled up again', async () => {
    await journal(apple(NOON_US), microsoft(NOON_US), apple(NOON_US - DAY_US), apple(NOON_US - 2 * DAY_US));
    // 36 hours of yesterday and today, and the one of noon.
    expect(await run()).toEqual({ hours: 37, rows: 5 });
    const today = '2026-11-20';
    const rows = [
      {
        venue_id: 'IEXG',
        symbol: 'AAPL',
        date: '2026-11-19',
        order_count: 1,
        fill_count: 0,
        total_quantity: 0,
        total_notional: 0,
      },
      {
        venue_id: 'XNAS',
        symbol: 'AAPL',
        date: '2026-11-19',
        order_count: 2,
        fill_count: 2,
        total_quantity: 400,
        total_notional: 40_000,
      },
      {
        venue_id: 'IEXG',
        symbol: 'AAPL',
        date: today,
        order_count: 1,
        fill_count: 0,
        total_quantity: 0,
        total_notional: 0,
      },
      {
        venue_id: 'XNAS',
        symbol: 'AAPL',
        date: today,
        order_count: 2,
        fill_count: 2,
        total_quantity: 400,
        total_notional: 40_000,
      },
      {
        venue_id: 'XNAS',
        symbol: 'MSFT',
        date: today,
        order_count: 1,
        fill_count: 1,
        total_quantity: 100,
        total_notional: 10_000,
      },
    ];
    expect(await stored()).toEqual(rows);
    // It goes on from there, and looks again at the hour before.
    expect(await run()).toEqual({ hours: 2, rows: 0 });
    expect(await stored()).toEqual(rows);
  });

  it('loses what a venue takes back, until a day later, and all that came in while nobody worked', async () => {
    await journal(apple(NOON_US), microsoft(NOON_US));
    await run();
    await pool.query("delete from executions where order_pk in (select id from orders where instrument_id = 'MSFT')");
    const later_us = NOON_US + DAY_US + HOUR_US;
    await journal(apple(later_us - MINUTE_US));
    // The 26 hours since and the one before, and a last time those of a day earlier, which end with that of noon.
    expect(await run(later_us + MINUTE_US, later_us)).toEqual({ hours: 50, rows: 3 });
    expect((await stored()).map((row) => [row.date, row.venue_id, row.symbol, row.total_quantity])).toEqual([
      ['2026-11-20', 'IEXG', 'AAPL', 0],
      ['2026-11-20', 'XNAS', 'AAPL', 400],
      ['2026-11-20', 'XNAS', 'MSFT', 0],
      ['2026-11-21', 'IEXG', 'AAPL', 0],
      ['2026-11-21', 'XNAS', 'AAPL', 400],
    ]);
    expect(await performance.deleteHours(NOON_US + DAY_US)).toBe(3);
  });

  it('refuses a payload that is not its own', async () => {
    const job = venuePerformance(performance, async () => NOON_US);
    await expect(job.run({ days: 2 }, { now_us: NOON_US })).rejects.toThrow('again_hours');
  });
});

describe('the statistics of routing', () => {
  beforeEach(() => journal(apple(NOON_US), microsoft(NOON_US + MINUTE_US)));

  it('add up what was sent and executed, by venue and together', async () => {
    const [total, nasdaq, iex, ...rest] = await statistics.venues(PERIOD);
    expect(rest).toEqual([]);
    expect(total).toMatchObject({
      venue_id: null,
      orders: 4,
      filled_orders: 3,
      units: [{ unit: 'SHARES', quantity: '700', filled_quantity: '500' }],
      currencies: [{ currency: 'USD', notional: '50000', fees: '0' }],
    });
    expect(nasdaq).toMatchObject({ venue_id: 'XNAS', orders: 3, latency_p50_ms: 0.5 });
    expect(iex).toMatchObject({
      venue_id: 'IEXG',
      orders: 1,
      filled_orders: 0,
      currencies: [{ realised_cost_bps: null }],
      latency_p50_ms: null,
    });
    // 400 bought 0.02 over the mid and 100 sold at the mid: 8 dollars on 49,992.
    expect(nasdaq?.currencies[0]?.realised_cost_bps).toBeCloseTo((8 / 49_992) * 10_000, 9);
    expect(nasdaq?.currencies[0]?.effective_spread_bps).toBeCloseTo((16 / 49_992) * 10_000, 9);
  });

  it('keep currencies and units apart', async () => {
    await journal(yen(NOON_US));
    const [total] = await statistics.venues(PERIOD);
    expect(total?.currencies.map(({ currency, notional }) => [currency, notional])).toEqual([
      ['USD', '50000'],
      ['JPY', '10000'],
    ]);
    expect(total?.units).toEqual([
      { unit: 'SHARES', quantity: '700', filled_quantity: '500' },
      { unit: 'USD', quantity: '100', filled_quantity: '100' },
    ]);
    const [all] = await statistics.performance(PERIOD);
    expect(all?.currencies.map(({ currency, orders }) => [currency, orders])).toEqual([
      ['JPY', 1],
      ['USD', 2],
    ]);
  });

  it('are of one client, one instrument, one period where that is asked', async () => {
    const orders = async (changes: object) => (await statistics.venues({ ...PERIOD, ...changes }))[0]?.orders ?? 0;
    expect(await orders({ instrumentId: 'MSFT' })).toBe(1);
    expect(await orders({ clientId: 'default' })).toBe(4);
    expect(await orders({ clientId: 'DEMO' })).toBe(0);
    expect(await orders({ from_us: NOON_US + MINUTE_US })).toBe(1);
    expect(await orders({ to_us: NOON_US + MINUTE_US })).toBe(3);
  });

  it('say what came of orders beside what was expected', async () => {
    const [total, best, ...rest] = await statistics.performance(PERIOD);
    expect(rest).toEqual([]);
    expect(total).toMatchObject({ objective: null, orders: 2 });
    expect(best).toMatchObject({ objective: 'BEST_PRICE', orders: 2 });
    expect(total?.expected_fill_rate).toBeGreaterThan(0);
    expect(total?.routing_time_p50_us).toBeGreaterThan(0);
    expect(await statistics.performance({ ...PERIOD, clientId: 'DEMO' })).toMatchObject([
      { objective: null, orders: 0 },
    ]);
  });
});

describe('the views over what was recorded', () => {
  it('tell of each part that was routed and of each fill', async () => {
    await journal(apple(NOON_US));
    const parts = await pool.query(
      'select venue_id, quantity_routed::float8, actual_fill_rate::float8, actual_cost::float8, actual_time_ms from routing_performance_ts order by venue_id, quantity_routed',
    );
    expect(parts.rows).toMatchObject([
      { venue_id: 'BATS', actual_fill_rate: 0, actual_cost: null, actual_time_ms: null },
      { venue_id: 'IEXG', actual_fill_rate: 0, actual_cost: null, actual_time_ms: 1 },
      { venue_id: 'XNAS', actual_fill_rate: 0.5, actual_cost: expect.closeTo((0.02 / 99.98) * 10_000, 9) },
      { venue_id: 'XNAS', actual_fill_rate: 1 },
    ]);
    const fills = await pool.query(
      'select broker_id, symbol, slippage_bps::float8, fill_rate::float8, execution_quality_score::float8, market_conditions from execution_metrics',
    );
    expect(fills.rows).toHaveLength(2);
    expect(fills.rows[0]).toMatchObject({
      ...{ broker_id: 'XNAS', symbol: 'AAPL', slippage_bps: expect.closeTo(2.0004, 4), execution_quality_score: null },
      market_conditions: { arrival: { mid: 99.98 }, execution: { mid: 100 } },
    });
  });

  it('tell of each broker and symbol over the last thirty days of which anything is known', async () => {
    await pool.query("select ensure_projection_partitions('2026-10-01Z', 2)");
    await journal(apple(NOON_US), apple(NOON_US - 30 * DAY_US));
    const hours = [NOON_US, NOON_US - 30 * DAY_US];
    for (const hour_us of hours) await performance.rollUpHour(hour_us);
    await performance.rollUpDays(hours);
    const { rows } = await pool.query('select * from broker_execution_profiles order by broker_id');
    const numbers = rows.map(({ broker_id, symbol, status, last_updated: _day, ...row }) => ({
      ...{ broker_id, symbol, status },
      ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : Number(value)])),
    }));
    const none = { current_spread_bps: null, order_book_depth: null, max_order_size: 10_000_000, min_order_size: 1 };
    expect(numbers).toEqual([
      {
        ...{ ...none, broker_id: 'IEXG', symbol: 'AAPL', status: 'AVAILABLE', recent_volume: 0, order_count: 1 },
        ...{ avg_execution_time_ms: null, response_time_ms: null, fill_rate_percentage: 0, error_rate_percentage: 0 },
        ...{ slippage_bps: null, price_improvement_bps: null },
      },
      {
        ...{ ...none, broker_id: 'XNAS', symbol: 'AAPL', status: 'AVAILABLE', recent_volume: 400, order_count: 2 },
        // Sent 500 and filled 400, 0.02 over a mid of 99.98.
        ...{ avg_execution_time_ms: null, response_time_ms: 1, fill_rate_percentage: 80, error_rate_percentage: 0 },
        ...{ slippage_bps: 2.0004, price_improvement_bps: 0 },
      },
    ]);
  });
});
