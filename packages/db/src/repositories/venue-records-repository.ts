import type { CircuitState } from '@fairlead/core/venue/circuit-state';
import type { TierVolume } from '@fairlead/core/venue/fees';
import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';

/** A fee schedule as it is stored: decimal texts per unit in currency, parts per million, an ISO date. */
export interface StoredFeeSchedule {
  readonly effective_from: string;
  readonly take_fee: string;
  readonly make_fee: string;
  readonly midpoint_fee: string;
  readonly sub_dollar_take_ppm: number;
  readonly sub_dollar_make_ppm: number;
  readonly take_ppm: number;
  readonly make_ppm: number;
  readonly fixed_fee: string;
  readonly tier_volume: TierVolume;
  readonly tier_currency: string;
  readonly note: string | null;
  /** Ascending by volume. */
  readonly tiers: readonly StoredFeeTier[];
}

/** What a venue charges from a traded volume on: decimal texts, parts per million. */
export interface StoredFeeTier {
  readonly from_volume: string;
  readonly take_fee: string;
  readonly make_fee: string;
  readonly take_ppm: number;
  readonly make_ppm: number;
}

/** A change of a circuit, as the journal tells it; times in microseconds since 1970. */
export interface StoredCircuitEvent {
  readonly id: string;
  readonly from: CircuitState;
  readonly to: CircuitState;
  /** A code of a router of another version may not be known. */
  readonly code: string;
  readonly reason: string;
  readonly until_us: number | null;
  /** Who has done it; null where it was measured. */
  readonly actor: string | null;
  readonly at_us: number;
}

/** What a venue did for the firm on a day (UTC, ISO date), over all symbols. */
export interface VenueDay {
  readonly date: string;
  readonly orders: number;
  readonly fills: number;
  /** From sending to execution, the mean over the fills; null without any. */
  readonly latency_ms: number | null;
}

/** Reads what is written down of one venue beside its orders: what it charges from when, and how its circuit went. */
export class VenueRecordsRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All fee schedules of a venue, the latest first. */
  async feeSchedules(venueId: string): Promise<StoredFeeSchedule[]> {
    return (await this.#database.query<StoredFeeSchedule>(FEES, [venueId])).rows;
  }

  /** The newest changes of a venue's circuit, so many at most, newest first. */
  async circuitEvents(venueId: string, most: number): Promise<StoredCircuitEvent[]> {
    return (await this.#database.query<StoredCircuitEvent>(CIRCUIT, [venueId, most])).rows;
  }

  /** The days from an ISO date on, in order; none for a day on which nothing was sent there. Of the whole firm. */
  async days(venueId: string, from: string): Promise<VenueDay[]> {
    return (await this.#database.query<VenueDay>(DAYS, [venueId, from])).rows;
  }
}

const FEES = `
select f.effective_from::text as effective_from, trim_scale(f.take_fee)::text as take_fee, trim_scale(f.make_fee)::text as make_fee,
  trim_scale(f.midpoint_fee)::text as midpoint_fee, f.sub_dollar_take_ppm, f.sub_dollar_make_ppm, f.take_ppm, f.make_ppm,
  trim_scale(f.fixed_fee)::text as fixed_fee, f.tier_volume, f.tier_currency, f.note, coalesce((
    select json_agg(json_build_object('from_volume', trim_scale(t.from_volume)::text, 'take_fee', trim_scale(t.take_fee)::text,
      'make_fee', trim_scale(t.make_fee)::text, 'take_ppm', t.take_ppm, 'make_ppm', t.make_ppm) order by t.from_volume)
    from venue_fee_tiers t where t.schedule_id = f.id), '[]'::json) as tiers
from venue_fee_schedules f where f.venue_id = $1 order by f.effective_from desc`;

const CIRCUIT = `
select e.id, e.from_state as "from", e.to_state as "to", e.code, e.reason, ${microseconds('e.until_at')} as until_us, e.actor,
  ${microseconds('e.created_at')} as at_us
from circuit_events e where e.venue_id = $1 order by e.created_at desc, e.position desc limit $2`;

const DAYS = `
select p.date::text as date, sum(p.order_count)::int as orders, sum(p.fill_count)::int as fills,
  (sum(p.avg_latency_ms * p.fill_count) / nullif(sum(p.fill_count) filter (where p.avg_latency_ms is not null), 0))::float8 as latency_ms
from venue_performance p where p.venue_id = $1 and p.date >= $2::date group by p.date order by p.date`;
