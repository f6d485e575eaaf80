import { parseScaled, powerOfTen } from '../../money/scaled.ts';
import { moneyE8, price, priceE8, quantity } from '../../money/units.ts';
import { sideSign } from '../../order/side.ts';
import type { PlanInput } from '../plan-input.ts';
import type { Evidence } from './evidence.ts';
import type { RecordedOutcome, RecordedPlan } from './recorded-decision.ts';
import type { RecordedSlice } from './recorded-slice.ts';

/** What a record of form 1 holds, which spelled out by name what records of today keep by place: engines before 1.4.0 wrote it. */
export interface EarlierEvidence extends Omit<Evidence, 'schema' | 'references' | 'weights'> {
  readonly weights: Readonly<Record<string, number>>;
}

type Quote = EarlierEvidence['unallocated_blocked_by'];

/** What a decision of an engine before 1.4.0 decided, out of its record of form 1. Throws where that holds a number that none can hold. */
export function earlierPlan(stored: EarlierEvidence, { view: { instrument }, order }: PlanInput): RecordedPlan {
  const { priceDecimals, quantityDecimals } = instrument;
  const scale: Scale = { priceDecimals, quantityDecimals, sign: sideSign(order.side) };
  const { expected, weights } = stored;
  const gap = stored.proof_gap === null ? 0 : readAt(stored.proof_gap, 8) * powerOfTen(quantityDecimals);
  return {
    slices: stored.slices.map((slice) => sliceOf(slice, scale)),
    unallocated: quantity(readAt(stored.unallocated_quantity, quantityDecimals)),
    unallocatedCode: stored.unallocated_code,
    unallocatedBlocker: quoteOf(stored.unallocated_blocked_by, scale),
    outcomes: stored.candidates.map((candidate) => outcomeOf(candidate, scale)),
    weights: {
      delay: weights.delay ?? 0,
      fade: weights.fade ?? 0,
      fee: weights.fee ?? 0,
      impact: weights.impact ?? 0,
      spread: weights.spread ?? 0,
    },
    stage: stored.stage,
    proof: stored.proof === null ? null : { kind: stored.proof, gapE8: gap },
    expected: {
      confidence: expected.confidence,
      costBps: expected.cost_bps,
      fillRate: expected.fill_rate,
      impactBps: expected.impact_bps,
      timeMs: expected.time_ms,
    },
    rationale: stored.rationale,
  };
}

interface Scale {
  readonly priceDecimals: number;
  readonly quantityDecimals: number;
  readonly sign: 1 | -1;
}

function sliceOf(slice: EarlierEvidence['slices'][number], scale: Scale): RecordedSlice {
  return {
    venueId: slice.venue_id,
    venueType: slice.venue_type,
    quantity: quantity(readAt(slice.quantity, scale.quantityDecimals)),
    limitPrice: price(readAt(slice.limit_price, scale.priceDecimals)),
    minQuantity: quantity(readAt(slice.min_quantity, scale.quantityDecimals)),
    kind: slice.order_kind,
    restMs: slice.rest_ms,
    expectedPriceE8: priceE8(readAt(slice.expected_price, 8)),
    expectedFeeE8: moneyE8(BigInt(readAt(slice.expected_fee, 8))),
    expectedCostBps: slice.expected_cost_bps,
    expectedFillRate: slice.expected_fill_rate,
    expectedFillTimeMs: slice.expected_fill_time_ms,
    routingPriority: slice.routing_priority,
    reason: slice.reason,
  };
}

function outcomeOf(stored: EarlierEvidence['candidates'][number], scale: Scale): RecordedOutcome {
  const { terms } = stored;
  return {
    venueId: stored.venue_id,
    status: stored.status,
    code: stored.code,
    blockedBy: quoteOf(stored.blocked_by, scale),
    rankedBy: stored.ranked_by === null ? null : { venueId: stored.ranked_by.venue_id, key: stored.ranked_by.key },
    candidate: candidateOf(stored, scale),
    terms:
      terms === null
        ? null
        : {
            delayBps: terms.delay_bps,
            fadeBps: terms.fade_bps,
            feeBps: terms.fee_bps,
            impactBps: terms.impact_bps,
            spreadBps: terms.spread_bps,
          },
    weightedBps: terms?.weighted_bps ?? null,
    quantity: readAt(stored.quantity, scale.quantityDecimals),
  };
}

/** Records before 1.2.0 do not say how a venue would be met: then it was at its display. */
function candidateOf(stored: EarlierEvidence['candidates'][number], scale: Scale): RecordedOutcome['candidate'] {
  if (stored.price === null || stored.all_in_price === null) return null;
  return {
    reach: stored.reach ?? 'DISPLAYED',
    price: price(readAt(stored.price, scale.priceDecimals)),
    displayed: quantity(readAt(stored.displayed_quantity ?? '0', scale.quantityDecimals)),
    fillRate: stored.expected_fill_rate ?? 0,
    allInCostE8: scale.sign * readAt(stored.all_in_price, 8),
  };
}

function quoteOf(quote: Quote, scale: Scale): RecordedPlan['unallocatedBlocker'] {
  if (quote === null) return null;
  return { venueId: quote.venue_id, price: price(readAt(quote.price, scale.priceDecimals)) };
}

/** A decimal text of a record as a whole number at its scale. */
export function readAt(text: string, decimals: number): number {
  const parsed = parseScaled(text, decimals);
  if (!parsed.ok) throw new Error(`the record holds ${JSON.stringify(text)}: ${parsed.error}`);
  return parsed.value;
}
