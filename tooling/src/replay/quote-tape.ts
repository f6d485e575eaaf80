import type { Depth } from '@fairlead/core/market/market-view';
import type { Quote } from '@fairlead/core/market/quote';
import { price, quantity } from '@fairlead/core/money/units';

/** A recorded day of quotes in columns, in the order of the recording; row i is one venue's complete new quote. */
export interface QuoteTape {
  readonly count: number;
  /** Midnight of the day in microseconds since 1970; the virtual clock counts from 1970 too. */
  readonly midnightUs: number;
  /** Microseconds since midnight, never falling. */
  readonly timeUs: Float64Array;
  /** The venue's row of the book. */
  readonly row: Uint8Array;
  /** Prices and sizes at the instrument's scales; size 0 is no quote on that side. */
  readonly bid: Float64Array;
  readonly bidSize: Float64Array;
  readonly ask: Float64Array;
  readonly askSize: Float64Array;
  /** 1 where the tape flags the quote as changing the NBBO. */
  readonly changed: Uint8Array;
  /** The venue's whole book a row, or null where a recording has the best prices alone. */
  readonly depths: readonly Depth[] | null;
}

/** One row of a recorded day. */
export interface QuoteRow {
  readonly timeUs: number;
  readonly row: number;
  readonly bid: number;
  readonly bidSize: number;
  readonly ask: number;
  readonly askSize: number;
  readonly changed: 0 | 1;
}

const FIRST_CAPACITY = 65_536;

/** Takes rows as they are read and makes columns of them. */
export class TapeBuilder {
  #count = 0;
  #timeUs = new Float64Array(FIRST_CAPACITY);
  #bid = new Float64Array(FIRST_CAPACITY);
  #bidSize = new Float64Array(FIRST_CAPACITY);
  #ask = new Float64Array(FIRST_CAPACITY);
  #askSize = new Float64Array(FIRST_CAPACITY);
  #row = new Uint8Array(FIRST_CAPACITY);
  #changed = new Uint8Array(FIRST_CAPACITY);

  /** How many rows have been added. */
  get count(): number {
    return this.#count;
  }

  /** When the last added row came, in microseconds since midnight; 0 before any. */
  get lastUs(): number {
    return this.#timeUs[this.#count - 1] ?? 0;
  }

  /** When the first and the last row came; 0 before any. */
  get recordedUs(): { readonly first: number; readonly last: number } {
    return { first: this.#timeUs[0] ?? 0, last: this.lastUs };
  }

  add(quote: QuoteRow): void {
    if (this.#count === this.#timeUs.length) this.#grow();
    const index = this.#count;
    this.#timeUs[index] = quote.timeUs;
    this.#row[index] = quote.row;
    this.#bid[index] = quote.bid;
    this.#bidSize[index] = quote.bidSize;
    this.#ask[index] = quote.ask;
    this.#askSize[index] = quote.askSize;
    this.#changed[index] = quote.changed;
    this.#count += 1;
  }

  /** Makes every size so far this many times as large. */
  multiplySizes(by: number): void {
    for (let index = 0; index < this.#count; index++) {
      this.#bidSize[index] = (this.#bidSize[index] ?? 0) * by;
      this.#askSize[index] = (this.#askSize[index] ?? 0) * by;
    }
  }

  /** The rows so far as columns; `depths`, where given, has one book a row. */
  tape(midnightUs: number, depths: readonly Depth[] | null = null): QuoteTape {
    const count = this.#count;
    return {
      count,
      midnightUs,
      timeUs: this.#timeUs.slice(0, count),
      row: this.#row.slice(0, count),
      bid: this.#bid.slice(0, count),
      bidSize: this.#bidSize.slice(0, count),
      ask: this.#ask.slice(0, count),
      askSize: this.#askSize.slice(0, count),
      changed: this.#changed.slice(0, count),
      depths,
    };
  }

  #grow(): void {
    const twice = (of: Float64Array<ArrayBuffer>) => {
      const larger = new Float64Array(of.length * 2);
      larger.set(of);
      return larger;
    };
    const twiceBytes = (of: Uint8Array<ArrayBuffer>) => {
      const larger = new Uint8Array(of.length * 2);
      larger.set(of);
      return larger;
    };
    this.#timeUs = twice(this.#timeUs);
    this.#bid = twice(this.#bid);
    this.#bidSize = twice(this.#bidSize);
    this.#ask = twice(this.#ask);
    this.#askSize = twice(this.#askSize);
    this.#row = twiceBytes(this.#row);
    this.#changed = twiceBytes(this.#changed);
  }
}

/** Copies row `index` into `into`. */
export function loadQuote(tape: QuoteTape, index: number, into: Quote): void {
  into.bid = price(tape.bid[index] ?? 0);
  into.bidSize = quantity(tape.bidSize[index] ?? 0);
  into.ask = price(tape.ask[index] ?? 0);
  into.askSize = quantity(tape.askSize[index] ?? 0);
  into.eventTimeUs = timeUsOf(tape, index);
  into.receiptTimeUs = into.eventTimeUs;
}

/** When row `index` came, in microseconds since 1970; past the last row it is never. */
export function timeUsOf(tape: QuoteTape, index: number): number {
  return tape.midnightUs + (tape.timeUs[index] ?? Number.POSITIVE_INFINITY);
}

/** An empty quote to load rows into. */
export function blankQuote(): Quote {
  return { bid: price(0), bidSize: quantity(0), ask: price(0), askSize: quantity(0), eventTimeUs: 0, receiptTimeUs: 0 };
}
