import type { Database } from '@fairlead/db/pool';
import type { OutboxEvent } from './outbox-relay.ts';

/** The PostgreSQL channel on which events are announced. */
const EVENTS_CHANNEL = 'fairlead_events';

/**
 * Announces events by PostgreSQL NOTIFY, the sink that needs nothing installed. A notification holds less than 8,000 bytes, so it names the event
 * (position, id, topic, key); a consumer reads the payload from outbox_events.
 */
export function notifySink(database: Database): (events: readonly OutboxEvent[]) => Promise<void> {
  return async (events) => {
    const texts = events.map(({ position, event_id, topic, key }) =>
      JSON.stringify({ position, event_id, topic, key }),
    );
    await database.query('select pg_notify($1, event) from unnest($2::text[]) as event', [EVENTS_CHANNEL, texts]);
  };
}
