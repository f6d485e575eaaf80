import type { PayloadOf } from '@fairlead/contracts/event-messages';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import type { OrderHead } from '../entry-content.ts';
import type { FoldedEvent } from './folded-entry.ts';
import type { Content } from './message.ts';
import { type MessageNames, partyOf } from './message-names.ts';

type OrderTopic = 'orders.created' | 'orders.modified' | 'orders.cancelled';
type OrderShape = Omit<PayloadOf<OrderTopic>, 'event_id' | 'timestamp' | 'event_type'>;

/** What an event makes of the order as its client knows it; null where the client's order stays as it is. */
export interface ToldOrder {
  readonly topic: OrderTopic;
  /** Why it ended, as a code; null where it did not. */
  readonly reason: string | null;
}

/**
 * An order is created by its receipt, also one that is refused; modified by other terms; cancelled by whatever brings it to an end without a fill of the
 * whole: a refusal, a close, a trade of a filled one that is taken back.
 */
export function orderTold({ event, before, after }: FoldedEvent): ToldOrder | null {
  if (event.type === 'RECEIVED') return { topic: 'orders.created', reason: null };
  if (event.type === 'ORDER_REPLACED') return { topic: 'orders.modified', reason: null };
  if (isCut(before) || !isCut(after)) return null;
  return { topic: 'orders.cancelled', reason: reasonOf(event, after) };
}

/** What an order has become, under its topic. */
export function orderContent(topic: OrderTopic, order: Omit<PayloadOf<OrderTopic>, 'event_type'>): Content {
  switch (topic) {
    case 'orders.created':
      return { topic, payload: { ...order, event_type: 'OrderCreatedEvent' } };
    case 'orders.modified':
      return { topic, payload: { ...order, event_type: 'OrderModifiedEvent' } };
    case 'orders.cancelled':
      return { topic, payload: { ...order, event_type: 'OrderCancelledEvent' } };
  }
}

function isCut({ state }: OrderLife): boolean {
  return state === 'REJECTED' || state === 'CANCELED' || state === 'EXPIRED';
}

function reasonOf(event: OrderEvent, { endAsked }: OrderLife): string {
  if (event.type === 'ORDER_REJECTED') return event.code;
  if (event.type !== 'ORDER_CLOSED') return event.type;
  if (event.code !== null) return event.code;
  if (endAsked === 'DAY') return 'DAY_ENDED';
  return endAsked === 'CALLER' ? 'CANCEL_ASKED' : 'DONE_ELSEWHERE';
}

/** The order as its client knows it, after an event; without the head of its message. */
export function toldOrder(
  { order }: OrderLife,
  { reason }: ToldOrder,
  around: { head: OrderHead; names: MessageNames },
): OrderShape {
  const { head, names } = around;
  return {
    order_id: head.orderId,
    user_id: head.clientId,
    ...partyOf(order, names),
    symbol: head.instrumentId,
    venue: order.directedVenue,
    side: head.side,
    quantity: formatScaled(order.quantity, head.scale.quantityDecimals),
    display_quantity: null,
    price: order.limitPrice === null ? null : formatScaled(order.limitPrice, head.scale.priceDecimals),
    order_type: order.orderType,
    time_in_force: order.timeInForce,
    reason,
    simulated: head.simulated,
    route_only: head.routeOnly,
  };
}
