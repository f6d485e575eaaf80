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

/**
 * What can happen to a child. NOT_SENT: the venue could not be reached and provably got nothing. LOST: sent, and the session broke or
 * the answer is overdue. NEVER_SEEN: the venue, asked, says that it has no such order.
 */
export const CHILD_EVENTS = [
  'SENT',
  'NOT_SENT',
  'ACKED',
  'FILLED_PART',
  'FILLED_ALL',
  'CANCEL_ASKED',
  'CANCEL_REFUSED',
  'CANCELED',
  'REJECTED',
  'EXPIRED',
  'LOST',
  'NEVER_SEEN',
] as const;
export type ChildEvent = (typeof CHILD_EVENTS)[number];

type Cell = ChildState | 'same' | 'never';
type Row = Readonly<Record<ChildEvent, Cell>>;

/** Sent and not ended: the venue may say anything. */
const AT_VENUE: Row = {
  SENT: 'never',
  NOT_SENT: 'never',
  ACKED: 'ACKED',
  FILLED_PART: 'PARTIALLY_FILLED',
  FILLED_ALL: 'FILLED',
  CANCEL_ASKED: 'PENDING_CANCEL',
  CANCEL_REFUSED: 'same',
  CANCELED: 'CANCELED',
  REJECTED: 'REJECTED',
  EXPIRED: 'EXPIRED',
  LOST: 'UNKNOWN',
  NEVER_SEEN: 'REJECTED',
};

/** Ended: repeats are harmless, and a late fill is the venue's word and counts. */
const ENDED: Row = {
  SENT: 'never',
  NOT_SENT: 'never',
  ACKED: 'same',
  FILLED_PART: 'same',
  FILLED_ALL: 'FILLED',
  CANCEL_ASKED: 'same',
  CANCEL_REFUSED: 'same',
  CANCELED: 'same',
  REJECTED: 'same',
  EXPIRED: 'same',
  LOST: 'same',
  NEVER_SEEN: 'same',
};

/** Every cell of (state, event) decided, late fills after a cancel included. */
export const CHILD_TABLE: Readonly<Record<ChildState, Row>> = {
  INTENDED: { ...AT_VENUE, SENT: 'SENT', NOT_SENT: 'REJECTED', CANCEL_ASKED: 'never', ACKED: 'ACKED', LOST: 'UNKNOWN' },
  SENT: AT_VENUE,
  ACKED: { ...AT_VENUE, ACKED: 'same', NEVER_SEEN: 'UNKNOWN' },
  PARTIALLY_FILLED: { ...AT_VENUE, ACKED: 'same', FILLED_PART: 'same', REJECTED: 'CANCELED', NEVER_SEEN: 'UNKNOWN' },
  FILLED: { ...ENDED, FILLED_PART: 'never', FILLED_ALL: 'never' },
  PENDING_CANCEL: {
    ...AT_VENUE,
    ACKED: 'same',
    FILLED_PART: 'same',
    CANCEL_ASKED: 'same',
    CANCEL_REFUSED: 'ACKED',
    REJECTED: 'CANCELED',
    NEVER_SEEN: 'UNKNOWN',
  },
  CANCELED: ENDED,
  REJECTED: ENDED,
  EXPIRED: ENDED,
  UNKNOWN: { ...AT_VENUE, CANCEL_ASKED: 'same', LOST: 'same' },
};

/** Where an event leads from a state: the new state, or null where the event must not happen there (an invariant is broken). */
export function nextChildState(state: ChildState, event: ChildEvent): ChildState | null {
  const cell = CHILD_TABLE[state][event];
  if (cell === 'never') return null;
  return cell === 'same' ? state : cell;
}

/** True where nothing more is expected of the venue. UNKNOWN is not ended: its quantity stays reserved. */
export function isChildEnded(state: ChildState): boolean {
  return state === 'FILLED' || state === 'CANCELED' || state === 'REJECTED' || state === 'EXPIRED';
}
