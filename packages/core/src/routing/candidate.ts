import { type DepthLevel, shownLevels, type VenueSnapshot } from '../market/market-view.ts';
import { toPriceE8 } from '../money/amount.ts';
import type { Price, PriceE8, Quantity } from '../money/units.ts';
import { sideSign } from '../order/side.ts';
import { err, ok, type Result } from '../result.ts';
import { feePerUnitRoundedUpE8 } from '../venue/fees.ts';
import type { ExclusionCode } from './exclusion-code.ts';
import { informationFactor } from './impact.ts';
import type { PlanInput } from './plan-input.ts';

/**
 * How a candidate is met: at a displayed level, or blind, where nothing is displayed: at the midpoint (dark pools), or at the national best
 * price or better (the firm's own book, wholesalers).
 */
export const REACHES = ['DISPLAYED', 'MIDPOINT', 'BEST_PRICE'] as const;
export type Reach = (typeof REACHES)[number];

/** A price at which a venue may be sent to: a displayed level of its book, or what it is believed to give blind. */
export interface Candidate {
  readonly snapshot: VenueSnapshot;
  readonly reach: Reach;
  /** Place in the venue's book, 0 the best; a deeper level is taken after those before it. */
  readonly level: number;
  /** The price that would be taken, at the instrument's scale. */
  readonly price: Price;
  /** What is displayed at this price; for a blind candidate the size that it would be sent. */
  readonly displayed: Quantity;
  /** The most that may be taken here: displayed, taken by the venue in its lots, and within the order's bound on impact. */
  readonly most: number;
  /** The share of it that is expected to be filled, 0 to 1. */
  readonly fillRate: number;
  /** The fee for this kind of execution, per unit in 10^-8; negative is a rebate. */
  readonly feeE8: PriceE8;
  /** Signed price plus fee per unit in 10^-8: the smaller, the better, for buyers and sellers alike. */
  readonly allInCostE8: number;
  /** Place in the order's venue preferences; unnamed venues come after all named ones. */
  readonly preference: number;
  /** What a unit that is not filled here costs more elsewhere, in 10^-8; set by `priceCandidates`, which knows the others. */
  leftE8: number;
  /** The objective's weighted cost per unit in 10^-8 against the arrival mid, without impact; set by `priceCandidates`. */
  baseCostE8: number;
  /** The same with the impact of the whole quantity: what candidates are ranked by; set by `priceCandidates`. */
  unitCostE8: number;
  /** Its place, from 0, among the candidates of the same unit cost, in the objective's order; set by `priceCandidates`. */
  tie: number;
}

/** What a candidate is made of, besides its venue. */
export interface CandidateSize {
  readonly reach: Reach;
  readonly level: number;
  readonly price: Price;
  readonly displayed: Quantity;
  readonly most: number;
  readonly fillRate: number;
}

/** Decides for a venue that displays quotes whether it may be sent to: the first code that applies, or a candidate a level within the limit. */
export function displayedCandidates(
  snapshot: VenueSnapshot,
  input: PlanInput,
): Result<readonly Candidate[], ExclusionCode> {
  const code = venueFault(snapshot, input) ?? quoteFault(snapshot);
  if (code !== null) return err(code);
  const levels = shownLevels(snapshot, input.order.side);
  const [best] = levels;
  if (best === undefined) return err('NO_DISPLAYED_QUOTE');
  if (isOutside(best.price, input, sideSign(input.order.side))) return err('OUTSIDE_LIMIT');
  const first = firstLevel(snapshot, best, input);
  const broken = brokenConstraint(snapshot, input, first);
  if (broken !== null) return err(broken);
  if (first.most < 1 && venueBound(snapshot, input) < 1) return err('OVER_MAX_IMPACT');
  return ok(levels.length === 1 ? [first] : [first, ...deeperLevels(snapshot, levels, input)]);
}

