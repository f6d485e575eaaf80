import pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChildRow } from '../order-rows.ts';
import { childRows, decisionRow, orderRow } from '../testing/order-rows.ts';
import { storeRows } from '../testing/stored-rows.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { VenueRecordsRepository } from './venue-records-repository.ts';
import { ViewedVenues } from './viewed-venues.ts';

const SECOND_US = 1_000_000;
const START_US = Date.UTC(2026, 10, 20, 15) * 1_000;
const HOUR = { from_us: START_US, to_us: START_US + 3_600 * SECOND_US };
const MINUTE_US = 60 * SECOND_US;

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`insert into clients (client_id, name) values ('OTHER', 'Another') on conflict do nothing`);
  await store('default', [
    acked(10, { filled_quantity: '40', state: 'FILLED' }),
    acked(20, { state: 'CANCELED' }),
    acked(30, { state: 'CANCELED', order_kind: 'POST' }),
    { ...sent(70), state: 'REJECTED', reject_code: 'VENUE_BUSY' },
    { ...sent(80), state: 'REJECTED', reject_code: 'VENUE_BUSY' },
    { ...sent(80), state: 'REJECTED', reject_code: 'ODD_LOT' },
    { state: 'REJECTED', reject_code: 'NOT_SENT', done_at_us: START_US + 85 * SECOND_US },
    { ...sent(90), done_at_us: null, state: 'ACKED', filled_quantity: '40' },
  ]);
  await store('OTHER', [acked(15, { filled_quantity: '100', state: 'FILLED' })]);
});
afterAll(async () => {
  await client.end();
  await database[Symbol.asyncDispose]();
});

/** A child that was sent at the start and has ended so many seconds later. */
const sent = (endedS: number): Partial<ChildRow> => ({
  sent_at_us: START_US,
  done_at_us: START_US + endedS * SECOND_US,
});
/** The same, which its venue has taken after a millisecond a second. */
const acked = (endedS: number, more: Partial<ChildRow>): Partial<ChildRow> => ({
  ...sent(endedS),
  acked_at_us: START_US + endedS * 1_000,
  order_kind: 'IOC',
  ...more,
});

/** An order of a client for each of these children, all at XNAS. */
async function store(clientId: string, children: readonly Partial<ChildRow>[]): Promise<void> {
  for (const child of children) {
    const order = orderRow({ id: uuidV7({ msecs: START_US / 1_000 }), client_id: clientId });
    const decision = decisionRow(order);
    const [first] = childRows(decision);
    if (first === undefined) throw new Error('a child expected');
    const made = { ...first, id: uuidV7({ msecs: START_US / 1_000 }), ...child };
    await storeRows(database.url, { orders: [order], decisions: [decision], children: [made] });
  }
}

describe('the traffic of a venue', () => {
  const EMPTY = { p50_ms: null, p90_ms: null, p99_ms: null };

  it('is what came of the children that were sent there, by the time at which they ended', async () => {
    const traffic = await new ViewedVenues(client, null).traffic('XNAS', HOUR, MINUTE_US);
    expect(traffic.pieces).toEqual([
      {
        ...{ at_us: START_US, ended: 4, acked: 4, rejected: 0, filled: 2, missed: 1 },
        ...{ p50_ms: 17.5, p90_ms: expect.closeTo(27, 6), p99_ms: expect.closeTo(29.7, 6) },
      },
      { at_us: START_US + MINUTE_US, ended: 3, acked: 0, rejected: 3, filled: 0, missed: 0, ...EMPTY },
    ]);
    expect(traffic.whole).toMatchObject({ at_us: null, ended: 7, acked: 4, rejected: 3, filled: 2, missed: 1 });
    expect(traffic.rejects).toEqual([
      { code: 'VENUE_BUSY', count: 2 },
      { code: 'ODD_LOT', count: 1 },
    ]);
    expect(traffic.looked_to_us).toBeNull();
  });

  it('is a client’s own for its people', async () => {
    const of = (whose: string) => new ViewedVenues(client, whose).traffic('XNAS', HOUR, MINUTE_US);
    expect((await of('OTHER')).whole).toMatchObject({ ended: 1, filled: 1, rejected: 0 });
    expect((await of('OTHER')).rejects).toEqual([]);
    expect((await of('default')).whole).toMatchObject({ ended: 6, filled: 1, rejected: 3 });
    expect((await of('NOBODY')).whole).toMatchObject({ at_us: null, ended: 0 });
  });

  it('is that of the newest so many, and says from when on', async () => {
    const few = await new ViewedVenues(client, null, 3).traffic('XNAS', HOUR, MINUTE_US);
    expect(few.whole.ended).toBe(2);
    expect(few.looked_to_us).toBe(START_US + 80 * SECOND_US);
  });

  it('is nothing where nothing was sent, and in a time in which nothing ended', async () => {
    const venues = new ViewedVenues(client, null);
    const later = { from_us: HOUR.to_us, to_us: HOUR.to_us + MINUTE_US };
    for (const traffic of [
      await venues.traffic('NOWHERE', HOUR, MINUTE_US),
      await venues.traffic('XNAS', later, MINUTE_US),
    ])
      expect(traffic).toMatchObject({ pieces: [], whole: { ended: 0, ...EMPTY }, rejects: [], looked_to_us: null });
  });
});

