import type { ValidOrder } from './request.ts';

/** The order that a stop becomes when it is reached: at the market, or at its limit. The stop price stays with it, for the record. */
export function withoutStop(order: ValidOrder): ValidOrder {
  if (order.orderType === 'STOP') return { ...order, orderType: 'MARKET' };
  return order.orderType === 'STOP_LIMIT' ? { ...order, orderType: 'LIMIT' } : order;
}
