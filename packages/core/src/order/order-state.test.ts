import { describe, expect, it } from 'vitest';
import {
  isOrderEnded,
  nextOrderState,
  ORDER_MOVES,
  ORDER_STATES,
  ORDER_TABLE,
  type OrderMove,
  type OrderState,
} from './order-state.ts';

/** What each move makes of each state, in the order of the moves; `=` is allowed and changes nothing, `!` must not be. */
const VECTORS: Readonly<Record<OrderState, string>> = {
  //                REFUSED   PLANNED  SENT     FILLED_PART       FILLED_ALL CANCEL_ASKED    CLOSED    LAPSED   DOUBT    SETTLED  BUSTED
  RECEIVED:
    '       REJECTED  ROUTING  !        !                 !          PENDING_CANCEL  CANCELED  EXPIRED  !        =        !',
  REJECTED:
    '       !         !        !        !                 !          =               =         =        !        =        !',
  ROUTING:
    '        !         ROUTING  WORKING  PARTIALLY_FILLED  FILLED     PENDING_CANCEL  CANCELED  EXPIRED  UNKNOWN  =        =',
  WORKING:
    '        !         =        =        PARTIALLY_FILLED  FILLED     PENDING_CANCEL  CANCELED  EXPIRED  UNKNOWN  =        =',
  PARTIALLY_FILLED:
    '!        =        =        =                 FILLED     PENDING_CANCEL  CANCELED  EXPIRED  UNKNOWN  =        WORKING',
  FILLED:
    '         !         !        =        !                 =          =               =         =        =        =        CANCELED',
  PENDING_CANCEL:
    ' !         !        =        =                 FILLED     =               CANCELED  EXPIRED  =        =        =',
  CANCELED:
    '       !         !        !        =                 FILLED     =               =         =        =        =        =',
  EXPIRED:
    '        !         !        !        =                 FILLED     =               =         =        =        =        =',
  UNKNOWN:
    '        !         =        =        =                 FILLED     PENDING_CANCEL  !         !        =        WORKING  =',
};
const SIGNS: Readonly<Record<string, string>> = { '=': 'same', '!': 'never' };

const after = (...moves: OrderMove[]): OrderState | null =>
  moves.reduce<OrderState | null>((state, move) => (state === null ? null : nextOrderState(state, move)), 'RECEIVED');
const ended = ORDER_STATES.filter(isOrderEnded);
const live = ORDER_STATES.filter((state) => !isOrderEnded(state));

describe('the table of the parent order', () => {
  it.each(ORDER_STATES)('says of each move what it makes of %s', (state) => {
    const cells = VECTORS[state]
      .trim()
      .split(/ +/)
      .map((cell) => SIGNS[cell] ?? cell);
    expect(ORDER_TABLE[state]).toEqual(Object.fromEntries(ORDER_MOVES.map((move, at) => [move, cells[at]])));
    expect(cells).toHaveLength(ORDER_MOVES.length);
  });

  it('has no other states, and leads where it says', () => {
    expect(Object.keys(ORDER_TABLE).sort()).toEqual([...ORDER_STATES].sort());
    for (const state of ORDER_STATES) {
      for (const move of ORDER_MOVES) {
        const cell = ORDER_TABLE[state][move];
        expect(nextOrderState(state, move)).toBe(cell === 'never' ? null : cell === 'same' ? state : cell);
      }
    }
  });

  it('ends in four states', () => {
    expect(ended).toEqual(['REJECTED', 'FILLED', 'CANCELED', 'EXPIRED']);
  });

  it('leads from no ended state to a live one', () => {
    for (const state of ended) {
      for (const move of ORDER_MOVES) expect(live).not.toContain(nextOrderState(state, move));
    }
  });

  it('refuses only what has just come in, and never what a venue may hold', () => {
    for (const state of ORDER_STATES) {
      expect(nextOrderState(state, 'REFUSED')).toBe(state === 'RECEIVED' ? 'REJECTED' : null);
    }
  });

  it('takes a fill wherever a child may have been sent, and alarms where none can have been', () => {
    for (const state of ORDER_STATES) {
      const isPossible = !['RECEIVED', 'REJECTED'].includes(state);
      expect(nextOrderState(state, 'FILLED_ALL')).toBe(isPossible ? 'FILLED' : null);
      expect(nextOrderState(state, 'FILLED_PART') !== null).toBe(isPossible && state !== 'FILLED');
    }
  });

  it('plans nothing once a cancel is asked for, or the order is over', () => {
    for (const state of ['PENDING_CANCEL', ...ended] as const) expect(nextOrderState(state, 'PLANNED')).toBeNull();
  });

  it('ends nothing in doubt', () => {
    for (const move of ['CLOSED', 'LAPSED'] as const) expect(nextOrderState('UNKNOWN', move)).toBeNull();
  });

  it('does not forget in doubt that a cancel was asked for', () => {
    expect(nextOrderState('UNKNOWN', 'CANCEL_ASKED')).toBe('PENDING_CANCEL');
    expect(nextOrderState('PENDING_CANCEL', 'DOUBT')).toBe('PENDING_CANCEL');
    expect(nextOrderState('PENDING_CANCEL', 'SETTLED')).toBe('PENDING_CANCEL');
  });
});

