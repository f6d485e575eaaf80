import type { Quote } from '@fairlead/core/market/quote';
import { blankQuote } from '../replay/quote-tape.ts';

/**
 * The obvious way to keep the NBBO, to compare with: after every quote look at all venues for the best bid and the best offer. Price and then
 * size decide; which of equals came first is not kept, which makes this cheaper than the rule asks for.
 */
export class FullScanNbbo {
  readonly #quotes: Quote[];
  bidRow = -1;
  askRow = -1;

  constructor(rows: number) {
    this.#quotes = Array.from({ length: rows }, blankQuote);
  }

  /** Replaces a venue's quote and finds both sides anew. */
  apply(row: number, quote: Readonly<Quote>): void {
    const own = this.#quotes[row];
    if (own === undefined) throw new Error(`no venue row ${row}`);
    Object.assign(own, quote);
    let bid: Quote | null = null;
    let ask: Quote | null = null;
    for (const [index, each] of this.#quotes.entries()) {
      if (each.bidSize > 0 && each.askSize > 0 && each.bid > each.ask) continue;
      if (
        each.bidSize > 0 &&
        (bid === null || each.bid > bid.bid || (each.bid === bid.bid && each.bidSize > bid.bidSize))
      ) {
        bid = each;
        this.bidRow = index;
      }
      if (
        each.askSize > 0 &&
        (ask === null || each.ask < ask.ask || (each.ask === ask.ask && each.askSize > ask.askSize))
      ) {
        ask = each;
        this.askRow = index;
      }
    }
    if (bid === null) this.bidRow = -1;
    if (ask === null) this.askRow = -1;
  }
}
