import type { ChildState } from '@fairlead/core/order/child-state';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';
import type { ChildFill } from './execution-model.ts';

/** One execution as the venue keeps it. */
export interface VenueExecution {
  readonly executionId: string;
  readonly quantity: number;
  readonly price: number;
  readonly flag: LiquidityFlag;
  readonly timeUs: number;
}

/** What an order is made of. */
export interface VenueOrderParts {
  readonly childId: string;
  readonly instrumentId: string;
  readonly quantity: number;
  readonly limit: number;
  readonly sessionId: string;
  readonly receivedUs: number;
}

/** An order as the venue knows it: what a status request is answered from. */
export class VenueOrder {
  readonly childId: string;
  readonly instrumentId: string;
  readonly quantity: number;
  readonly limit: number;
  readonly executions: VenueExecution[] = [];
  /** When the order came, before the venue's latency. */
  readonly receivedUs: number;
  /** When the first cancel came for it; null where none did. */
  cancelReceivedUs: number | null = null;
  /** How often it was sent, of which only the first counts. */
  timesReceived = 1;
  /** The session that gets its reports. */
  sessionId: string;
  #filled = 0;
  #ended: 'CANCELED' | 'REJECTED' | null = null;

  constructor(parts: VenueOrderParts) {
    this.childId = parts.childId;
    this.instrumentId = parts.instrumentId;
    this.quantity = parts.quantity;
    this.limit = parts.limit;
    this.sessionId = parts.sessionId;
    this.receivedUs = parts.receivedUs;
  }

  get filledQuantity(): number {
    return this.#filled;
  }

  /** What is not filled, whether it still works or not. */
  get leaves(): number {
    return this.quantity - this.#filled;
  }

  get state(): ChildState {
    if (this.#ended === 'REJECTED') return 'REJECTED';
    if (this.#filled === this.quantity) return 'FILLED';
    if (this.#ended === 'CANCELED') return 'CANCELED';
    return this.#filled > 0 ? 'PARTIALLY_FILLED' : 'ACKED';
  }

  /** True where nothing more can happen to it. */
  get isOver(): boolean {
    return this.#ended !== null || this.#filled === this.quantity;
  }

  /** Books an execution. Throws where it would fill more than was ordered. */
  fill(executionId: string, fill: ChildFill, timeUs: number): VenueExecution {
    if (fill.quantity > this.leaves) throw new Error(`invariant broken: overfill of ${this.childId}`);
    const execution = { executionId, quantity: fill.quantity, price: fill.price, flag: fill.flag, timeUs };
    this.executions.push(execution);
    this.#filled += fill.quantity;
    return execution;
  }

  /** Ends it with what is filled so far. */
  end(how: 'CANCELED' | 'REJECTED'): void {
    this.#ended = how;
  }
}
