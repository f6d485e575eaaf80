import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHILD_EVENTS,
  CHILD_STATES,
  CHILD_TABLE,
  type ChildEvent,
  type ChildState,
  isChildEnded,
  nextChildState,
} from './child-state.ts';

const after = (...events: ChildEvent[]): ChildState | null =>
  events.reduce<ChildState | null>(
    (state, event) => (state === null ? null : nextChildState(state, event)),
    'INTENDED',
  );
const ended = CHILD_STATES.filter(isChildEnded);
const live = CHILD_STATES.filter((state) => !isChildEnded(state));

describe('the table of the child order', () => {
  it('decides every cell', () => {
    const outcomes = new Set<string>([...CHILD_STATES, 'same', 'never']);
    expect(Object.keys(CHILD_TABLE).sort()).toEqual([...CHILD_STATES].sort());
    for (const state of CHILD_STATES) {
      expect(Object.keys(CHILD_TABLE[state]).sort()).toEqual([...CHILD_EVENTS].sort());
      for (const event of CHILD_EVENTS) expect(outcomes).toContain(CHILD_TABLE[state][event]);
    }
  });

  it('ends in four states, and UNKNOWN is none of them', () => {
    expect(ended).toEqual(['FILLED', 'CANCELED', 'REJECTED', 'EXPIRED']);
  });

  it('leads from no ended state to a live one', () => {
    for (const state of ended) {
      for (const event of CHILD_EVENTS) expect(live).not.toContain(nextChildState(state, event));
    }
  });

  it('never leaves FILLED', () => {
    for (const event of CHILD_EVENTS) expect(['FILLED', null]).toContain(nextChildState('FILLED', event));
  });

  it('rejects only by the venue’s explicit word, or where it provably got nothing', () => {
    for (const state of live) {
      for (const event of CHILD_EVENTS) {
        if (nextChildState(state, event) !== 'REJECTED') continue;
        expect(['REJECTED', 'NEVER_SEEN', 'NOT_SENT']).toContain(event);
        if (event === 'NOT_SENT') expect(state).toBe('INTENDED');
      }
    }
    expect(CHILD_EVENTS.filter((event) => nextChildState('UNKNOWN', event) === 'REJECTED')).toEqual([
      'REJECTED',
      'NEVER_SEEN',
    ]);
  });

  it('doubts everything that may be at the venue when its session breaks, and nothing that has ended', () => {
    for (const state of live) expect(nextChildState(state, 'LOST')).toBe('UNKNOWN');
    for (const state of ended) expect(nextChildState(state, 'LOST')).toBe(state);
  });

  it('does not believe a venue that has never seen what it acknowledged', () => {
    for (const state of ['ACKED', 'PARTIALLY_FILLED', 'PENDING_CANCEL'] as const) {
      expect(nextChildState(state, 'NEVER_SEEN')).toBe('UNKNOWN');
    }
  });

  it('sends nothing twice', () => {
    for (const state of CHILD_STATES) {
      expect(nextChildState(state, 'SENT')).toBe(state === 'INTENDED' ? 'SENT' : null);
      expect(nextChildState(state, 'NOT_SENT')).toBe(state === 'INTENDED' ? 'REJECTED' : null);
    }
  });

  it('takes a fill from a venue in any state but FILLED', () => {
    for (const state of CHILD_STATES) {
      expect(nextChildState(state, 'FILLED_ALL')).toBe(state === 'FILLED' ? null : 'FILLED');
      expect(nextChildState(state, 'FILLED_PART') === null).toBe(state === 'FILLED');
    }
  });
});

