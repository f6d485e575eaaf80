import { onlyImported } from '../import/counted-imports.ts';
import { IN_DOLLARS } from '../in-dollars.ts';
import { tradeTime } from '../trade-time.ts';
import { COMPLETE, IS_COMPLETE, PRINTED } from './imported-venues.ts';
import { IS_CUSTOMER_ORDER } from './reported-orders.ts';

/**
 * The statements that make the rows of a run. A row tells only what was in the run's time: an order that was received in it, a part that was sent in it, what
 * was executed in it. So a run that is made again later is the same. Months are of New York: of receipt, of sending, and of trade dates.
 * Parameters: $1 run, $2 and $3 first moment of the slice and of what follows it, $4 and $5 of the report's time, as New York dates, $6 client or null;
 * of our own orders $7 whether they are simulated.
 */

const NEW_YORK = "'America/New_York'";
const COLUMNS = `run_id, item_kind, month, section, held, directed, venue_id, order_type, source_id, source_table, order_pk, symbol, routed, shares, fees,
  rebates, pfof, profit_sharing`;

const moment = (parameter: string) => `(${parameter}::date::timestamp at time zone ${NEW_YORK})`;
const dayOf = (column: string) => `(${column} at time zone ${NEW_YORK})::date`;
const inTime = (column: string) => `${column} >= ${moment('$4')} and ${column} < ${moment('$5')}`;

/** The months of the report with the moments at which they begin: a row is put into its month by a search, for its zone is slow to reckon with. */
const MONTHS = `months as materialized (
  select array_agg(m::date order by m) as names, array_agg(m at time zone ${NEW_YORK} order by m) as begins
  from generate_series(date_trunc('month', $4::date::timestamp), $5::date - interval '1 day', interval '1 month') m
)`;
/** Null of what was before the report's first month. */
const monthOf = (column: string) => `(select names from months)[width_bucket(${column}, (select begins from months))]`;

/** Who is in the S&P 500 in each month of the report: as of the first day of its quarter. */
const MEMBERS = `members as materialized (
  select m.month, i.symbol from (select unnest(names) as month from months) m
  join index_members i on i.index_name = 'SP500'
    and i.as_of = (select max(as_of) from index_members where index_name = 'SP500' and as_of <= date_trunc('quarter', m.month)::date)
)`;
/** A stock that is on no list is OTHER. */
const sectionOf = (month: string) => `case when r.is_option then 'OPTIONS'
  when (${month}, r.symbol) in (select month, symbol from members) then 'SP500' else 'OTHER' end`;

/** What venues paid on which days, in US dollars per 100 shares. */
const TERMS = `terms as materialized (
  select *, lead(effective_from, 1, 'infinity') over (partition by venue_id order by effective_from) as ends from venue_payment_terms
)`;

/** The class of what came in before it was recorded is that of its instrument. An order counts where it was taken, and one that its client works alone where it has told of an execution. */
const OWN = (which: string) => `received as materialized (
  select o.id, o.instrument_id as symbol, o.classification as order_type, o.held, o.directed_venue is not null as directed, false as is_option,
    ${monthOf('o.created_at')} as month, o.created_at >= ${moment('$2')} as is_new
  from orders o join instruments i on i.instrument_id = o.instrument_id
  where ${which} and ${IN_DOLLARS} and coalesce(o.security_class, case i.asset_class when 'EQUITY' then 'NMS_STOCK' end) = 'NMS_STOCK' and o.simulated = $7 and o.state <> 'REJECTED' and ($6::text is null or o.client_id = $6)
    and (not o.route_only or exists (select from executions e where e.order_pk = o.id))
)`;
/** Keys are made in the moment of receipt, in milliseconds: a minute to each side is room enough. */
const FIRST_KEY = `first_uuid_of(${moment('$2')} - interval '1 minute')`;
const END_KEY = `first_uuid_of(${moment('$3')} + interval '1 minute')`;
const OWN_IN_SLICE = `o.id >= ${FIRST_KEY} and o.id < ${END_KEY} and o.created_at >= ${moment('$2')} and o.created_at < ${moment('$3')}`;
/** What is of the report's time has its key of it, or of the day before where a clock was wrong. */
const OF_TIME = (key: string, at: string) =>
  `${key} >= first_uuid_of(${moment('$4')} - interval '1 day') and ${inTime(at)}`;
