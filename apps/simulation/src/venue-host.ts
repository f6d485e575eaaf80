import type { Clock, Timer } from '@fairlead/venue-sim/clock';
import { fault } from '@fairlead/venue-sim/faults/fault';
import type { Random } from '@fairlead/venue-sim/random';
import { VenueServer } from '@fairlead/venue-sim/session/venue-server';
import { Simulator } from '@fairlead/venue-sim/simulator';
import type { VenueOrder } from '@fairlead/venue-sim/venue/venue-order';
import type { Catalogue } from './simulated-store.ts';
import type { VirtualTime } from './virtual-time.ts';

/** An order as its venue holds it. */
export interface BookedOrder {
  readonly venueId: string;
  readonly order: VenueOrder;
  /** The process of the venues that had it has gone, and the next one knows nothing of it. */
  readonly isForgotten: boolean;
}

const NO_TIMER: Timer = { cancel: () => {} };

/** The process of the simulated venues, with those of before: the books of all of them stay, for who wants to know what has truly happened. */
export class VenueHost {
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #catalogue: Catalogue;
  readonly #quotesPerSecond: number;
  readonly #past: Simulator[] = [];
  #now: { readonly simulator: Simulator; readonly server: VenueServer; readonly clock: HostClock } | null = null;
  #lives = 0;

  constructor(parts: {
    readonly time: VirtualTime;
    readonly random: Random;
    readonly catalogue: Catalogue;
    readonly quotesPerSecond: number;
  }) {
    this.#time = parts.time;
    this.#random = parts.random;
    this.#catalogue = parts.catalogue;
    this.#quotesPerSecond = parts.quotesPerSecond;
  }

  /** Null while it is down. */
  get server(): VenueServer | null {
    return this.#now?.server ?? null;
  }

  /** Starts it where it is down. */
  start(): void {
    if (this.#now !== null) return;
    this.#lives += 1;
    const clock = new HostClock(this.#time);
    const simulator = new Simulator({
      ...this.#catalogue,
      clock,
      random: this.#random.fork(`life ${this.#lives}`),
      quotesPerSecond: this.#quotesPerSecond,
      speed: 1,
      sources: new Map(),
    });
    const server = new VenueServer(simulator.venues, clock);
    server.beat();
    simulator.driver.start();
    this.#now = { simulator, server, clock };
  }

  /** `kill -9`: with it goes all that its venues know. */
  kill(): void {
    if (this.#now === null) return;
    this.#now.clock.stop();
    this.#past.push(this.#now.simulator);
    this.#now = null;
  }

  /** Gives a venue a fault, whose settings are read as the control port reads them. */
  setFault(venueId: string, wish: { readonly kind: string; readonly [setting: string]: unknown }): void {
    this.#now?.simulator.venues.get(venueId)?.venue.faults.set(fault.parse(wish));
  }

  /** Heals every venue. */
  heal(): void {
    for (const { venue } of this.#now?.simulator.venues.values() ?? []) venue.faults.replace([]);
  }

  /** Every order that any venue has ever had. */
  orders(): Map<string, BookedOrder> {
    const found = new Map<string, BookedOrder>();
    for (const simulator of this.#past) collect(simulator, true, found);
    if (this.#now !== null) collect(this.#now.simulator, false, found);
    return found;
  }

  orderOf(venueId: string, childId: string): VenueOrder | undefined {
    const orders = this.#now?.simulator.venues.get(venueId)?.venue.orders ?? [];
    for (const order of orders) if (order.childId === childId) return order;
    return undefined;
  }
}

function collect(simulator: Simulator, isForgotten: boolean, into: Map<string, BookedOrder>): void {
  for (const [venueId, { venue }] of simulator.venues) {
    for (const order of venue.orders) into.set(order.childId, { venueId, order, isForgotten });
  }
}

/** The time of one process: nothing of it happens once it has gone. */
class HostClock implements Clock {
  readonly #time: VirtualTime;
  #isStopped = false;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  nowUs(): number {
    return this.#time.nowUs();
  }

  after(delayUs: number, task: () => void): Timer {
    return this.at(this.#time.nowUs() + Math.max(0, Math.round(delayUs)), task);
  }

  at(timeUs: number, task: () => void): Timer {
    if (this.#isStopped) return NO_TIMER;
    return this.#time.at(timeUs, () => {
      if (!this.#isStopped) task();
    });
  }

  afterRoughly(delayUs: number, task: () => void): Timer {
    return this.after(delayUs, task);
  }

  stop(): void {
    this.#isStopped = true;
  }
}
