import type { VenueSnapshot } from '../market/market-view.ts';
import { amountRoundedE8, toPriceE8 } from '../money/amount.ts';
import { type Price, priceE8, type Quantity, quantity } from '../money/units.ts';
import { sideSign } from '../order/side.ts';
import { expectedShare } from '../quality/hidden-tail.ts';
import { feePerUnitRoundedUpE8 } from '../venue/fees.ts';
import { midpointOf, reachOf } from './blind.ts';
import { brokenConstraint, venueBound, venueCap, venueFault } from './candidate.ts';
import type { ExclusionCode, UnallocatedCode } from './exclusion-code.ts';
import type { AllocationInput } from './modes/mode.ts';
import type { ObjectiveStrategy } from './objectives/objective.ts';
import { type PassedOver, plainly, type ReasonKey, rankedLater } from './passed-over.ts';
import type { PlanInput } from './plan-input.ts';
import type { Division, Slice } from './route-plan.ts';
import { sliceCost } from './slice-cost.ts';
import { sliceImpact } from './slice-impact.ts';

/**
 * The division of a midpoint peg: nothing is taken at displayed prices, everything is left for one venue that pegs to the midpoint. The codes
 * say why others cannot have it, or what the one that is pegged at comes before them by.
 */
export function pegDivision(input: PlanInput, strategy: ObjectiveStrategy): Division {
  const able = ableVenues(input);
  const [best] = able;
  const excluded = new Map<string, PassedOver>();
  for (const snapshot of input.view.venues) excluded.set(snapshot.venue.venueId, whyNotPegged(snapshot, best, input));
  const asked: AllocationInput = {
    side: input.order.side,
    quantity: input.quantity,
    roundLot: input.view.instrument.roundLot,
    maxVenues: 1,
    candidates: [],
    protectedQuotes: [],
    triedVenues: input.triedVenues,
    impact: sliceImpact(input, strategy.weights(input)),
    manualAllocations: [],
  };
  return {
    manner: 'SWEEP',
    ranking: strategy.ties,
    asked,
    allocation: { takes: new Map(), unallocated: input.quantity, proof: null },
    takes: [],
    strategy,
    weights: strategy.weights(input),
    excluded,
    stage: 'ALL',
    left: { code: 'NO_ELIGIBLE_VENUE', blockedBy: null },
  };
}

function whyNotPegged(snapshot: VenueSnapshot, best: VenueSnapshot | undefined, input: PlanInput): PassedOver {
  const fault = pegFault(snapshot, input);
  if (fault !== null || best === undefined) return plainly(fault ?? 'ORDER_TYPE_NOT_TAKEN');
  if (pegLimit(input) === null) return plainly('OUTSIDE_LIMIT');
  const key = PEG_RANKS.find(({ rank }) => rank(best, snapshot, input) !== 0)?.key ?? 'PRIORITY';
  return rankedLater(best.venue.venueId, key);
}

/** The venues that can have it, the one that is chosen first. */
function ableVenues(input: PlanInput): VenueSnapshot[] {
  return input.view.venues
    .filter((snapshot) => pegFault(snapshot, input) === null)
    .sort((a, b) => rankPeg(a, b, input));
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
  const [best] = ableVenues(input);
  const limitPrice = pegLimit(input);
  if (limitPrice === null) return { slice: null, unallocated: input.quantity, code: 'NOTHING_WITHIN_LIMIT' };
  if (best === undefined) return { slice: null, unallocated: input.quantity, code: 'NO_ELIGIBLE_VENUE' };
  const midpoint = midpointOf(input);
  return { slice: sliceAt(best, input, { limitPrice, midpoint }), unallocated: quantity(0), code: null };
}

/** The limit of the slice; null where there is none within the order's own. */
function pegLimit(input: PlanInput): Price | null {
  const limitPrice = isImmediate(input) ? midpointOf(input) : (input.worstPrice ?? input.order.limitPrice);
  return limitPrice === null || isBeyond(limitPrice, input) ? null : limitPrice;
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
  // One that rests asks once and waits; one that is immediate is another ping.
  if (snapshot.blindBar === 'ADVERSE_MARKOUTS' || (snapshot.blindBar !== null && isImmediate(input)))
    return snapshot.blindBar;
  return (
    sizeFault(snapshot, input) ?? brokenConstraint(snapshot, input, { feeE8: feeAt(snapshot, input), fillRate: 1 })
  );
}

/** A peg goes whole to one venue. */
function sizeFault(snapshot: VenueSnapshot, input: PlanInput): ExclusionCode | null {
  const { venue } = snapshot;
  const inLots = venue.acceptsOddLots || input.quantity % input.view.instrument.roundLot === 0;
  if (!inLots || input.quantity < venue.minOrderQuantity) return 'VENUE_MINIMUM';
  if (input.quantity > venueCap(snapshot, input)) return 'OVER_VENUE_CAP';
  return input.quantity > venueBound(snapshot, input) ? 'OVER_MAX_IMPACT' : null;
}

type PegRank = (a: VenueSnapshot, b: VenueSnapshot, input: PlanInput) => number;

/** Preferred venues first; then where more hidden size is believed to be; then by the objective: fee, speed, or the listing venue. */
const PEG_RANKS: readonly { key: ReasonKey; rank: PegRank }[] = [
  { key: 'PREFERENCE', rank: (a, b, input) => preference(a, input) - preference(b, input) },
  {
    key: 'HIDDEN_SIZE',
    rank: (a, b, { quantity: count }) => expectedShare(b.hidden, count) - expectedShare(a.hidden, count),
  },
  { key: 'LATENCY', rank: (a, b, input) => (isForSpeed(input) ? a.latencyUs - b.latencyUs : 0) },
  { key: 'LISTING', rank: (a, b, input) => (isForListing(input) ? listing(a, input) - listing(b, input) : 0) },
  { key: 'FEE', rank: (a, b, input) => feeAt(a, input) - feeAt(b, input) },
  { key: 'PRIORITY', rank: (a, b) => a.venue.priority - b.venue.priority },
];

function rankPeg(a: VenueSnapshot, b: VenueSnapshot, input: PlanInput): number {
  for (const { rank } of PEG_RANKS) {
    const order = rank(a, b, input);
    if (order !== 0) return order;
  }
  return 0;
}

function preference(snapshot: VenueSnapshot, { order }: PlanInput): number {
  const named = order.venuePreferences.indexOf(snapshot.venue.venueId);
  return named === -1 ? order.venuePreferences.length : named;
}

function isForSpeed({ order }: PlanInput): boolean {
  return order.routingObjective === 'FASTEST_EXECUTION';
}

/** Objectives that look neither for the fee nor for speed go where most of the queue trades. */
function isForListing({ order: { routingObjective } }: PlanInput): boolean {
  return !['LOWEST_COST', 'SMART', 'FASTEST_EXECUTION'].includes(routingObjective);
}

function listing({ venue }: VenueSnapshot, { view }: PlanInput): number {
  return venue.venueId === view.instrument.primaryVenueId ? 0 : 1;
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
