import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rowsOfOrder } from '../testing/order-rows.ts';
import { storeRows } from '../testing/stored-rows.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { QualityRepository, type VenueQualityRow } from './quality-repository.ts';

const HOUR_US = 3_600_000_000;
const START_US = Date.UTC(2026, 10, 20, 15) * 1_000;

let database: TestDatabase;
let client: pg.Client;
let quality: QualityRepository;

beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  quality = new QualityRepository(client);
});
afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await quality.dropPartitions(START_US + 1_000 * HOUR_US);
  await quality.ensurePartitions(START_US - HOUR_US, 2);
});

function qualityRow(changes: Partial<VenueQualityRow> = {}): VenueQualityRow {
  return {
    timestamp_us: START_US,
    venue_id: 'XNAS',
    instrument_id: 'AAPL',
    liquidity_score: 0.1,
    speed_score: 0.2,
    cost_score: 0.3,
    fill_rate: 0.4,
    market_impact_score: 0.5,
    status: 'ACTIVE',
    source: 'JOURNAL',
    observations: 7,
    ...changes,
  };
}

describe('partitions', () => {
  it('are made once, and dropped when their hour has ended', async () => {
    expect(await quality.ensurePartitions(START_US - HOUR_US, 2)).toBe(0);
    expect(await quality.ensurePartitions(START_US, 3)).toBe(2);
    expect(await quality.dropPartitions(START_US)).toBe(1);
    expect(await quality.dropPartitions(START_US)).toBe(0);
    expect(await quality.writeQuality([qualityRow()])).toBe(1);
  });

  it('are found whatever plan the server makes of it', async () => {
    await client.query('set enable_nestloop = off; set enable_mergejoin = off');
    try {
      expect(await quality.dropPartitions(START_US + HOUR_US)).toBe(2);
    } finally {
      await client.query('reset all');
    }
  });
});

describe('quality rows', () => {
  it('are written once, and again only where they differ', async () => {
    const rows = [qualityRow(), qualityRow({ instrument_id: 'MSFT' })];
    expect(await quality.writeQuality(rows)).toBe(2);
    expect(await quality.writeQuality(rows)).toBe(0);
    expect(await quality.writeQuality([qualityRow({ fill_rate: 0.9 }), qualityRow({ instrument_id: 'MSFT' })])).toBe(1);
    expect(await quality.writeQuality([])).toBe(0);
    const { rows: stored } = await client.query('select * from venue_quality_ts order by instrument_id');
    const { timestamp_us, ...scores } = qualityRow({ fill_rate: 0.9 });
    expect(stored[0]).toEqual({ timestamp: new Date(timestamp_us / 1_000), ...scores });
  });

  it('tell the newest computed status before a time, no older than an hour', async () => {
    await quality.writeQuality([
      qualityRow({ timestamp_us: START_US - HOUR_US, status: 'SLOW', instrument_id: 'OLD' }),
      qualityRow({ timestamp_us: START_US, status: 'SLOW' }),
      qualityRow({ timestamp_us: START_US + 60_000_000, status: 'CONGESTED' }),
      qualityRow({ timestamp_us: START_US + 90_000_000, status: 'SLOW', source: 'ROUTER' }),
      qualityRow({ timestamp_us: START_US + 120_000_000, status: 'OFFLINE' }),
    ]);
    expect(await quality.statusesBefore(START_US + 120_000_000)).toEqual([
      { venue_id: 'XNAS', instrument_id: 'AAPL', status: 'CONGESTED' },
    ]);
  });
});

describe('venue settings', () => {
  it('come with the fee and the circuit of their time', async () => {
    const at = (hours: number) => new Date((START_US + hours * HOUR_US) / 1_000);
    await client.query(
      `insert into venue_fee_schedules (id, venue_id, effective_from, take_fee, make_fee, midpoint_fee, sub_dollar_take_ppm,
         sub_dollar_make_ppm) values (gen_random_uuid(), 'IEXG', '2026-11-21', 0.00123, 0, 0, 0, 0)`,
    );
    await client.query(
      `insert into circuit_events (id, venue_id, from_state, to_state, code, reason, openings, created_at, shard, position) values
         (gen_random_uuid(), 'IEXG', 'CLOSED', 'OPEN', 'FORCED', 'test', 1, $1, 0, 1),
         (gen_random_uuid(), 'IEXG', 'OPEN', 'HALF_OPEN', 'FORCED', 'test', 1, $2, 0, 2)`,
      [at(0), at(1)],
    );
    const iex = async (hours: number) =>
      (await quality.venueSettings(START_US + hours * HOUR_US)).find((each) => each.venue_id === 'IEXG');
    await client.query(
      "insert into venue_estimates values ('IEXG', '', '[1, 2.5]', now()), ('IEXG', 'AAPL', '[3]', now())",
    );
    const said = { venue_type: 'EXCHANGE', typical_latency_us: 760, estimate: [1, 2.5] };
    const always = { venue_id: 'IEXG', enabled: true, ...said };
    expect(await iex(0)).toEqual({ ...always, take_fee: '0.00100000', circuit: 'CLOSED' });
    expect(await iex(0.5)).toEqual({ ...always, take_fee: '0.00100000', circuit: 'OPEN' });
    expect(await iex(10)).toEqual({ ...always, take_fee: '0.00123000', circuit: 'HALF_OPEN' });
    expect(await quality.venueSettings(START_US)).toHaveLength(32);
  });
});

describe('taking statistics', () => {
  it('find their children by the primary key, so that ten million others do not slow them down', async () => {
    const orders = Array.from({ length: 300 }, () => rowsOfOrder());
    await storeRows(database.url, {
      orders: orders.flatMap((rows) => rows.orders),
      decisions: orders.flatMap((rows) => rows.decisions),
      children: orders.flatMap((rows) => rows.children),
    });
    await client.query('analyze child_orders');
    await client.query('select pg_stat_force_next_flush()');
    await client.query('begin');
    await quality.takingStatistics({ from_us: START_US, to_us: START_US + 60_000_000 });
    const scans = await client.query(
      'select sum(seq_scan)::int as seq_scan, sum(idx_scan)::int as idx_scan from pg_stat_xact_user_tables where pg_relation_size(relid) > 0 and relid in (select inhrelid from pg_inherits where inhparent = $$child_orders$$::regclass)',
    );
    await client.query('rollback');
    expect(scans.rows).toEqual([{ seq_scan: 0, idx_scan: expect.toSatisfy((scanned: number) => scanned > 0) }]);
  });

  it('are none where nothing was sent', async () => {
    expect(await quality.takingStatistics({ from_us: START_US, to_us: START_US + 1 })).toEqual([]);
  });
});