/** Makes a candidate of a venue and a size; its costs are set by `priceCandidates`. */
export function candidateOf(snapshot: VenueSnapshot, size: CandidateSize, input: PlanInput): Candidate {
  const { reach, level, price, displayed, most, fillRate } = size;
  const flag = reach === 'MIDPOINT' ? 'MIDPOINT' : 'TAKE';
  const scale = input.view.instrument;
  const feeE8 = feePerUnitRoundedUpE8(snapshot.venue.fees, flag, { price, scale });
  const { venuePreferences } = input.order;
  const named = venuePreferences.length === 0 ? -1 : venuePreferences.indexOf(snapshot.venue.venueId);
  // Written out field by field: a candidate is made for every venue of every decision, and a spread takes three times as long.
  return {
    snapshot,
    reach,
    level,
    price,
    displayed,
    most,
    fillRate,
    feeE8,
    allInCostE8: sideSign(input.order.side) * toPriceE8(price, scale) + feeE8,
    preference: named === -1 ? venuePreferences.length : named,
    leftE8: 0,
    baseCostE8: 0,
    unitCostE8: 0,
    tie: 0,
  };
}

function firstLevel(snapshot: VenueSnapshot, { price, size }: DepthLevel, input: PlanInput): Candidate {
  const most = inSteps(Math.min(size, venueBound(snapshot, input)), stepOf(snapshot, input));
  const { fillRate } = snapshot;
  return candidateOf(snapshot, { reach: 'DISPLAYED', level: 0, price, displayed: size, most, fillRate }, input);
}

/** The levels behind the best, as far as they are needed: what the first levels hold together is always a size that the venue takes. */
function deeperLevels(snapshot: VenueSnapshot, levels: readonly DepthLevel[], input: PlanInput): Candidate[] {
  const { fillRate } = snapshot;
  const step = stepOf(snapshot, input);
  const bound = venueBound(snapshot, input);
  const sign = sideSign(input.order.side);
  const candidates: Candidate[] = [];
  let [shown, before] = [0, 0];
  for (const [level, { price, size }] of levels.entries()) {
    if (isOutside(price, input, sign)) break;
    const isNeeded = shown < bound && shown < input.quantity;
    shown += size;
    const until = inSteps(Math.min(shown, bound), step);
    const most = until - before;
    before = until;
    if (level > 0 && isNeeded)
      candidates.push(
        candidateOf(snapshot, { reach: 'DISPLAYED', level, price, displayed: size, most, fillRate }, input),
      );
  }
  return candidates;
}

function stepOf({ venue }: VenueSnapshot, { view }: PlanInput): number {
  return venue.acceptsOddLots ? 1 : view.instrument.roundLot;
}

function inSteps(count: number, step: number): number {
  return count - (count % step);
}

/** The most that this venue may be sent in one order, whatever it displays. */
export function venueBound(snapshot: VenueSnapshot, input: PlanInput): number {
  return Math.min(snapshot.venue.maxOrderQuantity, impactBound(snapshot, input), venueCap(snapshot, input));
}

/** Why the venue itself may not be sent to, whatever it quotes; null where it may. */
export function venueFault(snapshot: VenueSnapshot, input: PlanInput): ExclusionCode | null {
  return unwanted(snapshot, input) ?? unable(snapshot, input);
}

/** Why the order, or a rule on it, does not want the venue. */
function unwanted(snapshot: VenueSnapshot, input: PlanInput): ExclusionCode | null {
  const { order } = input;
  const { venue } = snapshot;
  if (order.excludeVenues.includes(venue.venueId)) return 'EXCLUDED_BY_ORDER';
  if (venueCap(snapshot, input) === 0) return 'OVER_VENUE_CAP';
  if (order.directedVenue !== null && order.directedVenue !== venue.venueId) return 'NOT_DIRECTED_VENUE';
  if (order.routingMode === 'MANUAL' && !order.manualAllocations.some((each) => each.venueId === venue.venueId))
    return 'NOT_ALLOCATED';
  if (order.sourcing === 'LIT_ONLY' && !venue.lit) return 'NOT_SOURCED';
  return order.sourcing === 'EXTERNAL_ONLY' && venue.venueType === 'INTERNAL' ? 'NOT_SOURCED' : null;
}

