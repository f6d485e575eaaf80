/**
 * The statements that gather what a report to a customer tells of, into tables of the transaction: its orders, what of them went where, what was executed,
 * and each routed order with the sums of its executions. The rows of the run and every figure are made of the last. Periods are days of UTC. A row tells
 * only what was in the run's time, so a run that is made again later is the same. Parameters: $1 first day, $2 the day after the last one, $3 whether
 * orders are simulated, $4 client or null, $5 customer or null.
 */
import { countsOnce, onlyImported } from '../import/counted-imports.ts';
import { calledOf, printedOf } from '../import/meant-venue.ts';
import { IN_DOLLARS } from '../in-dollars.ts';
import { addedQuantities } from '../projection/added-quantities.ts';
import { tradeTime } from '../trade-time.ts';
import { tradeNbbo } from './trade-markets.ts';

/** Whose orders: null is every client, and every customer. */
export interface Whose {
  readonly clientId: string | null;
  /** The pseudonym of the client's customer. */
  readonly customerId: string | null;
}

const UTC = "'UTC'";
export const utcMoment = (parameter: string) => `(${parameter}::date::timestamp at time zone ${UTC})`;
export const inDays = (column: string) => `${column} >= ${utcMoment('$1')} and ${column} < ${utcMoment('$2')}`;
const utcMonth = (column: string) => `date_trunc('month', ${column} at time zone ${UTC})::date`;

/** Keys are made in the moment of receipt, in milliseconds: a minute to each side is room enough. */
const FIRST_KEY = `first_uuid_of(${utcMoment('$1')} - interval '1 minute')`;
const END_KEY = `first_uuid_of(${utcMoment('$2')} + interval '1 minute')`;
/** What was sent or executed in the time has its key of it, of the day before where a clock was wrong, or of later where it was learned of later. */
const ofTime = (key: string, at: string) =>
  `${key} >= first_uuid_of(${utcMoment('$1')} - interval '1 day') and ${inDays(at)}`;

/** Whose orders: said so that an index can find them. */
function isTheirs(alias: string, { clientId, customerId }: Whose) {
  const client = clientId === null ? '$4::text is null' : `${alias}.client_id = $4::text`;
  const customer = customerId === null ? '$5::text is null' : `${alias}.customer_id = $5::text`;
  return `${client} and ${customer}`;
}

/** What an order, or a part of it, came with, where it was replaced since: later increases count in the time in which they came (docs/adr/0121). */
export const FIRST_TERMS = (orderPk: string, id: string) =>
  `left join order_terms f on f.order_pk = ${orderPk} and f.id = ${id} and f.number = 1`;

/**
 * Our own orders in NMS stocks. The class of what came in before it was recorded is that of its instrument. An order counts where it was taken, and one
 * that its client works alone where it has told of an execution.
 */
const OWN_STOCK_ORDERS = `orders o join instruments i on i.instrument_id = o.instrument_id ${FIRST_TERMS('o.id', 'o.id')}
  where ${IN_DOLLARS} and coalesce(o.security_class, case i.asset_class when 'EQUITY' then 'NMS_STOCK' end) = 'NMS_STOCK' and o.simulated = $3 and o.state <> 'REJECTED'
    and (not o.route_only or exists (select from executions e where e.order_pk = o.id))`;
export const COMPLETE_BATCH = "batch_id in (select id from imported_batches where state = 'COMPLETE')";

const OWN_COLUMNS = `o.id, 'orders'::text as source_table, o.client_id, o.order_id, o.instrument_id as symbol, o.classification as order_type,
  case when o.held then 'HELD' else 'NOT_HELD' end as handling, o.directed_venue is not null as directed, o.created_at as received_at, o.side, coalesce(f.quantity, o.quantity) as quantity,
  o.capacity = 'PRINCIPAL' as as_principal, '{}'::text[] as ioi_venues, 'NMS_STOCK'::text as security_class`;
const IMPORTED_COLUMNS = `o.id, 'imported_orders', o.client_id, o.order_id, o.symbol, o.classification, o.handling, o.directed_venue is not null, o.received_at, o.side,
  o.quantity, false, o.ioi_venues, o.security_class`;

