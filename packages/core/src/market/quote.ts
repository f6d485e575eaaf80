import { LARGEST_SCALED, powerOfTen } from '../money/scaled.ts';
import { type Price, price, type Quantity, quantity } from '../money/units.ts';

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
export const QUOTE_STATES = ['FRESH', 'STALE', 'EXPIRED', 'CROSSED', 'NONE'] as const;
export type QuoteState = (typeof QUOTE_STATES)[number];

/** The largest price of a quote in units of the currency: half of an order's, so that a collar around it still is exact in 10^-8. */
const LARGEST_PRICE_UNITS = 45_000_000;

/** The largest price that a quote may have, at a scale of so many decimals. */
export function largestQuotePrice(priceDecimals: number): Price {
  return price(LARGEST_PRICE_UNITS * powerOfTen(priceDecimals));
}

/** Whether a venue can mean a price and a size: both above 0, and no larger than decisions and their records can hold. */
export function isPossible(at: Price, size: Quantity, largest: Price): boolean {
  return at > 0 && at <= largest && size > 0 && size <= LARGEST_SCALED;
}

/** The quote without a side that no venue can mean: one venue's nonsense must not stop the decisions of all. */
export function possibleQuote(quote: Readonly<Quote>, largest: Price): Readonly<Quote> {
  const hasBid = quote.bidSize === 0 || isPossible(quote.bid, quote.bidSize, largest);
  const hasAsk = quote.askSize === 0 || isPossible(quote.ask, quote.askSize, largest);
  if (hasBid && hasAsk) return quote;
  return { ...quote, bidSize: hasBid ? quote.bidSize : quantity(0), askSize: hasAsk ? quote.askSize : quantity(0) };
}
