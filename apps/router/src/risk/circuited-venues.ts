import type { VenueCircuit } from '../market-data/venue-circuit.ts';
import type { VenueRoom } from '../market-data/venue-room.ts';
import type { Clock, VenueGateway } from '../ports.ts';

/** What the gate asks. */
export interface CircuitGate {
  readonly market: {
    health(venueId: string): { readonly circuit: VenueCircuit; readonly room: VenueRoom } | undefined;
  };
  readonly clock: Clock;
}

interface Sessions extends VenueGateway {
  readonly connectedCount: number;
  open(): void;
  close(): void;
}

/**
 * Venue sessions over which a new child leaves only where the circuit of its venue lets it: what was planned before it opened stays here, and of those
 * that probe no fourth one leaves. Neither does one for which the venue has no room now. Cancels and questions always pass. That no session took a child is a failure of its venue.
 */
export function circuitedVenues(sessions: Sessions, { market, clock }: CircuitGate): Sessions {
  const send: VenueGateway['send'] = (venueId, message) => {
    const health = message.type === 'new' ? market.health(venueId) : undefined;
    if (message.type !== 'new' || health === undefined) return sessions.send(venueId, message);
    const { child_id: childId } = message;
    const nowUs = clock.nowUs();
    if (!health.circuit.admit(childId, nowUs) || !health.room.admit(childId, nowUs)) return false;
    const isSent = sessions.send(venueId, message);
    if (!isSent) health.circuit.take({ type: 'FAILED', childId, failure: { kind: 'NOT_SENT' } }, nowUs);
    return isSent;
  };
  return {
    get connectedCount() {
      return sessions.connectedCount;
    },
    open: () => sessions.open(),
    close: () => sessions.close(),
    send,
    epochOf: (venueId) => sessions.epochOf(venueId),
    isConnected: (venueId) => sessions.isConnected(venueId),
  };
}
