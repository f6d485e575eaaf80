import { isoTime } from '@fairlead/contracts/wire-value';
import type { StoredEntry } from '../../journal/journal-entry.ts';
import { readControl } from '../control-body.ts';
import { messageId, type Said } from './message.ts';

/** A circuit that has changed; null where an entry of no order tells of something else. */
export function circuitSaid({ body, hash }: Pick<StoredEntry, 'body' | 'hash'>): CircuitSaid | null {
  const event = readControl(body);
  if (event.type !== 'CIRCUIT_CHANGED') return null;
  const { atUs, venueId, from, to, code, detail, untilUs, actor } = event;
  const eventId = messageId(hash, 'circuit_state|0');
  const change = {
    ...{ venue_id: venueId, previous_state: from, state: to, code, reason: detail },
    ...{ until: untilUs === null ? null : isoTime(untilUs), actor },
  };
  const payload = { event_id: eventId, timestamp: isoTime(atUs), circuit_state: change };
  return { eventId, atUs, decisionId: null, content: { topic: 'circuit_state', payload } };
}

interface CircuitSaid extends Said {
  readonly content: Extract<Said['content'], { readonly topic: 'circuit_state' }>;
}
