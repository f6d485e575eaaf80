import type { Scale } from '@fairlead/core/money/amount';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { ValidOrder } from '@fairlead/core/order/request';

/** The fields of an order that have no column of their own, as stored JSON text; null where the order has none. */
export function writeRequestExtras(order: ValidOrder, { quantityDecimals }: Scale): string | null {
  const { urgency, constraints, manualAllocations, said, traderId } = order;
  const isPlain = urgency === null && constraints === null && traderId === null;
  if (isPlain && manualAllocations.length === 0 && said.length === 0) return null;
  return JSON.stringify({
    urgency,
    constraints: constraints === null ? null : constraintsOf(constraints),
    manual_allocations: manualAllocations.map((each) => ({
      venue_id: each.venueId,
      quantity: formatScaled(each.quantity, quantityDecimals),
    })),
    said,
    trader_id: traderId,
  });
}

function constraintsOf(constraints: NonNullable<ValidOrder['constraints']>) {
  return {
    max_fee: constraints.maxFeeE8 === null ? null : formatScaled(constraints.maxFeeE8, 8),
    min_fill_rate: constraints.minFillRate,
    max_latency_ms: constraints.maxLatencyMs,
    max_impact_bps: constraints.maxImpactBps,
  };
}
