import type { OrderUpdate } from '@fairlead/contracts/stream';
import { isOrderEnded } from '@fairlead/core/order/order-state';
import type { OrderRow } from '@/rows/order-row';

/** Orders of ours that are not done: what is told of one is newer than what was read, the last told first. An order that its caller executes waits for nothing here. */
export function openOf(
  told: ReadonlyMap<string, OrderUpdate>,
  stored: readonly OrderRow[],
): readonly (OrderUpdate | OrderRow)[] {
  const newest = [...told.values()].reverse();
  return [...newest, ...stored.filter((order) => !told.has(order.order_pk))].filter(
    (order) => !order.route_only && !isOrderEnded(order.state),
  );
}
