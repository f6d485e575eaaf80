import { learn, noEstimate, toNumbers } from '@fairlead/core/quality/venue-estimate';
import { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import { ownerPool } from '@fairlead/db/testing/owner-pool';
import { type RowsToStore, storeRows } from '@fairlead/db/testing/stored-rows';
import { type TestDatabase, testDatabase } from '@fairlead/db/testing/test-database';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { venueStatistics } from '../src/jobs/venue-statistics.ts';
import { orderEntry, uuidAt } from './seeded-orders.ts';

const MINUTE_US = 60_000_000;
const START_US = Date.UTC(2026, 10, 20, 15, 0) * 1_000;
const PAYLOAD = { window_seconds: 60, windows: 2 };
/** Half a minute into the next window: the last whole one began at START_US. */
const RUN = { now_us: START_US + MINUTE_US + MINUTE_US / 2 };

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await testDatabase();
  pool = ownerPool(database.url, 2);
});
afterAll(async () => {
  await pool.end();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await pool.query('truncate orders, venue_quality_ts, circuit_events cascade');
  await new QualityRepository(pool).ensurePartitions(START_US - 60 * MINUTE_US, 2);
});

/** Ten seconds into the window: a buy of AAPL over several venues and a sale of MSFT. */
const AAPL = orderEntry(
  {
    instrument: 'AAPL',
    side: 'BUY',
    arrivalMid: '100',
    children: [
      { venue: 'XNAS', quantity: '100', filled: '100', sent: 0, acked: 400, done: 1_000, mid: '100.02' },
      { venue: 'XNAS', quantity: '200', filled: '100', sent: 0, acked: 600, done: 1_000, mid: '100' },
      { venue: 'IEXG', quantity: '100', filled: '0', sent: 0, acked: null, done: 1_000 },
      // What does not count: resting, never sent, not ended, ended with the next window.
      { venue: 'BATS', quantity: '100', filled: '100', kind: 'POST', sent: 0, acked: 1, done: 1_000, mid: '150' },
      { venue: 'EDGX', quantity: '100', filled: '0', sent: null, acked: null, done: 1_000 },
      { venue: 'MEMX', quantity: '100', filled: '0', sent: 0, acked: 300, done: null },
      { venue: 'ARCX', quantity: '100', filled: '100', sent: 0, acked: 300, done: 50_000_000, mid: '100' },
    ],
  },
  START_US + 10_000_000,
);
const MSFT = orderEntry(
  {
    instrument: 'MSFT',
    side: 'SELL',
    arrivalMid: '400',
    children: [{ venue: 'XNAS', quantity: '10', filled: '10', sent: 0, acked: 450, done: 900, mid: '399.96' }],
  },
  START_US + 20_000_000,
);

async function journal(...entries: RowsToStore[]): Promise<void> {
  for (const entry of entries) await storeRows(database.url, entry);
}

const run = (payload: unknown = PAYLOAD) =>
  venueStatistics(new QualityRepository(pool), async () => RUN.now_us).run(payload, RUN);

async function stored() {
  const { rows } = await pool.query(
    'select *, xmin::text from venue_quality_ts order by "timestamp", venue_id, instrument_id',
  );
  return rows;
}

