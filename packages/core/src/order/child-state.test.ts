import { describe, expect, it } from 'vitest';
import {
  CHILD_MOVES,
  CHILD_STATES,
  CHILD_TABLE,
  type ChildMove,
  type ChildState,
  isChildEnded,
  nextChildState,
} from './child-state.ts';

/** What each move makes of each state, in the order of the moves; `=` is allowed and changes nothing, `!` must not be. */
const VECTORS: Readonly<Record<ChildState, string>> = {
  //                SENT NOT_SENT  ACKED  FILLED_PART       FILLED_ALL CANCEL_ASKED    CANCELED  REJECTED  EXPIRED  LOST     SETTLED BUSTED REPLACE_ASKED REPLACED REPLACE_REFUSED
  INTENDED:
    '       SENT REJECTED  ACKED  PARTIALLY_FILLED  FILLED     !               CANCELED  REJECTED  EXPIRED  UNKNOWN  !       !  !  !  !',
  SENT: '           !    !         ACKED  PARTIALLY_FILLED  FILLED     PENDING_CANCEL  CANCELED  REJECTED  EXPIRED  UNKNOWN  =       =  !  !  !',
  ACKED:
    '          !    !         =      PARTIALLY_FILLED  FILLED     PENDING_CANCEL  CANCELED  REJECTED  EXPIRED  UNKNOWN  =       =  =  =  =',
  PARTIALLY_FILLED:
    '! !           =      =                 FILLED     PENDING_CANCEL  CANCELED  CANCELED  EXPIRED  UNKNOWN  =       ACKED  =  =  =',
  FILLED:
    '         !    !         =      !                 =          =               =         =         =        =        =       UNKNOWN  !  !  !',
  PENDING_CANCEL:
    ' !    !         =      =                 FILLED     =               CANCELED  CANCELED  EXPIRED  UNKNOWN  =       =  !  =  =',
  CANCELED:
    '       !    !         =      =                 FILLED     =               =         =         =        =        =       =  !  !  !',
  REJECTED:
    '       !    !         =      =                 FILLED     =               =         =         =        =        =       =  !  !  !',
  EXPIRED:
    '        !    !         =      =                 FILLED     =               =         =         =        =        =       =  !  !  !',
  UNKNOWN:
    '        !    !         =      =                 FILLED     =               CANCELED  REJECTED  EXPIRED  =        ACKED   =  !  =  =',
};
const SIGNS: Readonly<Record<string, string>> = { '=': 'same', '!': 'never' };

const after = (...moves: ChildMove[]): ChildState | null =>
  moves.reduce<ChildState | null>((state, move) => (state === null ? null : nextChildState(state, move)), 'INTENDED');
const ended = CHILD_STATES.filter(isChildEnded);
const live = CHILD_STATES.filter((state) => !isChildEnded(state));

describe('the table of the child order', () => {
  it.each(CHILD_STATES)('says of each move what it makes of %s', (state) => {
    const cells = VECTORS[state]
      .trim()
      .split(/ +/)
      .map((cell) => SIGNS[cell] ?? cell);
    expect(CHILD_TABLE[state]).toEqual(Object.fromEntries(CHILD_MOVES.map((move, at) => [move, cells[at]])));
    expect(cells).toHaveLength(CHILD_MOVES.length);
  });

  it('has no other states, and leads where it says', () => {
    expect(Object.keys(CHILD_TABLE).sort()).toEqual([...CHILD_STATES].sort());
    for (const state of CHILD_STATES) {
      for (const move of CHILD_MOVES) {
        const cell = CHILD_TABLE[state][move];
        expect(nextChildState(state, move)).toBe(cell === 'never' ? null : cell === 'same' ? state : cell);
      }
    }
  });

  it('ends in four states, and UNKNOWN is none of them', () => {
    expect(ended).toEqual(['FILLED', 'CANCELED', 'REJECTED', 'EXPIRED']);
  });

  it('leads from no ended state to a live one, but into doubt when what was filled is not any more', () => {
    for (const state of ended) {
      for (const move of CHILD_MOVES) {
        if (state === 'FILLED' && move === 'BUSTED') expect(nextChildState(state, move)).toBe('UNKNOWN');
        else expect(live).not.toContain(nextChildState(state, move));
      }
    }
  });

  it('rejects only by the venue’s explicit word, or where the venue provably got nothing', () => {
    for (const state of live) {
      const rejecting = CHILD_MOVES.filter((move) => nextChildState(state, move) === 'REJECTED');
      expect(['REJECTED', 'NOT_SENT']).toEqual(expect.arrayContaining(rejecting));
    }
  });

  it('doubts everything that may be at the venue, and nothing that has ended', () => {
    for (const state of live) expect(nextChildState(state, 'LOST')).toBe('UNKNOWN');
    for (const state of ended) expect(nextChildState(state, 'LOST')).toBe(state);
  });

  it('stays in doubt until its venue has been asked or has ended it', () => {
    const leaving = CHILD_MOVES.filter((move) => !['UNKNOWN', null].includes(nextChildState('UNKNOWN', move)));
    expect(leaving).toEqual(['FILLED_ALL', 'CANCELED', 'REJECTED', 'EXPIRED', 'SETTLED']);
  });

  it('sends nothing twice', () => {
    for (const state of CHILD_STATES) {
      expect(nextChildState(state, 'SENT')).toBe(state === 'INTENDED' ? 'SENT' : null);
      expect(nextChildState(state, 'NOT_SENT')).toBe(state === 'INTENDED' ? 'REJECTED' : null);
    }
  });

  it('is filled by a whole fill in every state', () => {
    for (const state of CHILD_STATES) expect(nextChildState(state, 'FILLED_ALL')).toBe('FILLED');
  });
});

