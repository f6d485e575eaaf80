import { type Price, price, quantity } from '@fairlead/core/money/units';
import { type BookSide, midpointRoundedDown, reaches } from '../book/resting-order.ts';
import type { ModelParts } from './book-model.ts';
import type { Arrival, ExecutionModel, Outcome } from './execution-model.ts';
import { HiddenPool } from './hidden-pool.ts';

/** Most internal crosses are at the midpoint; the others give a quarter of the spread. */
const MIDPOINT_PROBABILITY = 0.8;

/** The firm's own book: a small inventory that crosses at the midpoint or between it and the far side, never worse than the NBBO. */
export class InternalModel implements ExecutionModel {
  readonly #parts: ModelParts;
  readonly #inventory: Readonly<Record<BookSide, HiddenPool>>;

  constructor(parts: ModelParts) {
    this.#parts = parts;
    const shape = { roundLot: parts.instrument.roundLot, depthScale: parts.depthScale };
    this.#inventory = {
      BID: new HiddenPool(parts.profile, shape, parts.random.fork('inventory-bid')),
      ASK: new HiddenPool(parts.profile, shape, parts.random.fork('inventory-ask')),
    };
  }

  hiddenFor(side: BookSide): number {
    return this.#inventory[side].quantityAt(this.#parts.clock.nowUs());
  }

  execute(arrival: Arrival): Outcome {
    const nbbo = this.#parts.reference.nbbo();
    if (nbbo === null) return { kind: 'ENDS', fills: [], reason: 'NO_QUOTE' };
    const midpoint = midpointRoundedDown(nbbo.bid, nbbo.ask);
    const atMidpoint = this.#parts.random.chance(MIDPOINT_PROBABILITY);
    const at = atMidpoint ? midpoint : quarterInside(arrival.side, nbbo);
    if (!reaches(arrival.side, arrival.limit, at)) return { kind: 'ENDS', fills: [], reason: 'OUTSIDE_LIMIT' };
    const pool = this.#inventory[arrival.side];
    const crossed = Math.min(arrival.quantity, pool.quantityAt(this.#parts.clock.nowUs()));
    if (arrival.timeInForce === 'FOK' && crossed < arrival.quantity) {
      return { kind: 'ENDS', fills: [], reason: 'FOK_NOT_FILLABLE' };
    }
    if (crossed === 0) return { kind: 'ENDS', fills: [], reason: 'IOC_REMAINDER' };
    pool.use(crossed);
    const flag = atMidpoint ? 'MIDPOINT' : 'TAKE';
    const fill = { childId: arrival.childId, quantity: quantity(crossed), price: at, flag } as const;
    return { kind: 'ENDS', fills: [fill], reason: 'IOC_REMAINDER' };
  }

  display(): null {
    return null;
  }

  cancel(): boolean {
    return false;
  }
}

function quarterInside(side: BookSide, nbbo: { bid: Price; ask: Price }): Price {
  const quarter = Math.floor(Math.max(0, nbbo.ask - nbbo.bid) / 4);
  return price(side === 'BID' ? nbbo.ask - quarter : nbbo.bid + quarter);
}
