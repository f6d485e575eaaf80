import { SIZE_BUCKETS } from '@fairlead/core/analytics/quality-dimension';
import { MARKOUT_HORIZONS } from '@fairlead/core/quality/settings';
import { onlyImported } from '../import/counted-imports.ts';
import { COMPLETE, IS_COMPLETE, PRINTED } from './imported-venues.ts';

/**
 * What execution quality is added up from, a row a part that was sent and a row an execution, our own beside imported ones, under the same names.
 * Parameters: $1 and $2 the first keys of the time and of what follows it, $3 and $4 the same as times. What a file does not tell is null, and counts nowhere.
 */

/** The bucket of an order by its worth; null where that is not known. */
export const SIZE = (worth: string) =>
  `(array[${SIZE_BUCKETS.map((bound) => `'${bound}'`).join()}])[width_bucket(${worth}, array[${SIZE_BUCKETS.join()}]::numeric[])]`;
const MS_OF = (interval: string) => `(extract(epoch from ${interval}) * 1000)::float8`;
const SIGN = "case o.side when 'BUY' then 1 else -1 end";

export const OWN_ORDER = `o.instrument_id, o.routing_objective as objective, ${SIZE('o.quantity * coalesce(o.arrival_mid, o.limit_price)')} as size,
  o.client_id, i.currency, i.quantity_unit as unit, o.simulated`;
/** What an option is worth follows from its multiplier, which no file tells. */
const IMPORTED_ORDER = `o.symbol, null, case when o.security_class <> 'OPTION' then ${SIZE('o.quantity * coalesce((a.bid + a.ask) / 2, o.limit_price)')} end,
  o.client_id, 'USD', case o.security_class when 'OPTION' then 'CONTRACTS' else 'SHARES' end, false`;
const IMPORTED_SOURCE = "case when r.routing_firm is null then 'IMPORTED' else 'LOOK_THROUGH' end";
/** The market that an imported order is measured by: of its receipt, or of the moment in which it became executable. */
export const IMPORTED_ARRIVAL = `cross join lateral (select case when o.executable_at is null then o.nbbo_bid else o.executable_bid end as bid,
    case when o.executable_at is null then o.nbbo_ask else o.executable_ask end as ask) a`;
const IMPORTED_VENUE = 'join printed n on n.venue = r.venue and n.mic is not distinct from r.mic';

/** Parts count by when they were made, with all that they executed. Fade and first waves are of what is sent to take displayed size by a decision, which only our own tell. */
const SENT = `
select c.venue_id, ${OWN_ORDER}, 'ROUTED' as source, c.sent_at as at, c.quantity, c.filled_quantity, c.state = 'REJECTED' as is_rejected,
  c.order_kind in ('IOC', 'ISO', 'FOK') and c.state in ('FILLED', 'CANCELED', 'EXPIRED') as is_taking,
  c.wave = 1 and c.order_kind not in ('POST', 'MID_PEG') as is_first, ${MS_OF('c.acked_at - c.sent_at')} as answer_ms
from child_orders c join orders o on o.id = c.order_pk join instruments i on i.instrument_id = o.instrument_id
where c.id >= $1::uuid and c.id < $2::uuid and c.sent_at is not null
union all
select n.venue_id, ${IMPORTED_ORDER}, ${IMPORTED_SOURCE}, r.sent_at, r.quantity, coalesce(x.quantity, 0), null, null, null, null
from imported_routes r join imported_orders o on o.id = r.order_pk ${IMPORTED_ARRIVAL} ${IMPORTED_VENUE}
left join lateral (select sum(e.quantity) as quantity from imported_executions e where e.route_pk = r.id and e.${IS_COMPLETE}) x on true
where r.sent_at >= to_timestamp($3::float8 / 1000000) and r.sent_at < to_timestamp($4::float8 / 1000000) and r.${IS_COMPLETE} and ${onlyImported('o')}`;

const MARKED = `(select execution_id, ${MARKOUT_HORIZONS.map(
  ({ horizon }) => `max(mid) filter (where horizon = '${horizon}') as mid_${horizon}`,
).join(', ')}
  from execution_markouts where execution_id >= $1::uuid and execution_id < $2::uuid group by execution_id)`;
/** In the order of the horizons. */
const IMPORTED_MARKS = 'e.mid_50ms, e.mid_1s, e.mid_15s, e.mid_1min, e.mid_5min';
const FAR = (buyers: string, sellers: string) => `case o.side when 'BUY' then ${buyers} else ${sellers} end`;

