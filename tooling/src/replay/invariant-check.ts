import type { ValidOrder } from '@fairlead/core/order/request';
import { isResting } from '@fairlead/core/routing/order-kind';
import type { Venue } from '@fairlead/core/venue/venue';
import type { ChildOrder } from './child-order.ts';
import type { DisplayedQuotes } from './displayed-quotes.ts';
import { RECORDED_VENUES } from './recorded-day.ts';

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
  readonly worstPrice: number;
  readonly children: readonly ChildOrder[];
  readonly unallocated: number;
  /** What the order had executed and out before this decision. */
  readonly committed: number;
}

const VENUES: ReadonlyMap<string, Venue> = new Map(RECORDED_VENUES.map((venue) => [venue.venueId, venue]));
const ROUND_LOT = 100;

/** Every invariant that a decision breaks, as often as it does; empty for a good one. Shares no code with the planner. */
export function invariantFaults(decision: CheckedDecision, quotes: DisplayedQuotes): InvariantFault[] {
  const { order, children, unallocated, quantity, committed } = decision;
  const faults: InvariantFault[] = [];
  const sent = children.reduce((sum, child) => sum + child.quantity, 0);
  if (sent + unallocated !== quantity || unallocated < 0) faults.push('1 SUM');
  if (committed + sent > order.quantity) faults.push('6 OVER_QUANTITY');
  const venues = new Set(children.map((child) => child.venueId));
  if (order.maxVenueSplit !== null && venues.size > order.maxVenueSplit) faults.push('2 SPLIT');
  const silent = silentVenues(order, quotes);
  for (const child of children) faults.push(...childFaults(child, decision, silent));
  return faults;
}

/** Venues that display nothing reliable on the side that the order takes. */
function silentVenues(order: ValidOrder, quotes: DisplayedQuotes): ReadonlySet<string> {
  const heard = new Set(
    quotes
      .farSide(order.side)
      .filter((quote) => !quote.isCrossed)
      .map((quote) => quote.venueId),
  );
  return new Set([...VENUES.keys()].filter((venueId) => !heard.has(venueId)));
}

function childFaults(child: ChildOrder, { order, worstPrice }: CheckedDecision, silent: ReadonlySet<string>) {
  const faults: InvariantFault[] = [];
  const venue = VENUES.get(child.venueId);
  if (!Number.isInteger(child.quantity) || child.quantity <= 0) faults.push('1 NOT_WHOLE');
  const isExcluded = order.excludeVenues.includes(child.venueId);
  const isElsewhere = order.directedVenue !== null && order.directedVenue !== child.venueId;
  if (isExcluded || isElsewhere) faults.push('2 VENUE_EXCLUDED');
  const beyond = order.side === 'BUY' ? child.limitPrice > worstPrice : child.limitPrice < worstPrice;
  if (beyond) faults.push('3 LIMIT');
  if (venue === undefined || !venue.enabled) return [...faults, '2 VENUE_UNKNOWN' as const];
  const isSized = child.quantity >= venue.minOrderQuantity && child.quantity <= venue.maxOrderQuantity;
  if (!isSized) faults.push('2 VENUE_SIZE');
  if (isResting(child.kind)) return faults;
  if (silent.has(child.venueId)) faults.push('2 VENUE_SILENT');
  if (!venue.acceptsOddLots && child.quantity % ROUND_LOT !== 0) faults.push('1 LOT');
  return faults;
}
