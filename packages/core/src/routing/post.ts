import type { VenueSnapshot } from '../market/market-view.ts';
import { type PriceE8, type Quantity, quantity } from '../money/units.ts';
import type { RoutingObjective } from '../order/request.ts';
import { sideSign } from '../order/side.ts';
import { err, ok, type Result } from '../result.ts';
import { feePerUnitRoundedUpE8 } from '../venue/fees.ts';
import { venueCap, venueFault } from './candidate.ts';
import type { UnallocatedCode } from './exclusion-code.ts';
import { type Queue, rankQueues } from './passive/posting-rank.ts';
import type { PlanInput } from './plan-input.ts';
import { standingQuotes } from './protection.ts';

/**
 * How long an order waits for 10^-8 of the currency a unit, in seconds, by objective: a minute for a tenth of a cent where only cost counts, less
 * where all terms do, and not at all elsewhere. A judgment until it is fitted (ADR 0009).
 */
const PATIENCE: Partial<Record<RoutingObjective, number>> = { LOWEST_COST: 6e-4, SMART: 2e-4 };

/** A venue that could take the resting part, and how good its queue is. */
interface PostPlace {
  readonly snapshot: VenueSnapshot;
  /** γ·rebate − expected delay in seconds; negative infinity where nothing moves. */
  readonly scoreSeconds: number;
}

/**
 * Where the part of a DAY limit order that cannot trade now rests: one lit venue that takes resting orders, the one with the best balance of
 * rebate and expected delay (`rankQueues`; Maglaras, Moallemi, Zheng). Where no queue is known to move, LOWEST_COST and SMART take the largest
 * rebate, FASTEST_EXECUTION the shortest round trip, the others the listing venue, where most of the queue trades.
 * Refuses to lock or cross a protected quote that the plan does not take (Rule 610(e)) while that rule is in force; `takes` is what it takes, by venue.
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
  const [best] = placesOf(able, input).sort((a, b) => rankPost(a, b, input));
  return best === undefined ? err('NO_RESTING_VENUE') : ok(best.snapshot);
}

function placesOf(able: readonly VenueSnapshot[], input: PlanInput): PostPlace[] {
  const queues = able.map((snapshot) => queueOf(snapshot, input));
  const ranked = rankQueues(queues, PATIENCE[input.order.routingObjective] ?? 0);
  const scores = new Map(ranked.map(({ index, scoreSeconds }) => [index, scoreSeconds]));
  return able.map((snapshot, index) => ({ snapshot, scoreSeconds: scores.get(index) ?? Number.NEGATIVE_INFINITY }));
}

/** The queue that an order at the limit would join: empty where it would be the best price, else at least what is displayed at the best. */
function queueOf(snapshot: VenueSnapshot, input: PlanInput): Queue {
  const { order } = input;
  const isBuy = order.side === 'BUY';
  const [near, size] = isBuy ? [snapshot.bid, snapshot.bidSize] : [snapshot.ask, snapshot.askSize];
  const limit = order.limitPrice ?? near;
  const improves = size === 0 || (limit - near) * sideSign(order.side) > 0;
  return {
    queueAhead: improves ? quantity(0) : size,
    ratePerSecond: isBuy ? snapshot.bidOutflow : snapshot.askOutflow,
    makeFeeE8: makeFeeE8(snapshot, input),
  };
}

/** The make fee per unit at the limit, in 10^-8. */
function makeFeeE8({ venue, bid, ask }: VenueSnapshot, { order, view }: PlanInput): PriceE8 {
  const near = order.side === 'BUY' ? bid : ask;
  const at = { price: order.limitPrice ?? near, scale: view.instrument };
  return feePerUnitRoundedUpE8(venue.fees, 'MAKE', at);
}

/** True where a protected quote at the limit or better would still stand after the plan's own takes. */
function locksOrCrosses(input: PlanInput, takes: ReadonlyMap<string, Quantity>): boolean {
  const limit = input.order.limitPrice;
  if (limit === null || !input.view.instrument.rules.lockAndCross) return false;
  const sign = sideSign(input.order.side);
  return standingQuotes(input.view, input.order.side).some((quote) => {
    return (limit - quote.price) * sign >= 0 && (takes.get(quote.venueId) ?? 0) < quote.displayed;
  });
}

function canRest(snapshot: VenueSnapshot, input: PlanInput, rest: Quantity): boolean {
  const { venue } = snapshot;
  if (!venue.lit || !venue.timesInForce.includes('DAY') || venueFault(snapshot, input) !== null) return false;
  const inLots = venue.acceptsOddLots || rest % input.view.instrument.roundLot === 0;
  return inLots && rest >= venue.minOrderQuantity && rest <= venue.maxOrderQuantity;
}

function rankPost(a: PostPlace, b: PostPlace, input: PlanInput): number {
  const [x, y] = [a.snapshot, b.snapshot];
  return (
    preference(x, input) - preference(y, input) ||
    byScore(a, b) ||
    postCost(x, input) - postCost(y, input) ||
    x.venue.priority - y.venue.priority
  );
}

/** The better queue first; two that do not move are equal. */
function byScore(a: PostPlace, b: PostPlace): number {
  return a.scoreSeconds === b.scoreSeconds ? 0 : b.scoreSeconds - a.scoreSeconds;
}

function preference(snapshot: VenueSnapshot, input: PlanInput): number {
  const named = input.order.venuePreferences.indexOf(snapshot.venue.venueId);
  return named === -1 ? input.order.venuePreferences.length : named;
}

function postCost(snapshot: VenueSnapshot, input: PlanInput): number {
  const { venue } = snapshot;
  const { routingObjective } = input.order;
  if (routingObjective === 'LOWEST_COST' || routingObjective === 'SMART') return makeFeeE8(snapshot, input);
  if (routingObjective === 'FASTEST_EXECUTION') return snapshot.latencyUs;
  return venue.venueId === input.view.instrument.primaryVenueId ? 0 : 1;
}

/** The words for why a venue was chosen to rest at. */
export function postReason(snapshot: VenueSnapshot, { order }: PlanInput): string {
  const objective: RoutingObjective = order.routingObjective;
  const moves = (order.side === 'BUY' ? snapshot.bidOutflow : snapshot.askOutflow) > 0;
  if (moves) return 'rests where rebate and expected wait are best';
  if (objective === 'LOWEST_COST' || objective === 'SMART') return 'rests where providing liquidity costs least';
  if (objective === 'FASTEST_EXECUTION') return 'rests at the venue that answers fastest';
  return 'rests at the listing venue';
}
