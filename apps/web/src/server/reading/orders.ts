import 'server-only';
import { MarkoutRepository } from '@fairlead/db/repositories/markout-repository';
import { OrderRepository } from '@fairlead/db/repositories/order-repository';
import type { OrderDetail } from '@/rows/order-detail';
import { OPEN_STATES, type OrderRow } from '@/rows/order-row';
import type { PageOf } from '@/rows/page-of';
import { database } from '../database';
import { processWide } from '../process-wide';
import { childOf, fillOf, heldForOf, orderHeadOf, orderRowOf, waveOf } from './views';

const repository = processWide('orders', () => new OrderRepository(database()));
const markoutRepository = processWide('markouts', () => new MarkoutRepository(database()));

interface ListWish {
  readonly limit: number;
  readonly cursor: string | null;
  readonly openOnly: boolean;
  /** Whose orders; null is everybody's. */
  readonly clientId: string | null;
}

/** The newest orders first. */
export async function listOrders({ openOnly, ...wish }: ListWish): Promise<PageOf<OrderRow>> {
  const page = await repository().list({ ...wish, ...(openOnly ? { states: OPEN_STATES } : {}) });
  return { rows: page.rows.map(orderRowOf), next_cursor: page.nextCursor, position: page.position };
}

/** One order with its whole walk, or null where there is none that may be seen. */
export async function findOrder(orderPk: string, clientId: string | null): Promise<OrderDetail | null> {
  const walk = await repository().findWalk(orderPk, clientId);
  if (walk === null) return null;
  const markouts = await markoutRepository().of(walk.executions.map(({ id }) => id));
  return {
    order: orderHeadOf(walk.order),
    held_for: heldForOf(walk.events),
    waves: walk.decisions.map((decision) => waveOf(decision, walk.order)),
    children: walk.children.map(childOf),
    fills: walk.executions.map((fill) => fillOf(fill, markouts)),
    events: walk.events.map(({ seq, event_type, created_at_us }) => ({
      seq,
      event_type,
      at_ms: created_at_us / 1_000,
    })),
  };
}
