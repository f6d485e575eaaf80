import { MILLION, toldAt, toldOrNull } from '@fairlead/core/routing/record/recorded-decision';
import { venueTypeOf } from '@fairlead/core/routing/record/venue-type';
import type { ExecutionRow, OutboxRow } from '@fairlead/db/journal-rows';
import type { Ids } from '../ports.ts';
import { isoTime, wireNumber } from '../publish/wire.ts';
import type { OrderIdentity } from './live-order.ts';
import { slicesShares } from './slices-shares.ts';
import type { PlannedWave } from './wave.ts';

/** The `smart_routing_decision` event of the requirement document, for one wave. */
export function decisionEvent(identity: OrderIdentity, wave: PlannedWave, ids: Ids): OutboxRow {
  const { plan, input } = wave;
  const { expected } = plan;
  const { instrument } = input.view;
  const shares = slicesShares(plan);
  const body = {
    order_id: identity.order.orderId,
    decision_id: wave.decisionId,
    routing_decisions: plan.slices.map((slice, index) => ({
      venue_id: slice.venueId,
      venue_type: venueTypeOf(slice.venueId, input.view),
      allocation_percentage: shares[index] ?? 0,
      quantity_allocated: wireNumber(slice.quantity, instrument.quantityDecimals),
      expected_fill_time_ms: Math.round(slice.expectedFillTimeMs),
      expected_cost: toldAt(slice.expectedCostBps, MILLION),
      routing_priority: slice.routingPriority,
    })),
    routing_rationale: plan.rationale,
    expected_execution_quality: {
      expected_fill_rate: toldOrNull(expected.fillRate),
      expected_cost: toldOrNull(expected.costBps),
      expected_time_ms: expected.timeMs === null ? null : Math.round(expected.timeMs),
      routing_confidence: toldOrNull(expected.confidence),
    },
    routing_time_ms: wave.routingTimeUs / 1_000,
  };
  return outboxRow({ identity, ids, nowUs: input.view.takenAtUs, topic: 'smart_routing_decision', body });
}

/** The `order_execution` event of one fill. */
export function executionEvent(identity: OrderIdentity, row: ExecutionRow, ids: Ids): OutboxRow {
  const body = {
    order_id: identity.order.orderId,
    execution_id: row.id,
    venue_id: row.venue_id,
    quantity: Number(row.quantity),
    price: Number(row.price),
    fee: row.fee,
    liquidity_flag: row.liquidity_flag,
  };
  return outboxRow({ identity, ids, nowUs: row.created_at_us, topic: 'order_execution', body });
}

/** The `risk_rejection` event of an order that the gate refused. */
export function riskRejectionEvent(
  identity: OrderIdentity,
  { code, nowUs }: { readonly code: string | null; readonly nowUs: number },
  ids: Ids,
): OutboxRow {
  const body = { order_id: identity.order.orderId, code };
  return outboxRow({ identity, ids, nowUs, topic: 'risk_rejection', body });
}

function outboxRow(event: {
  identity: OrderIdentity;
  ids: Ids;
  nowUs: number;
  topic: string;
  body: object;
}): OutboxRow {
  const { identity } = event;
  const eventId = event.ids.next();
  return {
    event_id: eventId,
    topic: event.topic,
    key: identity.order.orderId,
    order_pk: identity.pk,
    payload: JSON.stringify({ event_id: eventId, timestamp: isoTime(event.nowUs), [event.topic]: event.body }),
    created_at_us: event.nowUs,
  };
}
