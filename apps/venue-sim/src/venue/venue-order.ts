import type { MoneyE8 } from '@fairlead/core/money/units';
import type { ChildState } from '@fairlead/core/order/child-state';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';
import type { NewOrder } from './admission.ts';
import type { FillWords } from './fill-words.ts';

/** One execution as the venue keeps it. */
export interface VenueExecution {
  readonly executionId: string;
  readonly quantity: number;
  readonly price: number;
  readonly flag: LiquidityFlag;
  readonly timeUs: number;
  /** The same by the venue's own clock, which may have been off. */
  readonly venueTimeUs: number;
  /** What it costs, in 10^-8 of the instrument's currency, whether the venue says so or not. */
  readonly feeE8: MoneyE8;
  /** What the venue says with it. */
  readonly words: FillWords;
}

/** The best prices that a venue showed of an instrument, 0 where it showed none, and since when. */
export interface BestShown {
  readonly bid: number;
  readonly ask: number;
  readonly sinceUs: number;
}

/** What an order is to be worked by, and how many changes of it were heard of. */
export interface OrderTerms {
  readonly revision: number;
  readonly quantity: number;
  readonly limit_price: number;
}

/** What an order is made of. */
export interface VenueOrderParts {
  readonly entered: NewOrder;
  /** The venue's own id of it. */
  readonly venueOrderId: string;
  readonly sessionId: string;
  readonly receivedUs: number;
  readonly shown: BestShown | null;
}

/** An order as the venue knows it: what a status request is answered from. */
export class VenueOrder {
  /** As it came, whatever it was replaced to since. */
  readonly entered: NewOrder;
  readonly venueOrderId: string;
  executions: readonly VenueExecution[] = [];
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
  #quantity: number;
  #limit: number;
  #filled = 0;
  /** What was executed and taken back: it does not work again. */
  #busted = 0;
  #terms: OrderTerms;
  #ended: 'CANCELED' | 'REJECTED' | null = null;

  constructor(parts: VenueOrderParts) {
    this.entered = parts.entered;
    this.venueOrderId = parts.venueOrderId;
    this.#quantity = parts.entered.quantity;
    this.#limit = parts.entered.limit_price;
    this.#terms = { revision: 0, quantity: parts.entered.quantity, limit_price: parts.entered.limit_price };
    this.sessionId = parts.sessionId;
    this.receivedUs = parts.receivedUs;
    this.shown = parts.shown;
  }

  get childId(): string {
    return this.entered.child_id;
  }

  get instrumentId(): string {
    return this.entered.instrument_id;
  }

  /** As it was last asked for, and the latest change that was heard of. */
  get terms(): OrderTerms {
    return this.#terms;
  }

  get quantity(): number {
    return this.#quantity;
  }

  get limit(): number {
    return this.#limit;
  }

  get filledQuantity(): number {
    return this.#filled;
  }

  /** What is not filled, whether it still works or not. */
  get leaves(): number {
    return this.quantity - this.#filled;
  }

  /** What can still be executed while it has not ended. */
  get open(): number {
    return this.leaves - this.#busted;
  }

  /** True where all of it was executed, and some of that taken back: nobody has said yet that it has ended. */
  get isUsedUp(): boolean {
    return this.#ended === null && this.#busted > 0 && this.open === 0;
  }

  get state(): ChildState {
    if (this.#ended === 'REJECTED') return 'REJECTED';
    if (this.#filled === this.quantity) return 'FILLED';
    if (this.isOver) return 'CANCELED';
    return this.#filled > 0 ? 'PARTIALLY_FILLED' : 'ACKED';
  }

  /** True where nothing more can happen to it. */
  get isOver(): boolean {
    return this.#ended !== null || this.open === 0;
  }

  /** Books an execution. Throws where it would fill more than was ordered. */
  fill(execution: VenueExecution): void {
    if (execution.quantity > this.leaves) throw new Error(`invariant broken: overfill of ${this.childId}`);
    this.executions = [...this.executions, execution];
    this.#filled += execution.quantity;
  }

  /** Takes an execution back; what it gives back does not work again. */
  bust({ executionId }: VenueExecution): void {
    this.#becomes(executionId, []);
  }

  /** Books an execution as it is now: of another price or fee, or of another quantity, which is no larger one. */
  correct(execution: VenueExecution): void {
    this.#becomes(execution.executionId, [execution]);
  }

  #becomes(executionId: string, by: readonly VenueExecution[]): void {
    this.executions = this.executions.flatMap((each) => (each.executionId === executionId ? by : [each]));
    const filled = this.executions.reduce((sum, each) => sum + each.quantity, 0);
    this.#busted += this.#filled - filled;
    this.#filled = filled;
  }

  /** Works on by other terms. The quantity counts what was executed of it. */
  replace(terms: OrderTerms): void {
    this.#terms = terms;
    this.#quantity = terms.quantity + this.#busted;
    this.#limit = terms.limit_price;
  }

  /** Has heard of a change, and works on as it was. */
  refuseReplace(revision: number): void {
    this.#terms = { ...this.#terms, revision };
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
