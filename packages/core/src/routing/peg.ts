import type { VenueSnapshot } from '../market/market-view.ts';
import { amountRoundedE8, toPriceE8 } from '../money/amount.ts';
import { type Price, priceE8, type Quantity, quantity } from '../money/units.ts';
import { sideSign } from '../order/side.ts';
import { expectedShare } from '../quality/hidden-tail.ts';
import { feePerUnitRoundedUpE8 } from '../venue/fees.ts';
import { midpointOf, reachOf } from './blind.ts';
import { brokenConstraint, venueBound, venueCap, venueFault } from './candidate.ts';
import type { ExclusionCode, UnallocatedCode } from './exclusion-code.ts';
import type { ObjectiveStrategy } from './objectives/objective.ts';
import type { PlanInput } from './plan-input.ts';
import type { Division, Slice } from './route-plan.ts';
import { sliceCost } from './slice-cost.ts';

/**
 * The division of a midpoint peg: nothing is taken at displayed prices, everything is left for one venue that pegs to the midpoint. The codes
 * say why others cannot have it.
 */
export function pegDivision(input: PlanInput, strategy: ObjectiveStrategy): Division {
  const excluded = new Map<string, ExclusionCode>();
  for (const snapshot of input.view.venues)
    excluded.set(snapshot.venue.venueId, pegFault(snapshot, input) ?? 'NOT_NEEDED');
  const allocation = {
    takes: new Map<string, Quantity>(),
    codes: new Map<string, ExclusionCode>(),
    unallocated: input.quantity,
    unallocatedCode: 'NO_ELIGIBLE_VENUE' as const,
    proof: null,
  };
  return {
    strategy,
    weights: strategy.weights(input),
    candidates: [],
    excluded,
    allocation,
    takes: [],
    stage: 'ALL',
  };
}

/**
 * The one slice of a midpoint peg, or why there is none. A DAY or GTC peg rests pegged at its venue, also while the market is locked or crossed:
 * the venue executes it when there is a midpoint again. An immediate one is sent to a dark venue at the midpoint of now. Its limit is the
 * order's cap, or the collar.
 */
export function pegSlice(input: PlanInput): {
  slice: Slice | null;
  unallocated: Quantity;
  code: UnallocatedCode | null;
} {
  const able = input.view.venues.filter((snapshot) => pegFault(snapshot, input) === null);
  const [best] = able.sort((a, b) => rankPeg(a, b, input));
  const midpoint = midpointOf(input);
  const limitPrice = isImmediate(input) ? midpoint : (input.worstPrice ?? input.order.limitPrice);
  if (limitPrice === null || isBeyond(limitPrice, input))
    return { slice: null, unallocated: input.quantity, code: 'NOTHING_WITHIN_LIMIT' };
  if (best === undefined) return { slice: null, unallocated: input.quantity, code: 'NO_ELIGIBLE_VENUE' };
  return { slice: sliceAt(best, input, { limitPrice, midpoint }), unallocated: quantity(0), code: null };
}

/** Why a venue cannot have a midpoint peg; null where it can. */
function pegFault(snapshot: VenueSnapshot, input: PlanInput): ExclusionCode | null {
  const { venue } = snapshot;
  const fault = venueFault(snapshot, input);
  if (fault !== null) return fault;
  if (reachOf(snapshot) !== 'MIDPOINT' || !venue.orderTypes.includes('MIDPOINT_PEG')) return 'ORDER_TYPE_NOT_TAKEN';
  // At an exchange an immediate order at the midpoint would be off tick; only a pegged one follows it there.
  const isTaken = isImmediate(input) ? !venue.lit : venue.timesInForce.includes('DAY');
  if (!isTaken) return 'TIME_IN_FORCE_NOT_TAKEN';
  if (snapshot.blindBar === 'ADVERSE_MARKOUTS') return snapshot.blindBar;
  return (
    sizeFault(snapshot, input) ?? brokenConstraint(snapshot, input, { feeE8: feeAt(snapshot, input), fillRate: 1 })
  );
}