/** Why the venue cannot take the order. */
function unable(snapshot: VenueSnapshot, { order, view }: PlanInput): ExclusionCode | null {
  const { venue } = snapshot;
  if (!venue.enabled) return 'VENUE_DISABLED';
  if (snapshot.status === 'OFFLINE') return 'VENUE_OFFLINE';
  if (snapshot.status === 'RESTRICTED') return 'VENUE_RESTRICTED';
  if (!snapshot.connected) return 'VENUE_DISCONNECTED';
  if (snapshot.circuit === 'OPEN') return 'CIRCUIT_OPEN';
  if (snapshot.isFull) return 'VENUE_FULL';
  if (venue.supportedSymbols !== null && !venue.supportedSymbols.includes(view.instrument.instrumentId))
    return 'INSTRUMENT_NOT_TRADED';
  if (!venue.orderTypes.includes('LIMIT')) return 'ORDER_TYPE_NOT_TAKEN';
  return venue.timesInForce.includes(order.timeInForce === 'FOK' ? 'FOK' : 'IOC') ? null : 'TIME_IN_FORCE_NOT_TAKEN';
}

function quoteFault(snapshot: VenueSnapshot): ExclusionCode | null {
  switch (snapshot.quoteState) {
    case 'NONE':
      return 'NO_DISPLAYED_QUOTE';
    case 'EXPIRED':
      return 'QUOTE_EXPIRED';
    case 'STALE':
      return 'QUOTE_STALE';
    case 'CROSSED':
      return 'QUOTE_CROSSED';
    case 'FRESH':
      return null;
  }
}

/** True where a price is worse than the worst that may be paid or received. */
export function isOutside(price: Price, input: PlanInput, sign: 1 | -1): boolean {
  return input.worstPrice !== null && (price - input.worstPrice) * sign > 0;
}

/** The constraint of the order that a slice here would break; null where it keeps them all. */
export function brokenConstraint(
  snapshot: VenueSnapshot,
  { order: { constraints } }: PlanInput,
  { feeE8, fillRate }: { feeE8: PriceE8; fillRate: number },
): ExclusionCode | null {
  if (constraints === null) return null;
  const { maxFeeE8, minFillRate, maxLatencyMs } = constraints;
  if (maxFeeE8 !== null && feeE8 > maxFeeE8) return 'OVER_MAX_FEE';
  if (minFillRate !== null && fillRate < minFillRate) return 'UNDER_MIN_FILL_RATE';
  return maxLatencyMs !== null && snapshot.latencyUs > maxLatencyMs * 1_000 ? 'OVER_MAX_LATENCY' : null;
}

/** The most that the order's routing rules let this venue have, in units of the instrument. */
export function venueCap({ venue }: VenueSnapshot, { order: { venueCaps } }: PlanInput): number {
  for (const cap of venueCaps) if (cap.venueId === venue.venueId) return cap.maxQuantity;
  return Number.POSITIVE_INFINITY;
}

/** The largest slice whose expected impact keeps the order's bound: the square-root law of `impactBps` read backwards, rounded down. */
function impactBound(snapshot: VenueSnapshot, { order, view: { instrument } }: PlanInput): number {
  const bound = order.constraints?.maxImpactBps ?? null;
  if (bound === null) return Number.POSITIVE_INFINITY;
  const share = bound / (instrument.dailyVolatilityBps * informationFactor(snapshot));
  return Math.floor(instrument.averageDailyVolume * share * share);
}

/** The candidates of each venue from its best level on; venues in the order of their best. */
export function levelsByVenue(candidates: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> {
  const byVenue = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { venueId } = candidate.snapshot.venue;
    const levels = byVenue.get(venueId);
    if (levels === undefined) byVenue.set(venueId, [candidate]);
    else levels.push(candidate);
  }
  return byVenue;
}

/**
 * How much of `wanted` may be taken at this candidate, when `already` has been taken at better levels of its venue: no more than is there, in
 * the venue's lots; 0 where the venue's order would stay below its minimum.
 */
export function takeable(candidate: Candidate, wanted: number, { roundLot, already }: TakeAt): number {
  const { venue } = candidate.snapshot;
  const most = Math.min(wanted, candidate.most);
  const inLots = venue.acceptsOddLots ? most : inSteps(most, roundLot);
  return already + inLots >= venue.minOrderQuantity ? inLots : 0;
}

/** What the take is made after, and the lot in which the instrument trades. */
interface TakeAt {
  readonly roundLot: Quantity;
  readonly already: number;
}
