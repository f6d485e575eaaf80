import type { Quote } from '@fairlead/core/market/quote';
import type { Side } from '@fairlead/core/order/request';
import { RECORDED_VENUES } from './recorded-day.ts';

/** One venue's quote as plain numbers. */
interface Displayed {
  bid: number;
  bidSize: number;
  ask: number;
  askSize: number;
}

/** A venue's quote on the side that an order would take. */
export interface FarQuote {
  readonly venueId: string;
  readonly isProtected: boolean;
  readonly price: number;
  readonly size: number;
  /** Crossed against itself: not a quote that anybody can rely on. */
  readonly isCrossed: boolean;
}

/**
 * The checkers' own record of what every venue displays, kept from the tape and the simulated fills alone. It shares nothing with the quote
 * book, the view and the planner, so that a mistake of theirs cannot hide itself.
 */
export class DisplayedQuotes {
  readonly #rows: Displayed[] = RECORDED_VENUES.map(() => ({ bid: 0, bidSize: 0, ask: 0, askSize: 0 }));

  /** A venue's new quote. */
  quote(row: number, quote: Readonly<Quote>): void {
    const displayed = this.#row(row);
    displayed.bid = quote.bid;
    displayed.bidSize = quote.bidSize;
    displayed.ask = quote.ask;
    displayed.askSize = quote.askSize;
  }

  /** A fill of ours on the other side of an order of `side`. */
  taken(row: number, side: Side, count: number): void {
    if (side === 'BUY') this.#row(row).askSize -= count;
    else this.#row(row).bidSize -= count;
  }

  /** What an order of `side` would trade with, venue by venue, those that display nothing left out. */
  farSide(side: Side): FarQuote[] {
    return this.#rows
      .map((row, index) => {
        const venue = RECORDED_VENUES[index];
        const isCrossed = row.bidSize > 0 && row.askSize > 0 && row.bid > row.ask;
        const [price, size] = side === 'BUY' ? [row.ask, row.askSize] : [row.bid, row.bidSize];
        return { venueId: venue?.venueId ?? '', isProtected: venue?.protectedQuote === true, price, size, isCrossed };
      })
      .filter((quote) => quote.size > 0);
  }

  /** Whether some venue bids more than another asks: Rule 611(b)(4) suspends protection then. */
  isCrossed(): boolean {
    const bids = this.farSide('SELL').filter((quote) => quote.isProtected && !quote.isCrossed);
    const asks = this.farSide('BUY').filter((quote) => quote.isProtected && !quote.isCrossed);
    return Math.max(...bids.map((quote) => quote.price), 0) > Math.min(...asks.map((quote) => quote.price), Infinity);
  }

  #row(row: number): Displayed {
    const displayed = this.#rows[row];
    if (displayed === undefined) throw new Error(`no venue row ${row}`);
    return displayed;
  }
}
