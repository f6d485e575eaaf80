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
 * What can move a child. NOT_SENT: the venue could not be reached and provably got nothing. LOST: sent, and nobody knows what became of it.
 * SETTLED: its venue, asked, says that it is alive. BUSTED: less is executed of it than was, and not the whole of it; where it was, nobody knows
 * whether the venue still works the rest. REPLACE_ASKED: other terms are on their way; REPLACED and REPLACE_REFUSED say what became of them, and
 * that it works on. What it has executed may be all of its new terms: then the move is FILLED_ALL.
 */
export const CHILD_MOVES = [
  'SENT',
  'NOT_SENT',
  'ACKED',
  'FILLED_PART',
  'FILLED_ALL',
  'CANCEL_ASKED',
  'CANCELED',
  'REJECTED',
  'EXPIRED',
  'LOST',
  'SETTLED',
  'BUSTED',
  'REPLACE_ASKED',
  'REPLACED',
  'REPLACE_REFUSED',
] as const;
export type ChildMove = (typeof CHILD_MOVES)[number];

type Cell = ChildState | 'same' | 'never';
type Row = Readonly<Record<ChildMove, Cell>>;

/** Sent and not ended: the venue may say anything. */
const AT_VENUE: Row = {
  SENT: 'never',
  NOT_SENT: 'never',
  ACKED: 'ACKED',
  FILLED_PART: 'PARTIALLY_FILLED',
  FILLED_ALL: 'FILLED',
  CANCEL_ASKED: 'PENDING_CANCEL',
  CANCELED: 'CANCELED',
  REJECTED: 'REJECTED',
  EXPIRED: 'EXPIRED',
  LOST: 'UNKNOWN',
  SETTLED: 'same',
  BUSTED: 'same',
  REPLACE_ASKED: 'never',
  REPLACED: 'same',
  REPLACE_REFUSED: 'same',
};

/** Sent and unanswered: it has no terms yet that could be others. */
const UNANSWERED: Row = { ...AT_VENUE, REPLACED: 'never', REPLACE_REFUSED: 'never' };

/** Ended: repeats are harmless, and a late fill is the venue's word and counts. */
const ENDED: Row = {
  SENT: 'never',
  NOT_SENT: 'never',
  ACKED: 'same',
  FILLED_PART: 'same',
  FILLED_ALL: 'FILLED',
  CANCEL_ASKED: 'same',
  CANCELED: 'same',
  REJECTED: 'same',
  EXPIRED: 'same',
  LOST: 'same',
  SETTLED: 'same',
  BUSTED: 'same',
  REPLACE_ASKED: 'never',
  REPLACED: 'never',
  REPLACE_REFUSED: 'never',
};

/** Every cell of (state, move) decided, late fills after a cancel included. A child in doubt stays in doubt until its venue has been asked or has ended it. */
export const CHILD_TABLE: Readonly<Record<ChildState, Row>> = {
  INTENDED: {
    ...UNANSWERED,
    SENT: 'SENT',
    NOT_SENT: 'REJECTED',
    CANCEL_ASKED: 'never',
    SETTLED: 'never',
    BUSTED: 'never',
  },
  SENT: UNANSWERED,
  ACKED: { ...AT_VENUE, ACKED: 'same', REPLACE_ASKED: 'same' },
  PARTIALLY_FILLED: {
    ...AT_VENUE,
    ACKED: 'same',
    FILLED_PART: 'same',
    REJECTED: 'CANCELED',
    BUSTED: 'ACKED',
    REPLACE_ASKED: 'same',
  },
  FILLED: { ...ENDED, FILLED_PART: 'never', FILLED_ALL: 'same', BUSTED: 'UNKNOWN' },
  PENDING_CANCEL: { ...AT_VENUE, ACKED: 'same', FILLED_PART: 'same', CANCEL_ASKED: 'same', REJECTED: 'CANCELED' },
  CANCELED: ENDED,
  REJECTED: ENDED,
  EXPIRED: ENDED,
  UNKNOWN: { ...AT_VENUE, ACKED: 'same', FILLED_PART: 'same', CANCEL_ASKED: 'same', LOST: 'same', SETTLED: 'ACKED' },
};

/** Where a move leads from a state: the new state, or null where it must not happen there (an invariant is broken). */
export function nextChildState(state: ChildState, move: ChildMove): ChildState | null {
  const cell = CHILD_TABLE[state][move];
  if (cell === 'never') return null;
  return cell === 'same' ? state : cell;
}

/** True where nothing more is expected of the venue. UNKNOWN is not ended: its quantity stays reserved. */
export function isChildEnded(state: ChildState): boolean {
  return state === 'FILLED' || state === 'CANCELED' || state === 'REJECTED' || state === 'EXPIRED';
}
