import { type Price, type Quantity, quantity } from '@fairlead/core/money/units';
import type { Shown } from '../book/book-half.ts';
import { type BookSide, reaches } from '../book/resting-order.ts';
import type { ModelParts } from './book-model.ts';
import type { Display } from './display.ts';
import type { Arrival, CancelReason, Decided, ExecutionModel, Outcome } from './execution-model.ts';
import type { LastLook } from './last-look.ts';

/** What a liquidity provider offers to deal at, and for how long. */
export interface LpQuote {
  readonly bid: Price;
  readonly bidSize: Quantity;
  readonly ask: Price;
  readonly askSize: Quantity;
  /** Microseconds from when it is shown. */
  readonly validForUs: number;
}

/**
 * A liquidity provider: streams two-sided quotes that end by themselves, and looks at an order once more before it deals. The quoted size is
 * set aside while it looks, so that it never owes more than it showed. Source of the practice: FX Global Code, principle 17 (last look), of
 * which this is the asymmetric form: it keeps what moves in its favour.
 */
export class LpModel implements ExecutionModel {
  readonly #parts: ModelParts;
  readonly #look: LastLook;
  #quote: LpQuote | null = null;
  #validUntilUs = 0;
  readonly #left: Record<BookSide, number> = { BID: 0, ASK: 0 };

  constructor(parts: ModelParts, look: LastLook) {
    this.#parts = parts;
    this.#look = look;
  }

  /** Replaces the quote; what was left of the one before is gone with it. */
  stream(quote: LpQuote): void {
    this.#quote = quote;
    this.#validUntilUs = this.#parts.clock.nowUs() + quote.validForUs;
    this.#left.BID = quote.bidSize;
    this.#left.ASK = quote.askSize;
  }

  display(): Display | null {
    if (this.#quote === null) return null;
    return { bid: this.#shown('BID'), ask: this.#shown('ASK'), validUntilUs: this.#validUntilUs };
  }

  hiddenFor(): number {
    return 0;
  }

  execute(arrival: Arrival): Outcome {
    if (this.#quote === null) return ends('NO_QUOTE');
    if (this.#parts.clock.nowUs() > this.#validUntilUs) return { kind: 'REFUSED', code: 'QUOTE_EXPIRED' };
    const { side, timeInForce } = arrival;
    const offered: BookSide = side === 'BID' ? 'ASK' : 'BID';
    const at = offered === 'ASK' ? this.#quote.ask : this.#quote.bid;
    if (!reaches(side, arrival.limit, at)) return ends('OUTSIDE_LIMIT');
    const dealt = Math.min(arrival.quantity, this.#left[offered]);
    if (timeInForce === 'FOK' && dealt < arrival.quantity) return ends('FOK_NOT_FILLABLE');
    if (dealt === 0) return ends('DECLINED');
    if (dealt < arrival.minQuantity) return ends('BELOW_MIN_QUANTITY');
    this.#left[offered] -= dealt;
    const fill = { childId: arrival.childId, quantity: quantity(dealt), price: at, flag: 'TAKE' } as const;
    const deal: Decided = { kind: 'ENDS', fills: [fill], reason: 'IOC_REMAINDER' };
    return this.#held(side, deal);
  }

  cancel(): boolean {
    return false;
  }

  #held(side: BookSide, deal: Decided): Outcome {
    const before = this.#mid();
    const spread = this.#quote === null ? 0 : Math.max(0, this.#quote.ask - this.#quote.bid);
    const decide = (): Decided => {
      const against = (this.#mid() - before) * (side === 'BID' ? 1 : -1);
      const isBeyond = against > spread * this.#look.toleranceOfSpread;
      const probability = isBeyond ? this.#look.beyondProbability : this.#look.withinProbability;
      return this.#parts.random.chance(probability) ? { kind: 'REFUSED', code: 'LAST_LOOK_REJECTED' } : deal;
    };
    return { kind: 'HELD', forUs: this.#look.holdUs, decide };
  }

  /** The middle of the market as everybody sees it, in the instrument's price scale; its own where there is no other. */
  #mid(): number {
    const best = this.#parts.reference.nbbo() ?? this.#quote;
    return best === null ? 0 : (best.bid + best.ask) / 2;
  }

  #shown(side: BookSide): Shown {
    const at = side === 'BID' ? this.#quote?.bid : this.#quote?.ask;
    if (at === undefined) throw new Error('nothing is quoted');
    return { price: at, size: quantity(this.#left[side]) };
  }
}

function ends(reason: CancelReason): Outcome {
  return { kind: 'ENDS', fills: [], reason };
}
