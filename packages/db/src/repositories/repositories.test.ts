import { DEFAULT_INSTRUMENTS } from '@fairlead/core/catalogue/default-instruments';
import { DEFAULT_RULE_CALENDAR, DEFAULT_RULE_ROWS } from '@fairlead/core/rule-calendar/default-rules';
import { RuleCalendar } from '@fairlead/core/rule-calendar/rule-calendar';
import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { expect, it } from 'vitest';
import { hashApiKey, newApiKey } from '../api-key.ts';
import type { StoredEntry } from '../journal/journal-entry.ts';
import type { ExecutionRow } from '../order-rows.ts';
import { createPool } from '../pool.ts';
import { fillRow, type OrderChanges, rowsOfOrder } from '../testing/order-rows.ts';
import { type RowsToStore, storeRows } from '../testing/stored-rows.ts';
import { testDatabase } from '../testing/test-database.ts';
import { writeEntries } from '../testing/written-entries.ts';
import { AccessRepository } from './access-repository.ts';
import { CalendarRepository } from './calendar-repository.ts';
import { CatalogueRepository } from './catalogue-repository.ts';
import { ExposureRepository } from './exposure-repository.ts';
import { RecoveryRepository } from './recovery-repository.ts';
import { VenueMemoryRepository } from './venue-memory-repository.ts';
import { VolumeRepository } from './volume-repository.ts';

