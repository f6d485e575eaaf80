import 'server-only';
import type { ViewedOrders } from '@fairlead/db/repositories/viewed-repositories';
import type { OrderDetail } from '@/rows/order-detail';
import { changesOf } from './order-changes';
import { childOf, fillOf, heldForOf, orderHeadOf, waveOf } from './views';

/** One order with its whole walk, or null where there is none that may be seen. */
export async function findOrder(orders: ViewedOrders, orderPk: string): Promise<OrderDetail | null> {
  const walk = await orders.findWalk(orderPk);
  if (walk === null) return null;
  const markouts = await orders.markoutsOf(walk);
  return {
    order: orderHeadOf(walk.order),
    held_for: heldForOf(walk.events),
    waves: walk.decisions.map((decision) => waveOf(decision, walk.order)),
    children: walk.children.map(childOf),
    fills: walk.executions.map((fill) => fillOf(fill, markouts)),
    changes: changesOf(walk.events),
    events: walk.events.map(({ seq, event_type, created_at_us }) => ({
      seq,
      event_type,
      at_ms: created_at_us / 1_000,
    })),
  };
}
