import { shownLevels, type VenueSnapshot } from '../market/market-view.ts';
import { doubleMid } from '../market/nbbo.ts';
import { toPriceE8 } from '../money/amount.ts';
import { powerOfTen } from '../money/scaled.ts';
import { type Price, type PriceE8, priceE8, type Quantity, quantity } from '../money/units.ts';
import type { RoutingObjective } from '../order/request.ts';
import { sideSign } from '../order/side.ts';
import { feePerUnitRoundedUpE8 } from '../venue/fees.ts';
import { venueBound, venueCap, venueFault } from './candidate.ts';
import { volatilityBps } from './cost.ts';
import { expectedFill } from './passive/expected-cost.ts';
import type { PassivePrices, PostingVenue } from './passive/passive-order.ts';
import { takePostSplit } from './passive/take-post-split.ts';
import type { PlanInput } from './plan-input.ts';
import { sourcingStage } from './sourcing.ts';

/** A part of the order that rests at the near side of a venue. */
export interface PassivePost {
  readonly snapshot: VenueSnapshot;
  readonly quantity: Quantity;
  /** The near national best price, at which it joins the queue. */
  readonly price: Price;
  /** The share of it that is expected to be filled within the horizon, 0 to 1. */
  readonly fillRate: number;
}

/** What is taken now, and what rests in the hope of the spread. */
export interface PassivePart {
  readonly take: Quantity;
  readonly posts: readonly PassivePost[];
}

/** Objectives that look for a price, and so may wait for a better one. */
const PATIENT: ReadonlySet<RoutingObjective> = new Set(['LOWEST_COST', 'MINIMAL_IMPACT', 'SMART']);
const BPS = 10_000;

/**
 * Splits a marketable quantity between taking and resting at the near side, after Cont and Kukanov (`takePostSplit`), where the order leaves
 * room for it: it is not held, its objective looks for a price, and the market is an ordinary two-sided one. What a unit costs that is left at
 * the horizon is what taking it costs then: half the spread, the fee, and the move that urgency fears (urgency × volatility over the horizon).
 * Their market order has no end of liquidity; here no more is taken than is displayed within the feared move of the best price, because what is
 * dearer than waiting is better waited for. What is left over round lots is taken; an order
 * smaller than one rests whole or not at all. Null where everything is to be taken now.
 */
export function passivePart(input: PlanInput): PassivePart | null {
  const near = isPatient(input) ? nearPrice(input) : null;
  if (near === null) return null;
  const queues = input.view.venues.flatMap((snapshot) => queueAt(snapshot, near, input));
  const lot = restingLot(input);
  const whole = quantity(input.quantity - (input.quantity % lot));
  if (queues.length === 0 || whole === 0) return null;
  const fearedE8 = fearedMoveE8(input);
  const counts = postedCounts(queues, whole, { fearedE8, input });
  const posts = queues.flatMap(({ snapshot, queue }, index): PassivePost[] => {
    const count = counts[index] ?? quantity(0);
    if (count === 0 || count < snapshot.venue.minOrderQuantity) return [];
    return [{ snapshot, quantity: count, price: near, fillRate: sixDecimals(expectedFill(queue, count) / count) }];
  });
  if (posts.length === 0) return null;
  return { take: quantity(input.quantity - posts.reduce((sum, post) => sum + post.quantity, 0)), posts };
}

/** The unit of resting: a round lot, or a smaller order whole. */
function restingLot({ quantity: count, view }: PlanInput): Quantity {
  return quantity(Math.min(count, view.instrument.roundLot));
}

/** What each queue gets: by the split, and where more would be taken than is within reach, by the worth of posting alone. */
function postedCounts(
  queues: readonly VenueQueue[],
  whole: Quantity,
  { fearedE8, input }: { fearedE8: number; input: PlanInput },
): readonly Quantity[] {
  const [lot, { quantityDecimals }] = [restingLot(input), input.view.instrument];
  const prices = pricesOf(input, fearedE8);
  const order = { quantity: whole, lot, quantityDecimals, prices, venues: queues.map(({ queue }) => queue) };
  const split = takePostSplit(order);
  const reach = displayedWithin(input, fearedE8);
  const reached = Math.min(whole, reach - (reach % lot));
  if (split.take <= reached) return split.posts;
  // So dear that nothing is worth being taken: everything that may fill is posted.
  const takeFeeE8 = priceE8(prices.shortfallE8 + prices.impactE8 - prices.halfSpreadE8);
  return takePostSplit({ ...order, quantity: quantity(whole - reached), prices: { ...prices, takeFeeE8 } }).posts;
}

/** What may be taken at the far side's best price and at prices that are worse by no more than the feared move. */
function displayedWithin(input: PlanInput, fearedE8: number): number {
  const { order, view } = input;
  const isBuy = order.side === 'BUY';
  const far = (isBuy ? view.nbbo.ask : view.nbbo.bid)?.price ?? 0;
  const room = Math.floor(fearedE8 / powerOfTen(8 - view.instrument.priceDecimals));
  let sum = 0;
  for (const snapshot of view.venues) {
    if (snapshot.quoteState !== 'FRESH' || venueFault(snapshot, input) !== null) continue;
    for (const level of shownLevels(snapshot, order.side))
      if (Math.abs(level.price - far) <= room || (level.price - far) * sideSign(order.side) < 0) sum += level.size;
  }
  return sum;
}