describe('the life of a child order', () => {
  it.each<[string, ChildMove[], ChildState | null]>([
    ['fills', ['SENT', 'ACKED', 'FILLED_PART', 'FILLED_PART', 'FILLED_ALL'], 'FILLED'],
    ['fills before its ack', ['SENT', 'FILLED_PART', 'ACKED'], 'PARTIALLY_FILLED'],
    ['fills whole before its ack', ['SENT', 'FILLED_ALL', 'ACKED'], 'FILLED'],
    ['is acked twice', ['SENT', 'ACKED', 'ACKED'], 'ACKED'],
    ['is acked while its cancel travels', ['SENT', 'CANCEL_ASKED', 'ACKED'], 'PENDING_CANCEL'],
    ['is asked back while filled in part', ['SENT', 'FILLED_PART', 'CANCEL_ASKED'], 'PENDING_CANCEL'],
    ['awaits its cancel through a fill', ['SENT', 'ACKED', 'CANCEL_ASKED', 'FILLED_PART'], 'PENDING_CANCEL'],
    ['loses the race to a fill', ['SENT', 'ACKED', 'CANCEL_ASKED', 'FILLED_ALL', 'CANCELED'], 'FILLED'],
    ['is filled in part, then canceled', ['SENT', 'ACKED', 'CANCEL_ASKED', 'FILLED_PART', 'CANCELED'], 'CANCELED'],
    ['is filled late after its cancel', ['SENT', 'ACKED', 'CANCELED', 'FILLED_PART'], 'CANCELED'],
    ['is filled whole after its cancel', ['SENT', 'ACKED', 'CANCELED', 'FILLED_ALL'], 'FILLED'],
    ['has its cancel refused, and is alive', ['SENT', 'ACKED', 'CANCEL_ASKED', 'LOST', 'SETTLED'], 'ACKED'],
    ['has its cancel refused, and is filled', ['SENT', 'ACKED', 'CANCEL_ASKED', 'LOST', 'FILLED_ALL'], 'FILLED'],
    ['is rejected', ['SENT', 'REJECTED'], 'REJECTED'],
    ['is rejected for its rest', ['SENT', 'FILLED_PART', 'REJECTED'], 'CANCELED'],
    ['could not be sent', ['NOT_SENT'], 'REJECTED'],
    ['was planned too long ago', ['CANCELED'], 'CANCELED'],
    ['is answered before its sending is noted', ['ACKED', 'FILLED_ALL'], 'FILLED'],
    ['is lost and found', ['SENT', 'LOST', 'SETTLED', 'FILLED_ALL'], 'FILLED'],
    ['is acked in doubt, which proves nothing', ['SENT', 'LOST', 'ACKED'], 'UNKNOWN'],
    ['is asked back in doubt, which proves nothing', ['SENT', 'ACKED', 'LOST', 'CANCEL_ASKED'], 'UNKNOWN'],
    ['is lost and never arrived', ['SENT', 'LOST', 'REJECTED'], 'REJECTED'],
    ['is lost, canceled blind, and over', ['SENT', 'ACKED', 'LOST', 'CANCEL_ASKED', 'CANCELED'], 'CANCELED'],
    ['loses its only fill', ['SENT', 'FILLED_PART', 'BUSTED'], 'ACKED'],
    ['loses the fill that filled it', ['SENT', 'FILLED_ALL', 'BUSTED'], 'UNKNOWN'],
    ['is filled anew after that', ['SENT', 'FILLED_ALL', 'BUSTED', 'FILLED_ALL'], 'FILLED'],
    ['loses a late fill', ['SENT', 'CANCELED', 'FILLED_PART', 'BUSTED'], 'CANCELED'],
    ['is changed', ['SENT', 'ACKED', 'REPLACE_ASKED', 'REPLACED', 'FILLED_PART', 'REPLACE_ASKED'], 'PARTIALLY_FILLED'],
    [
      'is asked back while its change travels',
      ['SENT', 'ACKED', 'REPLACE_ASKED', 'CANCEL_ASKED', 'REPLACED'],
      'PENDING_CANCEL',
    ],
    [
      'is lost while its change travels',
      ['SENT', 'ACKED', 'REPLACE_ASKED', 'LOST', 'REPLACE_REFUSED', 'SETTLED'],
      'ACKED',
    ],
    ['cannot be changed before it is acknowledged', ['SENT', 'REPLACE_ASKED'], null],
    ['cannot be changed after its end', ['SENT', 'ACKED', 'CANCELED', 'REPLACED'], null],
    ['is overfilled', ['SENT', 'FILLED_ALL', 'FILLED_ALL'], 'FILLED'],
    ['cannot be less than filled by a fill', ['SENT', 'FILLED_ALL', 'FILLED_PART'], null],
    ['cannot be asked back before it is sent', ['CANCEL_ASKED'], null],
  ])('%s', (_, moves, state) => {
    expect(after(...moves)).toBe(state);
  });
});
