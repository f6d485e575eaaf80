import type { VenueStatus } from '@fairlead/core/venue/venue';
import { VENUE_STATUSES } from '@fairlead/core/venue/venue';
import type pg from 'pg';
import { oneOf, timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { type AuditRecord, appendAudit } from './audit-repository.ts';

/** The state of one estimator of the router. */
export interface VenueEstimateRow {
  readonly venue_id: string;
  /** Empty for the venue over all its instruments. */
  readonly instrument_id: string;
  /** Numbers of the estimator's own layout. */
  readonly state: readonly number[];
}

/** Keeps what the router knows of venues beyond its own life: its estimators, and what people have said. */
export class VenueMemoryRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Every stored estimate, exactly as it was saved. */
  async estimates(): Promise<VenueEstimateRow[]> {
    const result = await this.#pool.query<VenueEstimateRow>(
      'select venue_id, instrument_id, state from venue_estimates',
    );
    return result.rows;
  }

  /** Saves estimates in place of the earlier ones of the same venue and instrument. JSON keeps every digit of a double. */
  async saveEstimates(rows: readonly VenueEstimateRow[], at_us: number): Promise<void> {
    if (rows.length === 0) return;
    await this.#pool.query(SAVE, [JSON.stringify(rows), at_us]);
  }

  /** What people have said of venues, those of which they have. */
  async saidStatuses(): Promise<{ venue_id: string; status: VenueStatus }[]> {
    const result = await this.#pool.query<{ venue_id: string; said_status: string }>(
      'select venue_id, said_status from venue_configurations where said_status is not null order by venue_id',
    );
    return result.rows.map((row) => ({ venue_id: row.venue_id, status: oneOf(VENUE_STATUSES, row.said_status) }));
  }

  /** Keeps what a person says of a venue (null takes it back) together with the audit entry of it; false where there is no such venue. */
  say(venueId: string, said: VenueStatus | null, audit: Omit<AuditRecord, 'before' | 'after'>): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const before = await client.query<{ said_status: string | null }>(
        'select said_status from venue_configurations where venue_id = $1 for update',
        [venueId],
      );
      const [venue] = before.rows;
      if (venue === undefined) return false;
      await client.query('update venue_configurations set said_status = $2, updated_at = now() where venue_id = $1', [
        venueId,
        said,
      ]);
      const status = (value: string | null) => JSON.stringify({ said_status: value });
      await appendAudit(client, { ...audit, before: status(venue.said_status), after: status(said) });
      return true;
    });
  }
}

const SAVE = `
insert into venue_estimates as t (venue_id, instrument_id, state, updated_at)
select r.venue_id, r.instrument_id, r.state, ${timestamp('$2')}
from jsonb_to_recordset($1::jsonb) as r(venue_id text, instrument_id text, state jsonb)
on conflict (venue_id, instrument_id) do update set state = excluded.state, updated_at = excluded.updated_at`;
