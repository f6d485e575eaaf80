import { SIZE_BUCKETS } from '@fairlead/core/analytics/quality-dimension';
import { MARKOUT_HORIZONS } from '@fairlead/core/quality/settings';
import { onlyImported } from '../import/counted-imports.ts';
import { COMPLETE, IS_COMPLETE, PRINTED } from './imported-venues.ts';

/**
 * What execution quality is added up from, a row a part that was sent, a row an execution and a row a part that took, our own beside imported ones, under the
 * same names. What a file does not tell is null, and counts nowhere.
 */

/** Conditions in SQL that a key, or a time, lies in what is asked for. */
export interface Within {
  keys(column: string): string;
  times(column: string): string;
}

/** What imported rows are told apart with; stands before each statement over facts. */
export const WITH_IMPORTED = `with ${COMPLETE}, ${PRINTED}`;

/** The bucket of an order by its worth; null where that is not known. */
export const SIZE = (worth: string) =>
  `(array[${SIZE_BUCKETS.map((bound) => `'${bound}'`).join()}])[width_bucket(${worth}, array[${SIZE_BUCKETS.join()}]::numeric[])]`;
const US_OF = (interval: string) => `(extract(epoch from ${interval}) * 1000000)::int8`;
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
export const sentFacts = ({ keys, times }: Within) => `
select c.venue_id, ${OWN_ORDER}, 'ROUTED' as source, c.sent_at as at, c.quantity, c.filled_quantity, c.state = 'REJECTED' as is_rejected,
  c.order_kind in ('IOC', 'ISO', 'FOK') and c.state in ('FILLED', 'CANCELED', 'EXPIRED') as is_taking,
  c.wave = 1 and c.order_kind not in ('POST', 'MID_PEG') as is_first, ${US_OF('c.acked_at - c.sent_at')} as answer_us
from child_orders c join orders o on o.id = c.order_pk join instruments i on i.instrument_id = o.instrument_id
where (${keys('c.id')}) and c.sent_at is not null
union all
select n.venue_id, ${IMPORTED_ORDER}, ${IMPORTED_SOURCE}, r.sent_at, r.quantity, coalesce(x.quantity, 0), null, null, null, null
from imported_routes r join imported_orders o on o.id = r.order_pk ${IMPORTED_ARRIVAL} ${IMPORTED_VENUE}
left join lateral (select sum(e.quantity) as quantity from imported_executions e where e.route_pk = r.id and e.${IS_COMPLETE}) x on true
where (${times('r.sent_at')}) and r.${IS_COMPLETE} and ${onlyImported('o')}`;

/** Looked up execution by execution: the planner takes newest marks for none, and would hold each execution against each mark. */
const MARKED = `left join lateral (select ${MARKOUT_HORIZONS.map(
  ({ horizon }) => `max(k.mid) filter (where k.horizon = '${horizon}') as mid_${horizon}`,
).join(', ')}
  from execution_markouts k where k.execution_id = e.id) k on true`;
/** In the order of the horizons. */
const IMPORTED_MARKS = 'e.mid_50ms, e.mid_1s, e.mid_15s, e.mid_1min, e.mid_5min';
const FAR = (buyers: string, sellers: string) => `case o.side when 'BUY' then ${buyers} else ${sellers} end`;

/**
 * Executions count by when they were booked. A market counts where both of its sides were there and could be believed. The best displayed price is the
 * quote or the best odd lot beyond it; a file that does not tell it, or tells it of another moment, leaves it unknown.
 */
export const executedFacts = (within: Within) => `
select e.venue_id, ${OWN_ORDER}, case when e.child_id is null then 'REPORTED' else 'ROUTED' end as source, e.executed_at as at,
  e.quantity, e.price, e.fee, ${SIGN} as sign, o.arrival_mid as mid, m.spread, m.far, m.best, e.mid as execution_mid,
  ${MARKOUT_HORIZONS.map(({ horizon }) => `k.mid_${horizon}`).join(', ')},
  ${US_OF('e.executed_at - coalesce(o.released_at, o.created_at)')} as execution_us
from executions e join orders o on o.id = e.order_pk join instruments i on i.instrument_id = o.instrument_id
left join lateral (select o.nbbo_ask - o.nbbo_bid as spread, ${FAR('o.nbbo_ask', 'o.nbbo_bid')} as far,
    ${FAR('least(o.nbbo_ask, o.odd_lot_ask)', 'greatest(o.nbbo_bid, o.odd_lot_bid)')} as best) m on o.arrival_mid is not null
${MARKED}
where ${within.keys('e.id')}
union all
select n.venue_id, ${IMPORTED_ORDER}, ${IMPORTED_SOURCE}, e.executed_at, e.quantity, e.price, e.fee_usd - e.rebate_usd, ${SIGN},
  (a.bid + a.ask) / 2, a.ask - a.bid, case when a.bid is not null and a.ask is not null then ${FAR('a.ask', 'a.bid')} end,
  case when o.executable_at is null and a.bid is not null and a.ask is not null then ${FAR('o.best_ask', 'o.best_bid')} end,
  (e.nbbo_bid + e.nbbo_ask) / 2, ${IMPORTED_MARKS}, ${US_OF('e.executed_at - coalesce(o.executable_at, o.received_at)')}
from imported_executions e join imported_routes r on r.id = e.route_pk join imported_orders o on o.id = e.order_pk
  ${IMPORTED_ARRIVAL} ${IMPORTED_VENUE}
where (${within.times('e.executed_at')}) and e.${IS_COMPLETE} and ${onlyImported('o')}`;

/**
 * Taking parts that were filled: what their decision expected them to cost, at the price and with the fee that it saw, beside what they did. Costs are beyond
 * the mid on arrival, so both are of the same reference.
 */
export const expectedFacts = ({ keys }: Within) => `
select c.venue_id, ${OWN_ORDER}, 'ROUTED' as source, c.sent_at as at, c.quantity, x.quantity as filled_quantity, c.expected_price, c.expected_fee,
  ${SIGN} as sign, o.arrival_mid as mid, x.notional, x.fees
from child_orders c join orders o on o.id = c.order_pk join instruments i on i.instrument_id = o.instrument_id
join lateral (select sum(e.quantity) as quantity, sum(e.quantity * e.price) as notional, sum(e.fee) as fees
  from executions e where e.order_pk = c.order_pk and e.child_id = c.id) x on x.quantity > 0
where (${keys('c.id')}) and c.sent_at is not null and c.order_kind not in ('POST', 'MID_PEG')
  and o.arrival_mid is not null and c.expected_price is not null and c.expected_fee is not null`;

/** Decisions that expected something to be filled at once and whose taking parts have ended; a venue is asked for by decisions that went nowhere else. */
export const filledFacts = ({ keys }: Within) => `
select case when cardinality(d.venue_ids) = 1 then d.venue_ids[1] end as venue_id, ${OWN_ORDER}, 'ROUTED' as source, d.created_at as at,
  least(greatest(d.expected_fill_rate, 0), 1) as expected, least(coalesce(x.quantity, 0) / d.routed_quantity, 1) as realised
from routing_decisions d join orders o on o.id = d.order_pk join instruments i on i.instrument_id = o.instrument_id
left join lateral (select sum(c.filled_quantity) as quantity, bool_and(c.done_at is not null) as is_done from child_orders c
  where c.order_pk = d.order_pk and c.decision_id = d.id and c.order_kind not in ('POST', 'MID_PEG')) x on true
where x.is_done is not false and (${keys('d.id')}) and d.expected_fill_rate is not null and d.routed_quantity > 0 and not o.route_only`;
