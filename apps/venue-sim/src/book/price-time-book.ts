import type { Price, Quantity } from '@fairlead/core/money/units';
import { invariant } from '@fairlead/core/result';
import { BookHalf, type Shown } from './book-half.ts';
import {
  type BookSide,
  isBetter,
  type Match,
  opposite,
  type RestingOrder,
  reaches,
  takeFrom,
} from './resting-order.ts';

/** An order that comes to trade at once. */
export interface Taker {
  readonly side: BookSide;
  readonly quantity: Quantity;
  readonly limit: Price;
  /** The consolidated midpoint at which pegged orders trade; null while the market has only one side. */
  readonly midpoint: Price | null;
}

/** The displayed top of a book. */
export interface Top {
  readonly bid: Shown;
  readonly ask: Shown;
}

/**
 * One venue's book of one instrument, by price, then displayed before hidden, then time. Midpoint orders rest hidden apart and
 * trade where the midpoint is better for the taker than the book, first in, first out. All numbers are exact integers.
 */
export class PriceTimeBook {
  readonly bids = new BookHalf('BID');
  readonly asks = new BookHalf('ASK');
  readonly #midpointBids: RestingOrder[] = [];
  readonly #midpointAsks: RestingOrder[] = [];
  readonly #roundLot: Quantity;

  constructor(roundLot: Quantity) {
    this.#roundLot = roundLot;
  }

  /** The side's price levels. */
  half(side: BookSide): BookHalf {
    return side === 'BID' ? this.bids : this.asks;
  }

  /** The quote that the venue shows. */
  top(): Top {
    return { bid: this.bids.shown(this.#roundLot), ask: this.asks.shown(this.#roundLot) };
  }

  /** Trades what the order reaches, best for the taker first. Returns the matches in order; what is left is the caller's. */
  take(taker: Taker): Match[] {
    const matches: Match[] = [];
    let left: number = taker.quantity;
    while (left > 0) {
      const taken = this.#takeOnce(taker, left, matches);
      if (taken === 0) break;
      left -= taken;
    }
    return matches;
  }

  /** What `take` would trade if the quantity had no bound. */
  quantityFor(taker: Omit<Taker, 'quantity'>): number {
    let sum = this.half(opposite(taker.side)).quantityWithin(taker.limit);
    for (const order of this.#pegged(opposite(taker.side))) {
      if (pegTrades(order, taker)) sum += order.remaining;
    }
    return sum;
  }

  /** Rests an order. One that would trade must be taken first: a book is never crossed with itself. */
  rest(order: RestingOrder): void {
    invariant(order.remaining > 0, 'an empty order cannot rest');
    if (order.display === 'MIDPOINT') {
      this.#pegged(order.side).push(order);
      return;
    }
    const contra = this.half(opposite(order.side)).bestPrice;
    invariant(contra === null || !reaches(order.side, order.price, contra), 'a resting order would cross its own book');
    this.half(order.side).levelAt(order.price).append(order);
  }

  /** Takes an order out. Returns false where it no longer rests. */
  cancel(order: RestingOrder): boolean {
    if (order.display !== 'MIDPOINT') return this.half(order.side).remove(order);
    const queue = this.#pegged(order.side);
    const index = queue.indexOf(order);
    if (index < 0) return false;
    queue.splice(index, 1);
    return true;
  }

  #takeOnce(taker: Taker, wanted: number, matches: Match[]): number {
    const half = this.half(opposite(taker.side));
    const pegs = this.#pegged(half.side);
    const index = pegs.findIndex((order) => pegTrades(order, taker));
    const peg = pegs[index];
    const booked = half.bestPrice;
    const { midpoint } = taker;
    // The taker's better price goes first; at the same price the book's order came by price, the peg only by reference.
    if (peg === undefined || midpoint === null || (booked !== null && !isBetter(half.side, midpoint, booked))) {
      return half.takeBest(wanted, taker.limit, matches);
    }
    const match = takeFrom(peg, wanted, midpoint);
    matches.push(match);
    if (peg.remaining === 0) pegs.splice(index, 1);
    return match.quantity;
  }

  #pegged(side: BookSide): RestingOrder[] {
    return side === 'BID' ? this.#midpointBids : this.#midpointAsks;
  }
}

/** A pegged order trades at the midpoint if both its own limit and the taker's allow that. */
function pegTrades(order: RestingOrder, taker: Omit<Taker, 'quantity'>): boolean {
  const { midpoint } = taker;
  if (midpoint === null) return false;
  return reaches(order.side, order.price, midpoint) && reaches(taker.side, taker.limit, midpoint);
}