/** Which they are is asked once, before them: by a join the planner may go through what is of the time again for each order of before. */
const OWN_BEFORE = `o.created_at < ${moment('$2')} and o.id < ${END_KEY} and o.id = any (array(
      select e.order_pk from executions e where e.order_pk < ${END_KEY} and ${OF_TIME('e.id', tradeTime('e'))}
      union select c.order_pk from child_orders c where c.order_pk < ${END_KEY} and ${OF_TIME('c.id', 'c.sent_at')}))`;
const KEYS_IN_SLICE = (column: string) => `${column} >= ${FIRST_KEY} and ${column} < ${END_KEY}`;
const KEYS_BEFORE = (column: string) => `${column} < ${END_KEY} and ${column} in (select id from received)`;

/** Null where a venue has no terms: what is null costs nothing to add up. */
const RATES = `e.quantity * 0.01 * case r.order_type when 'MARKET' then t.pfof_market when 'MARKETABLE_LIMIT' then t.pfof_marketable_limit
    when 'NON_MARKETABLE_LIMIT' then t.pfof_non_marketable_limit else t.pfof_other end as pfof, e.quantity * 0.01 * t.profit_sharing_rate as profit_sharing`;
const EXECUTED_OF = (keys: string, more: string) => `from executions e join received r on r.id = e.order_pk
  left join terms t on t.venue_id = e.venue_id and t.effective_from <= ${dayOf(tradeTime('e'))} and ${dayOf(tradeTime('e'))} < t.ends
  where ${keys} and ${inTime(tradeTime('e'))} and ${more}`;
const AMOUNTS =
  'e.quantity as shares, case when e.fee > 0 then e.fee end as fees, case when e.fee < 0 then -e.fee end as rebates';
const SUMS = `sum(shares) as shares, sum(fees) as fees, sum(rebates) as rebates, sum(pfof) as pfof, sum(profit_sharing) as profit_sharing`;

/** What its client has executed of a decision of ours: by venue and month, for there is no part that was sent. */
const OWN_ELSEWHERE = (keys: string) => `elsewhere as materialized (
  select order_pk, venue_id, month, min(at) as first_at, ${SUMS} from (
    select e.order_pk, e.venue_id, ${monthOf(tradeTime('e'))} as month, ${tradeTime('e')} as at, ${AMOUNTS}, ${RATES}
    ${EXECUTED_OF(keys, 'e.child_id is null')}
  ) e group by order_pk, venue_id, month
)`;

/** A part that was sent, with what it executed in the month in which it was, and each other month in which it executed as a row of its own. */
const OWN_PARTS = (sent: string, executedKeys: string) => `parts as (
  select coalesce(c.order_pk, x.order_pk) as order_pk, coalesce(c.id, x.child_id) as source_id, 'child_orders' as source_table,
    coalesce(c.venue_id, x.venue_id) as venue_id, coalesce(c.month, x.month) as month, (c.id is not null)::int as routed,
    x.shares, x.fees, x.rebates, x.pfof, x.profit_sharing
  from (
    select c.order_pk, c.id, c.venue_id, ${monthOf('c.sent_at')} as month from child_orders c where ${sent} and ${inTime('c.sent_at')}
  ) c full join (
    select order_pk, child_id, min(venue_id) as venue_id, month, ${SUMS} from (
      select e.order_pk, e.child_id, e.venue_id, ${monthOf(tradeTime('e'))} as month, ${AMOUNTS}, ${RATES}
      ${EXECUTED_OF(executedKeys, 'e.child_id is not null')}
    ) e group by order_pk, child_id, month
  ) x on x.child_id = c.id and x.month = c.month
  union all
  select x.order_pk, ${FIRST_ID}, 'executions', x.venue_id, x.month, ${FIRST_ELSEWHERE}::int, x.shares, x.fees, x.rebates, x.pfof, x.profit_sharing
  from elsewhere x
)`;
/** What its client has executed of a decision of ours was routed when it executed for the first time. */
const FIRST_ELSEWHERE = `(not exists (select from executions f
    where f.order_pk = x.order_pk and f.child_id is null and f.venue_id = x.venue_id and ${tradeTime('f')} < x.first_at))`;

const FIRST_ID = `(select f.id from executions f where f.order_pk = x.order_pk and f.child_id is null and f.venue_id = x.venue_id
    and ${tradeTime('f')} = x.first_at order by f.id limit 1)`;

