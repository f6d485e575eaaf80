import type { VenueSnapshot } from '@fairlead/core/market/market-view';
import { quantity } from '@fairlead/core/money/units';
import { sideSign } from '@fairlead/core/order/side';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import type { ChildOrder, Decide, WaveDecision } from './child-order.ts';

/** A venue that displays something within the order's worst price. */
interface Target {
  readonly snapshot: VenueSnapshot;
  readonly price: VenueSnapshot['bid'];
  readonly displayed: number;
}

/** Everything goes to the listing venue, whatever others display. */
const primaryOnly: Decide = (input) => {
  const primary = targetsOf(input).filter(
    ({ snapshot }) => snapshot.venue.venueId === input.view.instrument.primaryVenueId,
  );
  return withRest(input, toOne(input, primary[0]));
};

/** Everything goes to the venue with the best displayed price, the larger size among equals. */
const bestDisplayed: Decide = (input) => withRest(input, toOne(input, bestOf(input)));

/** The quantity is divided by displayed size among the venues with the best displayed price. */
const proRata: Decide = (input) => {
  if (input.order.timeInForce === 'FOK') return withRest(input, toOne(input, bestOf(input)));
  const best = bestOf(input);
  const atBest = targetsOf(input).filter((target) => target.price === best?.price);
  return withRest(input, divided(input, atBest));
};

/**
 * What a simpler router would do, on the same market with the same fills, waves and resting rule; what a wave leaves is for the next.
 * The primary-only router looks at nobody else's quotes and so trades through; its numbers say how often. The rest of a DAY limit order
 * goes to the listing venue.
 */
export const BASELINES = { primary_only: primaryOnly, best_displayed: bestDisplayed, pro_rata: proRata } as const;

function targetsOf(input: PlanInput): Target[] {
  const { order, view } = input;
  const sign = sideSign(order.side);
  return view.venues.flatMap((snapshot) => {
    const [price, displayed] = sign === 1 ? [snapshot.ask, snapshot.askSize] : [snapshot.bid, snapshot.bidSize];
    const { venueId } = snapshot.venue;
    const isElsewhere = order.directedVenue !== null && order.directedVenue !== venueId;
    const isOut = order.excludeVenues.includes(venueId) || isElsewhere || snapshot.quoteState !== 'FRESH';
    const isBeyond = input.worstPrice !== null && (price - input.worstPrice) * sign > 0;
    if (isOut || displayed === 0 || isBeyond) return [];
    return [{ snapshot, price, displayed }];
  });
}

function bestOf(input: PlanInput): Target | undefined {
  const sign = sideSign(input.order.side);
  return targetsOf(input).sort((a, b) => (a.price - b.price) * sign || b.displayed - a.displayed)[0];
}

function toOne(input: PlanInput, target: Target | undefined): ChildOrder[] {
  return target === undefined ? [] : [childOf(input, target, input.quantity)];
}

function childOf(input: PlanInput, target: Target, count: number): ChildOrder {
  return {
    venueId: target.snapshot.venue.venueId,
    quantity: quantity(count),
    limitPrice: target.price,
    minQuantity: quantity(0),
    kind: input.order.timeInForce === 'FOK' ? 'FOK' : 'IOC',
    restMs: null,
  };
}

/** Hamilton's method: whole shares of the quota first, then one more for each of the largest remainders. */
function divided(input: PlanInput, targets: readonly Target[]): ChildOrder[] {
  const total = targets.reduce((sum, target) => sum + target.displayed, 0);
  const parts = targets.map((target) => {
    const share = input.quantity * target.displayed;
    return { target, count: Math.floor(share / total), remainder: share % total };
  });
  const given = parts.reduce((sum, part) => sum + part.count, 0);
  const byRemainder = [...parts].sort((a, b) => b.remainder - a.remainder);
  for (const part of byRemainder.slice(0, total === 0 ? 0 : input.quantity - given)) part.count += 1;
  return parts.filter((part) => part.count > 0).map((part) => childOf(input, part.target, part.count));
}

/** Once nothing can be taken, the rest of a DAY limit order is posted, unless it would lock or cross somebody's quote. */
function withRest(input: PlanInput, children: ChildOrder[]): WaveDecision {
  const post = children.length === 0 ? postOf(input) : null;
  const slices = post === null ? children : [post];
  return {
    slices,
    unallocated: input.quantity - slices.reduce((sum, slice) => sum + slice.quantity, 0),
    unallocatedCode: null,
    // They go to all their venues at once, whatever the order asks for.
    mode: 'SWEEP',
    goesOn: false,
    decisionHash: '',
    expectedCostBps: null,
  };
}

function postOf(input: PlanInput): ChildOrder | null {
  const { order, quantity: count, view } = input;
  if (order.timeInForce !== 'DAY' || order.limitPrice === null || bestOf(input) !== undefined) return null;
  const venueId = order.directedVenue ?? view.instrument.primaryVenueId ?? '';
  const listing = view.venues.find((snapshot) => snapshot.venue.venueId === venueId);
  const takesIt = listing?.venue.timesInForce.includes('DAY') === true && !order.excludeVenues.includes(venueId);
  if (!takesIt) return null;
  return {
    venueId,
    quantity: count,
    limitPrice: order.limitPrice,
    minQuantity: quantity(0),
    kind: 'POST',
    restMs: null,
  };
}
