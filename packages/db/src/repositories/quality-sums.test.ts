import {
  EXECUTION_SOURCES,
  QUALITY_DIMENSIONS,
  type QualityDimension,
  SIZE_BUCKETS,
} from '@fairlead/core/analytics/quality-dimension';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { storeImported } from '../testing/imported-rows.ts';
import { makeOrders } from '../testing/made-orders.ts';
import { query } from '../testing/query.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { ExecutionQualityRepository } from './execution-quality-repository.ts';
import type { QualityFilter } from './quality-cut.ts';
import { QualitySumsRepository } from './quality-sums-repository.ts';

const DAY_US = 86_400_000_000;
const NOW_US = Date.now() * 1_000;
const HOUR_US = 3_600_000_000;
const THIS_HOUR_US = Math.floor(NOW_US / HOUR_US) * HOUR_US;
const ALL: QualityFilter = {
  ...{
    from_us: NOW_US - 9 * DAY_US + 1_234_567,
    to_us: NOW_US - 7_654_321,
    simulated: false,
    sources: EXECUTION_SOURCES,
  },
  ...{ clientId: null, venueId: null, instrumentId: null, objective: null, size: null },
};

/** Some hundred hours are summed, and all of them again where every one has changed: a busy machine takes a while for them. */
const SUMMED_MS_MAX = 240_000;

let db: TestDatabase;
let pool: pg.Pool;
/** The same database, where no hour is summed: everything is read row by row. */
let bare: pg.Pool;
let sums: QualitySumsRepository;

beforeAll(async () => {
  db = await testDatabase();
  await makeOrders({ databaseUrl: db.url, orders: 500, days: 4, openMs: 6_000_000, progress: () => undefined });
  for (const sql of VARIED) await query(db.url, sql);
  await storeImported(db.url, 'COMPLETE', IMPORTED);
  for (const sql of KEYED) await query(db.url, sql);
  await query(db.url, 'create schema bare create table quality_hours (hour timestamptz)');
  await query(db.url, 'grant usage on schema bare to fairlead_app');
  await query(db.url, 'grant select on bare.quality_hours to fairlead_app');
  pool = createPool(db.url, { max: 2, onError: () => undefined });
  const beside = new URL(db.url);
  beside.searchParams.set('options', '-c search_path=bare,public');
  bare = createPool(beside.href, { max: 2, onError: () => undefined });
  sums = new QualitySumsRepository(pool);
  await sumAll();
}, SUMMED_MS_MAX);
afterAll(async () => {
  await pool.end();
  await bare.end();
  await db[Symbol.asyncDispose]();
});

/** Sums what is due, and gives how many hours that were. */
async function sumAll(): Promise<number> {
  const due = await sums.due(NOW_US, 10_000);
  for (const hour of due) await sums.sum(hour);
  return due.length;
}

const DAYS_AGO = (days: number, time: string) =>
  `${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)}T${time}Z`;
const route = (venue: string, at: string, mic?: string) => ({
  ...{ venue, sentAt: at, ...(mic === undefined ? {} : { mic }) },
  executed: [
    {
      at,
      quantity: '333.33333333',
      amounts: ['1.23456789', '0.2', '9', '9'],
      execution: { nbbo_bid: 9.98, nbbo_ask: 10.02, mid_1min: 10.01 },
    },
  ],
});
const market = { nbbo_bid: 9.99, nbbo_ask: 10.01, best_ask: 10 };
const IMPORTED = [
  {
    receivedAt: DAYS_AGO(3, '15:59:59.9'),
    symbol: 'AAPL',
    order: market,
    routes: [
      route('Nasdaq somewhere', DAYS_AGO(3, '15:59:59.9'), 'XNAS'),
      route('Wholesaler', DAYS_AGO(2, '16:00:00')),
    ],
  },
  {
    receivedAt: DAYS_AGO(3, '14:00:00'),
    symbol: 'MSFT',
    order: market,
    routes: [{ ...route('Elsewhere', DAYS_AGO(3, '14:00:00')), route: { routing_firm: 'Another' } }],
  },
  {
    receivedAt: DAYS_AGO(4, '14:00:00'),
    symbol: 'AAPL  261218C00190000',
    securityClass: 'OPTION' as const,
    routes: [route('Floor', DAYS_AGO(4, '14:00:00'))],
  },
];