/**
 * Executions count by when they were booked. A market counts where both of its sides were there and could be believed. The best displayed price is the
 * quote or the best odd lot beyond it; a file that does not tell it, or tells it of another moment, leaves it unknown.
 */
const EXECUTED = `
select e.venue_id, ${OWN_ORDER}, case when e.child_id is null then 'REPORTED' else 'ROUTED' end as source, e.executed_at as at,
  e.quantity, e.price, e.fee, ${SIGN} as sign, o.arrival_mid as mid, m.spread, m.far, m.best, e.mid as execution_mid,
  ${MARKOUT_HORIZONS.map(({ horizon }) => `k.mid_${horizon}`).join(', ')},
  ${MS_OF('e.executed_at - coalesce(o.released_at, o.created_at)')} as execution_ms
from executions e join orders o on o.id = e.order_pk join instruments i on i.instrument_id = o.instrument_id
left join lateral (select o.nbbo_ask - o.nbbo_bid as spread, ${FAR('o.nbbo_ask', 'o.nbbo_bid')} as far,
    ${FAR('least(o.nbbo_ask, o.odd_lot_ask)', 'greatest(o.nbbo_bid, o.odd_lot_bid)')} as best) m on o.arrival_mid is not null
left join ${MARKED} k on k.execution_id = e.id
where e.id >= $1::uuid and e.id < $2::uuid
union all
select n.venue_id, ${IMPORTED_ORDER}, ${IMPORTED_SOURCE}, e.executed_at, e.quantity, e.price, e.fee_usd - e.rebate_usd, ${SIGN},
  (a.bid + a.ask) / 2, a.ask - a.bid, case when a.bid is not null and a.ask is not null then ${FAR('a.ask', 'a.bid')} end,
  case when o.executable_at is null and a.bid is not null and a.ask is not null then ${FAR('o.best_ask', 'o.best_bid')} end,
  (e.nbbo_bid + e.nbbo_ask) / 2, ${IMPORTED_MARKS}, ${MS_OF('e.executed_at - coalesce(o.executable_at, o.received_at)')}
from imported_executions e join imported_routes r on r.id = e.route_pk join imported_orders o on o.id = e.order_pk
  ${IMPORTED_ARRIVAL} ${IMPORTED_VENUE}
where e.executed_at >= to_timestamp($3::float8 / 1000000) and e.executed_at < to_timestamp($4::float8 / 1000000) and e.${IS_COMPLETE} and ${onlyImported('o')}`;

const SENT_SUMS = `count(*)::int as children, trim_scale(sum(f.quantity))::text as quantity, trim_scale(sum(f.filled_quantity))::text as filled_quantity,
  (count(*) filter (where f.filled_quantity > 0))::int as filled_children, sum(f.is_rejected::int)::int as rejected_children,
  (count(*) filter (where f.is_taking))::int as taking_children, (count(*) filter (where f.is_taking and f.filled_quantity < f.quantity))::int as faded_children,
  trim_scale(sum(f.quantity) filter (where f.is_first))::text as first_wave_quantity,
  trim_scale(sum(f.filled_quantity) filter (where f.is_first))::text as first_wave_filled,
  ${timesOf('answer_ms')}`;

const EXECUTED_SUMS = `count(*)::int as executions, trim_scale(sum(f.quantity))::text as executed_quantity,
  trim_scale(sum(f.quantity * f.price))::text as notional, trim_scale(sum(f.fee))::text as fees,
  count(f.mid)::int as priced_executions, sum(f.quantity * f.mid)::float8 as reference, sum(f.quantity * f.sign * (f.price - f.mid))::float8 as over_mid,
  sum(f.quantity * f.spread)::float8 as quoted, (sum(f.fee) filter (where f.mid is not null))::float8 as reference_fees,
  ${improvementOf('far')}, ${improvementOf('best')},
  array[${MARKOUT_HORIZONS.map(({ horizon }) => laterOf(`mid_${horizon}`)).join(', ')}] as later,
  ${timesOf('execution_ms')}`;

function timesOf(column: string): string {
  return `count(f.${column})::int as ${column}_n, percentile_cont(array[0.5, 0.95, 0.99]) within group (order by f.${column}) as ${column}`;
}

/** How far executions were better than a price, and how much of them was better, at it, and worse; of those whose price is known. */
function improvementOf(price: 'far' | 'best'): string {
  const better = `f.sign * (f.${price} - f.price)`;
  const share = (sign: string) => `(sum(f.quantity) filter (where ${better} ${sign} 0))::float8`;
  return `count(f.${price})::int as ${price}_n, array[sum(f.quantity * ${better})::float8, (sum(f.quantity * f.mid) filter (where f.${price} is not null))::float8,
    (sum(f.quantity) filter (where f.${price} is not null))::float8, ${share('>')}, ${share('=')}, ${share('<')}] as ${price}`;
}

