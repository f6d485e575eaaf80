import type { Price, Quantity } from '../money/units.ts';

/** One venue's complete two-sided top of book. A side with size 0 is no quote on that side. Times are microseconds since 1970. */
export interface Quote {
  bid: Price;
  bidSize: Quantity;
  ask: Price;
  askSize: Quantity;
  /** When the venue says that the quote was made. */
  eventTimeUs: number;
  /** When it reached us. */
  receiptTimeUs: number;
}

/** What can be said of a venue's quote: usable, silent for too long, past its own end, crossed against itself, or none at all. */
export type QuoteState = 'FRESH' | 'STALE' | 'EXPIRED' | 'CROSSED' | 'NONE';
