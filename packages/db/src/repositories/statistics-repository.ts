import type { Database } from '../pool.ts';
import type { Visibility } from './order-repository.ts';
import {
  type PerformanceRow,
  type RoutingPerformance,
  routingPerformance,
  type VenueRow,
  type VenueStatistics,
  venueStatistics,
} from './statistics-rows.ts';
import { firstUuidV7 } from './uuid-range.ts';

/** Whose orders, in what, and from when (included) to when (excluded) in microseconds since 1970. */
export interface StatisticsFilter {
  readonly clientId: Visibility;
  readonly instrumentId: string | null;
  readonly from_us: number;
  readonly to_us: number;
}

/** Adds up what orders came to, for reports on routing. Orders and children are found by their ids, which begin with their time. */
export class StatisticsRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Every venue that was sent something, the busiest first, after all of them together. */
  async venues(filter: StatisticsFilter): Promise<VenueStatistics[]> {
    const result = await this.#database.query<VenueRow>(VENUES, parameters(filter));
    return venueStatistics(result.rows);
  }

  /** Every objective that was routed by, after all of them together. Orders that were only decided here count for what they report back. */
  async performance(filter: StatisticsFilter): Promise<RoutingPerformance[]> {
    const result = await this.#database.query<PerformanceRow>(PERFORMANCE, parameters(filter));
    return routingPerformance(result.rows);
  }
}

function parameters({ clientId, instrumentId, from_us, to_us }: StatisticsFilter): unknown[] {
  return [firstUuidV7(from_us), firstUuidV7(to_us), clientId, instrumentId];
}

/**
 * Shares are not added to coins, nor yen to dollars: counts and times are grouped by venue, money by venue and currency, quantities by venue
 * and unit, each also over all venues.
 */
const VENUES = `
with sent as (
  select c.id, c.order_pk, c.venue_id, c.quantity, c.filled_quantity, c.state, o.arrival_mid,
    case when o.arrival_mid is not null then o.nbbo_ask - o.nbbo_bid end as spread,
    i.currency, i.quantity_unit as unit,
    case o.side when 'BUY' then 1 else -1 end as sign, (extract(epoch from c.acked_at - c.sent_at) * 1000)::float8 as round_trip_ms
  from child_orders c join orders o on o.id = c.order_pk join instruments i on i.instrument_id = o.instrument_id
  where c.id >= $1::uuid and c.id < $2::uuid and c.sent_at is not null
    and ($3::text is null or o.client_id = $3) and ($4::text is null or o.instrument_id = $4)
), traded as (
  select s.id, sum(e.quantity * e.price) as notional, sum(e.fee) as fees, sum(e.quantity * s.arrival_mid) as reference,
    sum(e.quantity * s.sign * (e.price - s.arrival_mid)) as over_mid, sum(e.quantity * s.spread) as quoted,
    sum(e.quantity * s.arrival_mid * e.price_improvement_bps / 10000) as improved,
    sum(e.fee) filter (where s.arrival_mid is not null) as reference_fees
  from sent s join executions e on e.order_pk = s.order_pk and e.child_id = s.id
  group by s.id
)
select s.venue_id, s.currency, s.unit, count(*)::int as orders, (count(*) filter (where s.filled_quantity > 0))::int as filled_orders,
  (count(*) filter (where s.state = 'REJECTED'))::int as rejected_orders,
  trim_scale(sum(s.quantity))::text as quantity, trim_scale(sum(s.filled_quantity))::text as filled_quantity,
  trim_scale(coalesce(sum(t.notional), 0))::text as notional, trim_scale(coalesce(sum(t.fees), 0))::text as fees,
  sum(t.reference)::float8 as reference, sum(t.improved)::float8 as improved, sum(t.over_mid)::float8 as over_mid,
  sum(t.quoted)::float8 as quoted, sum(t.reference_fees)::float8 as reference_fees,
  percentile_cont(0.5) within group (order by s.round_trip_ms) as latency_p50_ms,
  percentile_cont(0.99) within group (order by s.round_trip_ms) as latency_p99_ms
from sent s left join traded t on t.id = s.id
group by grouping sets ((), (s.venue_id), (s.currency), (s.venue_id, s.currency), (s.unit), (s.venue_id, s.unit))
order by s.venue_id is not null, orders desc, s.venue_id`;

/** Costs, expected and realised, are those of the same executed orders over all their waves, weighted by what was executed; within one currency. */
const PERFORMANCE = `
with decided as (
  select o.routing_objective as objective, i.currency, o.quantity, o.filled_quantity, d.expected_fill_rate, d.routing_time_us,
    expected.cost_bps as expected_cost_bps, o.filled_quantity * o.arrival_mid as reference,
    case o.side when 'BUY' then 1 else -1 end * (o.notional - o.filled_quantity * o.arrival_mid) + o.total_fees as paid
  from orders o join routing_decisions d on d.order_pk = o.id and d.wave = 1 join instruments i on i.instrument_id = o.instrument_id
    left join lateral (
      select sum(w.expected_cost_bps * c.filled_quantity) / nullif(sum(c.filled_quantity), 0) as cost_bps
      from child_orders c join routing_decisions w on w.id = c.decision_id
      where c.order_pk = o.id and w.expected_cost_bps is not null
    ) expected on true
  where o.id >= $1::uuid and o.id < $2::uuid
    and ($3::text is null or o.client_id = $3) and ($4::text is null or o.instrument_id = $4)
)
select objective, currency, count(*)::int as orders, avg(filled_quantity / quantity)::float8 as fill_rate,
  avg(expected_fill_rate)::float8 as expected_fill_rate,
  sum(expected_cost_bps * reference / 10000)::float8 as expected,
  (sum(reference) filter (where expected_cost_bps is not null))::float8 as expected_reference,
  (sum(paid) filter (where reference is not null))::float8 as paid, sum(reference)::float8 as reference,
  percentile_cont(0.5) within group (order by routing_time_us) as routing_time_p50_us,
  percentile_cont(0.99) within group (order by routing_time_us) as routing_time_p99_us
from decided
group by grouping sets ((), (objective), (currency), (objective, currency))
order by objective is not null, objective, currency`;
