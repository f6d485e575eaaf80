import type { Database } from '../pool.ts';
import { timestamp, wholeE8 } from '../row-reading.ts';

/** What the firm has executed at a venue in one currency: units of whatever was traded, and their value; each in 10^-8. */
export interface ExecutedVolume {
  readonly venueId: string;
  readonly currency: string;
  readonly unitsE8: bigint;
  readonly notionalE8: bigint;
}

/** Reads what fee tiers are counted by. */
export class VolumeRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The executed volume of every venue that has any, by currency, from one time on and before another (microseconds since 1970). */
  async executedBetween(from_us: number, to_us: number): Promise<ExecutedVolume[]> {
    const result = await this.#database.query<{
      venue_id: string;
      currency: string;
      units: string;
      notional: string;
    }>(EXECUTED, [from_us, to_us]);
    return result.rows.map((row) => ({
      venueId: row.venue_id,
      currency: row.currency,
      unitsE8: wholeE8(row.units),
      notionalE8: wholeE8(row.notional),
    }));
  }
}

const EXECUTED = `
select e.venue_id, i.currency, sum(e.quantity)::text as units, round(sum(e.quantity * e.price), 8)::text as notional
from executions e join orders o on o.id = e.order_pk join instruments i on i.instrument_id = o.instrument_id
where e.executed_at >= ${timestamp('$1')} and e.executed_at < ${timestamp('$2')}
group by 1, 2 order by 1, 2`;
