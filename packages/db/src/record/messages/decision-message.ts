import type { PayloadOf } from '@fairlead/contracts/event-messages';
import { wireNumber } from '@fairlead/contracts/wire-value';
import { sharesOf } from '@fairlead/core/money/shares';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { recordSummary } from '@fairlead/core/routing/record/record-summary';
import type { OrderHead } from '../entry-content.ts';

type Decision = PayloadOf<'smart_routing_decision'>['smart_routing_decision'];

/** A decision, exactly in the shape of the first requirement document. */
export function toldDecision(
  event: Extract<OrderEvent, { readonly type: 'WAVE_PLANNED' }>,
  { orderId, scale }: Pick<OrderHead, 'orderId' | 'scale'>,
): Decision {
  const { slices, unallocatedQuantity, expected, rationale } = recordSummary(event.record);
  const shares = sharesOf([...slices.map(({ quantity }) => quantity), unallocatedQuantity]);
  return {
    order_id: orderId,
    routing_decisions: slices.map((slice, index) => ({
      venue_id: slice.venueId,
      venue_type: slice.venueType,
      allocation_percentage: shares[index] ?? 0,
      quantity_allocated: wireNumber(slice.quantity, scale.quantityDecimals),
      expected_fill_time_ms: Math.round(slice.expectedFillTimeMs),
      expected_cost: slice.expectedCostBps,
      routing_priority: slice.routingPriority,
    })),
    routing_rationale: rationale,
    expected_execution_quality: {
      expected_fill_rate: expected.fillRate,
      expected_cost: expected.costBps,
      expected_time_ms: expected.timeMs === null ? null : Math.round(expected.timeMs),
      routing_confidence: expected.confidence,
    },
    routing_time_ms: event.routingTimeUs / 1_000,
  };
}
