import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import type { HeldOrderResponse, NbboView, SmartRoutingResponse } from '@fairlead/contracts/smart-routing';
import { lpError } from '@fairlead/core/market/lp-health';
import type { RejectCode } from '@fairlead/core/order/reject-code';
import { ENGINE_VERSION } from '@fairlead/core/routing/plan-input';
import { slicesShares } from '../order/slices-shares.ts';
import type { PlannedWave } from '../order/wave.ts';
import { isoTime } from '../publish/wire.ts';
import type { WaitsFor } from './waits-for.ts';

/** The answer to an order, with the id that its execution is found by. */
export interface Answer {
  readonly orderPk: string;
  readonly response: SmartRoutingResponse | HeldOrderResponse;
}

/** What the database remembers of an order's answer. */
export interface StoredAnswer {
  readonly requestHash: string;
  /** Null where the gate refused the order. */
  readonly answer: Answer | null;
  readonly rejectCode: RejectCode | null;
}

/** The facts of a stored decision that are not in its evidence. */
export interface DecisionFacts {
  readonly decisionId: string;
  readonly decisionHash: string;
  readonly routingTimeUs: number;
}

/** The answer to a wave just decided. */
export function answerOf(orderPk: string, wave: PlannedWave): Answer {
  return { orderPk, response: responseOf(wave.evidence, wave) };
}

/** The answer to an order that waits. */
export function heldAnswerOf(orderPk: string, orderId: string, waitsFor: WaitsFor): Answer {
  const response: HeldOrderResponse = {
    order_id: orderId,
    decision_id: null,
    state: 'RECEIVED',
    waits_for: waitsFor,
    routing_decisions: [],
  };
  return { orderPk, response };
}

/**
 * The response to an order, made of the decision's evidence alone, so that a repeat years later gets the same. Prices and quantities are
 * exact as JSON numbers; costs are basis points of the arrival mid.
 */
export function responseOf(evidence: DecisionEvidence, facts: DecisionFacts): SmartRoutingResponse {
  return {
    ...routingOf(evidence),
    decision_id: facts.decisionId,
    routing_time_ms: facts.routingTimeUs / 1_000,
    decision_hash: facts.decisionHash,
  };
}

/** What the evidence alone says, of a decision or of one that was only thought through. */
export function routingOf(
  evidence: DecisionEvidence,
): Omit<SmartRoutingResponse, 'decision_id' | 'routing_time_ms' | 'decision_hash'> {
  const shares = slicesShares(evidence);
  return {
    order_id: evidence.order.order_id,
    state: evidence.slices.length === 0 ? 'CANCELED' : 'ROUTING',
    routing_objective: evidence.objective,
    routing_mode: evidence.mode,
    routing_decisions: evidence.slices.map((slice, index) => ({
      venue_id: slice.venue_id,
      venue_type: slice.venue_type,
      allocation_percentage: shares[index] ?? 0,
      quantity_allocated: Number(slice.quantity),
      limit_price: Number(slice.limit_price),
      order_kind: slice.order_kind,
      expected_price: Number(slice.expected_price),
      expected_fill_rate: slice.expected_fill_rate,
      expected_fill_time_ms: slice.expected_fill_time_ms,
      expected_cost: slice.expected_cost_bps,
      expected_fee: slice.expected_fee,
      routing_priority: slice.routing_priority,
      reason: slice.reason,
    })),
    unallocated_quantity: Number(evidence.unallocated_quantity),
    unallocated_code: evidence.unallocated_code,
    unallocated_blocked_by: quoteOf(evidence.unallocated_blocked_by),
    alternatives: evidence.candidates.map(alternativeOf),
    routing_rationale: evidence.rationale,
    errors: errorsOf(evidence),
    expected_execution_quality: {
      expected_fill_rate: evidence.expected.fill_rate,
      expected_cost: evidence.expected.cost_bps,
      expected_time_ms: evidence.expected.time_ms,
      expected_market_impact: evidence.expected.impact_bps,
      routing_confidence: evidence.expected.confidence,
    },
    nbbo: nbboOf(evidence),
    weights: evidence.weights,
    versions: evidence.versions,
  };
}

/** Where liquidity providers were to be asked and nothing could be sent: why, as their requirement document says it. */
function errorsOf({ instrument, market, slices }: DecisionEvidence): string[] {
  if (instrument.asset_class !== 'FX' || slices.length > 0) return [];
  return [lpError(market.venues.map((venue) => ({ ...venue, quoteState: venue.quote_state })))];
}

function alternativeOf(
  candidate: DecisionEvidence['candidates'][number],
): SmartRoutingResponse['alternatives'][number] {
  const { terms } = candidate;
  return {
    venue_id: candidate.venue_id,
    status: candidate.status,
    code: candidate.code,
    blocked_by: quoteOf(candidate.blocked_by),
    ranked_by: candidate.ranked_by,
    price: candidate.price === null ? null : Number(candidate.price),
    all_in_price: candidate.all_in_price === null ? null : Number(candidate.all_in_price),
    spread_bps: terms?.spread_bps ?? null,
    fee_bps: terms?.fee_bps ?? null,
    delay_bps: terms?.delay_bps ?? null,
    fade_bps: terms?.fade_bps ?? null,
    impact_bps: terms?.impact_bps ?? null,
  };
}

function quoteOf(quote: DecisionEvidence['unallocated_blocked_by']) {
  return quote === null ? null : { venue_id: quote.venue_id, price: Number(quote.price) };
}

function nbboOf({ market, order, versions }: DecisionEvidence): NbboView {
  const { nbbo } = market;
  const number = (text: string | null) => (text === null ? null : Number(text));
  const [bid, ask] = [number(nbbo.bid), number(nbbo.ask)];
  // Older engines measured by whatever was best.
  const isOlder = nbbo.reference_bid === null && nbbo.reference_ask === null && versions.engine !== ENGINE_VERSION;
  const isAsShown = (best: string | null, reference: string | null) => best === null || best === reference;
  const isBelieved = isOlder || (isAsShown(nbbo.bid, nbbo.reference_bid) && isAsShown(nbbo.ask, nbbo.reference_ask));
  return {
    instrument_id: order.instrument_id,
    state: nbbo.state,
    bid,
    bid_size: number(nbbo.bid_size),
    bid_venue: nbbo.bid_venue,
    ask,
    ask_size: number(nbbo.ask_size),
    ask_venue: nbbo.ask_venue,
    odd_lot_bid: number(nbbo.odd_lot_bid),
    odd_lot_bid_size: number(nbbo.odd_lot_bid_size),
    odd_lot_bid_venue: nbbo.odd_lot_bid_venue,
    odd_lot_ask: number(nbbo.odd_lot_ask),
    odd_lot_ask_size: number(nbbo.odd_lot_ask_size),
    odd_lot_ask_venue: nbbo.odd_lot_ask_venue,
    mid: bid === null || ask === null || !isBelieved ? null : midOf(bid, ask),
    reference: isBelieved,
    timestamp: isoTime(market.taken_at_us),
  };
}

/** The mid for display; halves of a tick have at most nine decimals. */
function midOf(bid: number, ask: number): number {
  return Number(((bid + ask) / 2).toPrecision(15));
}
