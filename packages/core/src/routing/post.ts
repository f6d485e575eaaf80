import type { VenueSnapshot } from '../market/market-view.ts';
import type { Quantity } from '../money/units.ts';
import type { RoutingObjective } from '../order/request.ts';
import { sideSign } from '../order/side.ts';
import { err, ok, type Result } from '../result.ts';
import { venueCap, venueFault } from './candidate.ts';
import type { UnallocatedCode } from './exclusion-code.ts';
import type { PlanInput } from './plan-input.ts';
import { standingQuotes } from './protection.ts';

/**
 * Where the part of a DAY limit order that cannot trade now rests: one lit venue that takes resting orders. LOWEST_COST takes the smallest
 * make fee (the largest rebate), SMART too, FASTEST_EXECUTION the shortest round trip, the others the listing venue, where most of the queue
 * trades.
 * Refuses to lock or cross a protected quote that the plan does not take (Rule 610(d)); `takes` is what it takes, by venue.
 */
export function choosePostVenue(
  input: PlanInput,
  rest: Quantity,
  takes: ReadonlyMap<string, Quantity>,
): Result<VenueSnapshot, UnallocatedCode> {
  if (locksOrCrosses(input, takes)) return err('WOULD_LOCK_OR_CROSS');
  const able = input.view.venues.filter((snapshot) => {
    const taken = takes.get(snapshot.venue.venueId) ?? 0;
    return canRest(snapshot, input, rest) && rest + taken <= venueCap(snapshot, input);
  });
  const [best] = able.sort((a, b) => rankPost(a, b, input));
  return best === undefined ? err('NO_ELIGIBLE_VENUE') : ok(best);
}

/** True where a protected quote at the limit or better would still stand after the plan's own takes. */
function locksOrCrosses(input: PlanInput, takes: ReadonlyMap<string, Quantity>): boolean {
  const limit = input.order.limitPrice;
  if (limit === null) return false;
  const sign = sideSign(input.order.side);
  return standingQuotes(input.view, input.order.side).some((quote) => {
    return (limit - quote.price) * sign >= 0 && takes.get(quote.venueId) !== quote.displayed;
  });
}

function canRest(snapshot: VenueSnapshot, input: PlanInput, rest: Quantity): boolean {
  const { venue } = snapshot;
  if (!venue.lit || !venue.timesInForce.includes('DAY') || venueFault(snapshot, input) !== null) return false;
  return rest >= venue.minOrderQuantity && rest <= venue.maxOrderQuantity;
}

function rankPost(a: VenueSnapshot, b: VenueSnapshot, input: PlanInput): number {
  const byPreference = preference(a, input) - preference(b, input);
  return byPreference || postCost(a, input) - postCost(b, input) || a.venue.priority - b.venue.priority;
}

function preference(snapshot: VenueSnapshot, input: PlanInput): number {
  const named = input.order.venuePreferences.indexOf(snapshot.venue.venueId);
  return named === -1 ? input.order.venuePreferences.length : named;
}

function postCost(snapshot: VenueSnapshot, input: PlanInput): number {
  const { venue } = snapshot;
  const { routingObjective } = input.order;
  if (routingObjective === 'LOWEST_COST' || routingObjective === 'SMART') return venue.fees.makePerUnitE8;
  if (routingObjective === 'FASTEST_EXECUTION') return snapshot.latencyUs;
  return venue.venueId === input.view.instrument.primaryVenueId ? 0 : 1;
}

/** The words for why a venue was chosen to rest at. */
export function postReason(objective: RoutingObjective): string {
  if (objective === 'LOWEST_COST' || objective === 'SMART') return 'rests where providing liquidity costs least';
  if (objective === 'FASTEST_EXECUTION') return 'rests at the venue that answers fastest';
  return 'rests at the listing venue';
}
