/**
 * The figures of Rule 605's detailed report of one stock, in SQL over its orders, executions, and a table of what its market showed (`shown`): straight from the
 * definitions of 17 CFR 242.605(a)(1), without a line of what the report is made by. Orders are of regular hours of one day that closes at $1.
 */
export const SHOWN_TABLE = `
create table shown (at timestamptz primary key, bid numeric, ask numeric, bid_size numeric, ask_size numeric, odd_bid numeric, odd_ask numeric);
create table printed (at timestamptz, price numeric, shares numeric, on_exchange boolean);
create function shown_at(t timestamptz) returns shown language sql stable as 'select * from shown where at <= t order by at desc limit 1'`;

const MID = (at: string) => `(select (m.bid + m.ask) / 2 from shown_at(${at}) m)`;
const LATER = (executed: string, after: string) =>
  MID(`least(${executed} + interval '${after}', $1::timestamptz - interval '1 microsecond')`);
const HORIZONS = ['50 milliseconds', '1 second', '15 seconds', '1 minute', '5 minutes'];
const BATCH = "'00000000-0000-7000-8000-000000000000'::uuid";

/**
 * Statements that make past orders of another system of our own at the market, and of our marketable limits: executed by that firm itself every other time, with
 * what it says of the market taken from `shown`.
 */
export const IMPORTED_TOO: readonly string[] = [
  `insert into imported_batches (id, client_id, format, content_hash, state, files, progress, requested_by, created_at, updated_at, completed_at)
select ${BATCH}, 'IMPORT', 'CSV', repeat('a', 64), 'COMPLETE', '[]', '{}', 'a test', $1::timestamptz, $1::timestamptz, $1::timestamptz`,
  `insert into imported_orders (id, batch_id, line, client_id, order_id, symbol, security_class, side, quantity, order_type, limit_price, time_in_force, handling,
  received_at, nbbo_bid, nbbo_ask, nbbo_bid_size, nbbo_ask_size, best_bid, best_ask, classification, ioi_venues, canceled_quantity, ended_at, round_lot)
select gen_random_uuid(), ${BATCH}, 1, 'IMPORT', o.id::text, o.instrument_id, 'NMS_STOCK', o.side, o.quantity, o.order_type, o.limit_price, o.time_in_force, 'HELD',
  o.created_at, m.bid, m.ask, m.bid_size, m.ask_size, greatest(m.bid, m.odd_bid), least(m.ask, m.odd_ask), 'OTHER', '{}',
  case o.state when 'CANCELED' then o.quantity - (select coalesce(sum(e.quantity), 0) from executions e where e.order_pk = o.id) else 0 end, $1::timestamptz,
  (select i.round_lot from instruments i where i.instrument_id = o.instrument_id)
from orders o, shown_at(o.created_at) m where o.order_type = 'MARKET'
  or o.order_type = 'LIMIT' and case o.side when 'BUY' then o.limit_price >= m.ask else o.limit_price <= m.bid end`,
  `insert into imported_routes (id, batch_id, line, order_pk, route_id, venue, quantity, ioc, further_routable, sent_at)
select gen_random_uuid(), batch_id, 1, id, order_id, 'Wholesaler', quantity, false, false, received_at from imported_orders`,
  `insert into imported_executions (id, batch_id, line, order_pk, route_pk, execution_id, quantity, price, executed_at, as_principal, fee_usd, rebate_usd,
  payment_for_order_flow_usd, profit_sharing_usd, mid_50ms, mid_1s, mid_15s, mid_1min, mid_5min)
select gen_random_uuid(), r.batch_id, 1, r.order_pk, r.id, e.id::text, e.quantity, e.price, e.executed_at, row_number() over (order by e.executed_at, e.id) % 2 = 0, 0, 0, 0, 0,
  ${HORIZONS.map((after) => LATER('e.executed_at', after)).join(', ')}
from executions e join imported_routes r on r.route_id = e.order_pk::text`,
];

/** Own orders and imported ones, and what they executed; of a stop order the market of its trigger counts. */
const RECORD = `
recorded as (
  select id, instrument_id, side, quantity, order_type, limit_price, time_in_force, created_at, coalesce(released_at, created_at) as from_at, updated_at,
    case state when 'CANCELED' then quantity - (select coalesce(sum(e.quantity), 0) from executions e where e.order_pk = orders.id) else 0 end as canceled
  from orders
  union all
  select id, symbol, side, quantity, order_type, limit_price, time_in_force, received_at, received_at, ended_at, canceled_quantity from imported_orders
), executed as (
  select order_pk, quantity, price, executed_at, true as away from executions
  union all
  select order_pk, quantity, price, executed_at, not as_principal from imported_executions
)`;

