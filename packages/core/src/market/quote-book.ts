import { type Price, price, type Quantity, quantity } from '../money/units.ts';
import type { Quote, QuoteState } from './quote.ts';

const NONE = -1;

/** One side of the book: a row a venue, and which row is best. Sizes of 0 are no quote. */
class BookSide {
  readonly prices: Float64Array;
  readonly sizes: Float64Array;
  readonly sequences: Float64Array;
  /** The row of the best quote, or -1. */
  best = NONE;
  readonly #sign: 1 | -1;

  /** `sign` is +1 where a higher price is better (bids) and -1 where a lower one is (asks). */
  constructor(venueCount: number, sign: 1 | -1) {
    this.prices = new Float64Array(venueCount);
    this.sizes = new Float64Array(venueCount);
    this.sequences = new Float64Array(venueCount);
    this.#sign = sign;
  }

  /** Takes a row's newest state and says whether the best price, size or venue changed. */
  replace(row: number, newPrice: number, newSize: number): boolean {
    const oldPrice = this.prices[row] ?? 0;
    const oldSize = this.sizes[row] ?? 0;
    this.prices[row] = newPrice;
    this.sizes[row] = newSize;
    if (this.best === row) {
      const improved = newSize > 0 && this.#beats(newPrice, newSize, oldPrice, oldSize);
      if (!improved) this.best = this.#scan();
      return this.best !== row || newPrice !== oldPrice || newSize !== oldSize;
    }
    if (newSize === 0) return false;
    if (this.best !== NONE && !this.#beatsBest(newPrice, newSize)) return false;
    this.best = row;
    return true;
  }

  #beatsBest(newPrice: number, newSize: number): boolean {
    return this.#beats(newPrice, newSize, this.prices[this.best] ?? 0, this.sizes[this.best] ?? 0);
  }

  #beats(aPrice: number, aSize: number, bPrice: number, bSize: number): boolean {
    const better = (aPrice - bPrice) * this.#sign;
    return better > 0 || (better === 0 && aSize > bSize);
  }

  /** Full pass by the tie rule: price, then larger size, then the earlier quote. */
  #scan(): number {
    let best = NONE;
    for (let row = 0; row < this.prices.length; row++) {
      const size = this.sizes[row] ?? 0;
      if (size === 0) continue;
      if (best === NONE || this.#precedes(row, best)) best = row;
    }
    return best;
  }

  #precedes(row: number, other: number): boolean {
    const better = ((this.prices[row] ?? 0) - (this.prices[other] ?? 0)) * this.#sign;
    if (better !== 0) return better > 0;
    const larger = (this.sizes[row] ?? 0) - (this.sizes[other] ?? 0);
    if (larger !== 0) return larger > 0;
    return (this.sequences[row] ?? 0) < (this.sequences[other] ?? 0);
  }
}

/** Which sides of the NBBO an update changed (price, size or venue). */
export type NbboChange = 0 | 1 | 2 | 3;
export const BID_CHANGED = 1;
export const ASK_CHANGED = 2;

/**
 * The book of one instrument: a row a venue, and the (for US equities: national) best bid and offer kept as quotes arrive. No allocation per quote.
 * Ties: price, then larger size, then earlier quote; a venue that quotes again, even the same, goes behind its equals
 * (with this rule every regular-hours row of the recorded NYSE TAQ day agrees with the tape's own NBBO flag).
 * A quote crossed against itself, and every quote of a venue that is not live, stays out of the NBBO.
 */
export class QuoteBook {
  readonly #raw: Quote[];
  readonly #live: boolean[];
  readonly #ended: boolean[];
  readonly #considered: boolean[];
  readonly #bids: BookSide;
  readonly #asks: BookSide;
  #sequence = 0;

  /** `consideredRows[i]` says whether venue row i counts towards the best prices. Rows start live and without a quote. */
  constructor(consideredRows: readonly boolean[]) {
    const rows = consideredRows.length;
    this.#raw = consideredRows.map(() => emptyQuote());
    this.#live = consideredRows.map(() => true);
    this.#ended = consideredRows.map(() => false);
    this.#considered = [...consideredRows];
    this.#bids = new BookSide(rows, 1);
    this.#asks = new BookSide(rows, -1);
  }