/** Orders of before have their keys of before, or of the first minute. */
const BEFORE_KEY = `first_uuid_of(${utcMoment('$1')} + interval '1 minute')`;
/** Which they are is asked once, before them: by a join the planner may go through what is of the time again for each order of before. */
const ownBefore = (parts: string) =>
  `o.created_at < ${utcMoment('$1')} and o.id < ${BEFORE_KEY} and o.id = any (array(${parts}))`;
const EXECUTED_IN_TIME = `select e.order_pk from executions e where e.order_pk < ${BEFORE_KEY} and ${ofTime('e.id', tradeTime('e'))}`;
/** Orders of before of which something was sent, executed or replaced in the time. */
const OWN_BEFORE = ownBefore(`
    select c.order_pk from child_orders c where c.order_pk < ${BEFORE_KEY} and ${ofTime('c.id', 'c.sent_at')}
    union ${EXECUTED_IN_TIME}
    union select t.order_pk from order_terms t where ${inDays('t.since')}`);
const IMPORTED_BEFORE = `o.received_at < ${utcMoment('$1')} and o.id in (
    select s.order_pk from imported_routes s where ${inDays('s.sent_at')}
    union all select e.order_pk from imported_executions e where ${inDays('e.executed_at')})`;

/** Which of the orders of a customer a report takes, by how they were to be handled; $6 says whether those that are not held are exempt. */
const PART = `case when security_class = 'OPTION' then 'OPTIONS' when handling = 'NOT_HELD' and not $6::boolean then 'NOT_HELD' when handling = 'HELD' then 'HELD'
  else 'NOT_HELD_EXEMPT' end`;

/** Orders, the parts of the form that they belong to, and whether they came in the time. */
export function gatherOrders(whose: Whose, parts: readonly string[]): string {
  const own = (which: string) =>
    `select ${OWN_COLUMNS} from ${OWN_STOCK_ORDERS} and ${isTheirs('o', whose)} and ${which}`;
  const imported = (which: string) => `select ${IMPORTED_COLUMNS} from imported_orders o
    where not $3::boolean and o.security_class in ('NMS_STOCK', 'OPTION') and o.${COMPLETE_BATCH} and ${onlyImported('o')} and ${isTheirs('o', whose)} and ${which}`;
  const all = [
    own(`o.id >= ${FIRST_KEY} and o.id < ${END_KEY} and ${inDays('o.created_at')}`),
    own(OWN_BEFORE),
    imported(inDays('o.received_at')),
    imported(IMPORTED_BEFORE),
  ];
  return `create temporary table customer_orders on commit drop as
select * from (select *, ${PART} as part, ${inDays('received_at')} as is_new from (${all.join('\nunion all\n')}) o) o
where part in (${parts.map((part) => `'${part}'`).join(', ')})`;
}

/** An imported route says no kind of order: what was not to be executed at once, and had a price, could rest. */
const IMPORTED_RESTS = "not s.ioc and r.order_type <> 'MARKET'";
const IS_IOC = "c.order_kind in ('IOC', 'ISO', 'MID_IOC')";
export const RESTS = "c.order_kind in ('POST', 'MID_PEG')";
/** A venue that is a broker may route on what it gets. */
const IS_BROKER = "coalesce(v.venue_type = 'BROKER', false)";

