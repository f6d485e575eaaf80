import type { OrderRoutingResult, RoutingRecommendation, SmartOrderRequest } from '@fairlead/contracts/broker';
import type { HeldOrderResponse, SmartRoutingResponse } from '@fairlead/contracts/smart-routing';
import type { SmartRoutingRequest } from '@fairlead/contracts/smart-routing-request';
import type { Refusal } from '../entry/submission.ts';
import { percentageOf } from '../publish/wire.ts';

type AskedSide = SmartOrderRequest['side'];

const BPS = 10_000;
/** Fields that the broker document calls by another word; the others differ in their spelling alone. */
const WORDS: Readonly<Record<string, string>> = { instrument_id: 'symbol', venue_id: 'brokerId' };

/** The order in the field names of the other paths. */
export function toSmartRouting(body: SmartOrderRequest, orderId: string): SmartRoutingRequest {
  return {
    order_id: body.orderId ?? orderId,
    instrument_id: body.symbol,
    side: body.side,
    quantity: body.quantity,
    order_type: body.orderType,
    limit_price: body.limitPrice,
    stop_price: body.stopPrice,
    time_in_force: body.timeInForce,
    routing_objective: body.routingObjective,
    routing_mode: body.routingMode,
    sourcing: body.sourcing,
    venue_preferences: body.venuePreferences,
    exclude_venues: body.excludeVenues,
    max_venue_split: body.maxVenueSplit,
    account: body.account,
    customer_id: body.customerId,
    trader_id: body.traderId,
    held: body.held,
    directed_venue: body.directedVenue,
    capacity: body.capacity,
    locate_id: body.locateId,
    tag: body.tag,
    urgency: body.urgency,
    constraints:
      body.constraints == null
        ? null
        : {
            max_fee: body.constraints.maxFee,
            min_fill_rate: body.constraints.minFillRate,
            max_latency_ms: body.constraints.maxLatencyMs,
            max_impact_bps: body.constraints.maxImpactBps,
          },
    manual_allocations: body.manualAllocations.map((each) => ({ venue_id: each.brokerId, quantity: each.quantity })),
  };
}

/** A refusal that names the faulty field as the broker document does. */
export function inBrokerWords(refusal: Refusal): Refusal {
  if (refusal.kind !== 'REJECTED') return refusal;
  const { rejection } = refusal;
  return { ...refusal, rejection: { ...rejection, path: rejection.path.split('.').map(brokerWord).join('.') } };
}

function brokerWord(field: string): string {
  return WORDS[field] ?? field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The answer to an order in the words of the broker document. */
export function orderRoutingResult(
  response: SmartRoutingResponse | HeldOrderResponse,
  side: AskedSide,
): OrderRoutingResult {
  if ('waits_for' in response) return heldResult(response);
  return {
    ...decidedView(response, side),
    decisionId: response.decision_id,
    status: response.state,
    waitsFor: null,
    routingTimeMs: response.routing_time_ms,
  };
}

function heldResult(response: HeldOrderResponse): OrderRoutingResult {
  return {
    orderId: response.order_id,
    decisionId: null,
    status: response.state,
    waitsFor: response.waits_for,
    strategy: null,
    routingMode: null,
    allocations: [],
    unallocatedQuantity: 0,
    unallocatedCode: null,
    expectedExecution: null,
    confidenceScore: null,
    alternatives: [],
    rationale: null,
    routingTimeMs: null,
  };
}

/** What a decision says in the words of the broker document. */
export function decidedView(
  decision: Omit<SmartRoutingResponse, 'decision_id' | 'decision_hash' | 'routing_time_ms'>,
  side: AskedSide,
): Pick<RoutingRecommendation, keyof RoutingRecommendation & keyof OrderRoutingResult> {
  const expected = decision.expected_execution_quality;
  return {
    orderId: decision.order_id,
    strategy: decision.routing_objective,
    routingMode: decision.routing_mode,
    allocations: decision.routing_decisions.map(allocationOf),
    unallocatedQuantity: decision.unallocated_quantity,
    unallocatedCode: decision.unallocated_code,
    expectedExecution: {
      executionTimeMs: expected.expected_time_ms,
      fillRatePercentage: expected.expected_fill_rate === null ? null : percentageOf(expected.expected_fill_rate),
      costBps: expected.expected_cost,
      slippageBps: slippageBps(decision, side),
      marketImpactBps: expected.expected_market_impact,
    },
    confidenceScore: expected.routing_confidence,
    alternatives: decision.alternatives.flatMap(({ venue_id, status, code, price }) =>
      status === 'chosen' ? [] : { brokerId: venue_id, status, code, expectedExecutionPrice: price },
    ),
    rationale: decision.routing_rationale,
  };
}

function allocationOf(
  slice: SmartRoutingResponse['routing_decisions'][number],
): OrderRoutingResult['allocations'][number] {
  return {
    brokerId: slice.venue_id,
    quantity: slice.quantity_allocated,
    allocationPercentage: percentageOf(slice.allocation_percentage),
    expectedExecutionPrice: slice.expected_price,
    expectedExecutionTimeMs: slice.expected_fill_time_ms,
    fillRatePercentage: percentageOf(slice.expected_fill_rate),
    estimatedCostBps: slice.expected_cost,
    estimatedFee: slice.expected_fee,
    priority: slice.routing_priority,
    status: 'PENDING',
    reason: slice.reason,
  };
}

/** The average expected price of the allocations against the mid, in basis points of it; positive costs us. */
function slippageBps(
  { routing_decisions: slices, nbbo: { mid } }: Pick<SmartRoutingResponse, 'routing_decisions' | 'nbbo'>,
  side: AskedSide,
): number | null {
  const quantity = slices.reduce((sum, slice) => sum + slice.quantity_allocated, 0);
  if (mid === null || quantity === 0) return null;
  const overMid = slices.reduce((sum, slice) => sum + slice.quantity_allocated * (slice.expected_price - mid), 0);
  return Math.round((((side === 'BUY' ? 1 : -1) * overMid * BPS) / (quantity * mid)) * BPS) / BPS;
}
