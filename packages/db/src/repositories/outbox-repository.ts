import type { Database } from '../pool.ts';

/** An event that waits to be published. */
export interface WaitingEvent {
  /** Its place in the order of the outbox: a whole number, as text. */
  readonly position: string;
  readonly event_id: string;
  readonly topic: string;
  readonly key: string;
  /** JSON text, byte for byte as it was written. */
  readonly payload: string;
}

/** The relay's side of the outbox. One relay works at a time; the events of one key are in the order of their writing. */
export class OutboxRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The oldest events that are not published, in order, so many at most. */
  async next(limit: number): Promise<WaitingEvent[]> {
    const result = await this.#database.query<WaitingEvent>(
      `select position::text as position, event_id, topic, key, payload from outbox_events
       where published_at is null order by outbox_events.position limit $1`,
      [limit],
    );
    return result.rows;
  }

  /** How many wait, and since when the oldest does in microseconds since 1970, null where none does. */
  async lag(): Promise<{ waiting: number; oldestUs: number | null }> {
    const result = await this.#database.query<{ waiting: number; oldestUs: number | null }>(
      `select count(*)::int as waiting, (extract(epoch from min(created_at)) * 1000000)::float8 as "oldestUs"
       from outbox_events where published_at is null`,
    );
    return result.rows[0] ?? { waiting: 0, oldestUs: null };
  }

  /** Marks events as published. Those that were already keep their time. */
  async mark(events: readonly Pick<WaitingEvent, 'position'>[]): Promise<void> {
    await this.#database.query(
      'update outbox_events set published_at = now() where position = any ($1::bigint[]) and published_at is null',
      [events.map((event) => event.position)],
    );
  }
}
