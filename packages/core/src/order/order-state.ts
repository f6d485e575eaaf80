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

/**
 * What can happen to a parent order. FILLED_PART and FILLED_ALL say what the executed quantity has become; CLOSED is the end without
 * a fill of the whole (nothing left to try, or canceled); DOUBT is a child whose fate nobody knows, SETTLED the end of the last doubt.
 */
export const ORDER_EVENTS = [
  'REFUSED',
  'PLANNED',
  'SENT',
  'FILLED_PART',
  'FILLED_ALL',
  'CANCEL_ASKED',
  'CANCEL_REFUSED',
  'CLOSED',
  'LAPSED',
  'DOUBT',
  'SETTLED',
] as const;
export type OrderEvent = (typeof ORDER_EVENTS)[number];

/** `same`: allowed, nothing changes. `never`: a broken invariant; the caller raises an alert and changes nothing. */
type Cell = OrderState | 'same' | 'never';
type Row = Readonly<Record<OrderEvent, Cell>>;

const NOTHING: Row = {
  REFUSED: 'never',
  PLANNED: 'never',
  SENT: 'never',
  FILLED_PART: 'never',
  FILLED_ALL: 'never',
  CANCEL_ASKED: 'same',
  CANCEL_REFUSED: 'same',
  CLOSED: 'same',
  LAPSED: 'same',
  DOUBT: 'never',
  SETTLED: 'same',
};

/** From here the order lives: fills, doubts and ends are possible. */
const ALIVE: Row = {
  ...NOTHING,
  PLANNED: 'ROUTING',
  SENT: 'WORKING',
  FILLED_PART: 'PARTIALLY_FILLED',
  FILLED_ALL: 'FILLED',
  CANCEL_ASKED: 'PENDING_CANCEL',
  CLOSED: 'CANCELED',
  LAPSED: 'EXPIRED',
  DOUBT: 'UNKNOWN',
};

/** A fill can arrive after the end: the venue is right, so it counts and the end stays, unless it completes the order. */
const ENDED: Row = { ...NOTHING, FILLED_PART: 'same', FILLED_ALL: 'FILLED', DOUBT: 'same' };

/** Every cell of (state, event) decided. */
export const ORDER_TABLE: Readonly<Record<OrderState, Row>> = {
  RECEIVED: { ...ALIVE, REFUSED: 'REJECTED', SENT: 'never', FILLED_PART: 'never', FILLED_ALL: 'never', DOUBT: 'never' },
  REJECTED: NOTHING,
  ROUTING: ALIVE,
  WORKING: { ...ALIVE, SENT: 'same', PLANNED: 'same' },
  PARTIALLY_FILLED: { ...ALIVE, SENT: 'same', PLANNED: 'same', FILLED_PART: 'same' },
  FILLED: { ...NOTHING, SENT: 'same', DOUBT: 'same' },
  PENDING_CANCEL: {
    ...ALIVE,
    PLANNED: 'never',
    SENT: 'same',
    FILLED_PART: 'same',
    CANCEL_ASKED: 'same',
    CANCEL_REFUSED: 'WORKING',
    DOUBT: 'same',
  },
  CANCELED: ENDED,
  EXPIRED: ENDED,
  /** A wish to cancel outlives a doubt, so that a restart in doubt does not forget it; nothing in doubt can end. */
  UNKNOWN: {
    ...ALIVE,
    PLANNED: 'same',
    SENT: 'same',
    FILLED_PART: 'same',
    CLOSED: 'never',
    LAPSED: 'never',
    DOUBT: 'same',
    SETTLED: 'WORKING',
  },
};

/** Where an event leads from a state: the new state, or null where the event must not happen there (an invariant is broken). */
export function nextOrderState(state: OrderState, event: OrderEvent): OrderState | null {
  const cell = ORDER_TABLE[state][event];
  if (cell === 'never') return null;
  return cell === 'same' ? state : cell;
}

/** True for states from which only late fills can still lead away. */
export function isOrderEnded(state: OrderState): boolean {
  return state === 'REJECTED' || state === 'FILLED' || state === 'CANCELED' || state === 'EXPIRED';
}
