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
 * What can move a parent order. FILLED_PART and FILLED_ALL say what the executed quantity has become; CLOSED is the end without a fill of the whole
 * (nothing left to try, or canceled), LAPSED the same with its day; DOUBT is a child whose fate nobody knows, SETTLED the end of the last doubt; BUSTED:
 * less is executed than was, and not the whole.
 */
export const ORDER_MOVES = [
  'REFUSED',
  'PLANNED',
  'SENT',
  'FILLED_PART',
  'FILLED_ALL',
  'CANCEL_ASKED',
  'CLOSED',
  'LAPSED',
  'DOUBT',
  'SETTLED',
  'BUSTED',
] as const;
export type OrderMove = (typeof ORDER_MOVES)[number];

/** `same`: allowed, nothing changes. `never`: a broken invariant; the caller raises an alert and changes nothing. */
type Cell = OrderState | 'same' | 'never';
type Row = Readonly<Record<OrderMove, Cell>>;

const NOTHING: Row = {
  REFUSED: 'never',
  PLANNED: 'never',
  SENT: 'never',
  FILLED_PART: 'never',
  FILLED_ALL: 'never',
  CANCEL_ASKED: 'same',
  CLOSED: 'same',
  LAPSED: 'same',
  DOUBT: 'never',
  SETTLED: 'same',
  BUSTED: 'never',
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
  BUSTED: 'same',
};

/** A fill can arrive after the end: the venue is right, so it counts and the end stays, unless it completes the order. */
const ENDED: Row = { ...NOTHING, FILLED_PART: 'same', FILLED_ALL: 'FILLED', DOUBT: 'same', BUSTED: 'same' };

/** Every cell of (state, move) decided. */
export const ORDER_TABLE: Readonly<Record<OrderState, Row>> = {
  RECEIVED: {
    ...ALIVE,
    REFUSED: 'REJECTED',
    SENT: 'never',
    FILLED_PART: 'never',
    FILLED_ALL: 'never',
    DOUBT: 'never',
    BUSTED: 'never',
  },
  REJECTED: NOTHING,
  ROUTING: ALIVE,
  WORKING: { ...ALIVE, SENT: 'same', PLANNED: 'same' },
  PARTIALLY_FILLED: { ...ALIVE, SENT: 'same', PLANNED: 'same', FILLED_PART: 'same', BUSTED: 'WORKING' },
  FILLED: { ...NOTHING, SENT: 'same', FILLED_ALL: 'same', DOUBT: 'same', BUSTED: 'CANCELED' },
  PENDING_CANCEL: {
    ...ALIVE,
    PLANNED: 'never',
    SENT: 'same',
    FILLED_PART: 'same',
    CANCEL_ASKED: 'same',
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

/** Where a move leads from a state: the new state, or null where it must not happen there (an invariant is broken). */
export function nextOrderState(state: OrderState, move: OrderMove): OrderState | null {
  const cell = ORDER_TABLE[state][move];
  if (cell === 'never') return null;
  return cell === 'same' ? state : cell;
}

/** True for states from which only late fills can still lead away. */
export function isOrderEnded(state: OrderState): boolean {
  return state === 'REJECTED' || state === 'FILLED' || state === 'CANCELED' || state === 'EXPIRED';
}
