import type { VenueSnapshot } from '../market/market-view.ts';
import { toPriceE8 } from '../money/amount.ts';
import type { Price, PriceE8, Quantity } from '../money/units.ts';
import { sideSign } from '../order/side.ts';
import { err, ok, type Result } from '../result.ts';
import { feePerUnitRoundedUpE8 } from '../venue/fees.ts';
import type { ExclusionCode } from './exclusion-code.ts';
import { informationFactor } from './impact.ts';
import type { PlanInput } from './plan-input.ts';

/** A venue that may be sent to, with the displayed quote that it would be sent against. */
export interface Candidate {
  readonly snapshot: VenueSnapshot;
  /** The displayed price that would be taken, at the instrument's scale. */
  readonly price: Price;
  readonly displayed: Quantity;
  /** The most that one slice may hold: displayed, taken by the venue, and within the order's bound on impact. */
  readonly most: number;
  /** The fee for taking, per unit in 10^-8; negative is a rebate. */
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
}

/** Decides for one venue whether it may be sent to: the first code that applies, or the candidate. */
export function toCandidate(snapshot: VenueSnapshot, input: PlanInput): Result<Candidate, ExclusionCode> {
  const code = venueFault(snapshot, input) ?? quoteFault(snapshot);
  if (code !== null) return err(code);
  const sign = sideSign(input.order.side);
  const price = sign === 1 ? snapshot.ask : snapshot.bid;
  const displayed = sign === 1 ? snapshot.askSize : snapshot.bidSize;
  if (displayed === 0) return err('NO_DISPLAYED_QUOTE');
  if (isOutside(price, input, sign)) return err('OUTSIDE_LIMIT');
  const scale = input.view.instrument;
  const feeE8 = feePerUnitRoundedUpE8(snapshot.venue.fees, 'TAKE', { price, scale });
  const most = Math.min(
    displayed,
    snapshot.venue.maxOrderQuantity,
    impactBound(snapshot, input),
    venueCap(snapshot, input),
  );
  const broken = brokenConstraint(snapshot, input, { feeE8, most });
  if (broken !== null) return err(broken);
  const named = input.order.venuePreferences.indexOf(snapshot.venue.venueId);
  return ok({
    snapshot,
    price,
    displayed,
    most,
    feeE8,
    allInCostE8: sign * toPriceE8(price, scale) + feeE8,
    preference: named === -1 ? input.order.venuePreferences.length : named,
    leftE8: 0,
    baseCostE8: 0,
    unitCostE8: 0,
  });
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

function isOutside(price: Price, input: PlanInput, sign: 1 | -1): boolean {
  return input.worstPrice !== null && (price - input.worstPrice) * sign > 0;
}

/** The constraint of the order that a slice here would break; null where it keeps them all. */
function brokenConstraint(
  snapshot: VenueSnapshot,
  { order: { constraints } }: PlanInput,
  { feeE8, most }: { feeE8: PriceE8; most: number },
): ExclusionCode | null {
  if (constraints === null) return null;
  const { maxFeeE8, minFillRate, maxLatencyMs } = constraints;
  if (maxFeeE8 !== null && feeE8 > maxFeeE8) return 'OVER_MAX_FEE';
  if (minFillRate !== null && snapshot.fillRate < minFillRate) return 'UNDER_MIN_FILL_RATE';
  if (maxLatencyMs !== null && snapshot.latencyUs > maxLatencyMs * 1_000) return 'OVER_MAX_LATENCY';
  return most < 1 ? 'OVER_MAX_IMPACT' : null;
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

/**
 * How much of `wanted` this venue may be sent: no more than it displays or takes in one order, in its lots; 0 where that is below
 * its minimum.
 */
export function takeable(candidate: Candidate, wanted: Quantity, roundLot: Quantity): number {
  const { venue } = candidate.snapshot;
  const most = Math.min(wanted, candidate.most);
  const inLots = venue.acceptsOddLots ? most : most - (most % roundLot);
  return inLots >= venue.minOrderQuantity ? inLots : 0;
}
