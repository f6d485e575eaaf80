import { countsOnce, onlyImported, routedHere } from '../import/counted-imports.ts';
import { EVERY_NAME, printedOf } from '../import/meant-venue.ts';
import { IN_DOLLARS } from '../in-dollars.ts';
import { addedQuantities } from '../projection/added-quantities.ts';
import { tradeTime } from '../trade-time.ts';

/*
 * Statements that look for breaks, each into the table `found`. Their parameters are: first day and the day after the last one of the
 * run, the client (null is every one), the position up to which the journal's sums tell, and first day and the day after the last one of a slice.
 */

export const FOUND = `create temporary table found (
  code text, order_pk uuid, child_id text, venue_id text, day date, execution_id text, expected text, found text) on commit drop`;

const NEW_YORK = "'America/New_York'";
/** Days of a run begin at midnight in the time zone of the transaction, which is that of its report. */
const moment = (parameter: string) => `(${parameter}::date::timestamptz)`;
const [FROM, TO] = [moment('$1'), moment('$2')];
/** Keys are made in the moment of receipt, in milliseconds: a minute is room enough. */
const FIRST_KEY = `first_uuid_of(${FROM} - interval '1 minute')`;
const OF_CLIENT = (column: string) => `($3::text is null or ${column} = $3)`;
const dayOf = (column: string) => `(${column} at time zone ${NEW_YORK})::date`;

/** Of orders that came in a slice of the time, whose first and last day $5 and $6 are; the first slice begins a minute early, and the last one ends a minute late. */
const SLICE_BEGINS = `first_uuid_of(${moment('$5')} - case when $5::date = $1::date then interval '1 minute' else interval '0' end)`;
const SLICE_ENDS = `first_uuid_of(${moment('$6')} + case when $6::date = $2::date then interval '1 minute' else interval '0' end)`;
const IN_SLICE = (column: string) => `${column} >= ${SLICE_BEGINS} and ${column} < ${SLICE_ENDS}`;
/** The bounds reckoned once: where an index has summaries of pages, each row of theirs is held against them. */
const IN_PAGES_OF_SLICE = (column: string) =>
  `${column} >= (select ${SLICE_BEGINS}) and ${column} < (select ${SLICE_ENDS})`;

const ORDER_ROW = `o.id, o.last_position, o.client_id, o.instrument_id, o.classification, o.held, o.directed_venue is not null as directed, o.state = 'REJECTED' as rejected,
  coalesce(w.quantity, o.quantity) as ordered, o.quantity as last_quantity`;
/** What of the journal is not there any more is gathered once, for every order is held against it. */
const IN_JOURNAL = `(select range_agg(int8range(d.first_position, d.last_position, '[]')) from journal_drops d) @> o.first_position is not true`;
/** Of orders that were replaced; of the others their row has what was ordered. */
const ORDERED = (which: string) => `ordered as (
  select order_pk, sum(added) as quantity from (${addedQuantities(`t.id = t.order_pk and ${which}`)}) t group by 1
)`;
const SENT = 'c.order_pk, count(c.sent_at)::int as n';
const SUMS = `e.order_pk, count(*)::int as n, sum(e.quantity) as quantity, sum(e.quantity * e.price) as notional, sum(e.fee) as fees`;
/** What both sides say of an order that came in a slice. */
const OF_SLICE = `said as (
  select s.* from journal_sums s where ${IN_SLICE('s.order_pk')} and ${OF_CLIENT('s.client_id')}
), ${ORDERED(IN_SLICE('t.order_pk'))}, rows as (
  select ${ORDER_ROW} from orders o left join ordered w on w.order_pk = o.id where ${IN_SLICE('o.id')} and not o.simulated and ${OF_CLIENT('o.client_id')} and ${IN_JOURNAL}
), sent as (
  select ${SENT} from child_orders c where ${IN_SLICE('c.order_pk')} group by 1
), executed as (
  select ${SUMS} from executions e where ${IN_SLICE('e.order_pk')} group by 1
)`;
/** What both sides say of an order of before that something happened to in the time: its rows are looked up by key. */
const OF_BEFORE = `said as materialized (
  select s.* from journal_sums s where s.changed_at >= ${FROM} and s.received_at < ${TO} and s.order_pk < ${FIRST_KEY} and ${OF_CLIENT('s.client_id')}
), ${ORDERED('t.order_pk in (select b.order_pk from said b)')}, rows as (
  select ${ORDER_ROW} from orders o join said b on b.order_pk = o.id left join ordered w on w.order_pk = o.id
), sent as (
  select ${SENT} from child_orders c join said b on b.order_pk = c.order_pk group by 1
), executed as (
  select ${SUMS} from executions e join said b on b.order_pk = e.order_pk group by 1
)`;
const executedText = (n: string, quantity: string, notional: string, fees: string) =>
  `concat(${n}, ' executions of ', trim_scale(${quantity}), ' for ', trim_scale(${notional}), ', fees ', trim_scale(${fees}))`;