const IMPORTED = `received as materialized (
  select o.id, o.symbol, o.classification as order_type, o.handling = 'HELD' as held, o.directed_venue is not null as directed,
    o.security_class = 'OPTION' as is_option, ${monthOf('o.received_at')} as month, o.received_at >= ${moment('$2')} as is_new
  from imported_orders o
  where o.received_at < ${moment('$3')} and (o.received_at >= ${moment('$2')}
      or o.id in (select e.order_pk from imported_executions e where ${inTime('e.executed_at')})
      or o.id in (select s.order_pk from imported_routes s where ${inTime('s.sent_at')}))
    and o.security_class in ('NMS_STOCK', 'OPTION') and ${IS_CUSTOMER_ORDER} and ($6::text is null or o.client_id = $6) and o.${IS_COMPLETE} and ${onlyImported('o')}
)`;
const IMPORTED_EXECUTED = `executed as materialized (
  select e.route_pk, ${monthOf('e.executed_at')} as month, sum(e.quantity) as shares, sum(e.fee_usd) as fees, sum(e.rebate_usd) as rebates,
    sum(e.payment_for_order_flow_usd) as pfof, sum(e.profit_sharing_usd) as profit_sharing
  from imported_executions e where ${inTime('e.executed_at')} and e.${IS_COMPLETE}
  group by e.route_pk, ${monthOf('e.executed_at')}
)`;
/** What another firm has routed on is no routing of this one. */
const IMPORTED_PARTS = `sent as materialized (
  select s.order_pk, s.id, n.venue_id, case when ${inTime('s.sent_at')} then ${monthOf('s.sent_at')} end as month
  from imported_routes s join received r on r.id = s.order_pk join printed n on n.venue = s.venue and n.mic is not distinct from s.mic
  where s.${IS_COMPLETE} and s.routing_firm is null
), parts as (
  select s.order_pk, s.id as source_id, 'imported_routes' as source_table, s.venue_id, s.month, 1 as routed, x.shares, x.fees, x.rebates, x.pfof,
    x.profit_sharing
  from sent s left join executed x on x.route_pk = s.id and x.month = s.month where s.month is not null
  union all
  select s.order_pk, s.id, 'imported_routes', s.venue_id, x.month, 0, x.shares, x.fees, x.rebates, x.pfof, x.profit_sharing
  from sent s join executed x on x.route_pk = s.id where x.month is distinct from s.month
)`;

const ORDERS = (sourceTable: string) => `
select $1::uuid, 'ORDER', r.month, ${sectionOf('r.month')}, r.held, r.directed, '', r.order_type, r.id, '${sourceTable}', r.id, r.symbol, 0, 0, 0, 0, 0, 0
from received r where r.is_new
union all`;
const ROUTES = `
select $1::uuid, 'ROUTE', p.month, ${sectionOf('p.month')}, r.held, r.directed, p.venue_id, r.order_type, p.source_id, p.source_table, p.order_pk, r.symbol,
  p.routed, coalesce(p.shares, 0), coalesce(p.fees, 0), coalesce(p.rebates, 0), coalesce(p.pfof, 0), coalesce(p.profit_sharing, 0)
from parts p join received r on r.id = p.order_pk`;

/** Of which orders a statement tells: our own of a slice of the report's time, our own of before it, imported ones of all of it. */
export const ITEM_STATEMENTS = {
  OWN: (table: string) => statement(table, ownParts(OWN_IN_SLICE, KEYS_IN_SLICE), 'orders'),
  OWN_BEFORE: (table: string) => statement(table, ownParts(OWN_BEFORE, KEYS_BEFORE), 'orders'),
  IMPORTED: (table: string) =>
    statement(
      table,
      [MONTHS, MEMBERS, COMPLETE, PRINTED, IMPORTED, IMPORTED_EXECUTED, IMPORTED_PARTS],
      'imported_orders',
    ),
} as const;

function ownParts(which: string, keys: (column: string) => string): string[] {
  return [
    MONTHS,
    MEMBERS,
    TERMS,
    OWN(which),
    OWN_ELSEWHERE(keys('e.order_pk')),
    OWN_PARTS(keys('c.order_pk'), keys('e.order_pk')),
  ];
}

function statement(table: string, parts: readonly string[], sourceTable: string): string {
  return `insert into ${table} (${COLUMNS})\nwith ${parts.join(',\n')}${ORDERS(sourceTable)}${ROUTES}`;
}
