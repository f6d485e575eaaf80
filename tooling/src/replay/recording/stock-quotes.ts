import { Refusal } from '../../refusal.ts';
import { TapeBuilder } from '../quote-tape.ts';
import { quoteCorrectionRefusal } from './corrections.ts';
import { venueIdOf } from './participants.ts';
import { quoteRefusal } from './quote-conditions.ts';
import { VenueRows } from './recorded-market.ts';
import type { Row } from './rows.ts';
import { type Skipped, skippedWords } from './skipped.ts';
import type { Plan } from './tape.ts';

/** One exchange's quote as a tape has it. */
export interface StockQuote {
  /** Microseconds since midnight New York. */
  readonly timeUs: number;
  /** The letter of its exchange. */
  readonly exchange: string;
  /** In the instrument's units; a side that lacks its price or its size is no quote on that side. */
  readonly bid: number;
  readonly bidSize: number;
  readonly ask: number;
  readonly askSize: number;
  readonly condition: string;
  readonly correction: string;
  readonly plan: Plan;
  /** The tape flags it as changing the NBBO. */
  readonly changed: 0 | 1;
}

/**
 * The quotes of one stock as they are read. A quote that is not firm, closed or taken back leaves its exchange without one; a row of an exchange
 * that the catalogue lacks is passed over. Both are counted.
 */
export class StockQuotes {
  readonly builder = new TapeBuilder();
  readonly venues = new VenueRows();
  readonly #skipped: Skipped;
  #rows = 0;
  #firstUs = 0;
  #lastUs = 0;

  constructor(skipped: Skipped) {
    this.#skipped = skipped;
  }

  /** How many rows were read. */
  get rows(): number {
    return this.#rows;
  }

  /** When the first and the last row came, in microseconds since midnight, whether they were used or not. */
  get recordedUs(): { readonly first: number; readonly last: number } {
    return { first: this.#firstUs, last: this.#lastUs };
  }

  /** Why rows were not used, in words, to be told where none was left. */
  get skippedWords(): string {
    return skippedWords(this.#skipped.counts) ?? 'it has no rows';
  }

  /** Takes one row; refuses one that goes back in time. */
  add(row: Row, quote: StockQuote): void {
    this.#atTime(row, quote.timeUs);
    const venueId = venueIdOf(quote.exchange);
    if (venueId === null) return this.#skipped.addExchange(quote.exchange);
    const refusal = quoteRefusal(quote.condition, quote.plan) ?? quoteCorrectionRefusal(quote.correction);
    if (refusal !== null) this.#skipped.add(refusal);
    // What has never quoted has nothing to lose.
    if (refusal !== null && this.venues.known(venueId) === undefined) return;
    const [hasBid, hasAsk] = [quote.bid > 0 && quote.bidSize > 0, quote.ask > 0 && quote.askSize > 0];
    const [showsBid, showsAsk] = [refusal === null && hasBid, refusal === null && hasAsk];
    this.builder.add({
      timeUs: quote.timeUs,
      row: this.venues.rowOf(venueId),
      bid: showsBid ? quote.bid : 0,
      bidSize: showsBid ? quote.bidSize : 0,
      ask: showsAsk ? quote.ask : 0,
      askSize: showsAsk ? quote.askSize : 0,
      changed: quote.changed,
    });
  }

  #atTime(row: Row, timeUs: number): void {
    if (timeUs < this.#lastUs)
      throw new Refusal(`${row.path}:${row.line} goes back in time, from ${this.#lastUs} to ${timeUs} µs`);
    if (this.#rows === 0) this.#firstUs = timeUs;
    this.#lastUs = timeUs;
    this.#rows += 1;
  }
}
