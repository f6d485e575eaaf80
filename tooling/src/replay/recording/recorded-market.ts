import type { Instrument } from '@fairlead/core/instrument/instrument';
import type { MarketDays } from '@fairlead/core/market/market-days';
import type { Venue } from '@fairlead/core/venue/venue';
import type { QuoteTape } from '../quote-tape.ts';
import type { Tape } from './tape.ts';

/** What a recording is a recording of. */
export interface RecordedMarket {
  readonly instrument: Instrument;
  /** The venues, in the order of the book's rows; the first ones quote, dark ones follow. */
  readonly venues: readonly Venue[];
  /** Midnight of the day where the market is, in microseconds since 1970; 0 where the file does not say the day. */
  readonly midnightUs: number;
  /** When orders come and posted ones trade, in microseconds since midnight: from `openUs`, before `closeUs`. */
  readonly session: { readonly openUs: number; readonly closeUs: number };
  /** The market has protected quotes, and those alone make its best prices. */
  readonly isProtected: boolean;
  /** Quotes older than this are stale, in microseconds; null where a quote stands until its venue replaces it. */
  readonly freshUs: number | null;
  /** Sizes of generated orders as decimal texts, each as likely. */
  readonly orderSizes: readonly [string, ...string[]];
}

/** Which rows of the book make its best prices: those with protected quotes where there are such, all that display something where not. */
export function consideredRows({ venues, isProtected }: RecordedMarket): readonly boolean[] {
  return venues.map((venue) => (isProtected ? venue.protectedQuote : venue.lit));
}

/** One print of a recorded day. */
export interface RecordedTrade {
  /** Microseconds since midnight. */
  readonly timeUs: number;
  /** The exchange's row of the book; null for prints off the exchanges. */
  readonly row: number | null;
  /** At the instrument's scale. */
  readonly price: number;
  /** It traded between this price and the next one of the scale: at fractions that nobody may quote. */
  readonly isBetween?: boolean;
  readonly size: number;
}

/** A recorded day, whatever file it came in. */
export interface Recording {
  readonly format: string;
  readonly market: RecordedMarket;
  readonly tape: QuoteTape;
  /** In time order; none where the recording has none or they were not asked for. */
  readonly trades: readonly RecordedTrade[];
  /** Rows of quotes in the file. */
  readonly rows: number;
  /** The tape itself says which quotes changed the NBBO, so that ours can be compared with it. */
  readonly isFlagged: boolean;
  /** The rows that were not used, by why: how many of each. */
  readonly skipped: Readonly<Record<string, number>>;
  /** What this format leaves open and how it is taken, in words, by subject. */
  readonly assumptions: Readonly<Record<string, string>>;
}

/** The files of a recording and what a person says of them. */
export interface RecordingFiles {
  readonly quotesPath: string;
  readonly tradesPath: string | null;
  /** What the instrument is called, and which symbol is read out of files of many; null is to be found in the file or its name. */
  readonly symbol: string | null;
  /** The tape of a US stock; null is to be found. */
  readonly tape: Tape | null;
  /** The day of a US stock's file, as YYYY-MM-DD; null is what its name says. */
  readonly date: string | null;
  /** Which days US equities did not trade their regular hours on. */
  readonly days: MarketDays;
}

/** The rows of a book by the names that a file has for venues, given out as the names are met. */
export class VenueRows {
  readonly #rows = new Map<string, number>();

  /** The row of a name; a new one for a name that was not met before. */
  rowOf(name: string): number {
    const known = this.#rows.get(name);
    if (known !== undefined) return known;
    const row = this.#rows.size;
    this.#rows.set(name, row);
    return row;
  }

  /** The row of a name that has been met, or undefined. */
  known(name: string): number | undefined {
    return this.#rows.get(name);
  }

  /** The names in row order. */
  get names(): readonly string[] {
    return [...this.#rows.keys()];
  }
}
