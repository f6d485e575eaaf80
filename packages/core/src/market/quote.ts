import { LARGEST_SCALED, powerOfTen } from '../money/scaled.ts';
import { type Price, type Quantity, quantity } from '../money/units.ts';

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

/** The largest price of a quote in units of the currency: half of an order's, so that a collar around it still is exact in 10^-8. */
const LARGEST_PRICE_UNITS = 45_000_000;

/** Whether a venue can mean a price and a size: both above 0, and no larger than decisions and their records can hold. */
export function isPossible(at: { readonly price: Price; readonly size: Quantity }, priceDecimals: number): boolean {
  if (at.price <= 0 || at.price > LARGEST_PRICE_UNITS * powerOfTen(priceDecimals)) return false;
  return at.size > 0 && at.size <= LARGEST_SCALED;
}

/** The quote without a side that no venue can mean: one venue's nonsense must not stop the decisions of all. */
export function possibleQuote(quote: Readonly<Quote>, priceDecimals: number): Readonly<Quote> {
  const { bid, bidSize, ask, askSize } = quote;
  const hasBid = bidSize === 0 || isPossible({ price: bid, size: bidSize }, priceDecimals);
  const hasAsk = askSize === 0 || isPossible({ price: ask, size: askSize }, priceDecimals);
  if (hasBid && hasAsk) return quote;
  return { ...quote, bidSize: hasBid ? bidSize : quantity(0), askSize: hasAsk ? askSize : quantity(0) };
}
