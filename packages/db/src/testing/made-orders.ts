import pg from 'pg';

/** What is made: so many orders over so many days that end today. */
export interface OrdersToMake {
  readonly databaseUrl: string;
  readonly orders: number;
  readonly days: number;
  /** For how long they come in, from 9:30 on; until 16:00 where nothing is said. */
  readonly openMs?: number;
  /** Into how many children a decision is parted at most, 3 where nothing is said; every number up to it as often. */
  readonly partsMost?: number;
  readonly progress: (line: string) => void;
}

const SESSION_MS = 23_400_000;

const PROJECTIONS = ['orders', 'routing_decisions', 'child_orders', 'executions', 'order_terms'] as const;
/** Days are made side by side, one a core of a small machine. */
const AT_ONCE = 2;
const FAST = `set synchronous_commit = off; set session_replication_role = replica; set work_mem = '64MB';
set maintenance_work_mem = '512MB'; set max_parallel_maintenance_workers = 1`;

/**
 * Fills a database of its own with orders, their decisions, children and executions, as a broker's would lie there: by time, over weekdays from 9:30 to 16:00
 * in New York, over 500 symbols and 120 clients of which few have much, 70 % filled. Sets of rows are made by the database itself. Nothing of it is in a journal.
 */
export async function makeOrders({
  databaseUrl,
  orders,
  days,
  openMs = SESSION_MS,
  partsMost = 3,
  progress,
}: OrdersToMake): Promise<void> {
  const client = await connected(databaseUrl);
  try {
    const tradingDays = await daysUntilNow(client, days);
    await client.query(CATALOGUE);
    await client.query(INSTRUMENTS);
    for (const month of new Set(tradingDays.map((day) => day.slice(0, 7))))
      await client.query(`select ensure_projection_partitions('${month}-15Z', 0)`);
    const indexes = await dropIndexes(client);
    await makeUnlogged(client);
    progress(`making ${orders.toLocaleString('en-US')} orders over ${tradingDays.length} days`);
    await sideBySide(databaseUrl, months(tradingDays), async (worker, month) => {
      for (const day of month) await makeDay(worker, [day, Math.ceil(orders / tradingDays.length), openMs, partsMost]);
      progress(`made the orders of ${month[0]?.slice(0, 7)}`);
    });
    progress('building indexes');
    // Those of one table one after another: two that are built at once may choose the same name for their part of a month.
    await sideBySide(databaseUrl, indexes, async (worker, ofTable) => {
      for (const index of ofTable) await worker.query(index);
    });
    progress('vacuuming');
    await sideBySide(databaseUrl, [...PROJECTIONS, 'order_keys'], (worker, table) =>
      worker.query(`vacuum (analyze) ${table}`),
    );
  } finally {
    await client.end();
  }
}

async function connected(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(FAST);
  return client;
}

