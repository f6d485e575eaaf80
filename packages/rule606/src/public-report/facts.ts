import type { OrderClassification } from '@fairlead/core/order-life/classification';
import type { ReportSection } from '@fairlead/core/report/report-section';
import { invariant } from '@fairlead/core/result';

/** Customer orders of a month, section and type: held ones in stocks, all in options. Summed by SQL; rows of one key add up. */
export interface OrderFact {
  /** Month of receipt, YYYY-MM. */
  readonly month: string;
  readonly section: ReportSection;
  readonly directed: boolean;
  readonly orderType: OrderClassification;
  readonly orders: number;
}

/** What one venue got of such orders, and what was paid for it: orders by the month they were routed, the rest by the month of trade date. */
export interface RoutedFact {
  readonly month: string;
  readonly section: ReportSection;
  readonly directed: boolean;
  readonly orderType: OrderClassification;
  readonly venueId: string;
  /** Routed (child) orders. */
  readonly routed: number;
  /** Shares of stocks, contracts of options; 10^-8. */
  readonly executedQuantityE8: bigint;
  /** Transaction fees paid, 0 or more; the other three are received, 0 or more. Dollars of 10^-8. */
  readonly feesUsdE8: bigint;
  readonly rebatesUsdE8: bigint;
  readonly pfofUsdE8: bigint;
  readonly profitSharingUsdE8: bigint;
}

/** How a venue is called in a report. */
export interface NamedVenueFact {
  readonly venueId: string;
  readonly name: string;
  readonly mic: string | null;
  readonly mpid: string | null;
  /** What imported routes call it besides; left out where nobody has looked. */
  readonly otherNames?: readonly string[];
}

/** How a venue is called that facts name. Throws for one that is not told of, which is made by us. */
export function venueOf<Venue extends NamedVenueFact>(venueId: string, venues: ReadonlyMap<string, Venue>): Venue {
  const venue = venues.get(venueId);
  invariant(venue !== undefined, `no name for the venue ${venueId}`);
  return venue;
}

/** Venues by their ids. */
export function venuesById<Venue extends NamedVenueFact>(venues: readonly Venue[]): ReadonlyMap<string, Venue> {
  return new Map(venues.map((venue) => [venue.venueId, venue]));
}

export interface VenueFact extends NamedVenueFact {
  /** The material aspects of the relationship in words: incentives, disincentives, tiers, minimums. */
  readonly materialAspects: string;
}

export interface PublicReportFacts {
  readonly orders: readonly OrderFact[];
  readonly routed: readonly RoutedFact[];
  /** One a venue that stands in `routed`. */
  readonly venues: readonly VenueFact[];
}
