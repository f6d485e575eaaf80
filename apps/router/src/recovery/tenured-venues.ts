import type { VenueGateway } from '../ports.ts';
import type { Tenure } from './tenure.ts';

interface Sessions extends VenueGateway {
  readonly connectedCount: number;
  open(): void;
  close(): void;
}

/** Venue sessions over which new orders and cancels leave only while this router acts. Questions change nothing and always do. */
export function tenuredVenues(sessions: Sessions, tenure: Pick<Tenure, 'mayAct'>): Sessions {
  return {
    get connectedCount() {
      return sessions.connectedCount;
    },
    open: () => sessions.open(),
    close: () => sessions.close(),
    send: (venueId, message) => (message.type === 'status' || tenure.mayAct) && sessions.send(venueId, message),
    epochOf: (venueId) => sessions.epochOf(venueId),
    isConnected: (venueId) => sessions.isConnected(venueId),
  };
}
