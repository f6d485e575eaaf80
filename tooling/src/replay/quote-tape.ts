import type { Quote } from '@fairlead/core/market/quote';
import { price, quantity } from '@fairlead/core/money/units';
import { Refusal } from '../refusal.ts';
import { csvRows, decimalIn, wholeIn } from './csv-rows.ts';
import { ROW_OF_EXCHANGE } from './recorded-day.ts';

const HEADER = 'time_ms,seq,ex,bid,bid_lots,ask,ask_lots,cond,nbbo_ind';
const PRICE_DECIMALS = 4;
const SHARES_PER_LOT = 100;
/** The tape's word that a quote changed the NBBO: one side or both. */
const CHANGED = new Set(['U', 'G']);

/** A recorded day of quotes in columns, in sequence order; row i is one venue's complete new top of book. */
export interface QuoteTape {
  readonly count: number;
  /** Midnight New York of the day in microseconds since 1970; the virtual clock counts from 1970 too. */
  readonly midnightUs: number;
  /** Milliseconds since midnight New York, never falling. */
  readonly timeMs: Float64Array;
  /** The venue's row of the book. */
  readonly row: Uint8Array;
  /** Prices at four decimals, sizes in shares; size 0 is no quote on that side. */
  readonly bid: Float64Array;
  readonly bidSize: Float64Array;
  readonly ask: Float64Array;
  readonly askSize: Float64Array;
  /** 1 where the tape flags the quote as changing the NBBO. */
  readonly changed: Uint8Array;
}

/** One row of a recorded day. */
export interface QuoteRow {
  readonly timeMs: number;
  readonly row: number;
  readonly bid: number;
  readonly bidSize: number;
  readonly ask: number;
  readonly askSize: number;
  readonly changed: 0 | 1;
}

/** Reads the CSV of a recorded day; refuses a row that does not have the format, or goes back in time, by its line number. */
export function readQuoteTape(path: string, midnightUs: number): QuoteTape {
  const rows: QuoteRow[] = [];
  let lastMs = 0;
  for (const row of csvRows(path, HEADER)) {
    const exchange = row.fields[2] ?? '';
    const venueRow = ROW_OF_EXCHANGE.get(exchange);
    if (venueRow === undefined) throw new Refusal(`${row.where} field 3: no venue is known for exchange '${exchange}'`);
    const timeMs = wholeIn(row, 0);
    if (timeMs < lastMs) throw new Refusal(`${row.where} goes back in time, from ${lastMs} to ${timeMs} ms`);
    lastMs = timeMs;
    wholeIn(row, 1);
    rows.push({
      timeMs,
      row: venueRow,
      bid: decimalIn(row, 3, PRICE_DECIMALS),
      bidSize: wholeIn(row, 4) * SHARES_PER_LOT,
      ask: decimalIn(row, 5, PRICE_DECIMALS),
      askSize: wholeIn(row, 6) * SHARES_PER_LOT,
      changed: CHANGED.has(row.fields[8] ?? '') ? 1 : 0,
    });
  }
  return toTape(rows, midnightUs);
}

/** Rows as columns. */
export function toTape(rows: readonly QuoteRow[], midnightUs: number): QuoteTape {
  return {
    count: rows.length,
    midnightUs,
    timeMs: Float64Array.from(rows, (each) => each.timeMs),
    row: Uint8Array.from(rows, (each) => each.row),
    bid: Float64Array.from(rows, (each) => each.bid),
    bidSize: Float64Array.from(rows, (each) => each.bidSize),
    ask: Float64Array.from(rows, (each) => each.ask),
    askSize: Float64Array.from(rows, (each) => each.askSize),
    changed: Uint8Array.from(rows, (each) => each.changed),
  };
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
  return tape.midnightUs + (tape.timeMs[index] ?? Number.POSITIVE_INFINITY) * 1_000;
}

/** An empty quote to load rows into. */
export function blankQuote(): Quote {
  return { bid: price(0), bidSize: quantity(0), ask: price(0), askSize: quantity(0), eventTimeUs: 0, receiptTimeUs: 0 };
}