/** A peg goes whole to one venue. */
function sizeFault(snapshot: VenueSnapshot, input: PlanInput): ExclusionCode | null {
  const { venue } = snapshot;
  const inLots = venue.acceptsOddLots || input.quantity % input.view.instrument.roundLot === 0;
  if (!inLots || input.quantity < venue.minOrderQuantity) return 'BELOW_MINIMUM';
  if (input.quantity > venueCap(snapshot, input)) return 'OVER_VENUE_CAP';
  return input.quantity > venueBound(snapshot, input) ? 'OVER_MAX_IMPACT' : null;
}

/** Preferred venues first; then where more hidden size is believed to be; then by the objective: fee, speed, or the listing venue. */
function rankPeg(a: VenueSnapshot, b: VenueSnapshot, input: PlanInput): number {
  return (
    preference(a, input) - preference(b, input) ||
    expectedShare(b.hidden, input.quantity) - expectedShare(a.hidden, input.quantity) ||
    objectiveCost(a, input) - objectiveCost(b, input) ||
    feeAt(a, input) - feeAt(b, input) ||
    a.venue.priority - b.venue.priority
  );
}

function preference(snapshot: VenueSnapshot, { order }: PlanInput): number {
  const named = order.venuePreferences.indexOf(snapshot.venue.venueId);
  return named === -1 ? order.venuePreferences.length : named;
}

function objectiveCost(snapshot: VenueSnapshot, input: PlanInput): number {
  const { routingObjective } = input.order;
  if (routingObjective === 'LOWEST_COST' || routingObjective === 'SMART') return feeAt(snapshot, input);
  if (routingObjective === 'FASTEST_EXECUTION') return snapshot.latencyUs;
  return snapshot.venue.venueId === input.view.instrument.primaryVenueId ? 0 : 1;
}

function sliceAt(snapshot: VenueSnapshot, input: PlanInput, at: { limitPrice: Price; midpoint: Price | null }): Slice {
  const scale = input.view.instrument;
  const feeE8 = feeAt(snapshot, input);
  const expectedPriceE8 = toPriceE8(at.midpoint ?? at.limitPrice, scale);
  const allInE8 = sideSign(input.order.side) * expectedPriceE8 + feeE8;
  const feesE8 = amountRoundedE8(feeE8, input.quantity, scale);
  return {
    venueId: snapshot.venue.venueId,
    quantity: input.quantity,
    limitPrice: at.limitPrice,
    expectedPriceE8,
    kind: isImmediate(input) ? 'MID_IOC' : 'MID_PEG',
    minQuantity: quantity(0),
    restMs: null,
    ...sliceCost(snapshot, { allInE8, feesE8, count: input.quantity }, input),
    expectedFillRate: expectedShare(snapshot.hidden, input.quantity),
    expectedFillTimeMs: snapshot.latencyUs / 1_000,
    routingPriority: 1,
    reason: isImmediate(input) ? 'asks for hidden size at the midpoint' : 'rests pegged to the midpoint',
  };
}

/** The midpoint fee per unit in 10^-8, at the price that the order would trade at; none is known without a price. */
function feeAt({ venue }: VenueSnapshot, input: PlanInput) {
  const price = midpointOf(input) ?? input.worstPrice ?? input.order.limitPrice;
  return price === null
    ? priceE8(0)
    : feePerUnitRoundedUpE8(venue.fees, 'MIDPOINT', { price, scale: input.view.instrument });
}

function isBeyond(limitPrice: Price, { order, worstPrice }: PlanInput): boolean {
  return worstPrice !== null && (limitPrice - worstPrice) * sideSign(order.side) > 0;
}

function isImmediate({ order }: PlanInput): boolean {
  return order.timeInForce === 'IOC';
}
