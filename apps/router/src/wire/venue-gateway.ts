import type { ToVenue } from '@fairlead/contracts/venue-protocol';
import type { SessionEvents, VenueGateway } from '../ports.ts';
import { type SessionPorts, VenueSession } from './venue-session.ts';

/** Where the venues are reached. */
export interface GatewaySettings {
  readonly host: string;
  readonly port: number;
  readonly sessionId: string;
}

/** One session for each venue, found by its id. */
export class SocketGateway implements VenueGateway {
  readonly #sessions: ReadonlyMap<string, VenueSession>;

  constructor(venueIds: readonly string[], settings: GatewaySettings, ports: SessionPorts & { events: SessionEvents }) {
    this.#sessions = new Map(
      venueIds.map((venueId) => [venueId, new VenueSession({ venueId, ...settings }, ports.events, ports)]),
    );
  }

  get connectedCount(): number {
    return [...this.#sessions.values()].filter((session) => session.isUp).length;
  }

  open(): void {
    for (const session of this.#sessions.values()) session.open();
  }

  close(): void {
    for (const session of this.#sessions.values()) session.close();
  }

  send(venueId: string, message: Exclude<ToVenue, { type: 'logon' }>): boolean {
    return this.#sessions.get(venueId)?.send(message) ?? false;
  }

  epochOf(venueId: string): string | null {
    return this.#sessions.get(venueId)?.epoch ?? null;
  }

  isConnected(venueId: string): boolean {
    return this.#sessions.get(venueId)?.isUp ?? false;
  }
}