async function setUp() {
  const db = await testDatabase();
  const pool: pg.Pool = createPool(db.url, { max: 3, onError: () => undefined });
  return {
    url: db.url,
    pool,
    /** Stores the rows of orders, in order. */
    async write(...entries: readonly RowsToStore[]) {
      for (const entry of entries) await storeRows(db.url, entry);
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

/** Orders a second apart, the first the oldest. */
function ordersInTime(...changes: OrderChanges[]) {
  return changes.map((change, index) => {
    const atUs = 1_795_186_800_000_000 + index * 1_000_000;
    return rowsOfOrder({ id: uuidV7({ msecs: atUs / 1_000 }), created_at_us: atUs, ...change });
  });
}

it('finds again what was alive, and what has ended with something still out, and none that was only routed', async () => {
  await using set = await setUp();
  const entries = ordersInTime({ state: 'WORKING' }, { state: 'CANCELED' }, { state: 'UNKNOWN' }, { route_only: true });
  const bare = rowsOfOrder({ state: 'RECEIVED', created_at_us: 1_795_186_900_000_000 });
  await set.write(...entries, { orders: bare.orders });
  await writeEntries(
    set.url,
    [...entries, bare].map(({ orders }, index) => entryAt(index + 1, orders[0].id)),
  );
  await set.pool.query('update projection_positions set position = 5');
  const recovery = new RecoveryRepository(set.pool);
  const open = async () => (await recovery.openOrders()).map(({ orderPk }) => orderPk);
  const wanted = (...found: readonly (typeof bare | undefined)[]) => found.map((entry) => entry?.orders[0].id);
  expect(await open()).toEqual(wanted(entries[0], entries[1], entries[2], bare));
  await set.pool.query('update child_orders set done_at = now() where order_pk = $1', [entries[1]?.orders[0].id]);
  expect(await open()).toEqual(wanted(entries[0], entries[2], bare));
});

/** An entry whose body nobody reads. */
function entryAt(position: number, orderPk: string): StoredEntry {
  const events = { firstEvent: 1, lastEvent: 1, atUs: 1, simulated: false };
  return { shard: 0, position, orderPk, ...events, body: '', hash: '' };
}

it('finds the children that have ended lately, filled ones too, and none that never came to its venue', async () => {
  await using set = await setUp();
  const entry = rowsOfOrder();
  await set.write(entry);
  const [filled, unsent, before] = entry.children.map(({ id }) => id);
  const end = (changes: string, id: string | undefined) =>
    set.pool.query(`update child_orders set ${changes} where id = $1`, [id]);
  await end("done_at = to_timestamp(200), state = 'FILLED', filled_quantity = 100, venue_order_id = 'v-1'", filled);
  await end("done_at = to_timestamp(200), state = 'REJECTED', reject_code = 'NOT_SENT'", unsent);
  await end("done_at = to_timestamp(99), state = 'CANCELED'", before);
  const recovery = new RecoveryRepository(set.pool);
  const venueId = entry.children[0]?.venue_id ?? '';
  const [{ instrument_id, side }] = entry.orders;
  const order = { instrument_id, side, venue_order_id: 'v-1' };
  const found = [{ child_id: filled, venue_id: venueId, ...order, filled_quantity: '100', quantity_decimals: 0 }];
  expect(await recovery.endedSince(null, 100_000_000)).toEqual(found);
  expect(await recovery.endedSince(venueId, 100_000_000)).toEqual(found);
  expect(await recovery.endedSince('NONE', 100_000_000)).toEqual([]);
});

it('finds the fills that came after the end of their children, and how long after', async () => {
  await using set = await setUp();
  const entry = rowsOfOrder();
  await set.write(entry);
  const [child] = entry.children;
  await set.pool.query('update child_orders set done_at = to_timestamp(100) where id = $1', [child?.id]);
  const fill = (id: string, marks: string, atS: number) =>
    set.pool.query(
      `insert into executions (id, order_pk, child_id, venue_id, venue_execution_id, quantity, price, fee, liquidity_flag, marks, executed_at, created_at)
       values (gen_random_uuid(), $1, $2, $3, $4, 1, 1, 0, 'TAKE', $5, to_timestamp($6), now())`,
      [entry.orders[0].id, child?.id, child?.venue_id, id, marks, atS],
    );
  await fill('in time', '{}', 101);
  await fill('late', '{LATE,EXCESS}', 100.25);
  await fill('of before', '{LATE}', 99);
  const memory = new VenueMemoryRepository(set.pool);
  expect(await memory.lateFills(100_000_000)).toEqual([
    { venue_id: child?.venue_id, late_us: 250_000, at_us: 100_250_000 },
  ]);
});

it('reads the catalogue back as the domain wrote it', async () => {
  await using set = await setUp();
  const catalogue = new CatalogueRepository(set.pool);
  expect(await catalogue.venues('2026-11-21')).toEqual(DEFAULT_VENUES);
  const byId = (a: { instrumentId: string }, b: { instrumentId: string }) => (a.instrumentId < b.instrumentId ? -1 : 1);
  expect((await catalogue.instruments('2026-11-21', DEFAULT_RULE_CALENDAR)).sort(byId)).toEqual(
    [...DEFAULT_INSTRUMENTS].sort(byId),
  );
});

it('reads the rules of the markets back as the domain wrote them, and as people date them', async () => {
  await using set = await setUp();
  const calendar = new CalendarRepository(set.pool);
  const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
  expect((await calendar.marketRules()).sort(byKey)).toEqual([...DEFAULT_RULE_ROWS].sort(byKey));
  await set.pool.query("update rule_calendar set effective_from = '2027-11-01' where key = 'ticks-2024'");
  await set.pool.query("update instruments set average_quoted_spread = 0.012 where instrument_id = 'F'");
  const ticksOf = async (date: string) => {
    const rules = new RuleCalendar(await calendar.marketRules(), 'dated');
    const instruments = await new CatalogueRepository(set.pool).instruments(date, rules);
    return ['F', 'IBM'].map((id) => instruments.find((each) => each.instrumentId === id)?.tickBands.at(-1)?.tick);
  };
  expect([await ticksOf('2027-10-31'), await ticksOf('2027-11-01')]).toEqual([
    [100, 100],
    [50, 100],
  ]);
});

it('names the row of a rule that holds what the rule does not have', async () => {
  await using set = await setUp();
  await set.pool.query(`update rule_calendar set rule_values = '{"per_share": 0.003}' where key = 'access-fee-cap'`);
  await expect(new CalendarRepository(set.pool).marketRules()).rejects.toThrow('rule calendar, access-fee-cap: values');
});

it('knows no short sale price test before there was one', async () => {
  await using set = await setUp();
  await set.pool.query(
    `update instruments set short_sale_restricted_until = '2030-01-01' where instrument_id = 'AAPL'`,
  );
  const isTested = async (date: string) => {
    const instruments = await new CatalogueRepository(set.pool).instruments(date, DEFAULT_RULE_CALENDAR);
    return instruments.find((each) => each.instrumentId === 'AAPL')?.shortSaleRestricted;
  };
  expect([await isTested('2011-02-27'), await isTested('2011-02-28')]).toEqual([false, true]);
});

it('takes the ticks, the round lot and the short sale price test in force on the day', async () => {
  await using set = await setUp();
  await set.pool.query(
    `insert into instrument_tick_bands values ('AAPL', 1, 0.005, '2026-11-02'), ('AAPL', 0, 0.0001, '2026-11-02')`,
  );
  await set.pool.query(
    `update instruments set average_closing_price = 250.006, short_sale_restricted_until = '2026-11-20' where instrument_id = 'AAPL'`,
  );
  const on = async (date: string) => {
    const instruments = await new CatalogueRepository(set.pool).instruments(date, DEFAULT_RULE_CALENDAR);
    const apple = instruments.find((each) => each.instrumentId === 'AAPL');
    return [apple?.tickBands.map((band) => band.tick), apple?.roundLot, apple?.shortSaleRestricted];
  };
  expect(await on('2025-10-31')).toEqual([[1, 100], 100, true]);
  expect(await on('2025-11-03')).toEqual([[1, 100], 40, true]);
  expect(await on('2026-11-02')).toEqual([[1, 50], 40, true]);
  expect(await on('2026-11-20')).toEqual([[1, 50], 40, true]);
  expect(await on('2026-11-21')).toEqual([[1, 50], 40, false]);
});

it('takes the fee schedule in force on the day', async () => {
  await using set = await setUp();
  await set.pool.query(
    `insert into venue_fee_schedules (id, venue_id, effective_from, take_fee, make_fee, midpoint_fee, sub_dollar_take_ppm,
       sub_dollar_make_ppm) values (gen_random_uuid(), 'XNYS', '2027-01-01', 0.0025, -0.001, 0, 2500, 0)`,
  );
  const takeFee = async (date: string) => {
    const venues = await new CatalogueRepository(set.pool).venues(date);
    return venues.find((venue) => venue.venueId === 'XNYS')?.fees.takePerUnitE8;
  };
  expect(await takeFee('2026-12-31')).toBe(300_000);
  expect(await takeFee('2027-01-01')).toBe(250_000);
  expect(await takeFee('2020-01-01')).toBe(300_000);
});

it('refuses tiers that would add coins of one kind to coins of another', async () => {
  await using set = await setUp();
  await set.pool.query("update venue_fee_schedules set tier_volume = 'UNITS' where venue_id = 'CX1'");
  await expect(new CatalogueRepository(set.pool).venues('2026-11-21')).rejects.toThrow(
    'venue CX1: tiers by units are for shares',
  );
});

it('finds a key by its hash until it is revoked or its client is disabled', async () => {
  await using set = await setUp();
  const access = new AccessRepository(set.pool);
  const key = newApiKey();
  const [hash, values] = [hashApiKey(key), [hashApiKey(key), ['orders:read', 'route:write']]];
  await set.pool.query(
    `insert into api_keys (id, client_id, name, key_prefix, key_hash, scopes, expires_at)
     values (gen_random_uuid(), 'DEMO', 'demo', 'flk_', $1, $2, '2027-01-01T00:00:00.000001Z')`,
    values,
  );
  expect(await access.findKey(hash)).toEqual({
    id: expect.any(String),
    name: 'demo',
    clientId: 'DEMO',
    scopes: ['orders:read', 'route:write'],
    expiresAtUs: 1_798_761_600_000_001,
    owner: null,
    service: null,
  });
  expect(await access.findKey(hashApiKey(newApiKey()))).toBeNull();
  await set.pool.query("update clients set enabled = false where client_id = 'DEMO'");
  expect(await access.findKey(hash)).toBeNull();
  await set.pool.query("update clients set enabled = true where client_id = 'DEMO'");
  await set.pool.query("update api_keys set made_by = 'maker@example.com'");
  expect(await access.findKey(hash)).toMatchObject({ owner: 'maker@example.com' });
  const userId = await addUser(set.pool, { email: 'owner@example.com' });
  await set.pool.query('update api_keys set owner_id = $1', [userId]);
  expect(await access.findKey(hash)).toMatchObject({ owner: 'owner@example.com' });
  await set.pool.query('update users set banned = true');
  expect(await access.findKey(hash)).toBeNull();
  await set.pool.query("update users set ban_expires = now() - interval '1 second'");
  expect(await access.findKey(hash)).not.toBeNull();
  await set.pool.query('update api_keys set revoked_at = now()');
  expect(await access.findKey(hash)).toBeNull();
});

it.each([
  ['the person is banned', "update users set banned = true where email = 'a@example.com'"],
  ['the role changes', "update users set role = 'AUDITOR' where email = 'a@example.com'"],
  ['the person moves to another client', "update users set client_id = 'DEMO' where email = 'a@example.com'"],
  ['the person leaves the client', "update users set client_id = null where email = 'a@example.com'"],
  ['the client is disabled', "update clients set enabled = false where client_id = 'default'"],
  ['the session has run out', 'update sessions set expires_at = now() where id = $1'],
  ['the person signs out', 'delete from sessions where id = $1'],
])('finds a session until %s', async (_, change) => {
  await using set = await setUp();
  const access = new AccessRepository(set.pool);
  const [a, b] = [
    await addUser(set.pool, { email: 'a@example.com' }),
    await addUser(set.pool, { email: 'b@example.com', clientId: null }),
  ];
  const [mine, other] = [await addSession(set.pool, a), await addSession(set.pool, b)];
  expect(await access.findSession(mine)).toMatchObject({ email: 'a@example.com', role: 'TRADER', clientId: 'default' });
  await set.pool.query(change, change.includes('$1') ? [mine] : []);
  expect([await access.findSession(mine), await access.findSession(other)]).toMatchObject([null, { clientId: null }]);
  await set.pool.query("update users set name = 'Another' where email = 'b@example.com'");
  expect(await access.findSession(other)).not.toBeNull();
});

async function addUser(
  pool: ReturnType<typeof createPool>,
  { email, clientId = 'default' }: { email: string; clientId?: string | null },
): Promise<string> {
  const made = await pool.query<{ id: string }>(
    `insert into users (id, name, email, role, client_id) values (gen_random_uuid(), 'A', $1, 'TRADER', $2) returning id`,
    [email, clientId],
  );
  return made.rows[0]?.id ?? '';
}

async function addSession(pool: ReturnType<typeof createPool>, userId: string): Promise<string> {
  const made = await pool.query<{ id: string }>(
    `insert into sessions (id, user_id, token, expires_at)
     values (gen_random_uuid(), $1, gen_random_uuid()::text, now() + interval '1 hour') returning id`,
    [userId],
  );
  return made.rows[0]?.id ?? '';
}

it('adds up what was executed at each venue between two times, by currency', async () => {
  await using set = await setUp();
  const entry = rowsOfOrder();
  const times = [700, 900, 900].map((second) => 1_763_650_000_000_000 + second * 1_000_000);
  const executions = times.map((atUs) => volumeRow(entry, atUs));
  await set.write(entry, { executions });
  const volumes = new VolumeRepository(set.pool);
  const at = (second: number) => 1_763_650_000_000_000 + second * 1_000_000;
  const between = (from: number, to: number) => volumes.executedBetween(at(from), at(to));
  const row = { venueId: executions[0]?.venue_id, currency: 'USD' };
  expect(await between(0, 901)).toEqual([{ ...row, unitsE8: 7_500_000_000n, notionalE8: 191_250_000_000n }]);
  expect(await between(800, 901)).toEqual([{ ...row, unitsE8: 5_000_000_000n, notionalE8: 127_500_000_000n }]);
  expect(await between(700, 900)).toEqual([{ ...row, unitsE8: 2_500_000_000n, notionalE8: 63_750_000_000n }]);
  expect(await between(901, 999)).toEqual([]);
});

it('sums up what was executed since a time, by client, instrument and side, without orders that are counted otherwise', async () => {
  await using set = await setUp();
  const [entry = rowsOfOrder()] = ordersInTime({ state: 'FILLED' });
  const executions = [700, 900].map((second) => volumeRow(entry, 1_795_186_800_000_000 + second * 1_000_000));
  await set.write(entry, { executions });
  const exposure = new ExposureRepository(set.pool);
  const since = (second: number, without: readonly string[] = []) =>
    exposure.executedSince(1_795_186_800_000_000 + second * 1_000_000, without);
  const { client_id: clientId, instrument_id: instrumentId, side } = entry.orders[0];
  const row = { clientId, instrumentId, currency: 'USD', side };
  expect(await since(700)).toEqual([{ ...row, notionalE8: 127_500_000_000n }]);
  expect(await since(800)).toEqual([{ ...row, notionalE8: 63_750_000_000n }]);
  expect([await since(901), await since(700, [entry.orders[0].id])]).toEqual([[], []]);
});

/** A fill of 25 at 25.50 of the first child. */
function volumeRow(entry: ReturnType<typeof rowsOfOrder>, atUs: number): ExecutionRow {
  return {
    ...fillRow(entry.children[0], { quantity: '25', price: '25.5', fee: '0.1' }),
    executed_at_us: atUs,
    created_at_us: atUs,
  };
}
