import type { Quantity } from '@fairlead/core/money/units';
import type { MakerQuote } from '../book/market-maker.ts';
import type { BookSide } from '../book/resting-order.ts';
import type { LpQuote } from '../venue/lp-model.ts';

/** Where the market of one instrument is made to happen. */
export interface MarketSink {
  /** The market makers' whole interest at a venue from now on. */
  quote(venueId: string, quote: MakerQuote): void;
  /** A liquidity provider's quote from now on, until it is replaced or ends. */
  stream(venueId: string, quote: LpQuote): void;
  /** Somebody else's marketable order comes to the market. */
  trade(side: BookSide, size: Quantity): void;
}

/** What makes the market of one instrument happen. Times are microseconds of market time, from 0. */
export interface MarketSource {
  /** When the next thing happens; infinite where nothing more does. */
  nextUs(): number;
  /** Makes the next thing happen. */
  step(sink: MarketSink): void;
  /** Tells that somebody traded with the market makers at a venue at this time, so that their quote comes back after a while. */
  recover(venueId: string, nowUs: number): void;
}
