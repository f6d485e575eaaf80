import { UNKNOWN_BECAUSE } from '@fairlead/core/market/history/history-minute';
import type { TapeRow } from '@fairlead/core/market/history/market-tape';
import { writeMinute } from '@fairlead/core/market/history/minute-writer';
import type { ShownMarket } from '@fairlead/core/market/history/shown-market';
import { price, quantity } from '@fairlead/core/money/units';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { MarketHistoryRepository } from './market-history-repository.ts';

const SECOND_US = 1_000_000;
const MINUTE_US = 60 * SECOND_US;
const DAY_US = 1_440 * MINUTE_US;
const NOON_US = Date.UTC(2026, 10, 20, 12) * 1_000;
const FUNCTIONS = 'ensure_market_history_partitions(timestamptz, integer), drop_market_history_partition(timestamptz)';
const SCALE = { priceDecimals: 4, quantityDecimals: 0 };

let database: TestDatabase;
let client: pg.Client;
let history: MarketHistoryRepository;

beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  history = new MarketHistoryRepository(client);
});
afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await history.dropPartitions(NOON_US + 1_000 * DAY_US);
  await history.ensurePartitions(NOON_US, 0);
});

function shown(bid: number): ShownMarket {
  const sides = {
    bid: { price: price(bid), size: quantity(200) },
    ask: { price: price(bid + 100), size: quantity(300) },
  };
  return { state: 'NORMAL', ...sides, oddBid: null, oddAsk: null, isBidBelieved: true, isAskBelieved: true };
}

/** A row of AAPL by its bids: seconds after noon and the bid of then; the first is its beginning. */
function row(
  untilSeconds: number,
  bids: readonly [seconds: number, bid: number][],
  changes: Partial<TapeRow> = {},
): TapeRow {
  const fromUs = NOON_US + (bids[0]?.[0] ?? 0) * SECOND_US;
  const said = bids.map(([seconds, bid]) => ({ ...shown(bid), atUs: NOON_US + seconds * SECOND_US }));
  const bytes = writeMinute({ fromUs, scale: SCALE, changes: said, lastSales: [], statuses: [] });
  return {
    instrumentId: 'AAPL',
    fromUs,
    untilUs: NOON_US + untilSeconds * SECOND_US,
    unknown: null,
    bytes,
    ...changes,
  };
}

async function bidsAt(...seconds: readonly number[]): Promise<(number | undefined)[]> {
  const asked = seconds.map((each) => ({ instrumentId: 'AAPL', atUs: NOON_US + each * SECOND_US }));
  return (await history.marketsAt(asked)).map((known) => known?.market.bid?.price);
}

