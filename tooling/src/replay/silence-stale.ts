import type { QuoteBook } from '@fairlead/core/market/quote-book';
import type { RecordedMarket } from './recording/recorded-market.ts';

/** Takes the quotes that are too old at a moment (microseconds since 1970) out of the best prices, where the market has such a bound. */
export function silenceStale(quotes: QuoteBook, { venues, freshUs }: RecordedMarket, atUs: number): void {
  if (freshUs === null) return;
  for (let row = 0; row < venues.length; row++) {
    quotes.setLive(row, atUs - quotes.quote(row).eventTimeUs <= freshUs);
  }
}
