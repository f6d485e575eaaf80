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

/** The best prices that a venue showed of an instrument, 0 where it showed none, and since when. */
export interface BestShown {
  readonly bid: number;
  readonly ask: number;
  readonly sinceUs: number;
}

/** What an order is made of. */
export interface VenueOrderParts {
  readonly childId: string;
  readonly instrumentId: string;
  readonly quantity: number;
  readonly limit: number;
  readonly sessionId: string;
  readonly receivedUs: number;
  readonly shown: BestShown | null;
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
  /** What the venue showed then; null where it shows nothing. */
  readonly shown: BestShown | null;
  /** When the first cancel came for it; null where none did. */
  cancelReceivedUs: number | null = null;
  /** How often it was sent, of which only the first counts. */
  timesReceived = 1;
  /** The session that gets its reports. */
  sessionId: string;
  /** When what was left of it was canceled; null where it was not. What executes later is late. */
  canceledUs: number | null = null;
  #filled = 0;
  #ended: 'CANCELED' | 'REJECTED' | null = null;

  constructor(parts: VenueOrderParts) {
    this.childId = parts.childId;
    this.instrumentId = parts.instrumentId;
    this.quantity = parts.quantity;
    this.limit = parts.limit;
    this.sessionId = parts.sessionId;
    this.receivedUs = parts.receivedUs;
    this.shown = parts.shown;
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

  /** Takes what is left of it off the market. */
  cancel(timeUs: number): void {
    this.#ended = 'CANCELED';
    this.canceledUs = timeUs;
  }

  /** Refuses it whole. */
  reject(): void {
    this.#ended = 'REJECTED';
  }
}
