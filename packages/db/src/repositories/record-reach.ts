import type { Database } from '../pool.ts';

/** Tells how far back there is something to report. */
export class RecordReach {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The day of New York, an ISO date, on which the oldest order that is kept was received, ours or imported; null where there is none. */
  async oldestOrderDay(): Promise<string | null> {
    return (await this.#database.query<{ day: string | null }>(OLDEST)).rows[0]?.day ?? null;
  }
}

/**
 * The first key is the oldest order's, for keys are made in the moment of receipt. It may be a simulated one, which is kept for some days only: no real one is
 * older, and nothing has to be gone through to say so.
 */
const OLDEST = `
select (min(at) at time zone 'America/New_York')::date::text as day from (
  (select created_at as at from orders order by id limit 1)
  union all (select received_at from imported_orders where batch_id in (select id from imported_batches where state = 'COMPLETE') order by received_at limit 1)
) o`;