function isPatient(input: PlanInput): boolean {
  const { order, settings, quantity: count } = input;
  if (settings.passiveHorizonMs === null || count === 0 || order.orderType === 'MIDPOINT_PEG') return false;
  if (!PATIENT.has(order.routingObjective)) return false;
  const isDivided = order.routingMode === 'OPTIMAL' || order.routingMode === 'SWEEP';
  const isFree = order.directedVenue === null && order.maxVenueSplit === null && order.constraints === null;
  const isLasting = order.timeInForce === 'DAY' || order.timeInForce === 'GTC';
  // Whom the order asks first is asked for all of it.
  return isDivided && isFree && isLasting && sourcingStage(input) === 'ALL';
}

/** The near side's best price in an ordinary market that the order could trade in at once; null elsewhere. */
function nearPrice({ order, view: { nbbo }, worstPrice }: PlanInput): Price | null {
  if (nbbo.state !== 'NORMAL' || nbbo.bid === null || nbbo.ask === null || doubleMid(nbbo) === null) return null;
  const isBuy = order.side === 'BUY';
  const far = isBuy ? nbbo.ask.price : nbbo.bid.price;
  const isMarketable = worstPrice === null || (isBuy ? far <= worstPrice : far >= worstPrice);
  if (!isMarketable) return null;
  return isBuy ? nbbo.bid.price : nbbo.ask.price;
}

/** A queue that may be joined, and whose it is. */
interface VenueQueue {
  readonly snapshot: VenueSnapshot;
  readonly queue: PostingVenue;
}

function queueAt(snapshot: VenueSnapshot, near: Price, input: PlanInput): VenueQueue[] {
  const { venue } = snapshot;
  const isBuy = input.order.side === 'BUY';
  const queueAhead = isBuy ? snapshot.bidSize : snapshot.askSize;
  const outflow = isBuy ? snapshot.bidOutflow : snapshot.askOutflow;
  const isBest = queueAhead > 0 && (isBuy ? snapshot.bid : snapshot.ask) === near && snapshot.quoteState === 'FRESH';
  const isBound = venueCap(snapshot, input) < Number.POSITIVE_INFINITY;
  const inLots = venue.acceptsOddLots || input.quantity >= input.view.instrument.roundLot;
  const isOpen = venue.lit && venue.timesInForce.includes('DAY') && venueFault(snapshot, input) === null;
  const mayRest = isOpen && inLots && !isBound;
  const meanOutflow = (outflow * (input.settings.passiveHorizonMs ?? 0)) / 1_000;
  if (!isBest || !mayRest || meanOutflow <= 0) return [];
  const at = { price: near, scale: input.view.instrument };
  const makeFeeE8 = feePerUnitRoundedUpE8(venue.fees, 'MAKE', at);
  const most = quantity(Math.min(input.quantity, venueBound(snapshot, input)));
  return [{ snapshot, queue: { queueAhead, meanOutflow, makeFeeE8, most } }];
}

/** The move against the order that its urgency fears until the horizon, in 10^-8 of the currency. */
function fearedMoveE8(input: PlanInput): number {
  const { bid, ask } = bestE8(input);
  const horizonUs = (input.settings.passiveHorizonMs ?? 0) * 1_000;
  return Math.round((input.settings.urgency * volatilityBps(horizonUs, input) * (bid + ask)) / 2 / BPS);
}

function pricesOf(input: PlanInput, fearedE8: number): PassivePrices {
  const { bid, ask } = bestE8(input);
  const halfSpreadE8 = Math.floor((ask - bid) / 2);
  const takeFeeE8 = cheapestTakeFee(input);
  return {
    halfSpreadE8: priceE8(halfSpreadE8),
    takeFeeE8,
    // The order's impact is paid whether it takes or rests; what showing it adds to that is not measured.
    impactE8: priceE8(0),
    shortfallE8: priceE8(halfSpreadE8 + takeFeeE8 + fearedE8),
  };
}

function bestE8({ view: { nbbo, instrument } }: PlanInput): { bid: number; ask: number } {
  if (nbbo.bid === null || nbbo.ask === null) throw new Error('a two-sided market expected');
  return { bid: toPriceE8(nbbo.bid.price, instrument), ask: toPriceE8(nbbo.ask.price, instrument) };
}

/** The smallest take fee among venues at the far national best price; 0 where none of them may be used. */
function cheapestTakeFee(input: PlanInput): PriceE8 {
  const isBuy = input.order.side === 'BUY';
  const far = isBuy ? input.view.nbbo.ask : input.view.nbbo.bid;
  const fees = input.view.venues.flatMap((snapshot) => {
    const [at, size] = isBuy ? [snapshot.ask, snapshot.askSize] : [snapshot.bid, snapshot.bidSize];
    const isShown = size > 0 && snapshot.quoteState === 'FRESH';
    if (far === null || !isShown || at !== far.price || venueFault(snapshot, input) !== null) return [];
    return [feePerUnitRoundedUpE8(snapshot.venue.fees, 'TAKE', { price: at, scale: input.view.instrument })];
  });
  return priceE8(fees.length === 0 ? 0 : Math.min(...fees));
}

function sixDecimals(value: number): number {
  return Math.round(value * 1_000_000) / 1_000_000;
}
