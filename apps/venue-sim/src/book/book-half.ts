import { type Price, price, type Quantity, quantity } from '@fairlead/core/money/units';
import { PriceLevel } from './price-level.ts';
import { type BookSide, isBetter, type Match, type RestingOrder, reaches } from './resting-order.ts';

/** A displayed price with its size; size 0 is none. */
export interface Shown {
  readonly price: Price;
  readonly size: Quantity;
}

/** No quote. */
export const NOTHING: Shown = { price: price(0), size: quantity(0) };

/** One side of a book: price levels, best first. */
export class BookHalf {
  readonly side: BookSide;
  readonly #levels: PriceLevel[] = [];

  constructor(side: BookSide) {
    this.side = side;
  }

  /** The levels, best first. */
  get levels(): readonly PriceLevel[] {
    return this.#levels;
  }

  /** The best price at which anything rests, shown or hidden; null where nothing does. */
  get bestPrice(): Price | null {
    return this.#levels[0]?.price ?? null;
  }

  /** The level at this price, made where it is missing. */
  levelAt(at: Price): PriceLevel {
    let index = 0;
    for (; index < this.#levels.length; index++) {
      const level = this.#levels[index];
      if (level === undefined || isBetter(this.side, at, level.price)) break;
      if (level.price === at) return level;
    }
    const level = new PriceLevel(at);
    this.#levels.splice(index, 0, level);
    return level;
  }

  /** Removes the order and its level if that is empty then. Returns false where the order is not here. */
  remove(order: RestingOrder): boolean {
    const index = this.#levels.findIndex((level) => level.price === order.price);
    const level = this.#levels[index];
    if (level === undefined || !level.remove(order)) return false;
    if (level.isEmpty) this.#levels.splice(index, 1);
    return true;
  }

  /** Drops the levels on which nothing is left. */
  prune(): void {
    for (let index = this.#levels.length - 1; index >= 0; index--) {
      if (this.#levels[index]?.isEmpty === true) this.#levels.splice(index, 1);
    }
  }

  /** Trades at the best level if the other side's limit reaches it. Returns what was traded. */
  takeBest(wanted: number, limit: Price, matches: Match[]): number {
    const best = this.#levels[0];
    const taker = this.side === 'BID' ? 'ASK' : 'BID';
    if (best === undefined || !reaches(taker, limit, best.price)) return 0;
    const taken = best.take(wanted, matches);
    if (best.isEmpty) this.#levels.shift();
    return taken;
  }

  /** Everything that an order of the other side could trade down to its limit. */
  quantityWithin(limit: Price): number {
    const taker = this.side === 'BID' ? 'ASK' : 'BID';
    let sum = 0;
    for (const level of this.#levels) {
      if (!reaches(taker, limit, level.price)) break;
      sum += level.quantity;
    }
    return sum;
  }

  /** What is displayed at each price, best first, up to so many prices. */
  depth(levels: number): Shown[] {
    const shown: Shown[] = [];
    for (const level of this.#levels) {
      if (shown.length === levels) break;
      const size = level.displayedQuantity;
      if (size > 0) shown.push({ price: level.price, size });
    }
    return shown;
  }

  /** What is displayed at each price down to the one at which a whole round lot is, best first; all of it where there is none. */
  untilRoundLot(roundLot: Quantity): Shown[] {
    const shown: Shown[] = [];
    let sum = 0;
    for (const level of this.#levels) {
      if (sum >= roundLot) break;
      const size = level.displayedQuantity;
      if (size > 0) shown.push({ price: level.price, size });
      sum += size;
    }
    return shown;
  }

  /**
   * The side's quote: the best price at or better than which a whole round lot is displayed, with the displayed size in whole
   * lots. Odd lots at better prices are counted into it, as quotations are under Rule 600(b) of Regulation NMS.
   */
  shown(roundLot: Quantity): Shown {
    let sum = 0;
    for (const level of this.#levels) {
      sum += level.displayedQuantity;
      if (sum >= roundLot) return { price: level.price, size: quantity(sum - (sum % roundLot)) };
    }
    return NOTHING;
  }
}