/** What of the orders was sent in the time. What its client has executed itself was routed once a venue, when it executed there for the first time. */
export const GATHER_ROUTES = `create temporary table customer_routes on commit drop as
select r.id as order_pk, c.id, 'child_orders'::text as source_table, c.venue_id::text as venue_id, c.sent_at, c.done_at as ended_at, coalesce(f.quantity, c.quantity) as quantity, ${IS_IOC} as ioc,
  ${IS_BROKER} as further_routable, ${RESTS} and c.state <> 'REJECTED' as rests, null::text as routing_firm, c.venue_id::text as venue, null::text as mic, null::text as mpid, null::text as route_id
from customer_orders r join child_orders c on c.order_pk = r.id left join venue_configurations v on v.venue_id = c.venue_id ${FIRST_TERMS('c.order_pk', 'c.id')}
where r.source_table = 'orders' and ${inDays('c.sent_at')}
union all
select e.order_pk, (array_agg(e.id order by e.executed_at, e.id))[1], 'executions', e.venue_id, min(e.executed_at), max(e.executed_at), sum(e.quantity), false,
  false, null, null, e.venue_id, null, null, null
from customer_orders r join executions e on e.order_pk = r.id
where r.source_table = 'orders' and e.child_id is null and e.executed_at < ${utcMoment('$2')}
group by e.order_pk, e.venue_id having min(e.executed_at) >= ${utcMoment('$1')}
union all
select s.order_pk, s.id, 'imported_routes', s.venue, s.sent_at, s.ended_at, s.quantity, s.ioc, s.further_routable, ${IMPORTED_RESTS}, s.routing_firm, s.venue, s.mic, s.mpid, s.route_id
from customer_orders r join imported_routes s on s.order_pk = r.id
where r.source_table = 'imported_orders' and ${inDays('s.sent_at')} and s.${COMPLETE_BATCH}`;

/** What orders, and parts at their venues (then with `venue_id`), were made larger by in the time, by replacements. */
export const GATHER_INCREASES = `create temporary table customer_increases on commit drop as
select a.id, a.since, a.added, r.directed, c.venue_id::text as venue_id, ${IS_BROKER} as further_routable
from (${addedQuantities("t.order_pk in (select r.id from customer_orders r where r.source_table = 'orders')")}) a
join customer_orders r on r.id = a.order_pk left join child_orders c on c.order_pk = a.order_pk and c.id = a.id
left join venue_configurations v on v.venue_id = c.venue_id
where a.number > 1 and a.added > 0 and ${inDays('a.since')}`;

/** What a part that was sent in the time was made larger by stands with what it executed, in the month in which it was sent: it executes no more than was routed. */
export const ENLARGE_ROUTES = `with enlarged as (
  delete from customer_increases i using customer_routes t where t.id = i.id returning i.id, i.added
)
update customer_routes t set quantity = t.quantity + e.added from (select id, sum(added) as added from enlarged group by id) e where e.id = t.id`;

/** An imported row names its venue by name and MIC. */
export const NAME_VENUES = `with ${printedOf(`select venue, mic from customer_routes where source_table = 'imported_routes'`)}
update customer_routes r set venue_id = p.venue_id from printed p
where r.source_table = 'imported_routes' and p.venue = r.venue and p.mic is not distinct from r.mic`;

/** An actionable indication of interest names its venue by a text. */
export const GATHER_IOI_VENUES = `create temporary table customer_ioi_venues on commit drop as
with ${calledOf('select unnest(ioi_venues) as said from customer_orders')}
select n.name, coalesce((select min(k.venue_id) from called k where k.said = n.name), n.name) as venue_id
from (select distinct unnest(ioi_venues) as name from customer_orders) n`;

/** On which side of the spread, as seen from the order: a buy below the midpoint is on its own side. Null where the NBBO was not known. */
const side = (
  bid: string,
  ask: string,
) => `case when ${bid} is null or ${ask} is null then null when e.price * 2 = ${bid} + ${ask} then 'MIDPOINT'
    when (e.price * 2 < ${bid} + ${ask}) = (r.side = 'BUY') then 'NEAR' else 'FAR' end`;
const IMPORTED_SIDE = `coalesce(e.price_side, ${side('e.nbbo_bid', 'e.nbbo_ask')})`;
/** At the midpoint what rested provided liquidity, and what did not removed it. */
export const liquidityOf = (rests: string) =>
  `case e.liquidity_flag when 'MAKE' then 'PROVIDED' when 'TAKE' then 'REMOVED' else case ${rests} when true then 'PROVIDED' when false then 'REMOVED' end end`;
const OWN_FILL = `e.id, ${tradeTime('e')} as executed_at, e.quantity, e.price, greatest(e.fee, 0) as fee, greatest(-e.fee, 0) as rebate, ${side('n.bid', 'n.ask')} as price_side,
  ${liquidityOf('t.rests')} as liquidity, r.as_principal`;
/** The NBBO of the trade: gathered where the execution was learned of late. */
const OWN_NBBO = `left join trade_markets m on m.execution_id = e.id cross join lateral (select ${tradeNbbo('bid')} as bid, ${tradeNbbo('ask')} as ask) n`;

