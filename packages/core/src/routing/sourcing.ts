import type { VenueSnapshot } from '../market/market-view.ts';
import { blindPlace } from './blind.ts';
import { venueFault } from './candidate.ts';
import type { ExclusionCode } from './exclusion-code.ts';
import type { PlanInput } from './plan-input.ts';
import type { SourcingStage } from './sourcing-stage.ts';

/** The stage that an order's next wave is in. A directed, MANUAL or fill-or-kill order has only one: its venues are named, or it is one venue's. */
export function sourcingStage(input: PlanInput): SourcingStage {
  const { order, view } = input;
  if (order.directedVenue !== null || order.routingMode === 'MANUAL' || order.timeInForce === 'FOK') return 'ALL';
  if (order.sourcing === 'INTERNALIZE_FIRST' && view.venues.some((each) => isInternalUntried(each, input)))
    return 'INTERNAL';
  const hasDark = order.sourcing === 'DARK_FIRST' && view.venues.some((each) => isDarkPlace(each, input));
  return hasDark ? 'DARK' : 'ALL';
}

/** Why a stage before the last leaves a venue for later; null where it asks it. */
export function stageFault(
  snapshot: VenueSnapshot,
  stage: Exclude<SourcingStage, 'ALL'>,
  input: PlanInput,
): ExclusionCode | null {
  if (stage === 'INTERNAL') return snapshot.venue.venueType === 'INTERNAL' ? null : 'AFTER_INTERNAL';
  return isDarkPlace(snapshot, input) ? null : 'AFTER_DARK';
}

function isInternalUntried(snapshot: VenueSnapshot, input: PlanInput): boolean {
  const { venueType, venueId } = snapshot.venue;
  if (venueType !== 'INTERNAL' || input.triedVenues.includes(venueId)) return false;
  return venueFault(snapshot, input) === null;
}

function isDarkPlace(snapshot: VenueSnapshot, input: PlanInput): boolean {
  const place = blindPlace(snapshot, input, 'DARK');
  return place.ok && place.value.reach === 'MIDPOINT';
}