const placedText = (alias: string) =>
  `concat_ws(' ', ${alias}.instrument_id, ${alias}.classification, case when ${alias}.held then 'held' else 'not held' end,
    case when ${alias}.directed then 'directed' end, case when ${alias}.rejected then 'refused' end, trim_scale(${alias}.last_quantity),
    case when ${alias}.ordered <> ${alias}.last_quantity then concat('of ', trim_scale(${alias}.ordered), ' ordered') end)`;

const PLACED = (alias: string) =>
  `${alias}.instrument_id, ${alias}.classification, ${alias}.held, ${alias}.directed, ${alias}.rejected, ${alias}.ordered, ${alias}.last_quantity`;

/** Rows may tell of what came after the sums were made, but not of what the projector has not written yet. */
const NEWER = `newer as (select coalesce(max(position), 0) as end from projection_positions)`;
const IS_LEVEL = '(last_position <= $4 or last_position > (select n.end from newer n))';

/** Journal against rows, order by order, as far as both tell of it: a slice at a time, which fits into memory, and what came before. What both say the same of is left out at once. */
const JOURNAL_AGAINST_ROWS = (both: string) => `insert into found (code, order_pk, expected, found)
with ${NEWER}, ${both}, compared as (
  select s, r, coalesce(s.order_pk, r.id) as order_pk, s.position, r.last_position, coalesce(c.n, 0) as sent, coalesce(e.n, 0) as n,
    coalesce(e.quantity, 0) as quantity, coalesce(e.notional, 0) as notional, coalesce(e.fees, 0) as fees
  from said s full join rows r on r.id = s.order_pk left join sent c on c.order_pk = r.id left join executed e on e.order_pk = r.id
  where (s.position, ${PLACED('s')}, s.sent, s.executions, s.quantity, s.notional, s.fees)
    is distinct from (r.last_position, ${PLACED('r')}, coalesce(c.n, 0), coalesce(e.n, 0), coalesce(e.quantity, 0), coalesce(e.notional, 0), coalesce(e.fees, 0))
)
select b.code, c.order_pk, b.expected, b.found from compared c cross join lateral (
  select 'ORDER_WITHOUT_ROW' as code, ${placedText('(c.s)')} as expected, null as found where last_position is null
  union all select 'ROW_WITHOUT_JOURNAL', null, ${placedText('(c.r)')} where position is null and ${IS_LEVEL}
  union all select 'ROW_BEHIND_JOURNAL', position::text, last_position::text where position <> last_position and ${IS_LEVEL}
  union all select 'ORDER_DIFFERS', ${placedText('(c.s)')}, ${placedText('(c.r)')}
    where position = last_position and (${PLACED('(c.s)')}) is distinct from (${PLACED('(c.r)')})
  union all select 'ROUTES_DIFFER', (c.s).sent::text, sent::text where position = last_position and (c.s).sent <> sent
  union all select 'EXECUTIONS_DIFFER', ${executedText('(c.s).executions', '(c.s).quantity', '(c.s).notional', '(c.s).fees')},
      ${executedText('n', 'quantity', 'notional', 'fees')}
    where position = last_position and ((c.s).executions, (c.s).quantity, (c.s).notional, (c.s).fees) is distinct from (n, quantity, notional, fees)
) b`;

export const JOURNAL_AGAINST_ROWS_OF_SLICE = JOURNAL_AGAINST_ROWS(OF_SLICE);
export const JOURNAL_AGAINST_ROWS_OF_BEFORE = JOURNAL_AGAINST_ROWS(OF_BEFORE);

