import type { ExecutionRow, OutboxRow } from '@fairlead/db/journal-rows';
import type { Ids } from '../ports.ts';
import { isoTime } from '../publish/wire.ts';
import type { LiveOrder } from './live-order.ts';
import { slicesShares } from './slices-shares.ts';
import type { PlannedWave } from './wave.ts';

/** The `smart_routing_decision` event of the requirement document, for one wave. */
export function decisionEvent(live: LiveOrder, wave: PlannedWave, ids: Ids): OutboxRow {
  const { evidence, input } = wave;
  const { expected } = evidence;
  const shares = slicesShares(evidence);
  const body = {
    order_id: live.identity.order.orderId,
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
  return outboxRow({ live, ids, nowUs: input.view.takenAtUs, topic: 'smart_routing_decision', body });
}

/** The `order_execution` event of one fill. */
export function executionEvent(live: LiveOrder, row: ExecutionRow, ids: Ids): OutboxRow {
  const body = {
    order_id: live.identity.order.orderId,
    execution_id: row.id,
    venue_id: row.venue_id,
    quantity: Number(row.quantity),
    price: Number(row.price),
    fee: row.fee,
    liquidity_flag: row.liquidity_flag,
  };
  return outboxRow({ live, ids, nowUs: row.created_at_us, topic: 'order_execution', body });
}

/** The `risk_rejection` event of an order that the gate refused. */
export function riskRejectionEvent(live: LiveOrder, ids: Ids, nowUs: number): OutboxRow {
  const body = { order_id: live.identity.order.orderId, code: live.rejectCode };
  return outboxRow({ live, ids, nowUs, topic: 'risk_rejection', body });
}

function outboxRow(event: { live: LiveOrder; ids: Ids; nowUs: number; topic: string; body: object }): OutboxRow {
  const { identity } = event.live;
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
