import type { Instrument } from '../instrument/instrument.ts';
import type { Price, Quantity } from '../money/units.ts';
import type { Venue, VenueStatus } from '../venue/venue.ts';
import type { Nbbo } from './nbbo.ts';
import type { QuoteState } from './quote.ts';

/** The state of a venue's circuit breaker. */
export type CircuitState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** One venue as a decision sees it: its settings, health, quote and measured quality at one instant. */
export interface VenueSnapshot {
  readonly venue: Venue;
  readonly status: VenueStatus;
  readonly circuit: CircuitState;
  readonly connected: boolean;
  readonly quoteState: QuoteState;
  readonly bid: Price;
  readonly bidSize: Quantity;
  readonly ask: Price;
  readonly askSize: Quantity;
  /** Microseconds between the quote's event time and the view; null without a quote. */
  readonly ageUs: number | null;
  /** Expected round trip in microseconds: measured, with the venue's typical latency as the prior. */
  readonly latencyUs: number;
  /** Share of sent IOC quantity expected to be filled, 0 to 1. */
  readonly fillRate: number;
  /** How many child orders stand behind latency and fill rate. */
  readonly observations: number;
}

/** The market of one instrument at one instant; immutable, and all that a decision may know of it. */
export interface MarketView {
  readonly instrument: Instrument;
  /** Microseconds since 1970. */
  readonly takenAtUs: number;
  readonly nbbo: Nbbo;
  readonly venues: readonly VenueSnapshot[];
}