const STARTED = `
received as (
  select o.*, case o.side when 'BUY' then 1 else -1 end as d, m.bid as bid_then, m.ask as ask_then,
    (select min(e.executed_at) from executed e where e.order_pk = o.id) as first_at
  from recorded o, shown_at(o.from_at) m
), begun as (
  select r.*, case
      when r.limit_price is null or d * r.limit_price >= d * (case when d = 1 then bid_then else ask_then end) then r.from_at
      else least(r.first_at, (select min(s.at) from shown s where s.at > r.from_at and s.at < least(r.updated_at, $1::timestamptz)
        and r.d * r.limit_price >= r.d * (case when r.d = 1 then s.bid else s.ask end)))
    end as start
  from received r
), covered as (
  select b.*, m.bid as b0, m.ask as a0, (m.bid + m.ask) / 2 as m0, case when d = 1 then m.ask else m.bid end as far,
    case when d = 1 then m.ask_size else m.bid_size end as far_size,
    case when d = 1 then least(m.ask, m.odd_ask) else greatest(m.bid, m.odd_bid) end as best,
    case
      when b.order_type = 'STOP' then 'MXXNY'
      when b.order_type = 'STOP_LIMIT' then case when d * b.limit_price >= d * (case when d = 1 then m.ask else m.bid end) then 'LYNNY' else 'LNNNY' end
      when b.order_type = 'MARKET' then 'MXXNN'
      when d * b.limit_price >= d * (case when d = 1 then ask_then else bid_then end) then case b.time_in_force when 'IOC' then 'LYNYN' else 'LYNNN' end
      when d * b.limit_price >= d * (bid_then + ask_then) / 2 then case b.time_in_force when 'IOC' then 'LNYYN' else 'LNYNN' end
      else case b.time_in_force when 'IOC' then 'LNNYN' else 'LNNNN' end
    end as type
  from begun b, shown_at(b.start) m where b.start is not null
), placed as (
  select c.*, case when quantity < 1 then 'FRACTIONAL' when quantity < (select round_lot from instruments i where i.instrument_id = c.instrument_id) then 'ODD' else 'ROUND' end as lot,
    (select max(bound) from unnest(array[0, 250, 1000, 5000, 10000, 20000, 50000, 200000]) bound
      where bound <= quantity * coalesce(c.limit_price, c.far)) as size,
    quantity * coalesce(c.limit_price, c.far) as usd
  from covered c
)`;

const FILLED = `
filled as (
  select p.id as order_pk, e.away, e.quantity as q, e.price,
    extract(epoch from e.executed_at - p.start) * 1000 as ms, p.d * (p.far - e.price) as better, p.d * (p.best - e.price) as better_best,
    ${HORIZONS.map((after, place) => `${LATER('e.executed_at', after)} as m${place + 1}`).join(', ')}
  from placed p join executed e on e.order_pk = p.id
)`;

const RESTING = "type in ('LNYNN', 'LNNNN', 'LNNYN', 'LNYYN', 'MXXNY', 'LYNNY', 'LNNNY')";
const PRICED = "type in ('MXXNN', 'LYNNN', 'LYNYN', 'LNYNN', 'LNYYN', 'MXXNY', 'LYNNY')";
const share = (where: string) => `coalesce(sum(q) filter (where ${where}), 0)`;
const average = (of: string, where: string) =>
  `sum(q * ${of}) filter (where ${where}) / nullif(sum(q) filter (where ${where}), 0)`;
const spread = (place: number) => `sum(q * 2 * d * (price - m${place})) / sum(q)`;