/**
 * The rows of a public report against the journal, order by order: each counts once, with every part that was sent of it and all that it executed. Of orders
 * that the report's time has whole, in instruments that it tells of, and whose row and journal agree; $4 is the run. What was neither sent nor executed its client may have worked alone, and told nothing of.
 * A slice at a time, whose sums fit into memory.
 */
export const ITEMS_AGAINST_JOURNAL_OF_SLICE = `insert into found (code, order_pk, expected, found)
with whole as (
  select s.order_pk, s.sent, s.executions, s.quantity from journal_sums s join instruments i on i.instrument_id = s.instrument_id
  where i.asset_class = 'EQUITY' and ${IN_DOLLARS} and ${IN_SLICE('s.order_pk')} and s.received_at >= ${FROM} and s.changed_at < ${TO}
    and not s.rejected and ${OF_CLIENT('s.client_id')}
    and exists (select from report_runs r where r.id = $4 and r.kind = 'RULE_606_A1') and to_regclass(report_items_table($4)) is not null
), counted as (
  select i.order_pk, count(*) filter (where i.item_kind = 'ORDER') as orders, sum(i.routed) as routed, sum(i.shares) as shares
  from report_items i where i.run_id = $4 and ${IN_PAGES_OF_SLICE('i.order_pk')} group by i.order_pk
)
select 'ITEMS_DIFFER', w.order_pk, concat('1 order, ', w.sent, ' parts, ', trim_scale(w.quantity), ' shares'),
  concat(coalesce(c.orders, 0), ' orders, ', coalesce(c.routed, 0), ' parts, ', trim_scale(coalesce(c.shares, 0)), ' shares')
from whole w left join counted c on c.order_pk = w.order_pk
where not exists (select from found f where f.order_pk = w.order_pk) and (coalesce(c.orders, 0) <> 1 and (w.sent > 0 or w.executions > 0) or c.orders > 1
  or w.sent > 0 and c.routed <> w.sent or coalesce(c.shares, 0) <> w.quantity)`;

const orderText = (alias: string, symbol: string, executed: string) =>
  `concat(${alias}.side, ' ', trim_scale(${alias}.quantity), ' ', ${symbol}, ', executed ', trim_scale(coalesce((${executed}), 0)))`;

/** Orders of the time that were imported and routed here too. They count once, as what the journal has of them; whether both say the same a person sees. */
export const ORDERS_TWICE = `insert into found (code, order_pk, day, expected, found)
select 'ORDER_TWICE', x.id, ${dayOf('o.received_at')},
  ${orderText('x', 'x.instrument_id', 'select sum(e.quantity) from executions e where e.order_pk = x.id')},
  concat('imported as ', o.order_id, ': ', ${orderText(
    'o',
    'o.symbol',
    `select sum(e.quantity) from imported_routes s join imported_executions e on e.route_pk = s.id where s.order_pk = o.id and ${countsOnce('s')}`,
  )})
from imported_orders o join imported_batches b on b.id = o.batch_id and b.state = 'COMPLETE' ${routedHere('o')} join orders x on x.id = k.order_pk
where o.received_at < ${TO} and (o.received_at >= ${FROM}
    or exists (select from imported_executions e where e.order_pk = o.id and e.executed_at >= ${FROM} and e.executed_at < ${TO}))
  and ${OF_CLIENT('o.client_id')}`;

/** What venues have told of nobody's order, where no drop copy of that day says whose it was. */
export const ORPHAN_REPORTS = `insert into found (code, child_id, venue_id, day, found)
select 'ORPHAN_REPORT', o.child_id, o.venue_id, ${dayOf('o.received_at')}, left(o.report, 500) from orphan_reports o
where o.received_at >= ${FROM} and o.received_at < ${TO}
  and not exists (select from drop_copies d where d.venue_id = o.venue_id and d.trading_day = ${dayOf('o.received_at')})`;

/** Parts of which nobody knows what became of them: they have not ended, so they are few. */
export const CHILDREN_IN_DOUBT = `insert into found (code, order_pk, child_id, venue_id, day, found)
select 'CHILD_IN_DOUBT', c.order_pk, c.id::text, c.venue_id, ${dayOf('c.sent_at')}, c.state
from venue_configurations v join child_orders c on c.venue_id = v.venue_id and c.done_at is null join orders o on o.id = c.order_pk
where c.state = 'UNKNOWN' and not o.simulated and ${OF_CLIENT('o.client_id')} and coalesce(c.sent_at, c.created_at) >= ${FROM} and coalesce(c.sent_at, c.created_at) < ${TO}`;

