import type { Instrument } from '../../instrument/instrument.ts';
import type { MarketRules } from '../../instrument/market-rules.ts';
import { tickAt } from '../../instrument/tick.ts';
import type { VenueSnapshot } from '../../market/market-view.ts';
import type { BestQuote, Nbbo } from '../../market/nbbo.ts';
import { formatScaled, powerOfTen } from '../../money/scaled.ts';
import { price } from '../../money/units.ts';
import type { ValidOrder } from '../../order/request.ts';
import type { PassedOver } from '../passed-over.ts';
import type { PlanInput } from '../plan-input.ts';
import type { Slice } from '../route-plan.ts';
import {
  MILLION,
  type RecordedDecision,
  type RecordedOutcome,
  type RecordedPlan,
  toldAt,
  toldOrNull,
} from './recorded-decision.ts';
import { RECORD_FORM } from './write-record.ts';

/**
 * What people and programs are shown of a decision: everything it was made from and what it decided, spelled out by name. Prices, sizes and money are
 * decimal texts, times microseconds. A decision that was just made and its record read back say the same.
 */
export function evidenceOf(decision: RecordedDecision) {
  const { input, plan, references } = decision;
  const { instrument } = input.view;
  const count = (value: number) => formatScaled(value, instrument.quantityDecimals);
  const money = (value: number) => formatScaled(value, instrument.priceDecimals);
  return {
    candidates: plan.outcomes.map((outcome) => candidateEvidence(outcome, instrument, decision.termsPerBp)),
    expected: {
      confidence: toldOrNull(plan.expected.confidence),
      cost_bps: toldOrNull(plan.expected.costBps),
      fill_rate: toldOrNull(plan.expected.fillRate),
      impact_bps: toldOrNull(plan.expected.impactBps),
      time_ms: toldOrNull(plan.expected.timeMs),
    },
    instrument: instrumentEvidence(input),
    market: {
      nbbo: nbboEvidence(input.view.nbbo, instrument),
      taken_at_us: input.view.takenAtUs,
      venues: input.view.venues.map((snapshot) => venueEvidence(snapshot, input)),
    },
    market_rules: marketRulesEvidence(instrument.rules),
    mode: input.order.routingMode,
    objective: input.order.routingObjective,
    order: orderEvidence(input),
    proof: plan.proof?.kind ?? null,
    proof_gap: plan.proof === null ? null : gapText(plan.proof.gapE8, instrument),
    rationale: plan.rationale,
    references:
      references === null
        ? null
        : {
            belief_hash: references.belief,
            catalogue_hash: references.catalogue,
            request_hash: references.request,
          },
    routed_quantity: count(input.quantity),
    rules_applied: [...input.rulesApplied],
    schema: RECORD_FORM,
    settings: {
      passive_horizon_ms: input.settings.passiveHorizonMs,
      protection: input.settings.protection,
      urgency: input.settings.urgency,
      worst_price: input.worstPrice === null ? null : money(input.worstPrice),
    },
    slices: plan.slices.map((slice) => sliceEvidence(slice, input)),
    stage: plan.stage,
    tried_venues: [...input.triedVenues],
    unallocated_blocked_by: quoteEvidence(plan.unallocatedBlocker, instrument),
    unallocated_code: plan.unallocatedCode,
    unallocated_quantity: count(plan.unallocated),
    versions: {
      engine: decision.engine,
      model: input.modelVersion,
      rule_calendar: input.view.instrument.rules.calendar,
      rules: input.rulesVersion,
    },
    wave: input.wave,
    weights: {
      delay: plan.weights.delay,
      fade: plan.weights.fade,
      fee: plan.weights.fee,
      impact: plan.weights.impact,
      spread: plan.weights.spread,
    },
  };
}

/** A decision spelled out. */
export type Evidence = ReturnType<typeof evidenceOf>;

function candidateEvidence(outcome: RecordedOutcome, instrument: Instrument, termsPerBp: number) {
  const { candidate, terms } = outcome;
  const told = (bps: number) => toldAt(bps, termsPerBp);
  const isDisplayed = candidate !== null && candidate.reach === 'DISPLAYED';
  const sign = candidate === null || candidate.allInCostE8 >= 0 ? 1 : -1;
  return {
    all_in_price: candidate === null ? null : formatScaled(sign * candidate.allInCostE8, 8),
    blocked_by: quoteEvidence(outcome.blockedBy, instrument),
    code: outcome.code,
    displayed_quantity: isDisplayed ? formatScaled(candidate.displayed, instrument.quantityDecimals) : null,
    expected_fill_rate: candidate === null ? null : toldAt(candidate.fillRate, MILLION),
    price: candidate === null ? null : formatScaled(candidate.price, instrument.priceDecimals),
    quantity: formatScaled(outcome.quantity, instrument.quantityDecimals),
    ranked_by: rankedByEvidence(outcome.rankedBy),
    reach: candidate?.reach ?? null,
    status: outcome.status,
    terms:
      terms === null
        ? null
        : {
            delay_bps: told(terms.delayBps),
            fade_bps: told(terms.fadeBps),
            fee_bps: told(terms.feeBps),
            impact_bps: told(terms.impactBps),
            spread_bps: told(terms.spreadBps),
            weighted_bps: told(outcome.weightedBps ?? 0),
          },
    venue_id: outcome.venueId,
  };
}