/** How many marks are known, and their sums, as `LaterSums` names them. */
function laterOf(mark: string): string {
  return `array[count(f.${mark})::float8, (sum(f.quantity * f.sign * (f.price - f.${mark})) filter (where f.mid is not null))::float8,
    (sum(f.quantity * f.mid) filter (where f.${mark} is not null))::float8, sum(f.quantity * f.sign * (f.execution_mid - f.${mark}))::float8,
    (sum(f.quantity * f.execution_mid) filter (where f.${mark} is not null))::float8]`;
}

/** What rows are told apart by, and which of them count: SQL over `f`. */
export interface QualityCut {
  readonly keys: string;
  readonly where: string;
}

export const sentSql = (cut: QualityCut) => addedUp(SENT, SENT_SUMS, cut);
export const executedSql = (cut: QualityCut) => addedUp(EXECUTED, EXECUTED_SUMS, cut);

function addedUp(facts: string, sums: string, { keys, where }: QualityCut): string {
  return `with ${COMPLETE}, ${PRINTED}
select array[${keys}]::text[] as keys, f.currency, f.unit, ${sums}
from (${facts}) f where ${where}
group by 1, f.currency, f.unit`;
}

/**
 * Taking parts that were filled: what their decision expected them to cost, at the price and with the fee that it saw, beside what they did. Costs are beyond
 * the mid on arrival, so both are of the same reference.
 */
export const expectedSql = ({ keys, where }: QualityCut) => `
select array[${keys}]::text[] as keys, f.currency, f.unit, count(*)::int as children, trim_scale(sum(f.filled_quantity))::text as filled_quantity,
  sum(f.filled_quantity * f.mid)::float8 as reference,
  sum(f.filled_quantity * (f.sign * (f.expected_price - f.mid) + f.expected_fee / f.quantity))::float8 as expected,
  sum(f.sign * (f.notional - f.filled_quantity * f.mid) + f.fees)::float8 as paid
from (
  select c.venue_id, ${OWN_ORDER}, 'ROUTED' as source, c.sent_at as at, c.quantity, x.quantity as filled_quantity, c.expected_price, c.expected_fee,
    ${SIGN} as sign, o.arrival_mid as mid, x.notional, x.fees
  from child_orders c join orders o on o.id = c.order_pk join instruments i on i.instrument_id = o.instrument_id
  join lateral (select sum(e.quantity) as quantity, sum(e.quantity * e.price) as notional, sum(e.fee) as fees
    from executions e where e.order_pk = c.order_pk and e.child_id = c.id) x on x.quantity > 0
  where c.id >= $1::uuid and c.id < $2::uuid and $4::float8 > $3::float8 and c.sent_at is not null and c.order_kind not in ('POST', 'MID_PEG')
    and o.arrival_mid is not null and c.expected_price is not null and c.expected_fee is not null
) f where ${where}
group by 1, f.currency, f.unit`;

/** Decisions that expected something to be filled at once and whose taking parts have ended, by what share of their quantity; a venue is asked for by decisions that went nowhere else. */
export const calibrationSql = (where: string, buckets: number) => `
select least(floor(f.expected * ${buckets}), ${buckets - 1})::int as bucket, count(*)::int as decisions, sum(f.expected)::float8 as expected,
  sum(f.realised)::float8 as realised, sum((f.realised - f.expected) ^ 2)::float8 as "squaredError"
from (
  select case when cardinality(d.venue_ids) = 1 then d.venue_ids[1] end as venue_id, ${OWN_ORDER}, 'ROUTED' as source, d.created_at as at,
    least(greatest(d.expected_fill_rate, 0), 1) as expected, least(coalesce(x.quantity, 0) / d.routed_quantity, 1) as realised
  from routing_decisions d join orders o on o.id = d.order_pk join instruments i on i.instrument_id = o.instrument_id
  left join lateral (select sum(c.filled_quantity) as quantity, bool_and(c.done_at is not null) as is_done from child_orders c
    where c.order_pk = d.order_pk and c.decision_id = d.id and c.order_kind not in ('POST', 'MID_PEG')) x on true
  where x.is_done is not false and d.id >= $1::uuid and d.id < $2::uuid and $4::float8 > $3::float8 and d.expected_fill_rate is not null and d.routed_quantity > 0 and not o.route_only
) f where ${where}
group by 1 order by 1`;
