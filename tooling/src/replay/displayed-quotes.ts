import type { Depth } from '@fairlead/core/market/market-view';
import type { Quote } from '@fairlead/core/market/quote';
import type { Side } from '@fairlead/core/order/request';
import { type NextLevels, priceBehind } from './next-levels.ts';
import type { RecordedMarket } from './recording/recorded-market.ts';

/** What may be had at one price. */
interface Level {
  price: number;
  size: number;
  /** What was displayed there at first. */
  whole: number;
}

/** What one venue displays, best level first. */
interface Displayed {
  bids: Level[];
  asks: Level[];
  atUs: number;
}

/** A venue's quote on the side that an order would take. */
export interface FarQuote {
  readonly venueId: string;
  readonly isProtected: boolean;
  /** The best price and what is displayed at it. */
  readonly price: number;
  readonly size: number;
  /** Crossed against itself, or too old: not a quote that anybody can rely on. */
  readonly isUnusable: boolean;
}

/**
 * The checkers' own record of what every venue displays, kept from the tape and the simulated fills alone. It shares nothing with the quote
 * book, the view and the planner, so that a mistake of theirs cannot hide itself.
 */
export class DisplayedQuotes {
  readonly #market: RecordedMarket;
  readonly #next: NextLevels;
  readonly #rows: Displayed[];

  constructor(market: RecordedMarket, next: NextLevels) {
    this.#market = market;
    this.#next = next;
    this.#rows = market.venues.map(() => ({ bids: [], asks: [], atUs: 0 }));
  }

  /** A venue's new quote, with its book where it shows one. */
  quote(row: number, quote: Readonly<Quote>, depth: Depth | null = null): void {
    const displayed = this.#row(row);
    displayed.atUs = quote.eventTimeUs;
    if (depth === null) {
      only(displayed.bids, quote.bid, quote.bidSize);
      only(displayed.asks, quote.ask, quote.askSize);
    } else {
      displayed.bids = depth.bids.map((level) => ({ ...level, whole: level.size }));
      displayed.asks = depth.asks.map((level) => ({ ...level, whole: level.size }));
    }
  }

  /** A fill of ours at a price on the other side of an order of `side`; the level behind comes to light where that was all of it. */
  taken(row: number, side: Side, fill: { price: number; quantity: number }): void {
    const displayed = this.#row(row);
    const book = side === 'BUY' ? displayed.asks : displayed.bids;
    const level = book.find((each) => each.price === fill.price);
    if (level === undefined) return;
    level.size -= fill.quantity;
    const behind = priceBehind(this.#next, row, { sign: side === 'BUY' ? 1 : -1, price: level.price });
    if (level.size > 0 || behind === null) return;
    level.price = behind;
    level.size = level.whole;
  }

  /** What an order of `side` would trade with now, venue by venue, those that display nothing left out. */
  farSide(side: Side, nowUs: number): FarQuote[] {
    const { venues, freshUs } = this.#market;
    const quotes: FarQuote[] = [];
    for (const [index, row] of this.#rows.entries()) {
      const venue = venues[index];
      const bid = best(row.bids);
      const ask = best(row.asks);
      const at = side === 'BUY' ? ask : bid;
      if (at === undefined || venue === undefined) continue;
      const isCrossed = bid !== undefined && ask !== undefined && bid.price > ask.price;
      const isOld = freshUs !== null && nowUs - row.atUs > freshUs;
      const { venueId, protectedQuote: isProtected } = venue;
      quotes.push({ venueId, isProtected, price: at.price, size: at.size, isUnusable: isCrossed || isOld });
    }
    return quotes;
  }

  /** Whether some venue bids more than another asks: Rule 611(b)(4) suspends protection then. */
  isCrossed(nowUs: number): boolean {
    const usable = (side: Side) =>
      this.farSide(side, nowUs)
        .filter((quote) => quote.isProtected && !quote.isUnusable)
        .map((quote) => quote.price);
    return Math.max(...usable('SELL'), 0) > Math.min(...usable('BUY'), Infinity);
  }

  #row(row: number): Displayed {
    const displayed = this.#rows[row];
    if (displayed === undefined) throw new Error(`no venue row ${row}`);
    return displayed;
  }
}

/** Makes one level the whole of a side, in place: this happens for every quote of a day. */
function only(side: Level[], price: number, size: number): void {
  const [level] = side;
  if (level === undefined) side.push({ price, size, whole: size });
  else [level.price, level.size, level.whole] = [price, size, size];
}

function best(book: readonly Level[]): Level | undefined {
  return book.find((level) => level.size > 0);
}
