import type { CircuitState } from '@fairlead/core/venue/circuit-state';
import type { VenueStatus, VenueType } from '@fairlead/core/venue/venue';
import type { Database } from '../pool.ts';
import { timestamp } from '../row-reading.ts';
import { firstUuidV7 } from './uuid-range.ts';

/** A span of time, from included, to excluded, in whole microseconds since 1970. */
export interface TimeWindow {
  readonly from_us: number;
  readonly to_us: number;
}

/** What the taking children of one venue in one instrument came to that ended in a window. */
export interface TakingStatistics {
  readonly venue_id: string;
  readonly instrument_id: string;
  readonly children: number;
  /** Each child counts the share of it that was filled. */
  readonly filled_children: number;
  /** Average filled quantity of a child, in the instrument's unit. */
  readonly mean_filled: number;
  /** Median time from sending to acknowledgement in microseconds; null where no child was acknowledged. */
  readonly latency_us: number | null;
  /** How far the mid had moved against the order from arrival to fill, by quantity, in basis points; null without fills or mids. */
  readonly impact_bps: number | null;
}

/** What a venue is set to, and how its circuit stood, at the end of a window. */
export interface VenueSetting {
  readonly venue_id: string;
  readonly enabled: boolean;
  readonly venue_type: VenueType;
  readonly typical_latency_us: number;
  /** What was learned of it over all instruments, as it is stored; null where nothing was. */
  readonly estimate: readonly number[] | null;
  /** Per unit in currency, decimal text; null where the venue has no fee schedule yet. */
  readonly take_fee: string | null;
  readonly circuit: CircuitState;
}

/** One row of venue_quality_ts. Scores and rates are 0 to 1. */
export interface VenueQualityRow {
  readonly timestamp_us: number;
  readonly venue_id: string;
  readonly instrument_id: string;
  readonly liquidity_score: number;
  readonly speed_score: number;
  readonly cost_score: number;
  readonly fill_rate: number;
  readonly market_impact_score: number;
  readonly status: VenueStatus;
  /** JOURNAL: computed from the children of the window that begins at the time; ROUTER: what the router believed at that time. */
  readonly source: 'JOURNAL' | 'ROUTER';
  /** The child orders behind it. */
  readonly observations: number;
}

/** The last known status of a venue in an instrument. */
export type KnownStatus = Pick<VenueQualityRow, 'venue_id' | 'instrument_id' | 'status'>;

const HOUR_US = 3_600_000_000;
/** A taking child ends within seconds; one that was in doubt for longer than this teaches nothing of the window it ended in. */
const LIFETIME_US_MAX = HOUR_US;

/** Reads what the quality of venues is computed from, writes what was computed, and looks after the partitions it lives in. */
export class QualityRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The taking children that were sent and ended in the window, by venue and instrument, in that order. */
  async takingStatistics(window: TimeWindow): Promise<TakingStatistics[]> {
    const result = await this.#database.query<TakingStatistics>(TAKING_STATISTICS, [
      window.from_us,
      window.to_us,
      firstUuidV7(window.from_us - LIFETIME_US_MAX),
      firstUuidV7(window.to_us),
    ]);
    return result.rows;
  }

  /** Every venue as set now, with the fee and the circuit in force at a time. */
  async venueSettings(at_us: number): Promise<VenueSetting[]> {
    const result = await this.#database.query<VenueSetting>(VENUE_SETTINGS, [at_us]);
    return result.rows;
  }

  /** The newest status computed of each venue and instrument in the hour before a time. */
  async statusesBefore(at_us: number): Promise<KnownStatus[]> {
    const result = await this.#database.query<KnownStatus>(STATUSES_BEFORE, [at_us - HOUR_US, at_us]);
    return result.rows;
  }

  /** Writes rows, replacing those of the same venue, instrument and time that differ; gives how many were new or changed. */
  async writeQuality(rows: readonly VenueQualityRow[]): Promise<number> {
    if (rows.length === 0) return 0;
    const result = await this.#database.query(WRITE_QUALITY, [
      rows.map((row) => row.timestamp_us),
      rows.map((row) => row.venue_id),
      rows.map((row) => row.instrument_id),
      rows.map((row) => row.liquidity_score),
      rows.map((row) => row.speed_score),
      rows.map((row) => row.cost_score),
      rows.map((row) => row.fill_rate),
      rows.map((row) => row.market_impact_score),
      rows.map((row) => row.status),
      rows.map((row) => row.source),
      rows.map((row) => row.observations),
    ]);
    return result.rowCount ?? 0;
  }

  /** Makes the hourly partitions from the hour of a time to so many hours later; gives how many were missing. */
  async ensurePartitions(from_us: number, hoursAhead: number): Promise<number> {
    const result = await this.#database.query<{ made: number }>(
      `select ensure_venue_quality_partitions(${timestamp('$1')}, $2) as made`,
      [from_us, hoursAhead],
    );
    return result.rows[0]?.made ?? 0;
  }

  /** Drops the hourly partitions that ended before a time; gives how many. */
  async dropPartitions(before_us: number): Promise<number> {
    let total = 0;
    // The database drops some at a time, because it holds a lock for each until the end of the statement.
    for (;;) {
      const sql = `select drop_venue_quality_partitions(${timestamp('$1')}) as dropped`;
      const result = await this.#database.query<{ dropped: number }>(sql, [before_us]);
      const dropped = result.rows[0]?.dropped ?? 0;
      if (dropped === 0) return total;
      total += dropped;
    }
  }
}