const OF_FILLS: readonly (readonly [name: string, sql: string])[] = [
  ['CvrdOrderQtyto100microsec', share('ms < 0.1')],
  ['CvrdOrderQtyto1millisec', share('ms >= 0.1 and ms < 1')],
  ['CvrdOrderQtyto10millisec', share('ms >= 1 and ms < 10')],
  ['CvrdOrderQtyto1sec', share('ms >= 10 and ms < 1000')],
  ['CvrdOrderQtyto10sec', share('ms >= 1000 and ms < 10000')],
  ['CvrdOrderQtyto30sec', share('ms >= 10000 and ms < 30000')],
  ['CvrdOrderQtyto5min', share('ms >= 30000 and ms < 300000')],
  ['CvrdOrderQtyOthr', share('ms >= 300000')],
  ['CvrdOrderExctdQty', share('not away')],
  ['CvrdOrderExctdAwayQty', share('away')],
  ...['50millisec', '1sec', '15sec', '1min', '5min'].flatMap((name, place): [string, string][] => [
    [`AvgRealSprd${name}`, spread(place + 1)],
    [`AvgRealSprdPct${name}`, `(${spread(place + 1)}) / (sum(q * m0) / sum(q))`],
  ]),
  ['ExctdOrderMidPtAvg', 'sum(q * m0) / sum(q)'],
];
const OF_PRICED_FILLS: readonly (readonly [name: string, sql: string])[] = [
  ['ExctdOrderAvgQuotSprd', 'sum(q * (a0 - b0)) / sum(q)'],
  ['AvgEffctvSprd', 'sum(q * 2 * d * (price - m0)) / sum(q)'],
  ['AvgEffctvSprdPct', 'sum(q * 2 * d * (price - m0)) / sum(q * m0)'],
  ['AvgEFQPct', 'sum(q * 2 * d * (price - m0)) / nullif(sum(q * (a0 - b0)), 0)'],
  ['ExctdPIOrdersQty', share('better > 0')],
  ['ExctdPIOrdWghtdAvgAmtPerShare', average('better', 'better > 0')],
  ['ExctdPIOrdWghtdAvgTime', average('ms', 'better > 0')],
  ['ExctdOrderAtQuotQty', share('better = 0')],
  ['ExctdAtQuotOrdWghtdAvgTime', average('ms', 'better = 0')],
  ['ExctdOrderOutQuotQty', share('better < 0')],
  ['ExctdOutQuotOrdWghtdAvgAmt', average('-better', 'better < 0')],
  ['ExctdOutQuotOrdWghtdAvgTime', average('ms', 'better < 0')],
  ['ExctdPIOrderRltvBestPrQty', share('better_best > 0')],
  ['ExctdPIOrderRltvBestPrWghtdAvg', average('better_best', 'better_best > 0')],
  ['ExctdOrderAtBestPrQty', share('better_best = 0')],
  ['ExctdOrderOutBestPrQty', share('better_best < 0')],
  ['ExctdOrderOutBestPrWghtdAvgAmt', average('-better_best', 'better_best < 0')],
];
const EXECUTED = '(select coalesce(sum(f.q), 0) from filled f where f.order_pk = p.id)';
const AT_OR_BETTER =
  '(select coalesce(sum(f.q) filter (where f.better >= 0), 0) from filled f where f.order_pk = p.id)';
const OF_ORDERS: readonly (readonly [name: string, sql: string])[] = [
  ['CvrdOrderCnt', 'count(*)'],
  ['CvrdOrderSize', 'sum(usd)'],
  ['CvrdOrderQty', 'sum(quantity)'],
  ['CvrdOrderCnclQty', 'sum(canceled)'],
];
const OF_PRICED_ORDERS: readonly (readonly [name: string, sql: string])[] = [
  ['ExctdOrderSizeBnchmrkQty', 'sum(least(quantity, far_size))'],
  ['ExctdSIOutsizedQty', `sum(greatest(${AT_OR_BETTER} - least(quantity, far_size), 0))`],
];
const printed = (which: string) => `coalesce(sum((select sum(pr.shares) from printed pr
  where pr.at >= p.start and pr.at < p.updated_at and ${which} and (p.limit_price is null or p.d * (p.limit_price - pr.price) >= 0))), 0)`;
const OF_RESTING_ORDERS: readonly (readonly [name: string, sql: string])[] = [
  ['RegExctdOrderQty', printed('true')],
  ['RegExctdOrderOnXchngQty', printed('pr.on_exchange')],
  ['FilledOrderCnt', `count(*) filter (where ${EXECUTED} > 0)`],
];

const object = (figures: readonly (readonly [name: string, sql: string])[]) =>
  `jsonb_build_object(${figures.map(([name, sql]) => `'${name}', trim_scale(round((${sql})::numeric, 6))::text`).join(', ')})`;
const where = (condition: string, figures: readonly (readonly [name: string, sql: string])[]) =>
  `case when ${condition} then ${object(figures)} else '{}' end`;

/** A line a row: lot, size, type and its figures as texts, those that are empty left out. */
export const BY_HAND = `
with ${RECORD},${STARTED},${FILLED},
by_orders as (
  select lot, size, type, ${object(OF_ORDERS)} || ${where(PRICED, OF_PRICED_ORDERS)} || ${where(RESTING, OF_RESTING_ORDERS)} as figures
  from placed p group by lot, size, type
), by_fills as (
  select lot, size, type, ${object(OF_FILLS)} || ${where(PRICED, OF_PRICED_FILLS)}
    || ${where(RESTING, [['FilledOrderWghtdAvgTime', 'sum(q * ms) / sum(q)']])} as figures
  from placed p left join filled f on f.order_pk = p.id group by lot, size, type
)
select lot, size, type, jsonb_strip_nulls(o.figures || f.figures) as figures
from by_orders o join by_fills f using (lot, size, type) order by lot, size, type`;