describe('the venue statistics', () => {
  it('are what a person computes from the children of the window', async () => {
    await journal(AAPL, MSFT);
    expect(await run()).toEqual({ windows: 2, left: 0, rows: 3, changed: 3 });
    const timestamp = new Date(START_US / 1_000);
    // XNAS filled 1.5 of 2 children in AAPL and 1 of 1 in MSFT; on a prior of 9 in 10 that is 11.5 of 13. IEXG filled 0 of 1: 9 of 11.
    const nasdaq = 11.5 / 13;
    const iex = 9 / 11;
    const near = (value: number) => expect.closeTo(value, 12);
    expect(await stored()).toMatchObject([
      {
        timestamp,
        venue_id: 'IEXG',
        instrument_id: 'AAPL',
        liquidity_score: 0,
        speed_score: near(500 / (500 + 760)),
        cost_score: near(1 / 3),
        fill_rate: near((iex * 10 + 0) / 11),
        market_impact_score: 1,
        status: 'ACTIVE',
      },
      {
        timestamp,
        venue_id: 'XNAS',
        instrument_id: 'AAPL',
        liquidity_score: near((nasdaq * 10 + 1.5) / 12),
        // The median of 400 and 600 for two children, the typical 340 for three.
        speed_score: near(500 / (500 + (2 * 500 + 3 * 340) / 5)),
        cost_score: 0,
        fill_rate: near((nasdaq * 10 + 1.5) / 12),
        // 100 shares 2 bps up, 100 not at all: 1 bp.
        market_impact_score: near(0.5),
        status: 'ACTIVE',
      },
      {
        timestamp,
        venue_id: 'XNAS',
        instrument_id: 'MSFT',
        liquidity_score: near((nasdaq * 10 + 1) / 11),
        speed_score: near(500 / (500 + (450 + 3 * 340) / 4)),
        cost_score: 0,
        fill_rate: near((nasdaq * 10 + 1) / 11),
        // Sold, and the mid fell by 1 bp.
        market_impact_score: near(0.5),
        status: 'ACTIVE',
      },
    ]);
  });

  it('leave to a later run what the projections do not tell whole yet', async () => {
    await journal(AAPL);
    const until = (until_us: number) =>
      venueStatistics(new QualityRepository(pool), async () => until_us).run(PAYLOAD, RUN);
    const end_us = START_US + MINUTE_US;
    expect(await until(end_us + 4_999_999)).toEqual({ windows: 1, left: 1, rows: 0, changed: 0 });
    expect(await until(end_us + 5_000_000)).toMatchObject({ windows: 2, left: 0, rows: 2 });
  });

  it('change nothing when they are computed again', async () => {
    await journal(AAPL, MSFT);
    await run();
    const first = await stored();
    expect(await run()).toEqual({ windows: 2, left: 0, rows: 3, changed: 0 });
    expect(await stored()).toEqual(first);
  });

  it('make good what came late, in its own window only', async () => {
    await journal(AAPL);
    await run();
    const late = orderEntry(
      {
        instrument: 'AAPL',
        side: 'BUY',
        arrivalMid: null,
        children: [{ venue: 'XNAS', quantity: '100', filled: '0', sent: 0, acked: 500, done: 600 }],
      },
      START_US + 59_000_000,
    );
    await journal(late);
    expect(await run()).toEqual({ windows: 2, left: 0, rows: 2, changed: 1 });
    // 1.5 of 3 at the venue and in its one instrument.
    const [, nasdaq] = await stored();
    expect(nasdaq.fill_rate).toBeCloseTo(((10.5 / 13) * 10 + 1.5) / 13, 12);
  });

  it.each([
    ['call a venue slow beside its own course, and keep it so until it is clearly not', 340, ['SLOW', 'SLOW']],
    ['do not call one slow that ordinarily takes so long here, whatever its settings say', 900, ['ACTIVE', 'ACTIVE']],
    ['say nothing of one that has no course yet', null, ['ACTIVE', 'ACTIVE']],
  ] as const)('%s', async (_, ordinaryUs, statuses) => {
    const answering = (acked: number, at_us: number) =>
      orderEntry(
        {
          instrument: 'AAPL',
          side: 'BUY',
          arrivalMid: null,
          children: Array.from({ length: 9 }, () => ({
            venue: 'XNAS',
            quantity: '1',
            filled: '1',
            sent: 0,
            acked,
            done: 5_000,
          })),
        },
        at_us,
      );
    const learned = noEstimate();
    for (let seen = 0; seen < 30 && ordinaryUs !== null; seen += 1)
      learn(learned, { kind: 'ROUND_TRIP', latencyUs: ordinaryUs }, START_US);
    await pool.query("delete from venue_estimates where venue_id = 'XNAS'");
    await pool.query("insert into venue_estimates values ('XNAS', '', $1, now())", [
      JSON.stringify(toNumbers(learned)),
    ]);
    // Of an ordinary 340 slow is from 1,020 and until 680.
    await journal(answering(1_400, START_US - MINUTE_US), answering(850, START_US));
    await run();
    expect((await stored()).map((row) => row.status)).toEqual(statuses);
  });

  it('say what circuits and people have decided', async () => {
    await journal(AAPL);
    await pool.query(
      `insert into circuit_events (id, venue_id, from_state, to_state, code, reason, openings, created_at, shard, position)
      values ($1, 'IEXG', 'CLOSED', 'OPEN', 'FORCED', 'test', 1, to_timestamp($2::float8 / 1000000), 0, 1)`,
      [uuidAt(START_US), START_US + 30_000_000],
    );
    await pool.query("update venue_configurations set enabled = false where venue_id = 'XNAS'");
    await run();
    await pool.query("update venue_configurations set enabled = true where venue_id = 'XNAS'");
    expect((await stored()).map((row) => [row.venue_id, row.status])).toEqual([
      ['IEXG', 'OFFLINE'],
      ['XNAS', 'RESTRICTED'],
    ]);
  });

  it('refuse a payload that is not theirs, before anything is read', async () => {
    await expect(run({ window_seconds: 60, windows: 0 })).rejects.toThrow('windows');
    await expect(run({ window_seconds: 60, windows: 1, more: true })).rejects.toThrow('more');
  });

  it('fail loudly where their hour has no partition', async () => {
    await journal(AAPL);
    await new QualityRepository(pool).dropPartitions(START_US + 3_600_000_000);
    await expect(run()).rejects.toThrow('no partition');
  });
});
