import type { VenueSnapshot } from '../market/market-view.ts';
import { believedPrice, doubleMid } from '../market/nbbo.ts';
import { type Price, price, quantity } from '../money/units.ts';
import { sideSign } from '../order/side.ts';
import { expectedShare, type HiddenTail } from '../quality/hidden-tail.ts';
import { err, ok, type Result } from '../result.ts';
import { feePerUnitRoundedUpE8 } from '../venue/fees.ts';
import {
  brokenConstraint,
  type Candidate,
  candidateOf,
  isOutside,
  type Reach,
  venueBound,
  venueFault,
} from './candidate.ts';
import { type DarkVenue, darkAllocation } from './dark/dark-allocation.ts';
import type { ExclusionCode } from './exclusion-code.ts';
import type { PlanInput } from './plan-input.ts';
import type { SourcingStage } from './sourcing-stage.ts';

/** A venue that displays nothing and may be sent to blind, at the price that it would trade at. */
export interface BlindPlace {
  readonly snapshot: VenueSnapshot;
  readonly reach: Exclude<Reach, 'DISPLAYED'>;
  readonly price: Price;
  /** It is named, or asked first by the order's own sourcing: it gets an order whatever is believed of it. */
  readonly isWanted: boolean;
}

/** Unless dark venues are asked first, no further lot goes blind where it is believed to trade with less than this probability. */
const LEAST_PROBABILITY = 0.1;
/** A venue that trades at the best price is sent what it is believed to take with at least this probability. */
const LIKELY = 0.5;

/** True for a venue that displays nothing by its nature, and so can only be sent to blind. */
export function isBlind(snapshot: VenueSnapshot): boolean {
  return !snapshot.venue.lit && snapshot.quoteState === 'NONE';
}

/**
 * Whether a venue may be sent to blind in this stage, and at which price: the midpoint at dark pools, crossing networks and the like (for buyers
 * rounded down, for sellers up), the national best price at the internal book and at wholesalers. An order that is to end at once asks
 * nobody blind unless its sourcing says so.
 */
export function blindPlace(
  snapshot: VenueSnapshot,
  input: PlanInput,
  stage: SourcingStage,
): Result<BlindPlace, ExclusionCode> {
  const fault = venueFault(snapshot, input);
  if (fault !== null) return err(fault);
  const isWanted = isNamed(snapshot, input) || stage === 'INTERNAL';
  if (!isWanted && !mayAsk(input, stage)) return err('NOT_ASKED_BLIND');
  if (!isWanted && snapshot.hidden.length === 0) return err('LITTLE_HIDDEN');
  if (!isWanted && snapshot.blindBar !== null) return err(snapshot.blindBar);
  if (input.triedVenues.includes(snapshot.venue.venueId)) return err('ALREADY_TRIED');
  const reach = reachOf(snapshot);
  // What asks blind at a midpoint asks for a round lot at least: less would tell of it for nothing.
  if (reach === 'MIDPOINT' && snapshot.venue.refusesMinQuantity) return err('ORDER_TYPE_NOT_TAKEN');
  const at = reach === 'MIDPOINT' ? midpointOf(input) : bestFarPrice(input);
  if (at === null) return err('NO_MIDPOINT');
  if (isOutside(at, input, sideSign(input.order.side))) return err('OUTSIDE_LIMIT');
  const flag = reach === 'MIDPOINT' ? 'MIDPOINT' : 'TAKE';
  const feeE8 = feePerUnitRoundedUpE8(snapshot.venue.fees, flag, { price: at, scale: input.view.instrument });
  const broken = brokenConstraint(snapshot, input, { feeE8, fillRate: 1 });
  return broken === null ? ok({ snapshot, reach, price: at, isWanted }) : err(broken);
}

/** For each blind place its candidate with the size that it would be sent, or why it is not worth an order. */
export function blindCandidates(
  places: readonly BlindPlace[],
  input: PlanInput,
  stage: SourcingStage,
): Result<Candidate, ExclusionCode>[] {
  const pings = pingSizes(places, input, stage);
  const leastShare = input.order.constraints?.minFillRate ?? 0;
  return places.map((place) => {
    const { snapshot, reach, price: at } = place;
    const most = pings.get(place) ?? 0;
    if (most === 0 || most < snapshot.venue.minOrderQuantity) return err(whyNoPing(place, pings, { input, stage }));
    const fillRate = expectedShare(snapshot.hidden, most);
    if (fillRate < leastShare) return err('UNDER_MIN_FILL_RATE');
    return ok(candidateOf(snapshot, { reach, level: 0, price: at, displayed: quantity(most), most, fillRate }, input));
  });
}

