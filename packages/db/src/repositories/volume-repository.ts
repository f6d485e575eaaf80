import type { Database } from '../pool.ts';
import { timestamp, wholeE8 } from '../row-reading.ts';

/** What the firm has executed at a venue since a time: units of whatever was traded, and their value; each in 10^-8. */
export interface ExecutedVolume {
  readonly venueId: string;
  readonly unitsE8: bigint;
  readonly notionalE8: bigint;
}

/** Reads what fee tiers are counted by. */
export class VolumeRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The executed volume of every venue that has any, from a time in microseconds since 1970 on. */
  async executedSince(from_us: number): Promise<ExecutedVolume[]> {
    const result = await this.#database.query<{ venue_id: string; units: string; notional: string }>(EXECUTED, [
      from_us,
    ]);
    return result.rows.map((row) => ({
      venueId: row.venue_id,
      unitsE8: wholeE8(row.units),
      notionalE8: wholeE8(row.notional),
    }));
  }
}

const EXECUTED = `
select venue_id, sum(quantity)::text as units, round(sum(quantity * price), 8)::text as notional
from executions where executed_at >= ${timestamp('$1')}
group by venue_id order by venue_id`;