describe('the history of a market', () => {
  it('tells what stood at any instant, to the microsecond', async () => {
    await history.write([
      row(60, [
        [0, 100],
        [10, 101],
        [20.000001, 102],
      ]),
      row(120, [
        [60, 102],
        [90, 103],
      ]),
    ]);
    expect(await bidsAt(0, 9.999999, 10, 20, 20.000001, 59.999999, 60, 90, 119.999999)).toEqual([
      100, 100, 101, 101, 102, 102, 102, 103, 103,
    ]);
    const [known] = await history.marketsAt([{ instrumentId: 'AAPL', atUs: NOON_US + 15 * SECOND_US }]);
    expect(known).toEqual({ market: { ...shown(101), atUs: NOON_US + 10 * SECOND_US }, scale: SCALE });
  });

  it('knows nothing outside of its rows: before, between, after, and of other instruments', async () => {
    await history.write([row(30, [[10, 100]]), row(60, [[40, 101]]), row(150, [[130, 102]])]);
    expect(await bidsAt(9.999999, 10, 29.999999, 30, 39.999999, 40, 60, 100, 130, 150)).toEqual([
      undefined,
      100,
      100,
      undefined,
      undefined,
      101,
      undefined,
      undefined,
      102,
      undefined,
    ]);
    expect(await history.marketsAt([{ instrumentId: 'MSFT', atUs: NOON_US + 20 * SECOND_US }])).toEqual([null]);
    expect(await history.marketsAt([])).toEqual([]);
  });

  it('takes the minute under way again as it grows, and never for less', async () => {
    const grown = row(20, [
      [0, 100],
      [15, 101],
    ]);
    await history.write([row(10, [[0, 100]])]);
    await history.write([grown]);
    expect(await bidsAt(12, 16)).toEqual([100, 101]);
    await history.write([row(10, [[0, 100]])]);
    expect(await bidsAt(16)).toEqual([101]);
    const count = await client.query('select count(*)::int as n from market_history');
    expect(count.rows).toEqual([{ n: 1 }]);
  });

  it('says from when to when nothing is known, and keeps saying it as the row grows', async () => {
    const unknown = { sinceUs: NOON_US + 5 * SECOND_US, because: 'ROUTER_DOWN' } as const;
    await history.write([row(5, [[0, 100]]), row(20, [[10, 101]], { unknown })]);
    await history.write([row(30, [[10, 101]], { unknown: null })]);
    const stored = await client.query(
      'select unknown_since, from_at, unknown_because from market_history where unknown_since is not null',
    );
    expect(stored.rows).toEqual([
      {
        unknown_since: new Date((NOON_US + 5 * SECOND_US) / 1_000),
        from_at: new Date((NOON_US + 10 * SECOND_US) / 1_000),
        unknown_because: 'ROUTER_DOWN',
      },
    ]);
  });

  it('gives the changes between two times as spans of all that is known without a gap', async () => {
    await history.write([
      row(60, [
        [0, 100],
        [20, 101],
      ]),
      row(100, [
        [60, 101],
        [70, 102],
      ]),
      row(180, [
        [125, 103],
        [130, 104],
      ]),
    ]);
    const spans = await history.changesBetween('AAPL', NOON_US + 10 * SECOND_US, NOON_US + 130 * SECOND_US);
    const told = spans.map(({ fromUs, untilUs, changes }) => ({
      known: [fromUs, untilUs].map((us) => (us - NOON_US) / SECOND_US),
      bids: changes.map(({ atUs, bid }) => [(atUs - NOON_US) / SECOND_US, bid?.price]),
    }));
    expect(told).toEqual([
      {
        known: [10, 100],
        bids: [
          [10, 100],
          [20, 101],
          [70, 102],
        ],
      },
      { known: [125, 130], bids: [[125, 103]] },
    ]);
    expect(await history.changesBetween('AAPL', NOON_US + 101 * SECOND_US, NOON_US + 120 * SECOND_US)).toEqual([]);
  });

  it('gives the times that are known without a gap, cut to what is asked for', async () => {
    await history.write([row(60, [[0, 100]]), row(100, [[60, 101]]), row(180, [[125, 103]])]);
    await history.write([row(60, [[0, 100]], { instrumentId: 'MSFT' })]);
    const known = async (from: number, to: number) =>
      (await history.knownBetween('AAPL', NOON_US + from * SECOND_US, NOON_US + to * SECOND_US)).map((time) =>
        [time.fromUs, time.untilUs].map((us) => (us - NOON_US) / SECOND_US),
      );
    expect(await known(10, 130)).toEqual([
      [10, 100],
      [125, 130],
    ]);
    expect(await known(0, 600)).toEqual([
      [0, 100],
      [125, 180],
    ]);
    expect(await known(101, 120)).toEqual([]);
  });

  it('says up to when each instrument is known', async () => {
    await history.write([row(30, [[10, 100]]), row(60, [[40, 101]])]);
    expect([...(await history.knownUntil(NOON_US))]).toEqual([['AAPL', NOON_US + MINUTE_US]]);
    expect((await history.knownUntil(NOON_US + 50 * SECOND_US)).size).toBe(0);
  });

  it('refuses a row that reaches beyond its minute, or that is not there', async () => {
    await expect(history.write([row(61, [[0, 100]])])).rejects.toThrow('market_history_minute_check');
    await expect(history.write([row(0, [[0, 100]])])).rejects.toThrow('market_history_minute_check');
  });

  it('throws for a row that it cannot read: that is no gap', async () => {
    await history.write([row(30, [[0, 100]], { bytes: Uint8Array.from([9]) })]);
    await expect(bidsAt(10)).rejects.toThrow('UNKNOWN_VERSION');
  });

  it('makes its days ahead once, and drops those that ended before a time', async () => {
    expect(await history.ensurePartitions(NOON_US, 2)).toBe(2);
    expect(await history.ensurePartitions(NOON_US, 2)).toBe(0);
    await history.write([row(30, [[0, 100]])]);
    expect(await history.dropPartitions(NOON_US + DAY_US / 2 - 1)).toBe(0);
    expect(await bidsAt(10)).toEqual([100]);
    expect(await history.dropPartitions(NOON_US + DAY_US / 2)).toBe(1);
    expect(await bidsAt(10)).toEqual([undefined]);
    expect(await history.dropPartitions(NOON_US + 10 * DAY_US)).toBe(2);
  });

  it('has partitions that one who may only write makes and drops by the owner’s functions alone', async () => {
    await client.query('drop role if exists history_writer');
    await client.query('create role history_writer');
    try {
      await client.query('grant insert, select, update on market_history to history_writer');
      await client.query('set role history_writer');
      await expect(history.ensurePartitions(NOON_US + DAY_US, 0)).rejects.toThrow('permission denied');
      await client.query('reset role');
      await client.query(`grant execute on function ${FUNCTIONS} to history_writer`);
      await client.query('set role history_writer');
      expect(await history.ensurePartitions(NOON_US + DAY_US, 0)).toBe(1);
      await history.write([row(30, [[0, 100]])]);
      await expect(client.query('drop table market_history')).rejects.toThrow('must be owner');
      expect(await history.dropPartitions(NOON_US + 10 * DAY_US)).toBe(2);
    } finally {
      await client.query('reset role');
      await client.query('drop owned by history_writer');
      await client.query('drop role history_writer');
    }
  });

  it('lists in its check exactly why something may not be known', async () => {
    const rows = await client.query(
      "select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'market_history_because_check'",
    );
    const listed = [...String(rows.rows[0]?.definition).matchAll(/'([A-Z_]+)'/g)].map((match) => match[1]);
    expect(listed.sort()).toEqual([...UNKNOWN_BECAUSE].sort());
  });
});