function quoteEvidence(quote: RecordedPlan['unallocatedBlocker'], instrument: Instrument) {
  if (quote === null) return null;
  return { price: formatScaled(quote.price, instrument.priceDecimals), venue_id: quote.venueId };
}

function rankedByEvidence(rankedBy: PassedOver['rankedBy']) {
  return rankedBy === null ? null : { key: rankedBy.key, venue_id: rankedBy.venueId };
}

function instrumentEvidence(input: PlanInput) {
  const { instrument, nbbo } = input.view;
  const at = nbbo.ask?.price ?? nbbo.bid?.price ?? price(0);
  return {
    asset_class: instrument.assetClass,
    average_daily_volume: formatScaled(instrument.averageDailyVolume, instrument.quantityDecimals),
    currency: instrument.currency,
    daily_volatility_bps: instrument.dailyVolatilityBps,
    price_decimals: instrument.priceDecimals,
    primary_venue_id: instrument.primaryVenueId,
    quantity_decimals: instrument.quantityDecimals,
    round_lot: formatScaled(instrument.roundLot, instrument.quantityDecimals),
    tick: formatScaled(tickAt(instrument, at), instrument.priceDecimals),
    tick_bands: tickBandsEvidence(instrument),
  };
}

/** Each band as its first price and its tick; records of older engines have none. */
function tickBandsEvidence({ tickBands, priceDecimals }: Instrument): [string, string][] | null {
  return tickBands.map((band) => [formatScaled(band.fromPrice, priceDecimals), formatScaled(band.tick, priceDecimals)]);
}

/** The rules of the market that were in force; its ticks and its round lot are the instrument's. */
function marketRulesEvidence({ accessFeeCap, feeVolumeMonth, lockAndCross, orderProtection }: MarketRules) {
  return {
    access_fee_cap:
      accessFeeCap === null
        ? null
        : { below_dollar_ppm: accessFeeCap.belowDollarPpm, per_share: formatScaled(accessFeeCap.perShareE8, 8) },
    fee_volume_month: feeVolumeMonth,
    lock_and_cross: lockAndCross,
    order_protection: orderProtection,
  };
}

/** The NBBO as decimal texts, for evidence and for answers. */
export function nbboEvidence(nbbo: Nbbo, instrument: Instrument) {
  const at = (best: BestQuote | null) => (best === null ? null : formatScaled(best.price, instrument.priceDecimals));
  const size = (best: BestQuote | null) =>
    best === null ? null : formatScaled(best.size, instrument.quantityDecimals);
  const price = (value: number | null) => (value === null ? null : formatScaled(value, instrument.priceDecimals));
  return {
    ask: at(nbbo.ask),
    ask_size: size(nbbo.ask),
    ask_venue: nbbo.ask?.venueId ?? null,
    bid: at(nbbo.bid),
    bid_size: size(nbbo.bid),
    bid_venue: nbbo.bid?.venueId ?? null,
    odd_lot_ask: at(nbbo.oddAsk),
    odd_lot_ask_size: size(nbbo.oddAsk),
    odd_lot_ask_venue: nbbo.oddAsk?.venueId ?? null,
    odd_lot_bid: at(nbbo.oddBid),
    odd_lot_bid_size: size(nbbo.oddBid),
    odd_lot_bid_venue: nbbo.oddBid?.venueId ?? null,
    reference_ask: price(nbbo.referenceAsk),
    reference_bid: price(nbbo.referenceBid),
    state: nbbo.state,
  };
}

