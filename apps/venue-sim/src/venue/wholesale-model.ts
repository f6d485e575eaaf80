import { type Price, price, quantity } from '@fairlead/core/money/units';
import { type BookSide, reaches } from '../book/resting-order.ts';
import type { ModelParts } from './book-model.ts';
import type { Arrival, ExecutionModel, Outcome } from './execution-model.ts';
import { HiddenPool } from './hidden-pool.ts';

/** How often a wholesaler betters the far side, and by at most which part of the spread. */
const IMPROVEMENT_PROBABILITY = 0.6;
const IMPROVEMENT_SPREAD_SHARE = 0.3;

/** A wholesaler: fills at once at the far side of the NBBO or slightly better, up to what it wants to hold. It never rests anything. */
export class WholesaleModel implements ExecutionModel {
  readonly #parts: ModelParts;
  readonly #appetite: Readonly<Record<BookSide, HiddenPool>>;

  constructor(parts: ModelParts) {
    this.#parts = parts;
    const shape = { roundLot: parts.instrument.roundLot, depthScale: parts.depthScale };
    this.#appetite = {
      BID: new HiddenPool(parts.profile, shape, parts.random.fork('appetite-bid')),
      ASK: new HiddenPool(parts.profile, shape, parts.random.fork('appetite-ask')),
    };
  }

  hiddenFor(side: BookSide): number {
    return this.#appetite[side].quantityAt(this.#parts.clock.nowUs());
  }

  execute(arrival: Arrival): Outcome {
    const nbbo = this.#parts.reference.nbbo();
    if (nbbo === null) return ends('NO_QUOTE');
    const far = arrival.side === 'BID' ? nbbo.ask : nbbo.bid;
    if (!reaches(arrival.side, arrival.limit, far)) return ends('OUTSIDE_LIMIT');
    const pool = this.#appetite[arrival.side];
    const wanted = Math.min(arrival.quantity, this.#afterFade(pool.quantityAt(this.#parts.clock.nowUs())));
    if (arrival.timeInForce === 'FOK' && wanted < arrival.quantity) return ends('FOK_NOT_FILLABLE');
    if (wanted === 0) return ends('DECLINED');
    pool.use(wanted);
    const at = this.#improved(arrival.side, far, nbbo.ask - nbbo.bid);
    const fill = { childId: arrival.childId, quantity: quantity(wanted), price: at, flag: 'TAKE' } as const;
    return { kind: 'ENDS', fills: [fill], reason: 'IOC_REMAINDER' };
  }

  display(): null {
    return null;
  }

  cancel(): boolean {
    return false;
  }

  #afterFade(appetite: number): number {
    const { profile, random } = this.#parts;
    if (!random.chance(profile.fadeProbability)) return appetite;
    return random.chance(profile.fadeGoneShare) ? 0 : Math.floor(appetite * random.unit());
  }

  #improved(side: BookSide, far: Price, spread: number): Price {
    const { random } = this.#parts;
    if (spread <= 0 || !random.chance(IMPROVEMENT_PROBABILITY)) return far;
    const better = Math.floor(spread * IMPROVEMENT_SPREAD_SHARE * random.unit());
    return price(side === 'BID' ? far - better : far + better);
  }
}

function ends(reason: 'NO_QUOTE' | 'OUTSIDE_LIMIT' | 'FOK_NOT_FILLABLE' | 'DECLINED'): Outcome {
  return { kind: 'ENDS', fills: [], reason };
}
