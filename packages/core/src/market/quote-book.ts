import { type Price, price, type Quantity, quantity } from '../money/units.ts';
import { BookSide } from './book-side.ts';
import type { Depth, DepthLevel } from './market-view.ts';
import type { Quote, QuoteState } from './quote.ts';
import { roundLotQuote } from './round-lot-quote.ts';

/** Which sides of the NBBO an update changed (price, size or venue). */
export type NbboChange = 0 | 1 | 2 | 3;
export const BID_CHANGED = 1;
export const ASK_CHANGED = 2;

/** One side twice: what counts in round lots, and the odd lots at a venue's best price that are too small for that. */
interface Sides {
  readonly round: BookSide;
  readonly odd: BookSide;
}

const ONE = quantity(1);

/**
 * The book of one instrument: a row a venue, and the (for US equities: national) best bid and offer kept as quotes arrive. No allocation per quote
 * that makes a round lot by its best price.
 * A side of a venue counts at the price at which it makes a round lot, with its size in whole round lots (`roundLotQuote`); a best price of less
 * than one is kept beside, as odd lot. Ties: price, then larger size, then earlier quote; a venue that quotes again, even the same, goes behind its
 * equals (with this rule every regular-hours row of the recorded NYSE TAQ day agrees with the tape's own NBBO flag).
 * A quote crossed against itself, and every quote of a venue that is not live, stays out.
 */
export class QuoteBook {
  readonly #raw: Quote[];
  readonly #depths: (Depth | null)[];
  readonly #live: boolean[];
  readonly #ended: boolean[];
  readonly #considered: boolean[];
  readonly #sequences: Float64Array;
  readonly #bids: Sides;
  readonly #asks: Sides;
  #roundLot: Quantity;
  #sequence = 0;
  #quotedRow = -1;

  /**
   * `consideredRows[i]` says whether venue row i counts towards the best prices. Rows start live and without a quote. Where nothing is said of a
   * round lot, every size counts.
   */
  constructor(consideredRows: readonly boolean[], roundLot: Quantity = ONE) {
    this.#raw = consideredRows.map(() => emptyQuote());
    this.#depths = consideredRows.map(() => null);
    this.#live = consideredRows.map(() => true);
    this.#ended = consideredRows.map(() => false);
    this.#considered = [...consideredRows];
    this.#sequences = new Float64Array(consideredRows.length);
    this.#bids = { round: new BookSide(this.#sequences, 1), odd: new BookSide(this.#sequences, 1) };
    this.#asks = { round: new BookSide(this.#sequences, -1), odd: new BookSide(this.#sequences, -1) };
    this.#roundLot = roundLot;
  }

  /**
   * Replaces a venue's quote, copying it, and says which sides of the NBBO changed. `depth` has the levels of its book, best first, where the
   * venue shows them.
   */
  apply(row: number, quote: Readonly<Quote>, depth: Depth | null = null): NbboChange {
    const raw = this.#row(row);
    raw.bid = quote.bid;
    raw.bidSize = quote.bidSize;
    raw.ask = quote.ask;
    raw.askSize = quote.askSize;
    raw.eventTimeUs = quote.eventTimeUs;
    raw.receiptTimeUs = quote.receiptTimeUs;
    this.#depths[row] = depth;
    this.#ended[row] = false;
    this.#sequence += 1;
    this.#sequences[row] = this.#sequence;
    this.#quotedRow = row;
    return this.#refresh(row, raw);
  }

  /** How many quotes have been applied: whoever looks again sees whether there is anything new. */
  get quoteCount(): number {
    return this.#sequence;
  }

  /** When the last quote came, in microseconds since 1970; 0 before the first. */
  get quotedUs(): number {
    return this.#raw[this.#quotedRow]?.receiptTimeUs ?? 0;
  }

  /** Replaces what a venue shows behind its best prices. */
  setDepth(row: number, depth: Depth | null): NbboChange {
    this.#depths[row] = depth;
    return this.#refresh(row, this.#row(row));
  }