  /** Replaces a venue's quote, copying it, and says which sides of the NBBO changed. */
  apply(row: number, quote: Readonly<Quote>): NbboChange {
    const raw = this.#row(row);
    raw.bid = quote.bid;
    raw.bidSize = quote.bidSize;
    raw.ask = quote.ask;
    raw.askSize = quote.askSize;
    raw.eventTimeUs = quote.eventTimeUs;
    raw.receiptTimeUs = quote.receiptTimeUs;
    this.#ended[row] = false;
    return this.#refresh(row, raw);
  }

  /** Takes a venue's quotes out of the NBBO while it is silent or disconnected, and back in when it is heard again. */
  setLive(row: number, live: boolean): NbboChange {
    const raw = this.#row(row);
    if (this.#live[row] === live) return 0;
    this.#live[row] = live;
    return this.#refresh(row, raw);
  }

  /** Takes a quote that has passed its own end out of the best prices, until its venue quotes again. */
  end(row: number): NbboChange {
    const raw = this.#row(row);
    if (this.#ended[row] === true) return 0;
    this.#ended[row] = true;
    return this.#refresh(row, raw);
  }

  /** The venue's last quote as it came. The object is reused by the next update: read, do not keep. */
  quote(row: number): Readonly<Quote> {
    return this.#row(row);
  }

  /** What can be said of a venue's quote now. */
  quoteState(row: number): QuoteState {
    const raw = this.#row(row);
    if (raw.bidSize === 0 && raw.askSize === 0) return 'NONE';
    if (!this.#live[row]) return 'STALE';
    if (this.#ended[row]) return 'EXPIRED';
    return isCrossed(raw) ? 'CROSSED' : 'FRESH';
  }

  /** The row of the best bid, or -1 where there is none. */
  get bidRow(): number {
    return this.#bids.best;
  }

  /** The row of the best offer, or -1 where there is none. */
  get askRow(): number {
    return this.#asks.best;
  }

  /** The best bid price; only meaningful while `bidRow` is not -1. */
  get bid(): Price {
    return price(this.#bids.prices[this.#bids.best] ?? 0);
  }

  /** The best offer price; only meaningful while `askRow` is not -1. */
  get ask(): Price {
    return price(this.#asks.prices[this.#asks.best] ?? 0);
  }

  /** The size at the best bid of the venue that sets it. */
  get bidSize(): Quantity {
    return quantity(this.#bids.sizes[this.#bids.best] ?? 0);
  }

  /** The size at the best offer of the venue that sets it. */
  get askSize(): Quantity {
    return quantity(this.#asks.sizes[this.#asks.best] ?? 0);
  }

  #refresh(row: number, raw: Quote): NbboChange {
    const isTradable = this.#live[row] === true && this.#ended[row] === false && !isCrossed(raw);
    const usable = isTradable && this.#considered[row] === true;
    this.#sequence += 1;
    this.#bids.sequences[row] = this.#sequence;
    this.#asks.sequences[row] = this.#sequence;
    const bidChanged = this.#bids.replace(row, raw.bid, usable ? raw.bidSize : 0);
    const askChanged = this.#asks.replace(row, raw.ask, usable ? raw.askSize : 0);
    if (bidChanged) return askChanged ? 3 : BID_CHANGED;
    return askChanged ? ASK_CHANGED : 0;
  }

  #row(row: number): Quote {
    const raw = this.#raw[row];
    if (raw === undefined) throw new Error(`no venue row ${row}`);
    return raw;
  }
}

function emptyQuote(): Quote {
  return { bid: price(0), bidSize: quantity(0), ask: price(0), askSize: quantity(0), eventTimeUs: 0, receiptTimeUs: 0 };
}

function isCrossed(quote: Quote): boolean {
  return quote.bidSize > 0 && quote.askSize > 0 && quote.bid > quote.ask;
}
