import type { Duplex } from 'node:stream';
import type { VenueServer } from '@fairlead/venue-sim/session/venue-server';
import { SimulatedLine } from './simulated-line.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Who sees what leaves over a connection, and decides whether it does. */
export type Departures = (venueId: string, text: string) => boolean;

const DIAL_US = 200;

/** The connections between the router and the venues. */
export class Network {
  readonly #time: VirtualTime;
  readonly #server: () => VenueServer | null;
  #lines: { readonly owner: object; readonly venueId: string; readonly line: SimulatedLine }[] = [];

  /** `server` is the door of the venues; null while nobody is behind it. */
  constructor(time: VirtualTime, server: () => VenueServer | null) {
    this.#time = time;
    this.#server = server;
  }

  /** Opens a connection of a router for a venue; gives the router's end. */
  dial(owner: object, venueId: string, departures: Departures): Duplex {
    const line = new SimulatedLine(this.#time, (text) => departures(venueId, text));
    this.#lines = [...this.#lines.filter((each) => each.line.isOpen), { owner, venueId, line }];
    this.#time.after(DIAL_US, () => {
      if (!line.isOpen) return;
      const server = this.#server();
      if (server === null) return line.cut();
      server.accept(line.venue);
      line.router.emit('connect');
    });
    return line.router;
  }

  /** Cuts the connections of a venue, or all. */
  cut(venueId: string | null): void {
    for (const each of this.#lines) if (venueId === null || each.venueId === venueId) each.line.cut();
  }

  /** A router has gone: what it has written before still arrives. */
  hangUp(owner: object): void {
    for (const each of this.#lines) if (each.owner === owner) each.line.router.destroy();
  }

  /** Holds back everything to and from a router for so long; in microseconds. */
  stallAll(owner: object, us: number): void {
    for (const each of this.#lines) if (each.owner === owner) each.line.stall(us);
  }

  /** Holds back everything to and from a venue for so long; in microseconds. */
  stall(venueId: string, us: number): void {
    for (const each of this.#lines) if (each.venueId === venueId) each.line.stall(us);
  }
}