describe('the life of a child order', () => {
  it.each<[string, ChildEvent[], ChildState | null]>([
    ['fills', ['SENT', 'ACKED', 'FILLED_PART', 'FILLED_PART', 'FILLED_ALL'], 'FILLED'],
    ['fills before its ack', ['SENT', 'FILLED_PART', 'ACKED'], 'PARTIALLY_FILLED'],
    ['fills whole before its ack', ['SENT', 'FILLED_ALL', 'ACKED'], 'FILLED'],
    ['is acked twice', ['SENT', 'ACKED', 'ACKED'], 'ACKED'],
    ['is acked while its cancel travels', ['SENT', 'CANCEL_ASKED', 'ACKED'], 'PENDING_CANCEL'],
    ['loses the race to a fill', ['SENT', 'ACKED', 'CANCEL_ASKED', 'FILLED_ALL', 'CANCEL_REFUSED'], 'FILLED'],
    ['awaits its cancel through a fill', ['SENT', 'ACKED', 'CANCEL_ASKED', 'FILLED_PART'], 'PENDING_CANCEL'],
    ['is filled in part, then canceled', ['SENT', 'ACKED', 'CANCEL_ASKED', 'FILLED_PART', 'CANCELED'], 'CANCELED'],
    ['is filled late after its cancel', ['SENT', 'ACKED', 'CANCELED', 'FILLED_PART'], 'CANCELED'],
    ['is filled whole after its cancel', ['SENT', 'ACKED', 'CANCELED', 'FILLED_ALL'], 'FILLED'],
    ['has its cancel refused', ['SENT', 'ACKED', 'CANCEL_ASKED', 'CANCEL_REFUSED'], 'ACKED'],
    ['is rejected', ['SENT', 'REJECTED'], 'REJECTED'],
    ['is rejected for its rest', ['SENT', 'FILLED_PART', 'REJECTED'], 'CANCELED'],
    ['could not be sent', ['NOT_SENT'], 'REJECTED'],
    ['is answered before its sending is noted', ['ACKED', 'FILLED_ALL'], 'FILLED'],
    ['is lost and found', ['SENT', 'LOST', 'ACKED', 'FILLED_ALL'], 'FILLED'],
    ['is lost and never arrived', ['SENT', 'LOST', 'NEVER_SEEN'], 'REJECTED'],
    ['is lost, canceled blind, and over', ['SENT', 'ACKED', 'LOST', 'CANCEL_ASKED', 'CANCELED'], 'CANCELED'],
    ['alarms at more than everything', ['SENT', 'FILLED_ALL', 'FILLED_PART'], null],
  ])('%s', (_, events, state) => {
    expect(after(...events)).toBe(state);
  });

  it('takes everything that an honest venue may say, in every order that a wire may bring it', () => {
    fc.assert(
      fc.property(venueStoryArb, (story) => {
        let state: ChildState = 'INTENDED';
        for (const event of story) {
          const next: ChildState | null = nextChildState(state, event);
          expect(next, `${event} in ${state} of ${story.join(' ')}`).not.toBeNull();
          if (isChildEnded(state)) expect([state, 'FILLED']).toContain(next);
          state = next ?? state;
        }
        if (story.includes('FILLED_ALL')) expect(state).toBe('FILLED');
        else expect(state).not.toBe('FILLED');
      }),
      { numRuns: 5_000 },
    );
  });
});

/** What stays true of one child: partial fills before the whole one (the router sums them), one end, at most one whole fill. */
const venueStoryArb: fc.Arbitrary<readonly ChildEvent[]> = fc
  .record({
    // Said by the venue and by us in any mixture: repeated acks, cancels, refused cancels, broken sessions, answers to a status request.
    noise: fc.array(fc.constantFrom<ChildEvent>('ACKED', 'CANCEL_ASKED', 'CANCEL_REFUSED', 'LOST', 'FILLED_PART'), {
      maxLength: 10,
    }),
    end: fc.constantFrom<ChildEvent | null>('CANCELED', 'EXPIRED', 'REJECTED', 'NEVER_SEEN', 'FILLED_ALL', null),
    late: fc.array(fc.constantFrom<ChildEvent>('ACKED', 'CANCEL_ASKED', 'CANCEL_REFUSED', 'LOST', 'CANCELED'), {
      maxLength: 5,
    }),
    lateFills: fc.constantFrom<ChildEvent[]>(
      [],
      ['FILLED_PART'],
      ['FILLED_PART', 'FILLED_PART'],
      ['FILLED_PART', 'FILLED_ALL'],
      ['FILLED_ALL'],
    ),
  })
  .map(({ noise, end, late, lateFills }) => {
    const wholeAlready = end === 'FILLED_ALL' || end === null;
    return ['SENT', ...noise, ...(end === null ? [] : [end]), ...late, ...(wholeAlready ? [] : lateFills)];
  });
