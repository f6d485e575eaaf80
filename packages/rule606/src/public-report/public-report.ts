import type { ReportSection } from '@fairlead/core/report/report-section';
import type { Figure } from '../figure/figure.ts';
import type { ByOrderType } from './order-types.ts';

/** Versions of the SEC's schema that a report can be of. Ours are of the last. */
export const REPORT_VERSIONS = ['1.2', '1.3'] as const;
export type ReportVersion = (typeof REPORT_VERSIONS)[number];

/** The public report of a quarter, Rule 606(a)(1), with every figure as it is printed. */
export interface PublicReport {
  readonly version: ReportVersion;
  /** The broker-dealer's name. */
  readonly bd: string;
  readonly year: number;
  /** 1 to 4. */
  readonly quarter: number;
  /** When it was made, UTC, YYYY-MM-DDThh:mm:ssZ. */
  readonly timestamp: string | null;
  readonly months: readonly PublicMonth[];
}

export interface PublicMonth {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** A section that a file does not have is null; ours have all three. */
  readonly sections: Readonly<Record<ReportSection, RoutingSection | null>>;
}

export interface RoutingSection {
  /** Non-directed orders in percent of all orders. */
  readonly nonDirectedPct: Figure;
  /** Each type in percent of non-directed orders. */
  readonly typePct: ByOrderType<Figure>;
  readonly venues: readonly RoutingVenue[];
}

/** A venue by name, by market identifier code, or by both. */
export interface NamedVenue {
  readonly name: string | null;
  readonly mic: string | null;
  readonly mpid: string | null;
}

export interface RoutingVenue extends NamedVenue {
  /** Percent of all non-directed orders that were routed. */
  readonly orderPct: Figure;
  readonly byType: ByOrderType<VenueTypeFigures>;
  readonly materialAspects: string;
}

export interface VenueTypeFigures {
  /** Percent of all non-directed orders of the type that were routed. */
  readonly pct: Figure;
  /** Net of what was received and paid: received is positive. */
  readonly netUsd: Figure;
  /** The same in cents per hundred shares executed. */
  readonly netCph: Figure;
}
