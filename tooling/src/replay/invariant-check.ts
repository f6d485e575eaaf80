import type { ValidOrder } from '@fairlead/core/order/request';
import { isResting } from '@fairlead/core/routing/order-kind';
import type { ChildOrder } from './child-order.ts';
import type { DisplayedQuotes } from './displayed-quotes.ts';
import type { RecordedMarket } from './recording/recorded-market.ts';

/** What a decision can get wrong besides trading through; the numbers are those of the invariants in the specification of routing. */
type InvariantFault =
  | '1 SUM'
  | '1 NOT_WHOLE'
  | '1 LOT'
  | '2 VENUE_EXCLUDED'
  | '2 VENUE_UNKNOWN'
  | '2 VENUE_SIZE'
  | '2 VENUE_SILENT'
  | '2 SPLIT'
  | '3 LIMIT'
  | '6 OVER_QUANTITY';

/** A decision and what it was to divide. */
export interface CheckedDecision {
  readonly order: ValidOrder;
  readonly quantity: number;
  /** Null where any price will do. */
  readonly worstPrice: number | null;
  readonly children: readonly ChildOrder[];
  readonly unallocated: number;
  /** What the order had executed and out before this decision. */
  readonly committed: number;
}

/** Where and when a decision was made. */
export interface CheckedAt {
  readonly market: RecordedMarket;
  readonly quotes: DisplayedQuotes;
  readonly nowUs: number;
}

/** Every invariant that a decision breaks, as often as it does; empty for a good one. Shares no code with the planner. */
export function invariantFaults(decision: CheckedDecision, at: CheckedAt): InvariantFault[] {
  const { order, children, unallocated, quantity, committed } = decision;
  const faults: InvariantFault[] = [];
  const sent = children.reduce((sum, child) => sum + child.quantity, 0);
  if (sent + unallocated !== quantity || unallocated < 0) faults.push('1 SUM');
  if (committed + sent > order.quantity) faults.push('6 OVER_QUANTITY');
  const venues = new Set(children.map((child) => child.venueId));
  if (order.maxVenueSplit !== null && venues.size > order.maxVenueSplit) faults.push('2 SPLIT');
  const heard = heardVenues(order, at);
  for (const child of children) faults.push(...childFaults(child, decision, { heard, market: at.market }));
  return faults;
}

/** Venues that display something reliable on the side that the order takes. */
function heardVenues(order: ValidOrder, { quotes, nowUs }: CheckedAt): ReadonlySet<string> {
  const usable = quotes.farSide(order.side, nowUs).filter((quote) => !quote.isUnusable);
  return new Set(usable.map((quote) => quote.venueId));
}

function childFaults(
  child: ChildOrder,
  { order, worstPrice }: CheckedDecision,
  at: { heard: ReadonlySet<string>; market: RecordedMarket },
) {
  const faults: InvariantFault[] = [];
  const venue = at.market.venues.find((each) => each.venueId === child.venueId);
  if (!Number.isInteger(child.quantity) || child.quantity <= 0) faults.push('1 NOT_WHOLE');
  const isExcluded = order.excludeVenues.includes(child.venueId);
  const isElsewhere = order.directedVenue !== null && order.directedVenue !== child.venueId;
  if (isExcluded || isElsewhere) faults.push('2 VENUE_EXCLUDED');
  const isBuy = order.side === 'BUY';
  const beyond = worstPrice !== null && (isBuy ? child.limitPrice > worstPrice : child.limitPrice < worstPrice);
  if (beyond) faults.push('3 LIMIT');
  if (venue === undefined || !venue.enabled) return [...faults, '2 VENUE_UNKNOWN' as const];
  const isSized = child.quantity >= venue.minOrderQuantity && child.quantity <= venue.maxOrderQuantity;
  if (!isSized) faults.push('2 VENUE_SIZE');
  if (isResting(child.kind)) return faults;
  if (child.kind !== 'MID_IOC' && !at.heard.has(child.venueId)) faults.push('2 VENUE_SILENT');
  const { roundLot } = at.market.instrument;
  if (!venue.acceptsOddLots && child.quantity % roundLot !== 0) faults.push('1 LOT');
  return faults;
}
