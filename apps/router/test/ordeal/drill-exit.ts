import type { VenueGateway } from '../../src/ports.ts';

type Sent = Parameters<VenueGateway['send']>;

/** How a router's own sending goes wrong in a drill. */
export type DrillFault =
  /** Everything is sent twice. */
  | 'DUPLICATE_SENDS'
  /** Half of the program says quantities in lots of a hundred: what leaves is not what was decided. */
  | 'VERSION_SKEW'
  /** What has left is told as not sent, so that its order sends it again and again. */
  | 'RUNAWAY_CHILDREN';

/** Stands between the desk and the guard, and breaks what passes while it is told to. */
export class DrillExit implements VenueGateway {
  fault: DrillFault | null = null;
  /** When the first broken child was handed over, in milliseconds of the process. */
  begunMs: number | null = null;
  /** When a halt was in force after one was. */
  haltedMs: number | null = null;
  readonly #gateway: VenueGateway;
  readonly #isHalted: () => boolean;

  constructor(gateway: VenueGateway, isHalted: () => boolean) {
    this.#gateway = gateway;
    this.#isHalted = isHalted;
  }

  begin(fault: DrillFault): void {
    this.fault = fault;
    this.begunMs = null;
    this.haltedMs = null;
  }

  isConnected(venueId: string): boolean {
    return this.#gateway.isConnected(venueId);
  }

  epochOf(venueId: string): string | null {
    return this.#gateway.epochOf(venueId);
  }

  send(...[venueId, message]: Sent): boolean {
    if (message.type !== 'new' || this.fault === null) return this.#gateway.send(venueId, message);
    this.begunMs ??= performance.now();
    const isSent = this.#broken(this.fault, venueId, message);
    if (this.#isHalted()) this.haltedMs ??= performance.now();
    return isSent;
  }

  #broken(fault: DrillFault, venueId: string, message: Extract<Sent[1], { type: 'new' }>): boolean {
    switch (fault) {
      case 'DUPLICATE_SENDS': {
        const isSent = this.#gateway.send(venueId, message);
        this.#gateway.send(venueId, message);
        return isSent;
      }
      case 'VERSION_SKEW':
        return this.#gateway.send(venueId, { ...message, quantity: message.quantity * 100 });
      case 'RUNAWAY_CHILDREN':
        this.#gateway.send(venueId, message);
        return false;
    }
  }
}
