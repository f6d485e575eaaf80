import { ORDER_SIZES } from '@fairlead/rule606/rule605/size-class';
import { onlyImported } from '../import/counted-imports.ts';
import { COMPLETE, IS_COMPLETE, PRINTED } from '../repositories/imported-venues.ts';
import { timestamp } from '../row-reading.ts';
import { isLearnedSoon, tradeTime } from '../trade-time.ts';

/**
 * What venues are compared by: a row an observation with its weight, our own beside imported ones. Held and not held orders alike, in stocks, in US dollars. Values are rounded to
 * 10^-8, so that their sums are exact and the same whatever the order. Parameters: $1 and $2 the quarter's first and last moment, microseconds since 1970, $3 whether of simulated orders.
 */

const SIZE = (worth: string) =>
  `(array[${ORDER_SIZES.map((bound) => `'${bound}'`).join()}])[width_bucket(${worth}, array[${ORDER_SIZES.join()}]::numeric[])]`;
const SIGN = "case o.side when 'BUY' then 1 else -1 end";
const inTime = (column: string) => `${column} >= ${timestamp('$1')} and ${column} < ${timestamp('$2')}`;
/** Keys are made in the moment of booking, in milliseconds. */
const FIRST_KEY = `first_uuid_of(${timestamp('$1')} - interval '1 minute')`;
const KEYS = (column: string) =>
  `${column} >= ${FIRST_KEY} and ${column} < first_uuid_of(${timestamp('$2')} + interval '1 day')`;
const TAKING = "order_kind in ('IOC', 'ISO', 'FOK')";

/** Of an execution that was learned of late the market of its trade and how long it took are not kept: it counts, and is in none of the measures. */
const SOON = (column: string) => `case when ${isLearnedSoon('e')} then ${column} end`;
const OWN_EXECUTED = `
select e.venue_id, o.instrument_id as symbol, o.classification as order_type, ${SIZE('o.quantity * coalesce(o.limit_price, o.arrival_mid)')} as size,
  e.quantity, e.price, e.fee, ${SIGN} as sign, s.mid, case o.side when 'BUY' then s.ask else s.bid end as far, s.markout,
  case when c.${TAKING} then s.latency_us / 1000 end as ms
from executions e join orders o on o.id = e.order_pk join instruments i on i.instrument_id = o.instrument_id
left join child_orders c on c.order_pk = e.order_pk and c.id = e.child_id
left join execution_markouts k on k.execution_id = e.id and k.horizon = '1m'
cross join lateral (select ${SOON('e.mid')} as mid, ${SOON('e.nbbo_bid')} as bid, ${SOON('e.nbbo_ask')} as ask, ${SOON('k.bps')} as markout,
  ${SOON('e.latency_us')} as latency_us) s
where e.id >= ${FIRST_KEY} and ${inTime(tradeTime('e'))} and i.asset_class = 'EQUITY' and i.currency = 'USD' and o.simulated = $3`;

const IMPORTED_EXECUTED = `
select n.venue_id, o.symbol, o.classification, ${SIZE('o.quantity * coalesce(o.limit_price, (o.nbbo_bid + o.nbbo_ask) / 2)')}, e.quantity, e.price,
  e.fee_usd - e.rebate_usd, ${SIGN}, (e.nbbo_bid + e.nbbo_ask) / 2,
  case when e.nbbo_bid is not null and e.nbbo_ask is not null then case o.side when 'BUY' then e.nbbo_ask else e.nbbo_bid end end,
  -(${SIGN}) * (e.mid_1min - (e.nbbo_bid + e.nbbo_ask) / 2) / ((e.nbbo_bid + e.nbbo_ask) / 2) * 10000,
  case when r.ioc then extract(epoch from e.executed_at - r.sent_at) * 1000 end
from imported_executions e join imported_routes r on r.id = e.route_pk join imported_orders o on o.id = e.order_pk
  join printed n on n.venue = r.venue and n.mic is not distinct from r.mic
where not $3::boolean and ${inTime('e.executed_at')} and e.${IS_COMPLETE} and o.security_class = 'NMS_STOCK' and r.routing_firm is null and ${onlyImported('o')}`;

const EXECUTED = `executed as (${OWN_EXECUTED} union all ${IMPORTED_EXECUTED})`;

/** What was to be executed at once and has ended, with what part of it was. */
const SENT = `sent as (
select c.venue_id, o.instrument_id as symbol, o.classification as order_type, ${SIZE('o.quantity * coalesce(o.limit_price, o.arrival_mid)')} as size,
  least(c.filled_quantity / c.quantity, 1) * 100 as filled
from child_orders c join orders o on o.id = c.order_pk join instruments i on i.instrument_id = o.instrument_id
where ${KEYS('c.id')} and ${inTime('c.sent_at')} and c.${TAKING} and c.state in ('FILLED', 'CANCELED', 'EXPIRED')
  and i.asset_class = 'EQUITY' and i.currency = 'USD' and o.simulated = $3
union all
select n.venue_id, o.symbol, o.classification, ${SIZE('o.quantity * coalesce(o.limit_price, (o.nbbo_bid + o.nbbo_ask) / 2)')}, least(coalesce(x.quantity, 0) / r.quantity, 1) * 100
from imported_routes r join imported_orders o on o.id = r.order_pk join printed n on n.venue = r.venue and n.mic is not distinct from r.mic
left join lateral (select sum(e.quantity) as quantity from imported_executions e where e.route_pk = r.id and e.${IS_COMPLETE}) x on true
where not $3::boolean and ${inTime('r.sent_at')} and r.ioc and r.${IS_COMPLETE} and o.security_class = 'NMS_STOCK' and r.routing_firm is null
  and ${onlyImported('o')}
)`;

