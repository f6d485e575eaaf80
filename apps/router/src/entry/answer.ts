import type { HeldOrderResponse, SmartRoutingResponse } from '@fairlead/contracts/smart-routing';
import { wireNumber } from '@fairlead/contracts/wire-value';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { lpErrorOfView } from '@fairlead/core/market/lp-health';
import { formatScaled } from '@fairlead/core/money/scaled';
import {
  justDecided,
  MILLION,
  type RecordedDecision,
  type RecordedOutcome,
  toldAt,
  toldOrNull,
} from '@fairlead/core/routing/record/recorded-decision';
import { venueTypeOf } from '@fairlead/core/routing/record/venue-type';
import { slicesShares } from '../order/slices-shares.ts';
import type { PlannedWave } from '../order/wave.ts';
import { nbboView } from '../publish/wire.ts';
import type { WaitsFor } from './waits-for.ts';

/** An order as it became durable: the id that its execution is found by, and where it stands in the journal. */
export interface Durable {
  readonly orderPk: string;
  readonly position: number;
}

/** The answer to an order. */
export interface Answer extends Durable {
  readonly response: SmartRoutingResponse | HeldOrderResponse;
}

/** The facts of a stored decision that are not in its evidence. */
export interface DecisionFacts {
  readonly decisionId: string;
  readonly decisionHash: string;
  readonly routingTimeUs: number;
}

/** The answer to a wave just decided: what is made of its record later is the same. */
export function answerOf({ orderPk, position }: Durable, wave: PlannedWave): Answer {
  return { orderPk, position, response: responseOf(justDecided(wave.input, wave.plan), wave) };
}

/** The answer to an order that waits. */
export function heldAnswerOf({ orderPk, position }: Durable, orderId: string, waitsFor: WaitsFor): Answer {
  const response: HeldOrderResponse = {
    order_id: orderId,
    decision_id: null,
    state: 'RECEIVED',
    waits_for: waitsFor,
    routing_decisions: [],
  };
  return { orderPk, position, response };
}

/**
 * The response to an order, made of the decision as its record tells it, so that a repeat years later gets the same. Prices and quantities are
 * exact as JSON numbers; costs are basis points of the arrival mid.
 */
export function responseOf(decision: RecordedDecision, facts: DecisionFacts): SmartRoutingResponse {
  return {
    ...routingOf(decision),
    decision_id: facts.decisionId,
    routing_time_ms: facts.routingTimeUs / 1_000,
    decision_hash: facts.decisionHash,
  };
}

/** What the decision alone says, also of one that was only thought through. */
export function routingOf(
  decision: RecordedDecision,
): Omit<SmartRoutingResponse, 'decision_id' | 'routing_time_ms' | 'decision_hash'> {
  const { input, plan } = decision;
  const { order, view } = input;
  const { instrument } = view;
  const { expected, weights } = plan;
  const count = (value: number) => wireNumber(value, instrument.quantityDecimals);
  const money = (value: number) => wireNumber(value, instrument.priceDecimals);
  const shares = slicesShares(plan);
  return {
    order_id: order.orderId,
    state: plan.slices.length === 0 ? 'CANCELED' : 'ROUTING',
    routing_objective: order.routingObjective,
    routing_mode: order.routingMode,
    routing_decisions: plan.slices.map((slice, index) => ({
      venue_id: slice.venueId,
      venue_type: venueTypeOf(slice.venueId, view),
      allocation_percentage: shares[index] ?? 0,
      quantity_allocated: count(slice.quantity),
      limit_price: money(slice.limitPrice),
      order_kind: slice.kind,
      expected_price: wireNumber(slice.expectedPriceE8, 8),
      expected_fill_rate: toldAt(slice.expectedFillRate, MILLION),
      expected_fill_time_ms: toldAt(slice.expectedFillTimeMs, MILLION),
      expected_cost: toldAt(slice.expectedCostBps, MILLION),
      expected_fee: formatScaled(slice.expectedFeeE8, 8),
      routing_priority: slice.routingPriority,
      reason: slice.reason,
    })),
    unallocated_quantity: count(plan.unallocated),
    unallocated_code: plan.unallocatedCode,
    unallocated_blocked_by: quoteOf(plan.unallocatedBlocker, instrument),
    alternatives: plan.outcomes.map((outcome) => alternativeOf(outcome, instrument, decision.termsPerBp)),
    routing_rationale: plan.rationale,
    errors: errorsOf(decision),
    expected_execution_quality: {
      expected_fill_rate: toldOrNull(expected.fillRate),
      expected_cost: toldOrNull(expected.costBps),
      expected_time_ms: toldOrNull(expected.timeMs),
      expected_market_impact: toldOrNull(expected.impactBps),
      routing_confidence: toldOrNull(expected.confidence),
    },
    nbbo: nbboView(view.nbbo, instrument, view.takenAtUs),
    weights: {
      delay: weights.delay,
      fade: weights.fade,
      fee: weights.fee,
      impact: weights.impact,
      spread: weights.spread,
    },
    versions: {
      engine: decision.engine,
      model: input.modelVersion,
      rule_calendar: instrument.rules.calendar,
      rules: input.rulesVersion,
    },
  };
}

/** Where liquidity providers were to be asked and nothing could be sent: why, as their requirement document says it. */
function errorsOf({ input: { view }, plan }: RecordedDecision): string[] {
  const error = plan.slices.length > 0 ? null : lpErrorOfView(view);
  return error === null ? [] : [error];
}

function alternativeOf(
  outcome: RecordedOutcome,
  instrument: Instrument,
  termsPerBp: number,
): SmartRoutingResponse['alternatives'][number] {
  const { candidate, rankedBy, terms } = outcome;
  const told = (bps: number | undefined) => (bps === undefined ? null : toldAt(bps, termsPerBp));
  return {
    venue_id: outcome.venueId,
    status: outcome.status,
    code: outcome.code,
    blocked_by: quoteOf(outcome.blockedBy, instrument),
    ranked_by: rankedBy === null ? null : { venue_id: rankedBy.venueId, key: rankedBy.key },
    price: candidate === null ? null : wireNumber(candidate.price, instrument.priceDecimals),
    all_in_price: candidate === null ? null : wireNumber(Math.abs(candidate.allInCostE8), 8),
    spread_bps: told(terms?.spreadBps),
    fee_bps: told(terms?.feeBps),
    delay_bps: told(terms?.delayBps),
    fade_bps: told(terms?.fadeBps),
    impact_bps: told(terms?.impactBps),
  };
}

function quoteOf(quote: RecordedOutcome['blockedBy'], { priceDecimals }: Instrument) {
  return quote === null ? null : { venue_id: quote.venueId, price: wireNumber(quote.price, priceDecimals) };
}
