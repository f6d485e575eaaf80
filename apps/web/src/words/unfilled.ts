import { isOrderEnded, type OrderState } from '@fairlead/core/order/order-state';

/** Whether an order was refused, ended before it was filled, or nobody knows what became of it. */
export function isUnfilled(state: OrderState | null): boolean {
  return state === 'UNKNOWN' || (state !== null && state !== 'FILLED' && isOrderEnded(state));
}