/** Orders of a few clients and instruments in two currencies, with all that can be missing, of coins whose worth has more than six digits, and late bookings. */
const VARIED = [
  `update orders set client_id = 'C00' || (hashtext(order_id) & 3), instrument_id = (array['AAPL', 'MSFT', 'NVDA'])[1 + (hashtext(order_id) & 1)]`,
  "update instruments set currency = 'EUR' where instrument_id = 'MSFT'",
  `update orders set nbbo_bid = nbbo_bid - 0.01 * (hashtext(order_id) & 3), odd_lot_ask = case when hashtext(order_id) & 4 = 0 then nbbo_ask - 0.004 end`,
  'update orders set arrival_mid = case when hashtext(order_id) & 15 > 0 then (nbbo_bid + nbbo_ask) / 2 end',
  `update orders set limit_price = null where hashtext(order_id) & 31 = 0`,
  `update executions set quantity = quantity + 0.12345678, price = price + 0.00012345, fee = fee * 0.12345 where hashtext(venue_execution_id) & 3 = 0`,
  `update executions set mid = null where hashtext(venue_execution_id) & 7 = 1`,
  `update executions set child_id = null where hashtext(venue_execution_id) & 15 = 2`,
  `update executions set executed_at = executed_at + make_interval(mins => (hashtext(venue_execution_id) & 127) - 64)`,
  `update child_orders set acked_at = sent_at + make_interval(secs => 0.000037 * (hashtext(id::text) & 65535)) where hashtext(id::text) & 7 > 0`,
  `update child_orders set wave = 1 + (hashtext(id::text) & 1), order_kind = (array['IOC', 'POST'])[1 + ((hashtext(id::text) >> 3) & 1)]`,
  `update routing_decisions set expected_fill_rate = ((hashtext(id::text) & 63) + 1) / 64.0`,
  `insert into execution_markouts select e.id, h.horizon, e.mid + 0.0037 * ((hashtext(e.venue_execution_id || h.horizon) & 7) - 3), null
   from executions e, unnest(array['50ms', '1s', '15s', '1m', '5m']) h(horizon) where e.mid is not null and hashtext(h.horizon || e.venue_execution_id) & 3 > 0`,
];

/** Imported orders have keys that are made of their client and id. */
const KEY =
  "encode(substr(sha256(convert_to(o.client_id || chr(31) || 'order' || chr(31) || o.order_id, 'UTF8')), 1, 16), 'hex')::uuid";
const KEYED = [
  `update imported_routes r set order_pk = ${KEY} from imported_orders o where o.id = r.order_pk`,
  `update imported_executions e set order_pk = ${KEY} from imported_orders o where o.id = e.order_pk`,
  `update imported_orders o set id = ${KEY}`,
];

/** Numbers from 0 to 1, the same in each run. */
function drawn(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  return {
    oneOf: <T>(values: readonly T[]): T | undefined => values[Math.floor(next() * values.length)],
    chance: (share: number) => next() < share,
    next,
  };
}

function askedAtRandom(seed: number) {
  const { oneOf, chance, next } = drawn(seed);
  const some = <T>(values: readonly T[]): T | null => (chance(0.25) ? (oneOf(values) ?? null) : null);
  const from_us = ALL.from_us + Math.floor(next() * 6 * DAY_US);
  const filter: QualityFilter = {
    ...(chance(0.5) ? ALL : { ...ALL, from_us, to_us: from_us + Math.floor(next() * 4 * DAY_US) }),
    ...{
      clientId: some(['C000', 'C001', 'default']),
      venueId: some(['XNAS', 'ARCX', 'Wholesaler']),
      instrumentId: some(['AAPL', 'MSFT']),
    },
    ...{ objective: some(['BEST_PRICE', 'SMART']), size: some(SIZE_BUCKETS.slice(2)), simulated: chance(0.3) },
    sources: chance(0.5) ? EXECUTION_SOURCES : EXECUTION_SOURCES.slice(0, 3),
  };
  const by = QUALITY_DIMENSIONS.filter(() => chance(0.2)).slice(0, 2);
  return { filter, by };
}

async function answers(
  database: pg.Pool,
  { filter, by }: { readonly filter: QualityFilter; readonly by: readonly QualityDimension[] },
) {
  const quality = new ExecutionQualityRepository(database);
  return {
    figures: await quality.figures(filter, by),
    expectations: await quality.expectations(filter, by),
    calibration: await quality.calibration(filter),
  };
}

it('says the same to the last digit, by any cut and filter, whether it reads sums or rows', async () => {
  let told = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    const asked = askedAtRandom(seed);
    const [summed, byRows] = [await answers(pool, asked), await answers(bare, asked)];
    expect(summed, JSON.stringify(asked)).toEqual(byRows);
    told += summed.figures.length;
  }
  expect(told).toBeGreaterThan(100);
});

