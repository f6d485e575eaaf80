import type { VenueServices } from '@fairlead/core/report/venue-services';
import type { NamedVenueFact } from '../public-report/facts.ts';

/** What a customer sent of not held orders in one month, by whether it named the venue. Shares are 10^-8. */
export interface HandlingMonthFact {
  /** Month of receipt, YYYY-MM. */
  readonly month: string;
  readonly directed: boolean;
  readonly sentSharesE8: bigint;
  /** Executed by the firm for its own account. */
  readonly executedAsPrincipalSharesE8: bigint;
  /** Orders that were shown to somebody by an actionable indication of interest. */
  readonly ioiExposedOrders: number;
  readonly ioiVenueIds: readonly string[];
}

/** What one venue did with what a customer's orders of one month sent there: a routed order with its executions stands in the month it was routed. */
export interface HandlingVenueFact {
  readonly month: string;
  readonly directed: boolean;
  readonly venueId: string;
  /** Whether the firm routes there itself (primary) or another does for it; null where that is not told. */
  readonly services: VenueServices | null;
  readonly routedOrders: number;
  readonly routedSharesE8: bigint;
  readonly iocRoutedSharesE8: bigint;
  readonly furtherRoutableSharesE8: bigint;
  /** Executions. */
  readonly fills: number;
  readonly executedSharesE8: bigint;
  /** Rebates less fees of all executions: a fee is negative. Dollars of 10^-8. */
  readonly netReceivedUsdE8: bigint;
  readonly midpointSharesE8: bigint;
  readonly nearsideSharesE8: bigint;
  readonly farsideSharesE8: bigint;
  /** Routed orders that provided liquidity, with the sum of their times from entry to execution or cancel, microseconds. */
  readonly providingOrders: number;
  readonly providingUs: bigint;
  readonly providedSharesE8: bigint;
  readonly providedNetReceivedUsdE8: bigint;
  readonly removedSharesE8: bigint;
  readonly removedNetReceivedUsdE8: bigint;
}

export interface HandlingFacts {
  readonly months: readonly HandlingMonthFact[];
  readonly handled: readonly HandlingVenueFact[];
  /** One a venue that stands in the others. */
  readonly venues: readonly NamedVenueFact[];
}