function venueEvidence(snapshot: VenueSnapshot, { order, view: { instrument } }: PlanInput) {
  const { venue, depth } = snapshot;
  // Only the side that the order would take: the other is never looked at.
  const levels = order.side === 'BUY' ? depth?.asks : depth?.bids;
  const priceText = (value: number) => formatScaled(value, instrument.priceDecimals);
  const sizeText = (value: number) => formatScaled(value, instrument.quantityDecimals);
  const money = (value: number, size: number) => (size === 0 ? null : priceText(value));
  const count = (size: number) => (size === 0 ? null : sizeText(size));
  return {
    age_us: snapshot.ageUs,
    ask: money(snapshot.ask, snapshot.askSize),
    ask_outflow: snapshot.askOutflow,
    ask_size: count(snapshot.askSize),
    bid: money(snapshot.bid, snapshot.bidSize),
    bid_outflow: snapshot.bidOutflow,
    bid_size: count(snapshot.bidSize),
    blind_bar: snapshot.blindBar,
    circuit: snapshot.circuit,
    connected: snapshot.connected,
    enabled: venue.enabled,
    fill_rate: snapshot.fillRate,
    fixed_fee: formatScaled(venue.fees.fixedPerOrderE8, 8),
    full: snapshot.isFull,
    hidden: snapshot.hidden.map((step): [string, number] => [sizeText(step.size), step.probability]),
    latency_us: snapshot.latencyUs,
    levels: levels?.map((level): [string, string] => [priceText(level.price), sizeText(level.size)]) ?? null,
    lit: venue.lit,
    make_fee: formatScaled(venue.fees.makePerUnitE8, 8),
    make_ppm: venue.fees.makePpm,
    max_quantity: sizeText(venue.maxOrderQuantity),
    midpoint_fee: formatScaled(venue.fees.midpointPerUnitE8, 8),
    min_quantity: sizeText(venue.minOrderQuantity),
    observations: snapshot.observations,
    odd_lots: venue.acceptsOddLots,
    order_types: [...venue.orderTypes],
    priority: venue.priority,
    protected: venue.protectedQuote,
    quote_state: snapshot.quoteState,
    refuses_min_quantity: venue.refusesMinQuantity === true,
    status: snapshot.status,
    sub_dollar_make_ppm: venue.fees.subDollarMakePpm,
    sub_dollar_take_ppm: venue.fees.subDollarTakePpm,
    take_fee: formatScaled(venue.fees.takePerUnitE8, 8),
    take_ppm: venue.fees.takePpm,
    times_in_force: [...venue.timesInForce],
    trades_instrument: venue.supportedSymbols === null || venue.supportedSymbols.includes(instrument.instrumentId),
    valid_until_us: snapshot.validUntilUs,
    venue_id: venue.venueId,
    venue_type: venue.venueType,
  };
}

function orderEvidence({ order, clientId, view: { instrument } }: PlanInput) {
  const money = (value: number | null) => (value === null ? null : formatScaled(value, instrument.priceDecimals));
  return {
    capacity: order.capacity,
    client_id: clientId,
    constraints: constraintsEvidence(order),
    directed_venue: order.directedVenue,
    exclude_venues: [...order.excludeVenues],
    held: order.held,
    instrument_id: order.instrumentId,
    limit_price: money(order.limitPrice),
    manual_allocations: order.manualAllocations.map((each) => ({
      quantity: formatScaled(each.quantity, instrument.quantityDecimals),
      venue_id: each.venueId,
    })),
    max_venue_split: order.maxVenueSplit,
    order_id: order.orderId,
    order_type: order.orderType,
    quantity: formatScaled(order.quantity, instrument.quantityDecimals),
    side: order.side,
    sourcing: order.sourcing,
    stop_price: money(order.stopPrice),
    time_in_force: order.timeInForce,
    venue_caps: order.venueCaps.map((cap) => ({
      max_quantity: formatScaled(cap.maxQuantity, instrument.quantityDecimals),
      venue_id: cap.venueId,
    })),
    venue_preferences: [...order.venuePreferences],
  };
}

function constraintsEvidence({ constraints }: ValidOrder) {
  if (constraints === null) return null;
  return {
    max_fee: constraints.maxFeeE8 === null ? null : formatScaled(constraints.maxFeeE8, 8),
    max_impact_bps: constraints.maxImpactBps,
    max_latency_ms: constraints.maxLatencyMs,
    min_fill_rate: constraints.minFillRate,
  };
}

function sliceEvidence(slice: Slice, input: PlanInput) {
  const { instrument } = input.view;
  const money = formatScaled(slice.limitPrice, instrument.priceDecimals);
  const snapshot = input.view.venues.find((each) => each.venue.venueId === slice.venueId);
  if (snapshot === undefined) throw new Error(`slice to a venue outside the view: ${slice.venueId}`);
  return {
    expected_cost_bps: toldAt(slice.expectedCostBps, MILLION),
    expected_fee: formatScaled(slice.expectedFeeE8, 8),
    expected_fill_rate: toldAt(slice.expectedFillRate, MILLION),
    expected_fill_time_ms: toldAt(slice.expectedFillTimeMs, MILLION),
    expected_price: formatScaled(slice.expectedPriceE8, 8),
    limit_price: money,
    min_quantity: formatScaled(slice.minQuantity, instrument.quantityDecimals),
    order_kind: slice.kind,
    quantity: formatScaled(slice.quantity, instrument.quantityDecimals),
    reason: slice.reason,
    rest_ms: slice.restMs,
    routing_priority: slice.routingPriority,
    venue_id: slice.venueId,
    venue_type: snapshot.venue.venueType,
  };
}

/** The most that a bounded search may have missed, in the currency to 10^-8, rounded up. */
function gapText(gapE8: number, { quantityDecimals }: Instrument): string {
  return formatScaled(Math.ceil(gapE8 / powerOfTen(quantityDecimals)), 8);
}