describe('what works at venues', () => {
  it('is what has not ended, at its limit, of what one may see', async () => {
    const [row] = await new ViewedVenues(client, null).working();
    expect(row).toEqual({ venue_id: 'XNAS', currency: 'USD', children: 1, notional: 60 * 190.25 });
    expect(await new ViewedVenues(client, 'OTHER').working()).toEqual([]);
  });
});

describe('the flow', () => {
  it('is where the newest children were sent, by venue and instrument', async () => {
    const flow = await new ViewedVenues(client, null).flow(START_US);
    expect(flow).toEqual({
      children: 8,
      isWhole: true,
      parts: [{ venue_id: 'XNAS', instrument_id: 'AAPL', count: 8 }],
    });
    expect(await new ViewedVenues(client, 'OTHER').flow(START_US)).toMatchObject({ children: 1 });
    expect(await new ViewedVenues(client, null, 4).flow(START_US)).toMatchObject({ children: 4, isWhole: false });
    expect(await new ViewedVenues(client, null).flow(HOUR.to_us)).toEqual({ children: 0, isWhole: true, parts: [] });
  });
});

describe('what is written down of a venue', () => {
  it('is its circuit’s changes, newest first, and what it charges from when', async () => {
    const insert = `insert into circuit_events (id, venue_id, from_state, to_state, code, reason, until_at, openings, actor, created_at, shard, position) values
      ($1, 'XNAS', 'CLOSED', 'OPEN', 'FAILURES', 'five', '2026-11-20T15:00:30Z', 1, null, '2026-11-20T15:00:00Z', 0, 1),
      ($2, 'XNAS', 'OPEN', 'OPEN', 'FORCED_OPEN', 'the venue calls', null, 0, 'ops@example.com', '2026-11-20T15:00:10Z', 0, 2),
      ($3, 'ARCX', 'CLOSED', 'OPEN', 'FAILURES', 'five', null, 1, null, '2026-11-20T15:00:00Z', 0, 3)`;
    const [first, second] = [uuidV7(), uuidV7()];
    await client.query(insert, [first, second, uuidV7()]);
    const records = new VenueRecordsRepository(client);
    expect(await records.circuitEvents('XNAS', 10)).toEqual([
      {
        ...{ id: second, from: 'OPEN', to: 'OPEN', code: 'FORCED_OPEN', reason: 'the venue calls', until_us: null },
        ...{ actor: 'ops@example.com', at_us: START_US + 10 * SECOND_US },
      },
      {
        ...{ id: first, from: 'CLOSED', to: 'OPEN', code: 'FAILURES', reason: 'five', actor: null },
        ...{ until_us: START_US + 30 * SECOND_US, at_us: START_US },
      },
    ]);
    expect(await records.circuitEvents('XNAS', 1)).toHaveLength(1);
    await client.query(
      `insert into venue_fee_schedules (id, venue_id, effective_from, take_fee, make_fee, midpoint_fee, sub_dollar_take_ppm, sub_dollar_make_ppm)
       values ($1, 'XNAS', '2099-01-01', 0.001, -0.002, 0.0005, 2, 1)`,
      [first],
    );
    await client.query(
      'insert into venue_fee_tiers (schedule_id, from_volume, take_fee, make_fee, take_ppm, make_ppm) values ($1, 2000, 0.0001, 0, 0, 0), ($1, 1000, 0.0005, 0, 0, 0)',
      [first],
    );
    const [latest, before] = await records.feeSchedules('XNAS');
    expect(latest).toMatchObject({ effective_from: '2099-01-01', take_fee: '0.001', make_fee: '-0.002' });
    expect(latest?.tiers.map(({ from_volume, take_fee }) => [from_volume, take_fee])).toEqual([
      ['1000', '0.0005'],
      ['2000', '0.0001'],
    ]);
    expect(before?.take_fee).toBe('0.003');
    expect(await records.feeSchedules('NOWHERE')).toEqual([]);
  });

  it('is what it did by day, over its symbols', async () => {
    await client.query(`insert into venue_performance (venue_id, symbol, date, order_count, fill_count, total_quantity,
      total_notional, total_fees, total_price_improvement, avg_latency_ms) values
      ('XNAS', 'KO', '2026-11-19', 10, 4, 0, 0, 0, 0, 2), ('XNAS', 'F', '2026-11-19', 6, 12, 0, 0, 0, 0, 4),
      ('XNAS', 'F', '2026-11-20', 3, 0, 0, 0, 0, 0, null), ('XNAS', 'F', '2026-10-01', 9, 9, 0, 0, 0, 0, 9),
      ('ARCX', 'F', '2026-11-20', 9, 9, 0, 0, 0, 0, 9)`);
    expect(await new VenueRecordsRepository(client).days('XNAS', '2026-11-01')).toEqual([
      { date: '2026-11-19', orders: 16, fills: 16, latency_ms: 3.5 },
      { date: '2026-11-20', orders: 3, fills: 0, latency_ms: null },
    ]);
  });
});