const TAKING_STATISTICS = `
with ended as (
  select c.id, c.order_pk, c.venue_id, c.quantity, c.filled_quantity, c.acked_at - c.sent_at as round_trip,
    o.instrument_id, o.arrival_mid, case o.side when 'BUY' then 1 else -1 end as sign
  from child_orders c join orders o on o.id = c.order_pk
  where c.id >= $3::uuid and c.id < $4::uuid
    and c.done_at >= ${timestamp('$1')} and c.done_at < ${timestamp('$2')} and c.sent_at is not null and c.order_kind not in ('POST', 'MID_PEG')
), moved as (
  select c.id, sum(e.quantity) as quantity,
    sum(e.quantity * c.sign * (e.mid - c.arrival_mid) / c.arrival_mid * 10000) as quantity_bps
  from ended c join executions e on e.order_pk = c.order_pk and e.child_id = c.id
  where e.mid is not null and c.arrival_mid is not null
  group by c.id
)
select c.venue_id, c.instrument_id, count(*)::int as children,
  sum(c.filled_quantity / c.quantity)::float8 as filled_children,
  avg(c.filled_quantity)::float8 as mean_filled,
  percentile_cont(0.5) within group (order by (extract(epoch from c.round_trip) * 1000000)::float8) as latency_us,
  (sum(m.quantity_bps) / sum(m.quantity))::float8 as impact_bps
from ended c left join moved m on m.id = c.id
group by c.venue_id, c.instrument_id
order by c.venue_id, c.instrument_id`;

const VENUE_SETTINGS = `
select v.venue_id, v.enabled and v.said_status is distinct from 'RESTRICTED' as enabled, v.venue_type, v.typical_latency_us, e.state as estimate, f.take_fee::text as take_fee, coalesce(s.to_state, 'CLOSED') as circuit
from venue_configurations v
left join venue_estimates e on e.venue_id = v.venue_id and e.instrument_id = ''
left join lateral (
  select take_fee from venue_fee_schedules where venue_id = v.venue_id and effective_from <= (${timestamp('$1')} at time zone 'UTC')::date
  order by effective_from desc limit 1
) f on true
left join lateral (
  select to_state from circuit_events where venue_id = v.venue_id and created_at < ${timestamp('$1')}
  order by created_at desc, id desc limit 1
) s on true
order by v.venue_id`;

const STATUSES_BEFORE = `
select distinct on (venue_id, instrument_id) venue_id, instrument_id, status
from venue_quality_ts where source = 'JOURNAL' and "timestamp" >= ${timestamp('$1')} and "timestamp" < ${timestamp('$2')}
order by venue_id, instrument_id, "timestamp" desc`;

const WRITE_QUALITY = `
insert into venue_quality_ts as t ("timestamp", venue_id, instrument_id, liquidity_score, speed_score, cost_score, fill_rate,
  market_impact_score, status, source, observations)
select to_timestamp(at_us / 1000000), venue_id, instrument_id, liquidity, speed, cost, fill_rate, impact, status, source, observations
from unnest($1::float8[], $2::text[], $3::text[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[], $9::text[],
  $10::text[], $11::float8[])
  as r(at_us, venue_id, instrument_id, liquidity, speed, cost, fill_rate, impact, status, source, observations)
on conflict (venue_id, instrument_id, "timestamp") do update set
  liquidity_score = excluded.liquidity_score, speed_score = excluded.speed_score, cost_score = excluded.cost_score,
  fill_rate = excluded.fill_rate, market_impact_score = excluded.market_impact_score, status = excluded.status,
  source = excluded.source, observations = excluded.observations
where (t.liquidity_score, t.speed_score, t.cost_score, t.fill_rate, t.market_impact_score, t.status, t.source, t.observations)
  is distinct from (excluded.liquidity_score, excluded.speed_score, excluded.cost_score, excluded.fill_rate,
    excluded.market_impact_score, excluded.status, excluded.source, excluded.observations)`;
