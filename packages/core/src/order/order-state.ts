/** The states of a parent order. UNKNOWN is a real state: something was sent and nobody has said what became of it. */
export const ORDER_STATES = [
  'RECEIVED',
  'REJECTED',
  'ROUTING',
  'WORKING',
  'PARTIALLY_FILLED',
  'FILLED',
  'PENDING_CANCEL',
  'CANCELED',
  'EXPIRED',
  'UNKNOWN',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];