/** What the routed orders executed until the end of the time. */
export const GATHER_FILLS = `create temporary table customer_fills on commit drop as
select t.id as route_pk, ${OWN_FILL}
from customer_routes t join customer_orders r on r.id = t.order_pk join executions e on e.order_pk = t.order_pk and e.child_id = t.id ${OWN_NBBO}
where t.source_table = 'child_orders' and ${tradeTime('e')} < ${utcMoment('$1')}
union all
select t.id, ${OWN_FILL}
from customer_routes t join customer_orders r on r.id = t.order_pk join executions e on e.order_pk = t.order_pk and e.child_id is null and e.venue_id = t.venue_id ${OWN_NBBO}
where t.source_table = 'executions' and e.executed_at < ${utcMoment('$1')}
union all
select t.id, e.id, e.executed_at, e.quantity, e.price, e.fee_usd, e.rebate_usd, ${IMPORTED_SIDE}, e.liquidity, e.as_principal
from customer_routes t join customer_orders r on r.id = t.order_pk join imported_executions e on e.route_pk = t.id
where t.source_table = 'imported_routes' and e.executed_at < ${utcMoment('$1')} and e.${COMPLETE_BATCH}`;

const sharesWhere = (condition: string) => `coalesce(f.shares_${condition}, 0)`;

const ENDED = `t.ended_at < ${utcMoment('$1')}`;
/** One rested and provided liquidity where it executed so, and where it was taken back without an execution. */
const PROVIDES = `${sharesWhere('provided')} > 0 or coalesce(t.rests and f.fills is null and ${ENDED}, false)`;

/**
 * Each routed order with the keys of its cell and the sums of its executions. How long one took: until its last execution where that was all of it or it had not
 * ended in the time, and else until it ended.
 */
export const GATHER_PARTS = `create temporary table customer_parts on commit drop as
select t.id, t.order_pk, t.source_table, t.venue_id, t.sent_at, ${utcMonth('t.sent_at')} as month, r.directed, r.handling, r.part, r.is_new, r.security_class, r.order_type,
  r.symbol, t.quantity, t.ioc, t.further_routable, t.routing_firm, case when t.routing_firm is null then 'PRV' else 'EV/SRV' end as services,
  coalesce(f.fills, 0) as fills, coalesce(f.shares, 0) as shares, coalesce(f.fees, 0) as fees, coalesce(f.rebates, 0) as rebates,
  ${sharesWhere('near')} as near, ${sharesWhere('midpoint')} as midpoint, ${sharesWhere('far')} as far, ${sharesWhere('principal')} as principal,
  ${sharesWhere('provided')} as provided, ${sharesWhere('removed')} as removed, coalesce(f.net_provided, 0) as net_provided,
  coalesce(f.net_removed, 0) as net_removed,
  ${PROVIDES} as provides,
  greatest(extract(epoch from case when ${ENDED} and f.shares is distinct from t.quantity then t.ended_at else f.last_at end - t.sent_at), 0) * 1000000 as duration_us
from customer_routes t join customer_orders r on r.id = t.order_pk
left join (
  select route_pk, count(*) as fills, sum(quantity) as shares, sum(fee) as fees, sum(rebate) as rebates, max(executed_at) as last_at,
    sum(quantity) filter (where price_side = 'NEAR') as shares_near, sum(quantity) filter (where price_side = 'MIDPOINT') as shares_midpoint,
    sum(quantity) filter (where price_side = 'FAR') as shares_far, sum(quantity) filter (where as_principal) as shares_principal,
    sum(quantity) filter (where liquidity = 'PROVIDED') as shares_provided, sum(quantity) filter (where liquidity = 'REMOVED') as shares_removed,
    sum(rebate - fee) filter (where liquidity = 'PROVIDED') as net_provided, sum(rebate - fee) filter (where liquidity = 'REMOVED') as net_removed
  from customer_fills group by route_pk
) f on f.route_pk = t.id`;

