import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isOrderEnded,
  nextOrderState,
  ORDER_EVENTS,
  ORDER_STATES,
  ORDER_TABLE,
  type OrderEvent,
  type OrderState,
} from './order-state.ts';

const after = (...events: OrderEvent[]): OrderState | null =>
  events.reduce<OrderState | null>(
    (state, event) => (state === null ? null : nextOrderState(state, event)),
    'RECEIVED',
  );
const ended = ORDER_STATES.filter(isOrderEnded);
const live = ORDER_STATES.filter((state) => !isOrderEnded(state));

describe('the table of the parent order', () => {
  it('decides every cell', () => {
    const outcomes = new Set<string>([...ORDER_STATES, 'same', 'never']);
    expect(Object.keys(ORDER_TABLE).sort()).toEqual([...ORDER_STATES].sort());
    for (const state of ORDER_STATES) {
      expect(Object.keys(ORDER_TABLE[state]).sort()).toEqual([...ORDER_EVENTS].sort());
      for (const event of ORDER_EVENTS) expect(outcomes).toContain(ORDER_TABLE[state][event]);
    }
  });

  it('ends in four states', () => {
    expect(ended).toEqual(['REJECTED', 'FILLED', 'CANCELED', 'EXPIRED']);
  });

  it('leads from no ended state to a live one', () => {
    for (const state of ended) {
      for (const event of ORDER_EVENTS) expect(live).not.toContain(nextOrderState(state, event));
    }
  });

  it('never leaves FILLED or REJECTED', () => {
    for (const event of ORDER_EVENTS) {
      expect(['FILLED', null]).toContain(nextOrderState('FILLED', event));
      expect(['REJECTED', null]).toContain(nextOrderState('REJECTED', event));
    }
  });

  it('refuses only what has just come in, and never what a venue may hold', () => {
    for (const state of ORDER_STATES) {
      expect(nextOrderState(state, 'REFUSED')).toBe(state === 'RECEIVED' ? 'REJECTED' : null);
    }
  });

  it('takes a fill wherever a child may have been sent, and alarms where none can have been', () => {
    for (const state of ORDER_STATES) {
      const possible = !['RECEIVED', 'REJECTED', 'FILLED'].includes(state);
      expect(nextOrderState(state, 'FILLED_ALL')).toBe(possible ? 'FILLED' : null);
      expect(nextOrderState(state, 'FILLED_PART') !== null).toBe(possible);
    }
  });

  it('plans nothing once a cancel is asked for, or the order is over', () => {
    for (const state of ['PENDING_CANCEL', ...ended] as const) expect(nextOrderState(state, 'PLANNED')).toBeNull();
  });

  it('doubts every order that has something out, and only its end or the venues’ word takes the doubt away', () => {
    for (const state of ['ROUTING', 'WORKING', 'PARTIALLY_FILLED'] as const) {
      expect(nextOrderState(state, 'DOUBT')).toBe('UNKNOWN');
    }
    for (const event of ['PLANNED', 'SENT', 'FILLED_PART', 'CANCEL_REFUSED', 'DOUBT'] as const) {
      expect(nextOrderState('UNKNOWN', event)).toBe('UNKNOWN');
    }
    expect(nextOrderState('UNKNOWN', 'SETTLED')).toBe('WORKING');
    for (const event of ['CLOSED', 'LAPSED'] as const) expect(nextOrderState('UNKNOWN', event)).toBeNull();
  });

  it('does not forget in doubt that a cancel was asked for', () => {
    expect(nextOrderState('UNKNOWN', 'CANCEL_ASKED')).toBe('PENDING_CANCEL');
    expect(nextOrderState('PENDING_CANCEL', 'DOUBT')).toBe('PENDING_CANCEL');
  });
});

describe('the life of a parent order', () => {
  it.each<[string, OrderEvent[], OrderState | null]>([
    ['is refused', ['REFUSED'], 'REJECTED'],
    ['fills at once', ['PLANNED', 'SENT', 'FILLED_ALL'], 'FILLED'],
    ['fills in waves', ['PLANNED', 'SENT', 'FILLED_PART', 'PLANNED', 'SENT', 'FILLED_PART', 'FILLED_ALL'], 'FILLED'],
    [
      'keeps its fills through the next wave',
      ['PLANNED', 'SENT', 'FILLED_PART', 'PLANNED', 'SENT'],
      'PARTIALLY_FILLED',
    ],
    ['fills before it is noted as sent', ['PLANNED', 'FILLED_PART', 'SENT'], 'PARTIALLY_FILLED'],
    ['finds no venue', ['PLANNED', 'CLOSED'], 'CANCELED'],
    ['is canceled', ['PLANNED', 'SENT', 'CANCEL_ASKED', 'CLOSED'], 'CANCELED'],
    ['is filled while its cancel travels', ['PLANNED', 'SENT', 'CANCEL_ASKED', 'FILLED_ALL', 'CLOSED'], 'FILLED'],
    [
      'is filled in part while its cancel travels',
      ['PLANNED', 'SENT', 'CANCEL_ASKED', 'FILLED_PART'],
      'PENDING_CANCEL',
    ],
    ['keeps its end at a late fill', ['PLANNED', 'SENT', 'CANCEL_ASKED', 'CLOSED', 'FILLED_PART'], 'CANCELED'],
    ['is completed by a late fill', ['PLANNED', 'SENT', 'LAPSED', 'FILLED_PART', 'FILLED_ALL'], 'FILLED'],
    ['works on when its cancel is refused', ['PLANNED', 'SENT', 'CANCEL_ASKED', 'CANCEL_REFUSED'], 'WORKING'],
    ['is in doubt and settled', ['PLANNED', 'SENT', 'DOUBT', 'DOUBT', 'SETTLED', 'FILLED_ALL'], 'FILLED'],
    ['fills out of doubt', ['PLANNED', 'SENT', 'DOUBT', 'FILLED_ALL'], 'FILLED'],
    ['alarms at a fill of a refused order', ['REFUSED', 'FILLED_PART'], null],
    ['alarms at more than everything', ['PLANNED', 'SENT', 'FILLED_ALL', 'FILLED_PART'], null],
  ])('%s', (_, events, state) => {
    expect(after(...events)).toBe(state);
  });

  it('once over stays over, whatever still comes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ORDER_EVENTS), { maxLength: 40 }), (events) => {
        let state: OrderState = 'RECEIVED';
        for (const event of events) {
          const next: OrderState = nextOrderState(state, event) ?? state;
          if (isOrderEnded(state)) expect([state, 'FILLED']).toContain(next);
          state = next;
        }
      }),
    );
  });
});