/** Does each piece of work on one of a few connections. */
async function sideBySide<Piece>(
  databaseUrl: string,
  pieces: readonly Piece[],
  work: (worker: pg.Client, piece: Piece) => Promise<unknown>,
): Promise<void> {
  const waiting = [...pieces];
  const one = async () => {
    const worker = await connected(databaseUrl);
    try {
      for (let piece = waiting.shift(); piece !== undefined; piece = waiting.shift()) await work(worker, piece);
    } finally {
      await worker.end();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** Weekdays in New York, as `2026-11-27`, the oldest first. */
async function daysUntilNow(client: pg.Client, count: number): Promise<string[]> {
  const sql = `select to_char(day, 'YYYY-MM-DD') as day from generate_series(
      ((now() at time zone 'America/New_York')::date - $1::int)::timestamp, (now() at time zone 'America/New_York')::date, interval '1 day') day
    where extract(isodow from day) < 6 order by 1`;
  return (await client.query<{ day: string }>(sql, [count])).rows.map(({ day }) => day);
}

/** The days of each month together: they lie in one partition, in the order of time. */
function months(days: readonly string[]): string[][] {
  const found = new Map<string, string[]>();
  for (const day of days) found.set(day.slice(0, 7), [...(found.get(day.slice(0, 7)) ?? []), day]);
  return [...found.values()].sort((a, b) => b.length - a.length);
}

/** Indexes are built at the end, in one go; primary keys are filled in their order. Gives the statements that build them, by table. */
async function dropIndexes(client: pg.Client): Promise<string[][]> {
  const sql = `select c.relname as name, i.indrelid::regclass::text as projection, pg_get_indexdef(c.oid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = any ($1::text[]::regclass[]) and not i.indisprimary and c.relkind = 'I'`;
  const { rows } = await client.query<{ name: string; projection: string; definition: string }>(sql, [
    [...PROJECTIONS],
  ]);
  const ofTables = new Map<string, string[]>();
  for (const { name, projection, definition } of rows) {
    await client.query(`drop index ${name}`);
    ofTables.set(projection, [...(ofTables.get(projection) ?? []), definition.replace(' ON ONLY ', ' ON ')]);
  }
  return [...ofTables.values()];
}

/** What is only read afterwards needs no log. A table with one may not refer to one without, so nothing refers. */
async function makeUnlogged(client: pg.Client): Promise<void> {
  const references = await client.query<{ name: string; projection: string }>(
    `select conname as name, conrelid::regclass::text as projection from pg_constraint
     where conrelid = any ($1::text[]::regclass[]) and contype = 'f' and conparentid = 0`,
    [[...PROJECTIONS]],
  );
  for (const { name, projection } of references.rows)
    await client.query(`alter table ${projection} drop constraint ${name}`);
  const found = await client.query<{ name: string }>(
    'select inhrelid::regclass::text as name from pg_inherits where inhparent = any ($1::text[]::regclass[])',
    [[...PROJECTIONS]],
  );
  for (const { name } of found.rows)
    await client.query(`alter table ${name} set unlogged; alter table ${name} set (autovacuum_enabled = off)`);
  await client.query('alter table order_keys set unlogged');
}

/** A day, how many orders, for how long they come in (ms), and into how many children a decision is parted at most. */
async function makeDay(client: pg.Client, day: readonly [string, number, number, number]): Promise<void> {
  await client.query('drop table if exists made');
  await client.query(MADE, [...day]);
  for (const sql of [KEYS, ORDERS, DECISIONS, CHILDREN, EXECUTIONS]) await client.query(sql);
}

const CATALOGUE = `
insert into clients (client_id, name) select 'C' || lpad(n::text, 3, '0'), 'Client ' || n from generate_series(0, 119) n on conflict do nothing`;

/** The symbols that the catalogue does not have: each becomes one like Apple's. */
const INSTRUMENTS = `insert into instruments (instrument_id, name, asset_class, currency, price_decimals, quantity_decimals, round_lot, quantity_unit, status,
  average_daily_volume, daily_volatility_bps)
select s.symbol, s.symbol, i.asset_class, i.currency, i.price_decimals, i.quantity_decimals, i.round_lot, i.quantity_unit, i.status,
  i.average_daily_volume, i.daily_volatility_bps
from instruments i, (select 'S' || lpad(n::text, 3, '0') as symbol from generate_series(0, 499) n) s where i.instrument_id = 'AAPL' on conflict do nothing`;

/** A UUIDv7 of a time in ms, whose last digits are those of a number. */
function uuid(ms: string, kind: string, number: string): string {
  return `(lpad(to_hex((${ms})::bigint), 12, '0') || '7' || lpad(to_hex((${number}) % 4096), 3, '0') || '8${kind}00' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`;
}

/** One row an order, with what is drawn for it: \`i\` of the day, ascending in time. */
const MADE = `
create temporary table made as
select i, ms, ${uuid('ms', '0', 'i')} as id, to_timestamp(ms / 1000.0) as at,
  'C' || lpad(floor(120 * client ^ 2)::int::text, 3, '0') as client_id,
  case floor(500 * symbol ^ 2)::int when 0 then 'AAPL' when 1 then 'MSFT' when 2 then 'NVDA' else 'S' || lpad(floor(500 * symbol ^ 2)::int::text, 3, '0') end as instrument_id,
  case when side < 0.5 then 'BUY' when side < 0.96 then 'SELL' else 'SELL_SHORT' end as side,
  (100 * (1 + floor(20 * size ^ 3)))::numeric as quantity, round((20 + 400 * symbol)::numeric, 2) as price,
  (array['BEST_PRICE', 'BEST_PRICE', 'BEST_PRICE', 'LOWEST_COST', 'LOWEST_COST', 'SMART', 'FASTEST_EXECUTION', 'HIGHEST_FILL_RATE', 'MINIMAL_IMPACT'])[1 + floor(9 * objective)::int] as objective,
  case when state < 0.7 then 'FILLED' when state < 0.9 then 'CANCELED' when state < 0.965 then 'EXPIRED' when state < 0.995 then 'REJECTED'
    when state < 0.9999 then 'FILLED' else 'UNKNOWN' end as state,
  waves < 0.13 as has_second, 1 + floor($4::int * children)::int as children, venue, simulated < 0.3 as simulated
from (
  select i, (extract(epoch from ($1::date + time '09:30') at time zone 'America/New_York') * 1000 + floor(i * $3::int::numeric / $2::int))::bigint as ms,
    random() as client, random() as symbol, random() as side, random() as size, random() as objective, random() as state, random() as waves,
    random() as children, floor(16 * random())::int as venue, random() as simulated
  from generate_series(1, $2::int) i
) drawn`;
const KEYS = `insert into order_keys (client_id, order_id, order_pk)
select client_id, client_id || '-' || to_char(at, 'YYYYMMDD') || '-' || i, id from made order by client_id, i`;
const ORDERS = `
insert into orders (id, client_id, order_id, request_hash, instrument_id, side, quantity, order_type, limit_price, time_in_force, routing_objective,
  routing_mode, sourcing, venue_preferences, exclude_venues, account, customer_id, held, capacity, simulated, route_only, classification, nbbo_bid, nbbo_ask, nbbo_state,
  reference_bid, reference_ask, arrival_mid, state, reject_code, filled_quantity, excess_quantity, notional, total_fees, waves, version, created_at,
  updated_at, first_position, last_position)
select id, client_id, client_id || '-' || to_char(at, 'YYYYMMDD') || '-' || i, lpad(to_hex(i), 64, 'a'), instrument_id, side, quantity, 'LIMIT', price, 'DAY',
  objective, 'OPTIMAL', 'ANY', '{}', '{}', null, case when i % 2 = 0 then client_id || '-' || i % 40 end, (i / 40) % 5 <> 0, 'AGENCY', simulated, false, 'MARKETABLE_LIMIT', price - 0.01, price, 'NORMAL', price - 0.01, price,
  price - 0.005, state, case when state = 'REJECTED' then 'PRICE_COLLAR' end, filled, 0, filled * (price - 0.001 * (i % 7)), filled * 0.0012,
  case when state = 'REJECTED' then 0 when has_second then 2 else 1 end, 3, at, at + interval '40 ms', i, i
from (select *, case state when 'FILLED' then quantity when 'CANCELED' then floor(quantity / 200) * 100 else 0 end as filled from made) made order by i`;
const VENUES = `array['XNAS','XNYS','ARCX','BATS','BATY','EDGX','EDGA','IEXG','MEMX','XBOS','XPHL','XCIS','XCHI','EPRL','LTSE','XASE']`;
const WAVES = `(select m.*, w.wave, m.ms + 60 * (w.wave - 1) as decided_ms from made m cross join lateral generate_series(1, case when m.has_second then 2 else 1 end) w(wave)
  where m.state <> 'REJECTED') w`;
const DECISION_ID = uuid('decided_ms', '1', '(i * 2 + wave)');
const DECISIONS = `
insert into routing_decisions (id, order_pk, client_id, instrument_id, wave, objective, mode, routed_quantity, unallocated_quantity, venue_ids,
  expected_cost_bps, expected_fill_rate, expected_time_ms, confidence, decision_hash, engine_version, rules_version, model_version, routing_time_us,
  created_at, shard, position)
select ${DECISION_ID}, id, client_id, instrument_id, wave, objective, 'OPTIMAL', quantity, case when i % 400 = 0 then quantity else 0 end,
  case when i % 400 = 0 then '{}'::text[] else (${VENUES} || ${VENUES})[venue + 1 : venue + children] end, 0.31, 0.97, 1.2, 0.9, lpad(to_hex(i), 64, 'b'),
  '1.4.0', '1', '1', 31.5, to_timestamp(decided_ms / 1000.0), 0, i
from ${WAVES} order by i, wave`;
const CHILD_ID = uuid('decided_ms', '2', '(i * 32 + wave * 16 + part)');
const PARTS = `(select w.*, c.part, (${VENUES} || ${VENUES})[w.venue + c.part] as venue_id, w.state = 'FILLED' or (w.state = 'CANCELED' and c.part = 1) as is_filled
  from ${WAVES} cross join lateral generate_series(1, w.children) c(part) where w.i % 400 <> 0) p`;
const CHILDREN = `
insert into child_orders (id, order_pk, decision_id, wave, venue_id, quantity, limit_price, order_kind, expected_price, expected_fee, priority, state,
  filled_quantity, sent_at, acked_at, done_at, version, created_at, updated_at)
select ${CHILD_ID}, id, ${DECISION_ID}, wave, venue_id, ceil(quantity / children), price, 'IOC', price, 0.3, part,
  case when is_filled then 'FILLED' else 'CANCELED' end, case when is_filled then ceil(quantity / children) else 0 end, decided, decided + interval '1 ms',
  decided + interval '3 ms', 4, decided, decided + interval '3 ms'
from (select p.*, to_timestamp(decided_ms / 1000.0) as decided from ${PARTS}) p order by i, wave, part`;
const EXECUTIONS = `
insert into executions (id, order_pk, child_id, venue_id, venue_execution_id, quantity, price, fee, liquidity_flag, latency_us, nbbo_bid, nbbo_ask, mid,
  price_improvement_bps, quality, marks, executed_at, created_at)
select ${uuid('decided_ms', '3', '(i * 32 + wave * 16 + part)')}, id, ${CHILD_ID}, venue_id, 'F' || i || '-' || wave || '-' || part, ceil(quantity / children),
  price - 0.001 * (i % 7), 0.3, 'TAKE', 812, price - 0.01, price, price - 0.005, 0.2, 'GOOD', '{}', decided, decided
from (select p.*, to_timestamp(decided_ms / 1000.0) as decided from ${PARTS} where is_filled) p order by i, wave, part`;
