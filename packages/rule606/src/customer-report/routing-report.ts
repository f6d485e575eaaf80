import type { NamedVenue, ReportVersion } from '../public-report/public-report.ts';

/** The parts of a report on single orders, in the order of the form: held ones, exempt ones that are not held, options. */
export const ROUTING_PARTS = ['HELD', 'NOT_HELD_EXEMPT', 'OPTIONS'] as const;
export type RoutingPart = (typeof ROUTING_PARTS)[number];

/** Where each order of a customer was routed, Rule 606(b)(1). */
export interface RoutingReport {
  readonly version: ReportVersion;
  /** Empty for all customers together. */
  readonly customer: string;
  readonly bd: string;
  readonly timestamp: string | null;
  readonly startDate: string;
  readonly endDate: string;
  /** A part that a file does not have is null; ours have all three. */
  readonly parts: Readonly<Record<RoutingPart, readonly RoutedOrder[] | null>>;
}

export interface RoutedOrder {
  readonly orderId: string;
  /** Whether the customer named the venue. */
  readonly directed: boolean;
  readonly routes: readonly OrderRoute[];
}

/** One venue that got of an order, with what it executed. */
export interface OrderRoute extends NamedVenue {
  readonly transactions: readonly OrderTransaction[];
}

/** When something was executed, UTC, to the second. */
export interface OrderTransaction {
  /** YYYY-MM-DD */
  readonly date: string;
  /** hh:mm:ss */
  readonly time: string;
}
