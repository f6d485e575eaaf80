import type { VenueStatus } from '@fairlead/core/venue/venue';
import { VENUE_STATUSES } from '@fairlead/core/venue/venue';
import type pg from 'pg';
import { microseconds, oneOf, timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { type AuditRecord, appendAudit, auditEntryOf } from './audit-repository.ts';

/** The state of one estimator of the router. */
export interface VenueEstimateRow {
  readonly venue_id: string;
  /** Empty for the venue over all its instruments. */
  readonly instrument_id: string;
  /** Numbers of the estimator's own layout. */
  readonly state: readonly number[];
}

/** What a person has said of a venue, why and when (microseconds since 1970); null in what was said before that was kept. */
export interface SaidStatus {
  readonly venueId: string;
  readonly status: VenueStatus;
  readonly reason: string | null;
  readonly actor: string | null;
  readonly atUs: number | null;
}

/** What a person says of a venue, null to take it back; and who it is, by name. */
export interface VenueWord {
  readonly status: VenueStatus | null;
  readonly by: string;
}

/** What has become of what a person says. SAID_BEFORE: by the same act, of this status or of another one. */
export type Saying =
  | { readonly kind: 'SAID' | 'NO_SUCH_VENUE' }
  | { readonly kind: 'SAID_BEFORE'; readonly isTheSame: boolean };

/** A fill that came so long after its child had ended. */
export interface LateFillRow {
  readonly venue_id: string;
  readonly late_us: number;
  readonly at_us: number;
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
  async saidStatuses(): Promise<SaidStatus[]> {
    const result = await this.#pool.query<SaidStatus>(SAID);
    return result.rows.map((row) => ({ ...row, status: oneOf(VENUE_STATUSES, row.status) }));
  }

  /** The fills since a time (microseconds since 1970) that came after their children had ended, and how long after; the oldest first. */
  async lateFills(since_us: number): Promise<LateFillRow[]> {
    const result = await this.#pool.query<LateFillRow>(LATE_FILLS, [since_us]);
    return result.rows;
  }

  /**
   * Keeps what a person says of a venue (null takes it back), and who by name, together with the audit entry of it. One whose entry is there already was said before, and
   * nothing changes.
   */
  say(venueId: string, word: VenueWord, audit: Omit<AuditRecord, 'before' | 'after'>): Promise<Saying> {
    const { status: said, by } = word;
    return inTransaction(this.#pool, async (client) => {
      const [venue] = (await client.query<{ said_status: string | null }>(LOCKED, [venueId])).rows;
      if (venue === undefined) return { kind: 'NO_SUCH_VENUE' };
      const earlier = await auditEntryOf(client, audit.id);
      if (earlier !== null) return { kind: 'SAID_BEFORE', isTheSame: earlier.after === statusText(said) };
      const { reason, created_at_us: atUs } = audit;
      await client.query(SAY, said === null ? [venueId, null, null, null, null] : [venueId, said, reason, by, atUs]);
      await appendAudit(client, { ...audit, before: statusText(venue.said_status), after: statusText(said) });
      return { kind: 'SAID' };
    });
  }
}

function statusText(said: string | null): string {
  return JSON.stringify({ said_status: said });
}

const SAID = `
select venue_id as "venueId", said_status as status, said_reason as reason, said_by as actor, ${microseconds('said_at')} as "atUs"
from venue_configurations where said_status is not null order by venue_id`;
const LOCKED = 'select said_status from venue_configurations where venue_id = $1 for update';
const SAY = `
update venue_configurations set said_status = $2, said_reason = $3, said_by = $4, said_at = ${timestamp('$5')}, updated_at = now()
where venue_id = $1`;

const SAVE = `
insert into venue_estimates as t (venue_id, instrument_id, state, updated_at)
select r.venue_id, r.instrument_id, r.state, ${timestamp('$2')}
from jsonb_to_recordset($1::jsonb) as r(venue_id text, instrument_id text, state jsonb)
on conflict (venue_id, instrument_id) do update set state = excluded.state, updated_at = excluded.updated_at`;
const LATE_FILLS = `
select e.venue_id, (extract(epoch from e.executed_at - c.done_at) * 1000000)::float8 as late_us, ${microseconds('e.executed_at')} as at_us
from executions e join child_orders c on c.order_pk = e.order_pk and c.id = e.child_id
where e.marks @> '{LATE}' and e.executed_at >= ${timestamp('$1')} and c.done_at is not null
order by e.executed_at`;
