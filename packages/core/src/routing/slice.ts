import type { VenueSnapshot } from '../market/market-view.ts';
import { amountRoundedE8, toPriceE8 } from '../money/amount.ts';
import { type Price, price, type Quantity, quantity } from '../money/units.ts';
import { sideSign } from '../order/side.ts';
import { feePerUnitRoundedUpE8 } from '../venue/fees.ts';
import type { Candidate } from './candidate.ts';
import { referenceDoubleE8 } from './cost.ts';
import type { UnallocatedCode } from './exclusion-code.ts';
import type { OrderKind } from './order-kind.ts';
import type { PlanInput } from './plan-input.ts';
import { choosePostVenue, postReason } from './post.ts';
import type { Division, Slice } from './route-plan.ts';

/**
 * The taking slices of a division, in the objective's order. Where the plan takes more than one price, all of them are marked as
 * intermarket sweep orders, because each better protected quote is being taken in full at the same time (Rule 600(b)(38)).
 */
export function takeSlices(division: Division, input: PlanInput): Slice[] {
  const taken = division.candidates.filter((candidate) =>
    division.allocation.takes.has(candidate.snapshot.venue.venueId),
  );
  const kind = kindOf(taken, input);
  return taken.map((candidate, index) => takeSlice(candidate, input, { division, kind, routingPriority: index + 1 }));
}

function kindOf(taken: readonly Candidate[], input: PlanInput): OrderKind {
  if (input.order.timeInForce === 'FOK') return 'FOK';
  const prices = new Set(taken.map((candidate) => candidate.price));
  return input.settings.protection && prices.size > 1 ? 'ISO' : 'IOC';
}

function takeSlice(
  candidate: Candidate,
  input: PlanInput,
  as: { division: Division; kind: OrderKind; routingPriority: number },
): Slice {
  const { snapshot } = candidate;
  const count = as.division.allocation.takes.get(snapshot.venue.venueId) ?? quantity(0);
  const reference = (referenceDoubleE8(input.view) ?? 0) / 2;
  const costE8 = candidate.allInCostE8 - sideSign(input.order.side) * reference;
  return {
    venueId: snapshot.venue.venueId,
    quantity: count,
    limitPrice: candidate.price,
    kind: as.kind,
    expectedFeeE8: amountRoundedE8(candidate.feeE8, count, input.view.instrument),
    expectedCostBps: reference === 0 ? 0 : (costE8 / reference) * 10_000,
    expectedFillRate: snapshot.fillRate,
    expectedFillTimeMs: snapshot.latencyUs / 1_000,
    routingPriority: as.routingPriority,
    reason: count === candidate.displayed ? 'takes all that is displayed' : 'takes part of what is displayed',
  };
}

/** The resting slice of a DAY limit order's remainder, or why there is none; `after` is the number of slices before it. */
export function postSlice(
  division: Division,
  input: PlanInput,
  after: number,
): { slice: Slice | null; unallocated: Quantity; code: UnallocatedCode | null } {
  const { unallocated, unallocatedCode } = division.allocation;
  const { limitPrice, timeInForce, orderType } = input.order;
  const isWaiting = unallocatedCode === 'NEXT_VENUE_LATER';
  const rests = unallocated > 0 && !isWaiting && orderType === 'LIMIT' && timeInForce === 'DAY' && limitPrice !== null;
  if (!rests) return { slice: null, unallocated, code: unallocatedCode };
  const full = after >= (input.order.maxVenueSplit ?? input.view.venues.length);
  if (full) return { slice: null, unallocated, code: 'SPLIT_LIMIT' };
  const venue = choosePostVenue(input, unallocated, division.allocation.takes);
  if (!venue.ok) return { slice: null, unallocated, code: venue.error };
  return {
    slice: restingSlice(venue.value, input, { count: unallocated, at: limitPrice, after }),
    unallocated: quantity(0),
    code: null,
  };
}

function restingSlice(
  snapshot: VenueSnapshot,
  input: PlanInput,
  rest: { count: Quantity; at: Price; after: number },
): Slice {
  const scale = input.view.instrument;
  const feeE8 = feePerUnitRoundedUpE8(snapshot.venue.fees, 'MAKE', { price: rest.at, scale });
  const reference = (referenceDoubleE8(input.view) ?? 0) / 2;
  const costE8 = sideSign(input.order.side) * (toPriceE8(price(rest.at), scale) - reference) + feeE8;
  return {
    venueId: snapshot.venue.venueId,
    quantity: rest.count,
    limitPrice: rest.at,
    kind: 'POST',
    expectedFeeE8: amountRoundedE8(feeE8, rest.count, scale),
    expectedCostBps: reference === 0 ? 0 : (costE8 / reference) * 10_000,
    expectedFillRate: 0,
    expectedFillTimeMs: snapshot.latencyUs / 1_000,
    routingPriority: rest.after + 1,
    reason: postReason(input.order.routingObjective),
  };
}