const COLUMNS = `run_id, item_kind, month, section, held, directed, venue_id, order_type, source_id, source_table, order_pk, symbol, routed, shares, fees,
  rebates, pfof, profit_sharing, services, routed_shares, ioc, further_routable, near, midpoint, far, provided, removed, net_provided, net_removed, providing_us`;
const SECTION = (month: string) => `case when r.security_class = 'OPTION' then 'OPTIONS' when exists (
    select from index_members m where m.index_name = 'SP500' and m.symbol = r.symbol
      and m.as_of = (select max(as_of) from index_members where index_name = 'SP500' and as_of <= date_trunc('quarter', ${month})::date)
  ) then 'SP500' else 'OTHER' end`;

/** The rows of a run: an order that came in the time, and a routed order with all that it executed. Payment for order flow is no part of these reports. */
export const customerItems = (table: string) => `insert into ${table} (${COLUMNS})
select $1::uuid, 'ORDER', o.month, ${SECTION('o.month')}, r.handling = 'HELD', r.directed, '', r.order_type, r.id, r.source_table, r.id, r.symbol, 0, 0, 0, 0, 0, 0, null,
  null, null, null, null, null, null, null, null, null, null, null
from customer_orders r cross join lateral (select ${utcMonth('r.received_at')} as month) o where r.is_new
union all
select $1::uuid, 'ROUTE', r.month, ${SECTION('r.month')}, r.handling = 'HELD', r.directed, r.venue_id, r.order_type, r.id, r.source_table, r.order_pk, r.symbol, 1,
  r.shares, r.fees, r.rebates, 0, 0, r.services, r.quantity, r.ioc, r.further_routable, r.near, r.midpoint, r.far, r.provided, r.removed, r.net_provided, r.net_removed,
  case when r.provides then round(r.duration_us) end
from customer_parts r`;

const isNotHeld = "o.handling <> 'HELD'";
const REPLACED = `t.id = t.order_pk and t.order_pk in (select w.order_pk from order_terms w where ${inDays('w.since')})`;
/** Shares of all orders in NMS stocks, and of those that were not held. */
export const FIRM_SHARES = `
select coalesce(sum(quantity) filter (where not_held), 0)::text as not_held, coalesce(sum(quantity), 0)::text as every from (
  select coalesce(f.quantity, o.quantity) as quantity, not o.held as not_held from ${OWN_STOCK_ORDERS} and o.id >= ${FIRST_KEY} and o.id < ${END_KEY} and ${inDays('o.created_at')}
  union all
  select a.added, not o.held from (${addedQuantities(REPLACED)}) a join lateral (select o.held from ${OWN_STOCK_ORDERS} and o.id = a.order_pk) o on true
  where a.number > 1 and ${inDays('a.since')}
  union all
  select o.quantity, ${isNotHeld} from imported_orders o where not $3::boolean and o.security_class = 'NMS_STOCK' and o.${COMPLETE_BATCH} and ${inDays('o.received_at')}
    and ${onlyImported('o')}
) o`;
/** What a customer traded in the time of orders that were not held, whenever it sent them, US dollars. */
export function customerTraded(whose: Whose): string {
  const own = (which: string) => `
  select (select sum(e.price * e.quantity) from executions e where e.order_pk = o.id and ${inDays(tradeTime('e'))}) as traded
  from ${OWN_STOCK_ORDERS} and not o.held and ${isTheirs('o', whose)} and ${which}`;
  return `
select coalesce(sum(traded), 0)::text as traded from (${own(`o.id >= ${FIRST_KEY} and o.id < ${END_KEY} and ${inDays('o.created_at')}`)}
  union all ${own(ownBefore(EXECUTED_IN_TIME))}
  union all
  select (select sum(e.price * e.quantity) from imported_routes s join imported_executions e on e.route_pk = s.id
      where s.order_pk = o.id and s.${COMPLETE_BATCH} and e.${COMPLETE_BATCH} and ${countsOnce('s')} and ${inDays('e.executed_at')})
  from imported_orders o where not $3::boolean and o.security_class = 'NMS_STOCK' and ${isNotHeld} and o.${COMPLETE_BATCH} and ${onlyImported('o')}
    and ${isTheirs('o', whose)} and o.id in (select e.order_pk from imported_executions e where ${inDays('e.executed_at')})
) t`;
}
