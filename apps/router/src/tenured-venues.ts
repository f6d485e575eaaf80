import type { VenueSessions } from './adapters.ts';
import type { Tenure } from './recovery/tenure.ts';

/** Venue sessions over which new orders and cancels leave only while this router acts. Questions change nothing and always do. */
export function tenuredVenues(sessions: VenueSessions, tenure: Pick<Tenure, 'mayAct'>): VenueSessions {
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