it('reads whole hours from their sums, and sums what nobody has changed once only', async () => {
  const asked = {
    filter: { ...ALL, from_us: THIS_HOUR_US - 216 * HOUR_US, to_us: THIS_HOUR_US - HOUR_US },
    by: ['VENUE'] as const,
  };
  const before = await answers(pool, asked);
  // Nobody is told of these changes.
  await query(db.url, 'set session_replication_role = replica; update executions set price = price * 2');
  const after = [await answers(pool, asked), await answers(bare, asked)];
  await query(db.url, 'set session_replication_role = replica; update executions set price = price / 2');
  expect(after[0]).toEqual(before);
  expect(after[1]).not.toEqual(before);
  const kept = `select md5(string_agg(s::text, '' order by s::text)) as sums from (select to_jsonb(q) - '{answer_times,execution_times}'::text[] as s from quality_sums q) s`;
  const first = await query(db.url, kept);
  expect(await sums.due(NOW_US, 10_000)).toEqual([]);
  const hours = await query(
    db.url,
    'select (extract(epoch from hour) / 3600)::int as hour from quality_hours order by 1',
  );
  for (const { hour } of hours) await sums.sum(Number(hour));
  expect(await query(db.url, kept)).toEqual(first);
});

/** An execution of some days ago, and a part that was filled of an order whose market was known: everything that can change of one shows. */
const REAL =
  'from executions e join orders o on o.id = e.order_pk where not o.simulated and o.arrival_mid is not null and e.child_id is not null and e.mid is not null';
const OLD = `(select e.id ${REAL} order by e.id limit 1)`;
const OLD_CHILD = `(select e.child_id ${REAL} order by e.id limit 1)`;
const LATER: readonly (readonly [string, string])[] = [
  [
    'an execution that its venue takes back',
    `with gone as (delete from executions where id = ${OLD} returning *)
     update child_orders c set filled_quantity = 0 from gone g where c.id = g.child_id`,
  ],
  [
    'a part that is refused the next day',
    `update child_orders set filled_quantity = filled_quantity / 2, state = 'REJECTED' where id = ${OLD_CHILD}`,
  ],
  [
    'an order that is replaced',
    `update orders set quantity = case when quantity * arrival_mid < 5000 then 100000 else 1 end where id = (select order_pk from executions where id = ${OLD})`,
  ],
  [
    'a market that is known better',
    `update orders set arrival_mid = arrival_mid + 1 where id = (select order_pk from executions where id = ${OLD})`,
  ],
  [
    'a markout that is found later',
    `insert into execution_markouts values (${OLD}, '5m', 123.45, null) on conflict (execution_id, horizon) do update set mid = 123.45`,
  ],
  ['an import that is taken back', "update imported_batches set state = 'REFUSED', completed_at = null"],
  ['an import that is complete', "update imported_batches set state = 'COMPLETE', completed_at = now()"],
  [
    'an imported order that was routed here too',
    `with o as (select * from orders where not simulated and state = 'FILLED' order by id limit 1), k as (
      insert into order_keys (client_id, order_id, order_pk)
      select i.client_id, i.order_id, (left(o.id::text, 24) || 'ffffffffffff')::uuid from (select * from imported_orders where symbol = 'AAPL') i, o returning *
    )
    insert into orders select (jsonb_populate_record(null::orders, to_jsonb(o) || jsonb_build_object('id', k.order_pk, 'client_id', k.client_id, 'order_id', k.order_id))).* from k, o`,
  ],
  [
    'a venue that is called as files call it',
    "update venue_configurations set venue_name = 'Elsewhere' where venue_id = 'BATS'",
  ],
  ['an instrument of another currency', "update instruments set currency = 'USD' where instrument_id = 'MSFT'"],
  [
    'a decision that had expected something else',
    `update routing_decisions set expected_fill_rate = 0.987 where id = (select decision_id from child_orders where id = ${OLD_CHILD})`,
  ],
];

it.each(LATER)(
  'takes in %s: at once from rows, and from sums when they are made anew',
  async (_, sql) => {
    const asked = { filter: ALL, by: ['VENUE', 'SIZE'] as const };
    const before = await answers(bare, asked);
    await query(db.url, sql);
    const changed = await answers(bare, asked);
    expect(changed).not.toEqual(before);
    expect(await answers(pool, asked)).toEqual(changed);
    expect(await sumAll()).toBeGreaterThan(0);
    expect(await sums.due(NOW_US, 10_000)).toEqual([]);
    expect(await answers(pool, asked)).toEqual(changed);
  },
  SUMMED_MS_MAX,
);

it('leaves the hour that goes on to rows, and each until a quarter of an hour after its end', async () => {
  const hour = THIS_HOUR_US / HOUR_US - 30;
  await query(db.url, 'delete from quality_hours where hour = to_timestamp($1::float8 * 3600)', [hour]);
  const settled_us = (hour + 1) * HOUR_US + 900_000_000;
  expect(await sums.due(settled_us - 1_000, 10_000)).not.toContain(hour);
  expect(await sums.due(settled_us, 10_000)).toContain(hour);
  const ahead = await sums.due(NOW_US + DAY_US, 10_000);
  expect(ahead.filter((each) => (each + 1) * HOUR_US > Date.now() * 1_000)).toEqual([]);
});