function pingSizes(places: readonly BlindPlace[], input: PlanInput, stage: SourcingStage): Map<BlindPlace, number> {
  const sizes = new Map<BlindPlace, number>();
  const dark: BlindPlace[] = [];
  for (const place of places) {
    const bound = Math.min(input.quantity, venueBound(place.snapshot, input));
    if (place.isWanted) sizes.set(place, wantedSize(place, input, bound));
    else if (place.reach === 'MIDPOINT') dark.push(place);
    else sizes.set(place, Math.min(bound, likelySize(place.snapshot.hidden)));
  }
  const venues = dark.map(({ snapshot }) => darkVenue(snapshot, input));
  const given = darkAllocation(venues, input.quantity, floorOf(stage));
  for (const [index, place] of dark.entries()) sizes.set(place, given[index] ?? 0);
  return sizes;
}

/** Why a place gets no order: its own bounds, others that are likelier to fill, or too little that is believed to be there. */
function whyNoPing(
  { snapshot, reach, isWanted }: BlindPlace,
  pings: ReadonlyMap<BlindPlace, number>,
  { input, stage }: { input: PlanInput; stage: SourcingStage },
): ExclusionCode {
  const bound = Math.min(input.quantity, venueBound(snapshot, input));
  if (bound < 1) return 'OVER_MAX_IMPACT';
  const { step, least } = darkVenue(snapshot, input);
  if (isWanted || bound < Math.max(step, least)) return 'VENUE_MINIMUM';
  const floor = floorOf(stage);
  const isLikely =
    reach === 'MIDPOINT' && snapshot.hidden.some(({ probability }) => probability > 0 && probability >= floor);
  if (!isLikely) return 'LITTLE_HIDDEN';
  let asked = 0;
  for (const [place, size] of pings) if (place.reach === 'MIDPOINT' && !place.isWanted) asked += size;
  return input.quantity - asked < Math.max(step, least) ? 'DARK_ELSEWHERE' : 'LITTLE_HIDDEN';
}

function floorOf(stage: SourcingStage): number {
  return stage === 'DARK' ? 0 : LEAST_PROBABILITY;
}

function darkVenue(snapshot: VenueSnapshot, input: PlanInput): DarkVenue {
  const { venue, hidden } = snapshot;
  const step = venue.acceptsOddLots ? 1 : input.view.instrument.roundLot;
  return { tail: hidden, step, least: venue.minOrderQuantity, most: venueBound(snapshot, input) };
}

/** A venue that the order names or asks first is offered everything, or what the caller's own division gives it. */
function wantedSize({ snapshot }: BlindPlace, { order }: PlanInput, bound: number): number {
  const said = order.manualAllocations.find((each) => each.venueId === snapshot.venue.venueId);
  return Math.min(bound, said?.quantity ?? bound);
}

function likelySize(tail: HiddenTail): number {
  let likely = 0;
  for (const { size, probability } of tail) if (probability >= LIKELY) likely = size;
  return likely;
}

function isNamed({ venue: { venueId } }: VenueSnapshot, { order }: PlanInput): boolean {
  return order.directedVenue === venueId || order.manualAllocations.some((each) => each.venueId === venueId);
}

/** A pro-rata division is by what is displayed; an order that ends at once has no time to ask, and neither has a fill-or-kill one. */
function mayAsk({ order }: PlanInput, stage: SourcingStage): boolean {
  if (order.timeInForce === 'FOK') return false;
  return stage === 'DARK' || (order.timeInForce !== 'IOC' && order.routingMode !== 'PRO_RATA');
}

/** How a venue that displays nothing for the order is met. */
export function reachOf({ venue }: VenueSnapshot): BlindPlace['reach'] {
  const atBest = venue.venueType === 'INTERNAL' || venue.venueType === 'MARKET_MAKER' || venue.venueType === 'BROKER';
  return atBest ? 'BEST_PRICE' : 'MIDPOINT';
}

/** The midpoint on the order's side of the price scale; null unless the market is an ordinary two-sided one that can be believed. */
export function midpointOf({ order, view: { nbbo } }: PlanInput): Price | null {
  const double = doubleMid(nbbo);
  if (nbbo.state !== 'NORMAL' || double === null) return null;
  return price(order.side === 'BUY' ? Math.floor(double / 2) : Math.ceil(double / 2));
}

function bestFarPrice({ order, view: { nbbo } }: PlanInput): Price | null {
  if (nbbo.state === 'CROSSED') return null;
  return believedPrice(nbbo, order.side === 'BUY' ? 'ASK' : 'BID');
}