/** Notional weighs what is a part of a price; a routed order and an execution weigh one where it is time or fill. */
const OBSERVED = `observed as (
select e.venue_id, e.symbol, e.order_type, e.size, m.measure, m.w, round(m.x::numeric, 8) as x from executed e
cross join lateral (values
  ('COST', round(e.quantity * e.mid, 2), (e.sign * (e.price - e.mid) * e.quantity + e.fee) / nullif(e.mid * e.quantity, 0) * 10000),
  ('EFFECTIVE_SPREAD', round(e.quantity * e.mid, 2), e.sign * (e.price - e.mid) / nullif(e.mid, 0) * 20000),
  ('IMPROVEMENT', round(e.quantity * e.mid, 2), e.sign * (e.far - e.price) / nullif(e.mid, 0) * 10000),
  ('MARKOUT', round(e.quantity * e.mid, 2), e.markout),
  ('TIME', 1, e.ms::numeric)) m(measure, w, x)
where m.x is not null and m.w > 0
union all
select s.venue_id, s.symbol, s.order_type, s.size, 'FILL', 1, round(s.filled, 8) from sent s
)`;

const WITH = `with ${COMPLETE}, ${PRINTED}, ${EXECUTED}, ${SENT}, ${OBSERVED}`;

/** Sums by venue and measure, over orders of a type and size, and over orders of a type in a security. */
export const FACTS = `${WITH}
select case when grouping(o.symbol) = 1 then 'SIZE' else 'SECURITY' end as level, o.order_type as "orderType", coalesce(o.symbol, o.size, '') as "of",
  o.venue_id as "venueId", o.measure, count(*)::float8 as n, sum(o.w)::float8 as w, sum(o.w * o.x)::float8 as wx, sum(o.w * o.w)::float8 as w2,
  sum(o.w * o.w * o.x)::float8 as w2x, sum(o.w * o.w * o.x * o.x)::float8 as w2x2
from observed o
group by grouping sets ((o.order_type, o.size, o.venue_id, o.measure), (o.order_type, o.symbol, o.venue_id, o.measure))
order by 1, 2, 3, 5, 4`;

export const VENUES = `with ${COMPLETE}, ${PRINTED}, ${EXECUTED}
select e.venue_id as "venueId", coalesce(c.venue_name, (select min(p.venue) from printed p where p.venue_id = e.venue_id), e.venue_id) as name, count(*)::float8 as executions, trim_scale(sum(e.quantity))::text as shares,
  trim_scale(round(sum(e.quantity * e.price), 2))::text as "notionalUsd"
from executed e left join venue_configurations c on c.venue_id = e.venue_id
group by e.venue_id, c.venue_name order by e.venue_id`;

const DAY = (column: string) => `(${column} at time zone 'America/New_York')::date::text`;

/** What was done about where orders go: rules, venues stopped and released, circuits by hand, what venues pay and charge. */
export const ACTS = `
select day, what, subject, "by", reason from (
  select ${DAY('v.activated_at')} as day, 'RULES_ACTIVATED' as what, 'version ' || v.version as subject, v.author_name as "by", v.reason, v.activated_at as at
  from routing_rule_versions v where ${inTime('v.activated_at')}
  union all
  select ${DAY('h.created_at')}, 'VENUE_STOPPED', h.venue_id, h.actor, h.reason, h.created_at from halts h where h.venue_id is not null and ${inTime('h.created_at')}
  union all
  select ${DAY('h.released_at')}, 'VENUE_RELEASED', h.venue_id, h.released_by, coalesce(h.release_reason, ''), h.released_at
  from halts h where h.venue_id is not null and ${inTime('h.released_at')}
  union all
  select ${DAY('c.created_at')}, 'CIRCUIT_FORCED', c.venue_id || ' ' || c.to_state, c.actor, c.reason, c.created_at
  from circuit_events c where c.actor is not null and ${inTime('c.created_at')}
  union all
  select t.effective_from::text, 'PAYMENT_TERMS', t.venue_id, t.author_name, t.source, t.effective_from::timestamptz
  from venue_payment_terms t where t.effective_from >= ${DAY(timestamp('$1'))}::date and t.effective_from < ${DAY(timestamp('$2'))}::date
  union all
  select f.effective_from::text, 'FEES', f.venue_id, null, 'schedule of fees', f.effective_from::timestamptz
  from venue_fee_schedules f where f.effective_from >= ${DAY(timestamp('$1'))}::date and f.effective_from < ${DAY(timestamp('$2'))}::date
) a where $3::boolean is not null order by day, what, subject, at`;