/** Trading days that lie in the time or begin or end in it: they are days of New York, whatever those of the run are. */
const [FIRST_DAY, LAST_DAY] = [dayOf(FROM), dayOf(`(${TO} - interval '1 microsecond')`)];
/** Drop copies of these days. */
const COPIES = `copies as materialized (
  select d.venue_id, d.trading_day from drop_copies d where d.trading_day between ${FIRST_DAY} and ${LAST_DAY}
)`;
/** What rows, and imported ones, have of the venues and days of drop copies. What a client executes itself, and what another firm has routed, is in no drop copy of ours. */
const OWN_AT = (select: string) => `
  select ${select} from executions e join orders o on o.id = e.order_pk
  where e.child_id is not null and not o.simulated and e.executed_at >= ${FROM} - interval '1 day'`;
const COUNTED = `s.routing_firm is null and ${onlyImported('o')}`;
const PRINTED = printedOf(EVERY_NAME);
const OURS = `own as (${OWN_AT(
  `o.client_id, e.order_pk, e.child_id::text as child_id, e.venue_id, ${dayOf(tradeTime('e'))} as trading_day,
    e.venue_execution_id as execution_id, o.instrument_id as symbol, o.side, e.quantity, e.price, e.fee, ${tradeTime('e')} as at`,
)} and e.venue_id in (select venue_id from copies)
  union all
  select o.client_id, e.order_pk, e.route_pk::text, p.venue_id, ${dayOf('e.executed_at')}, e.execution_id, o.symbol, o.side, e.quantity, e.price, e.fee_usd - e.rebate_usd, e.executed_at
  from imported_executions e join imported_batches b on b.id = e.batch_id and b.state = 'COMPLETE' join imported_routes s on s.id = e.route_pk
  join printed p on p.venue = s.venue and p.mic is not distinct from s.mic join imported_orders o on o.id = e.order_pk
  where ${COUNTED} and e.executed_at >= ${FROM} - interval '1 day' and e.executed_at < ${TO} + interval '1 day'
), ours as materialized (
  select o.venue_id, o.trading_day, o.execution_id, count(*) as n, min(o.order_pk::text)::uuid as order_pk, min(o.child_id) as child_id, min(o.client_id) as client_id,
    min(o.symbol) as symbol, min(o.side) as side, min(o.quantity) as quantity, min(o.price) as price, min(o.fee) as fee, min(o.at) as at
  from own o join copies c on c.venue_id = o.venue_id and c.trading_day = o.trading_day group by 1, 2, 3
), theirs as materialized (
  select x.* from drop_copy_executions x join copies c on c.venue_id = x.venue_id and c.trading_day = x.trading_day
)`;

/** Venues charge in cents: what is less than half of one is their rounding. US dollars. */
const FEE_LEAST = '0.005';

const IS_UUID = "t.child_id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'";
/**
 * Whose an execution is that only its venue has, asked for a report of one client: it is told by the id of the part that the venue names. One that names
 * none of ours may be anybody's, and is a break of every client's report until somebody says whose it is.
 */
const NAMED = `asked as materialized (
  select distinct t.child_id, case when ${IS_UUID} then t.child_id::uuid end as id from theirs t where $3::text is not null and t.child_id is not null
), named as materialized (
  select child_id, min(client_id) as client_id from (
    select a.child_id, x.client_id from asked a join child_orders c on c.id = a.id join orders x on x.id = c.order_pk
    union all
    select a.child_id, x.client_id from asked a join imported_routes s on s.route_id = a.child_id join imported_batches b on b.id = s.batch_id and b.state = 'COMPLETE'
    join imported_orders x on x.id = s.order_pk
  ) n group by child_id
)`;
const midnight = (day: string) => `((${day})::timestamp at time zone ${NEW_YORK})`;
/** Of a trading day that begins or ends in the time what was executed in it. */
const IN_TIME = (day: string, at: string) =>
  `(${midnight(day)} >= ${FROM} and ${midnight(`${day} + 1`)} <= ${TO} or ${at} >= ${FROM} and ${at} < ${TO})`;

