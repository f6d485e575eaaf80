/** The states of a child order. INTENDED is durable and not yet sent; UNKNOWN is sent and unanswered, never assumed dead. */
export const CHILD_STATES = [
  'INTENDED',
  'SENT',
  'ACKED',
  'PARTIALLY_FILLED',
  'FILLED',
  'PENDING_CANCEL',
  'CANCELED',
  'REJECTED',
  'EXPIRED',
  'UNKNOWN',
] as const;
export type ChildState = (typeof CHILD_STATES)[number];
