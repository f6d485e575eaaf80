import type { Database } from '@fairlead/db/pool';

/** The PostgreSQL channel on which news of the journal is announced. */
const EVENTS_CHANNEL = 'fairlead_events';

/**
 * Announces by PostgreSQL NOTIFY how far the journal has come, the sink that needs nothing installed. A notification holds less than 8,000 bytes: a
 * consumer fetches what is new by `GET /api/v1/smart-routing/events?after=` the position that it has read to.
 */
export function notifySink(database: Database): (position: number) => Promise<void> {
  return async (position) => {
    await database.query('select pg_notify($1, $2)', [EVENTS_CHANNEL, JSON.stringify({ position })]);
  };
}