  /** Counts in other round lots from now on: they change by date. */
  setRoundLot(roundLot: Quantity): void {
    if (roundLot === this.#roundLot) return;
    this.#roundLot = roundLot;
    for (const [row, raw] of this.#raw.entries()) this.#refresh(row, raw);
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
    return this.#bids.round.best;
  }

  /** The row of the best offer, or -1 where there is none. */
  get askRow(): number {
    return this.#asks.round.best;
  }

  /** The best bid price; 0 while there is none. */
  get bid(): Price {
    return priceAt(this.#bids.round, this.bidRow);
  }

  /** The best offer price; 0 while there is none. */
  get ask(): Price {
    return priceAt(this.#asks.round, this.askRow);
  }

  /** The size at the best bid of the venue that sets it, in whole round lots. */
  get bidSize(): Quantity {
    return sizeAt(this.#bids.round, this.bidRow);
  }

  /** The size at the best offer of the venue that sets it, in whole round lots. */
  get askSize(): Quantity {
    return sizeAt(this.#asks.round, this.askRow);
  }

  /**
   * The row of the best odd-lot bid that is higher than the best bid, or of the best odd-lot offer that is lower than the best offer; -1 where there
   * is none. Source: "best odd-lot order" of Regulation NMS Rule 600(b) (17 CFR 242.600).
   */
  oddRow(side: 'BID' | 'ASK'): number {
    const { round, odd } = side === 'BID' ? this.#bids : this.#asks;
    if (odd.best < 0 || round.best < 0) return odd.best;
    const better = ((odd.prices[odd.best] ?? 0) - (round.prices[round.best] ?? 0)) * (side === 'BID' ? 1 : -1);
    return better > 0 ? odd.best : -1;
  }

  /** True where two venues or more bid, and two or more offer, between these prices. */
  isWidelyQuoted(lowest: number, highest: number): boolean {
    const [bids, asks] = [this.#bids.round, this.#asks.round];
    return bids.countBetween(lowest, highest) >= 2 && asks.countBetween(lowest, highest) >= 2;
  }

  #refresh(row: number, raw: Quote): NbboChange {
    const isTradable = this.#live[row] === true && this.#ended[row] === false && !isCrossed(raw);
    const usable = isTradable && this.#considered[row] === true;
    const bidChanged = this.#replace(this.#bids, row, raw.bid, usable ? raw.bidSize : 0);
    const askChanged = this.#replace(this.#asks, row, raw.ask, usable ? raw.askSize : 0);
    if (bidChanged) return askChanged ? 3 : BID_CHANGED;
    return askChanged ? ASK_CHANGED : 0;
  }

  /** A venue's newest best price of one side; says whether the best in round lots changed. */
  #replace({ round, odd }: Sides, row: number, at: Price, size: number): boolean {
    const lot = this.#roundLot;
    const isOdd = size > 0 && size < lot;
    if (isOdd || odd.sizes[row] !== 0) odd.replace(row, at, isOdd ? size : 0);
    if (size >= lot) return round.replace(row, at, lot === 1 ? size : Math.floor(size / lot) * lot);
    const shown = isOdd ? this.#shown(round, row) : null;
    const quote = shown === null ? null : roundLotQuote(shown, lot);
    return quote === null ? round.replace(row, at, 0) : round.replace(row, quote.price, quote.size);
  }

  #shown(round: BookSide, row: number): readonly DepthLevel[] | null {
    const depth = this.#depths[row] ?? null;
    if (depth === null) return null;
    return round === this.#bids.round ? depth.bids : depth.asks;
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

function priceAt(side: BookSide, row: number): Price {
  return price(row < 0 ? 0 : (side.prices[row] ?? 0));
}

function sizeAt(side: BookSide, row: number): Quantity {
  return quantity(row < 0 ? 0 : (side.sizes[row] ?? 0));
}

function isCrossed(quote: Quote): boolean {
  return quote.bidSize > 0 && quote.askSize > 0 && quote.bid > quote.ask;
}
