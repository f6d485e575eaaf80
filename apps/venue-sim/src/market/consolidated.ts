import type { Price } from '@fairlead/core/money/units';
import type { Top } from '../book/price-time-book.ts';
import { type BookSide, isBetter } from '../book/resting-order.ts';
import type { MarketReference } from '../venue/execution-model.ts';

/** The consolidated market of one instrument, from the displayed quotes that count in it. */
export class Consolidated implements MarketReference {
  readonly #tops = new Map<string, Top>();

  /** Takes a venue's new quote. */
  update(venueId: string, top: Top): void {
    this.#tops.set(venueId, top);
  }

  nbbo(): { bid: Price; ask: Price } | null {
    const bid = this.best('BID');
    const ask = this.best('ASK');
    return bid === null || ask === null ? null : { bid, ask };
  }

  bestAway(side: BookSide, venueId: string): Price | null {
    return this.best(side, venueId);
  }

  /** The best price of a side, null where nobody quotes it. */
  best(side: BookSide, except?: string): Price | null {
    let best: Price | null = null;
    for (const [venueId, top] of this.#tops) {
      const shown = side === 'BID' ? top.bid : top.ask;
      if (venueId === except || shown.size === 0) continue;
      if (best === null || isBetter(side, shown.price, best)) best = shown.price;
    }
    return best;
  }

  /** The venues that show the price on this side. */
  venuesAt(side: BookSide, at: Price): string[] {
    const venueIds: string[] = [];
    for (const [venueId, top] of this.#tops) {
      const shown = side === 'BID' ? top.bid : top.ask;
      if (shown.size > 0 && shown.price === at) venueIds.push(venueId);
    }
    return venueIds;
  }
}
