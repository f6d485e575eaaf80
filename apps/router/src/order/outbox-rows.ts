import type { ExecutionRow, OutboxRow } from '@fairlead/db/journal-rows';
import type { Ids } from '../ports.ts';
import { isoTime } from '../publish/wire.ts';
import type { OrderIdentity } from './live-order.ts';
import { slicesShares } from './slices-shares.ts';
import type { PlannedWave } from './wave.ts';

/** The `smart_routing_decision` event of the requirement document, for one wave. */
export function decisionEvent(identity: OrderIdentity, wave: PlannedWave, ids: Ids): OutboxRow {
  const { evidence, input } = wave;
  const { expected } = evidence;
  const shares = slicesShares(evidence);
  const body = {
    order_id: identity.order.orderId,
    decision_id: wave.decisionId,
    routing_decisions: evidence.slices.map((slice, index) => ({
      venue_id: slice.venue_id,
      venue_type: slice.venue_type,
      allocation_percentage: shares[index] ?? 0,
      quantity_allocated: Number(slice.quantity),
      expected_fill_time_ms: Math.round(slice.expected_fill_time_ms),
      expected_cost: slice.expected_cost_bps,
      routing_priority: slice.routing_priority,
    })),
    routing_rationale: evidence.rationale,
    expected_execution_quality: {
      expected_fill_rate: expected.fill_rate,
      expected_cost: expected.cost_bps,
      expected_time_ms: expected.time_ms === null ? null : Math.round(expected.time_ms),
      routing_confidence: expected.confidence,
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
