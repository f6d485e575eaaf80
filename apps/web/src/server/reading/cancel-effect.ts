import { isChildEnded } from '@fairlead/core/order/child-state';
import type { OrderWalk } from '@fairlead/db/repositories/order-repository';
import type { CancelEffect } from '@/rows/cancel-effect';

/** What of an order is at venues, and can be asked back. */
export function cancelEffectOf({ order, children }: Pick<OrderWalk, 'order' | 'children'>): CancelEffect {
  const open = children.filter(({ state }) => !isChildEnded(state));
  const working = open.reduce((sum, child) => sum + Number(child.quantity) - Number(child.filled_quantity), 0);
  return {
    order_id: order.order_id,
    client_id: order.client_id,
    instrument_id: order.instrument_id,
    side: order.side,
    state: order.state,
    route_only: order.route_only,
    quantity: Number(order.quantity),
    filled_quantity: Number(order.filled_quantity),
    working_quantity: working,
    venue_ids: [...new Set(open.map(({ venue_id }) => venue_id))].sort(),
  };
}