describe('the life of a parent order', () => {
  it.each<[string, OrderMove[], OrderState | null]>([
    ['is refused', ['REFUSED'], 'REJECTED'],
    ['fills at once', ['PLANNED', 'SENT', 'FILLED_ALL'], 'FILLED'],
    ['fills in waves', ['PLANNED', 'SENT', 'FILLED_PART', 'PLANNED', 'SENT', 'FILLED_PART', 'FILLED_ALL'], 'FILLED'],
    ['keeps its fills in the next wave', ['PLANNED', 'SENT', 'FILLED_PART', 'PLANNED', 'SENT'], 'PARTIALLY_FILLED'],
    ['fills before it is noted as sent', ['PLANNED', 'FILLED_PART', 'SENT'], 'PARTIALLY_FILLED'],
    ['finds no venue', ['PLANNED', 'CLOSED'], 'CANCELED'],
    ['is canceled', ['PLANNED', 'SENT', 'CANCEL_ASKED', 'CLOSED'], 'CANCELED'],
    ['is canceled when filled in part', ['PLANNED', 'SENT', 'FILLED_PART', 'CANCEL_ASKED'], 'PENDING_CANCEL'],
    ['is canceled while it waits', ['CANCEL_ASKED', 'CLOSED'], 'CANCELED'],
    ['ends with its day', ['PLANNED', 'SENT', 'CANCEL_ASKED', 'LAPSED'], 'EXPIRED'],
    ['is filled while its cancel travels', ['PLANNED', 'SENT', 'CANCEL_ASKED', 'FILLED_ALL', 'CLOSED'], 'FILLED'],
    ['is filled in part while its cancel travels', ['PLANNED', 'CANCEL_ASKED', 'FILLED_PART'], 'PENDING_CANCEL'],
    ['keeps its end at a late fill', ['PLANNED', 'SENT', 'CANCEL_ASKED', 'CLOSED', 'FILLED_PART'], 'CANCELED'],
    ['is completed by a late fill', ['PLANNED', 'SENT', 'LAPSED', 'FILLED_PART', 'FILLED_ALL'], 'FILLED'],
    ['is in doubt and settled', ['PLANNED', 'SENT', 'DOUBT', 'DOUBT', 'SETTLED', 'FILLED_ALL'], 'FILLED'],
    ['fills out of doubt', ['PLANNED', 'SENT', 'DOUBT', 'FILLED_ALL'], 'FILLED'],
    ['is executed beyond its quantity', ['PLANNED', 'SENT', 'FILLED_ALL', 'FILLED_ALL'], 'FILLED'],
    ['loses the only fill', ['PLANNED', 'SENT', 'FILLED_PART', 'BUSTED'], 'WORKING'],
    ['loses the fill that filled it', ['PLANNED', 'SENT', 'FILLED_ALL', 'BUSTED'], 'CANCELED'],
    ['loses a late fill', ['PLANNED', 'SENT', 'LAPSED', 'FILLED_PART', 'BUSTED'], 'EXPIRED'],
    ['alarms at a fill of a refused order', ['REFUSED', 'FILLED_PART'], null],
    ['alarms at less than the whole when filled', ['PLANNED', 'SENT', 'FILLED_ALL', 'FILLED_PART'], null],
  ])('%s', (_, moves, state) => {
    expect(after(...moves)).toBe(state);
  });
});
