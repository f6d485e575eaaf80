import type { VenueServices } from '@fairlead/core/report/venue-services';
import type { Figure } from '../figure/figure.ts';
import type { NamedVenue, ReportVersion } from '../public-report/public-report.ts';

/** The figures of a venue in the order of the form; what they count stands in their endings: shares, percent, cents per hundred, milliseconds. */
export const HANDLING_COLUMNS = [
  'routedShr',
  'iocRoutedShr',
  'furtherRoutableShr',
  'orderSizeShr',
  'executedShr',
  'filledPct',
  'fillSizeShr',
  'netFeeOrRebateCph',
  'midpointShr',
  'midpointPct',
  'nearsideShr',
  'nearsidePct',
  'farsideShr',
  'farsidePct',
  'providedLiquidityShr',
  'providedLiquidityPct',
  'orderDurationMsec',
  'providedLiquidityNetCph',
  'removedLiquidityShr',
  'removedLiquidityPct',
  'removedLiquidityNetCph',
] as const;
export type HandlingColumn = (typeof HANDLING_COLUMNS)[number];

/** How a customer's not held orders were handled, Rule 606(b)(3), with every figure as it is printed. Fees are negative, rebates positive. */
export interface HandlingReport {
  readonly version: ReportVersion;
  /** Empty for all customers together. */
  readonly customer: string;
  readonly bd: string;
  readonly timestamp: string | null;
  readonly startDate: string;
  readonly endDate: string;
  /** Orders for which the customer named the venue; null where a file has no such part. Ours have both. */
  readonly directed: readonly HandlingMonth[] | null;
  readonly nonDirected: readonly HandlingMonth[] | null;
}

export interface HandlingMonth {
  readonly year: number;
  readonly month: number;
  readonly sentShr: Figure;
  readonly executedAsPrincipalShr: Figure;
  readonly ioiExposedOrd: Figure;
  readonly ioiVenues: readonly NamedVenue[];
  readonly venues: readonly HandlingVenue[];
}

export interface HandlingVenue extends NamedVenue {
  readonly services: VenueServices | null;
  readonly figures: Readonly<Record<HandlingColumn, Figure>>;
}