/** Rows against drop copies, execution by execution, on the days and venues of which there is one. */
export const ROWS_AGAINST_DROP_COPIES = `insert into found (code, order_pk, child_id, venue_id, day, execution_id, expected, found)
with ${COPIES}, ${PRINTED}, ${OURS}, ${NAMED}
select b.code, o.order_pk, coalesce(o.child_id, t.child_id), coalesce(o.venue_id, t.venue_id), coalesce(o.trading_day, t.trading_day),
  coalesce(o.execution_id, t.execution_id), b.expected, b.found
from ours o full join theirs t on t.venue_id = o.venue_id and t.trading_day = o.trading_day and t.execution_id = o.execution_id
left join named w on w.child_id = t.child_id
cross join lateral (values
  ('EXECUTION_NOT_HERE', concat_ws(' ', t.side, trim_scale(t.quantity), t.symbol, 'at', trim_scale(t.price)), null, o.venue_id is null),
  ('EXECUTION_NOT_AT_VENUE', null, concat_ws(' ', o.side, trim_scale(o.quantity), o.symbol, 'at', trim_scale(o.price)), t.venue_id is null),
  ('EXECUTION_TWICE', '1', o.n::text, o.n > 1),
  ('SYMBOL_DIFFERS', t.symbol, o.symbol, t.symbol <> o.symbol),
  ('SIDE_DIFFERS', t.side, o.side, (t.side = 'BUY') <> (o.side = 'BUY')),
  ('QUANTITY_DIFFERS', trim_scale(t.quantity)::text, trim_scale(o.quantity)::text, o.n = 1 and t.quantity <> o.quantity),
  ('PRICE_DIFFERS', trim_scale(t.price)::text, trim_scale(o.price)::text, o.n = 1 and t.price <> o.price),
  ('FEE_DIFFERS', trim_scale(t.fee)::text, trim_scale(o.fee)::text, o.n = 1 and abs(t.fee - o.fee) >= ${FEE_LEAST})
) b(code, expected, found, is_so)
where b.is_so and ${OF_CLIENT('coalesce(o.client_id, w.client_id, $3)')} and ${IN_TIME('coalesce(o.trading_day, t.trading_day)', 'coalesce(o.at, t.executed_at)')}`;

/** On which days our orders traded where, as far as we learned of it within an hour of the day: whether there is one is asked by venue and day, and not of every execution. */
const OWN_TRADED = `select v.venue_id, d.day as trading_day
    from venue_configurations v cross join (select generate_series(${FIRST_DAY}, ${LAST_DAY}, interval '1 day')::date as day) d
    cross join lateral (select from executions e join orders o on o.id = e.order_pk
      where e.venue_id = v.venue_id and e.executed_at >= ${midnight('d.day')} - interval '1 minute' and e.executed_at < ${midnight('(d.day + 1)')} + interval '1 hour'
        and ${dayOf(tradeTime('e'))} = d.day and e.child_id is not null and not o.simulated and ${OF_CLIENT('o.client_id')} limit 1) one`;

/** What there was to compare: by how much of the time venues have said what they executed. */
export const SOURCES = `with ${COPIES}, ${PRINTED}, traded as materialized (
  select distinct venue_id, trading_day from (${OWN_TRADED}
    union all
    select p.venue_id, ${dayOf('e.executed_at')} from imported_executions e join imported_batches b on b.id = e.batch_id and b.state = 'COMPLETE'
    join imported_routes s on s.id = e.route_pk join printed p on p.venue = s.venue and p.mic is not distinct from s.mic
    join imported_orders o on o.id = e.order_pk where ${COUNTED} and ${OF_CLIENT('o.client_id')}
  ) t where trading_day between ${FIRST_DAY} and ${LAST_DAY}
)
select (select count(*)::int from journal_sums s where s.changed_at >= ${FROM} and s.received_at < ${TO} and ${OF_CLIENT('s.client_id')}) as orders,
  (select count(*)::int from orphan_reports o where o.received_at >= ${FROM} and o.received_at < ${TO}) as orphan_reports,
  (select count(*)::int from copies) as drop_copies,
  (select count(*)::int from drop_copy_executions x join copies c on c.venue_id = x.venue_id and c.trading_day = x.trading_day) as executions,
  (select count(*)::int from traded) as venue_days,
  (select count(*)::int from traded t join copies c on c.venue_id = t.venue_id and c.trading_day = t.trading_day) as venue_days_covered`;
