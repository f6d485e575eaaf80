import type { VenueSnapshot } from '../market/market-view.ts';
import { amountRoundedE8, toPriceE8 } from '../money/amount.ts';
import { type Price, type Quantity, quantity } from '../money/units.ts';
import { sideSign } from '../order/side.ts';
import { feePerUnitRoundedUpE8 } from '../venue/fees.ts';
import type { UnallocatedCode } from './exclusion-code.ts';
import type { OrderKind } from './order-kind.ts';
import type { PassivePost } from './passive-part.ts';
import type { PlanInput } from './plan-input.ts';
import { choosePostVenue, postReason } from './post.ts';
import { standingQuotes } from './protection.ts';
import type { Division, Slice } from './route-plan.ts';
import { sliceCost } from './slice-cost.ts';
import { averageOf, averagePriceE8, feesOf, type VenueTake, worstPriceOf } from './venue-take.ts';

/**
 * The taking slices of a division, in the objective's order. Where the plan takes a worse displayed price than a protected one, all that go to
 * displayed quotes are marked as intermarket sweep orders, because each better protected quote is being taken in full at the same time (Rule
 * 600(b)(38)). An odd lot at a better price is not protected, and needs no such mark.
 */
export function takeSlices(division: Division, input: PlanInput): Slice[] {
  const displayed = displayedKind(division.takes, input);
  return division.takes.map((take, index) =>
    takeSlice(take, input, { kind: kindOf(take, displayed), routingPriority: index + 1 }),
  );
}

function displayedKind(takes: readonly VenueTake[], input: PlanInput): OrderKind {
  if (input.order.timeInForce === 'FOK') return 'FOK';
  const prices = new Set<Price>();
  for (const take of takes)
    for (const { candidate } of take.levels) if (take.reach === 'DISPLAYED') prices.add(candidate.price);
  if (!input.settings.protection || prices.size < 2) return 'IOC';
  const [best] = standingQuotes(input.view, input.order.side);
  const sign = sideSign(input.order.side);
  return best !== undefined && [...prices].some((price) => (price - best.price) * sign > 0) ? 'ISO' : 'IOC';
}

function kindOf(take: VenueTake, displayed: OrderKind): OrderKind {
  if (take.reach === 'MIDPOINT') return 'MID_IOC';
  return take.reach === 'DISPLAYED' || displayed === 'FOK' ? displayed : 'IOC';
}

function takeSlice(take: VenueTake, input: PlanInput, as: { kind: OrderKind; routingPriority: number }): Slice {
  const { snapshot, quantity: count } = take;
  const scale = input.view.instrument;
  const allInE8 = averageOf(take, (candidate) => candidate.allInCostE8);
  const feesE8 = feesOf(take, (feeE8, each) => amountRoundedE8(feeE8, each, scale));
  const isPing = take.reach === 'MIDPOINT';
  return {
    venueId: snapshot.venue.venueId,
    quantity: count,
    limitPrice: worstPriceOf(take),
    expectedPriceE8: averagePriceE8(take, input),
    kind: as.kind,
    minQuantity: quantity(isPing ? Math.min(count, scale.roundLot) : 0),
    ...sliceCost(snapshot, { allInE8, feesE8, count }, input),
    expectedFillRate: averageOf(take, (candidate) => candidate.fillRate),
    expectedFillTimeMs: snapshot.latencyUs / 1_000,
    restMs: null,
    routingPriority: as.routingPriority,
    reason: takeReason(take),
  };
}

function takeReason(take: VenueTake): string {
  if (take.reach === 'MIDPOINT') return 'asks blind for hidden size at the midpoint';
  if (take.reach === 'BEST_PRICE') return 'asks for the national best price or better';
  const displayed = take.levels.reduce((sum, { candidate }) => sum + candidate.displayed, 0);
  if (take.levels.length > 1) return `takes ${take.levels.length} levels of the book`;
  return take.quantity === displayed ? 'takes all that is displayed' : 'takes part of what is displayed';
}

/** The resting slice of a DAY limit order's remainder, or why there is none; `after` is the number of slices before it. */
export function postSlice(
  division: Division,
  input: PlanInput,
  after: number,
): { slice: Slice | null; unallocated: Quantity; code: UnallocatedCode | null } {
  const { unallocated } = division.allocation;
  const unallocatedCode = division.left.code;
  const { limitPrice, timeInForce, orderType } = input.order;
  const isWaiting = unallocatedCode === 'NEXT_VENUE_LATER' || unallocatedCode === 'OTHER_VENUES_LATER';
  const mayRest = timeInForce === 'DAY' || timeInForce === 'GTC';
  const rests = unallocated > 0 && !isWaiting && orderType === 'LIMIT' && mayRest && limitPrice !== null;
  if (!rests) return { slice: null, unallocated, code: unallocatedCode };
  const { maxVenueSplit } = input.order;
  const full = maxVenueSplit !== null && after >= maxVenueSplit;
  if (full) return { slice: null, unallocated, code: 'SPLIT_LIMIT' };
  const venue = choosePostVenue(input, unallocated, division.allocation.takes);
  if (!venue.ok) return { slice: null, unallocated, code: nearerOf(unallocatedCode, venue.error) };
  return {
    slice: restingSlice(venue.value, input, { count: unallocated, at: limitPrice, after }),
    unallocated: quantity(0),
    code: null,
  };
}

/** Where nobody may be sent to at all, that is why nobody rests the order either. */
function nearerOf(taking: UnallocatedCode | null, resting: UnallocatedCode): UnallocatedCode {
  return taking === 'NO_ELIGIBLE_VENUE' && resting === 'NO_RESTING_VENUE' ? taking : resting;
}

/** The slices that rest at the near side in the hope of the spread; `after` is the number of slices before them. */
export function passiveSlices(posts: readonly PassivePost[], input: PlanInput, after: number): Slice[] {
  return posts.map(({ snapshot, quantity: count, price: at, fillRate }, index) => ({
    ...restingSlice(snapshot, input, { count, at, after: after + index }),
    expectedFillRate: fillRate,
    expectedFillTimeMs: input.settings.passiveHorizonMs ?? 0,
    restMs: input.settings.passiveHorizonMs,
    reason: 'rests at the near side for a while, in the hope of the spread',
  }));
}

function restingSlice(
  snapshot: VenueSnapshot,
  input: PlanInput,
  rest: { count: Quantity; at: Price; after: number },
): Slice {
  const scale = input.view.instrument;
  const feeE8 = feePerUnitRoundedUpE8(snapshot.venue.fees, 'MAKE', { price: rest.at, scale });
  const allInE8 = sideSign(input.order.side) * toPriceE8(rest.at, scale) + feeE8;
  const feesE8 = amountRoundedE8(feeE8, rest.count, scale);
  return {
    venueId: snapshot.venue.venueId,
    quantity: rest.count,
    limitPrice: rest.at,
    expectedPriceE8: toPriceE8(rest.at, scale),
    kind: 'POST',
    minQuantity: quantity(0),
    ...sliceCost(snapshot, { allInE8, feesE8, count: rest.count }, input),
    expectedFillRate: 0,
    expectedFillTimeMs: snapshot.latencyUs / 1_000,
    restMs: null,
    routingPriority: rest.after + 1,
    reason: postReason(snapshot, input),
  };
}
