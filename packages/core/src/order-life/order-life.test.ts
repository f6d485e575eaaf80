import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import { canceledWord, filledWord, fillOf, heard, newLifeOf, sentLife, told, waveOf } from '../testing/lives.ts';
import type { OrderFact } from './order-event.ts';
import {
  averagePriceE8,
  childOf,
  excessOf,
  isEnded,
  isRestRefused,
  isWaiting,
  isWaveOpen,
  triedVenues,
  usedByVenue,
} from './order-life.ts';

const over = (childId: string): OrderFact => ({ type: 'CHILD_CANCELED', childId, code: null, reason: 'IOC' });

describe('an order of which nothing has happened', () => {
  it('waits, with everything left', () => {
    const life = newLifeOf();
    expect(life).toMatchObject({ state: 'RECEIVED', code: null, filled: 0, working: 0, residual: 300, version: 0 });
    expect(life).toMatchObject({ notionalE8: 0n, feesE8: 0n, releasedAtUs: null, endAsked: null, lateVenues: [] });
    const flags = { goesOn: false, hasRested: false, isBroken: false, waitsForPerson: false };
    expect(life).toMatchObject({ ...flags, plansTooOld: 0, wavesUncounted: 0, recalledWaves: 0 });
    expect(isWaiting(life)).toBe(true);
    expect(isEnded(life)).toBe(false);
    expect(averagePriceE8(life)).toBeNull();
    expect(childOf(life, 'a')).toBeUndefined();
  });

  it('waits no more once it is released, a wave is planned, or its end is asked for', () => {
    const { start } = newLifeOf();
    expect(isWaiting(told(newLifeOf(), { type: 'ORDER_RELEASED', start }))).toBe(false);
    expect(isWaiting(told(newLifeOf(), waveOf(newLifeOf(), {})))).toBe(false);
    expect(isWaiting(told(newLifeOf(), { type: 'CANCEL_ASKED' }))).toBe(false);
  });
});

describe('what each venue has of an order', () => {
  it('is what is out, and of what has ended only what it has executed', () => {
    const life = sentLife(newLifeOf({ quantity: quantity(1_000) }), {
      a: { quantity: 100 },
      b: { quantity: 200 },
      c: { quantity: 300, venueId: 'XNYS' },
    });
    const used = (facts: readonly OrderFact[]) => Object.fromEntries(usedByVenue(told(life, ...facts)));
    expect(used([])).toEqual({ XNAS: 300, XNYS: 300 });
    expect(used([fillOf('a', 'e1', 40)])).toEqual({ XNAS: 300, XNYS: 300 });
    expect(used([fillOf('a', 'e1', 40), over('a'), over('c')])).toEqual({ XNAS: 240, XNYS: 0 });
    const lost: OrderFact = { type: 'CHILD_IN_DOUBT', childId: 'c', why: 'OVERDUE' };
    expect(used([lost])).toEqual({ XNAS: 300, XNYS: 300 });
    expect(Object.fromEntries(usedByVenue(heard(life, 'c', filledWord('e1', 350)).life))).toEqual({
      XNAS: 300,
      XNYS: 350,
    });
  });
});

describe('where an order has been', () => {
  it('is each venue once, in the order of the children, without what rests and what was never sent', () => {
    const life = sentLife(newLifeOf(), {
      a: { quantity: 50, venueId: 'XNYS' },
      b: { quantity: 50, venueId: 'XNAS' },
      c: { quantity: 50, venueId: 'XNYS' },
      d: { quantity: 50, venueId: 'BATS', kind: 'POST' },
      e: { quantity: 50, venueId: 'EDGX', kind: 'MID_PEG' },
    });
    const old = told(life, waveOf(life, { f: { quantity: 50, venueId: 'IEXG' } }), {
      type: 'PLAN_TOO_OLD',
      childIds: ['f'],
    });
    expect(triedVenues(old)).toEqual(['XNYS', 'XNAS']);
  });
});

describe('a wave', () => {
  it('is open while anything that takes is out, or the fate of anything is unknown', () => {
    const life = sentLife(newLifeOf(), { a: { quantity: 100 }, b: { quantity: 100, kind: 'POST' } });
    expect(isWaveOpen(life)).toBe(true);
    const closed = told(life, over('a'));
    expect(isWaveOpen(closed)).toBe(false);
    expect(isWaveOpen(told(closed, { type: 'CHILD_IN_DOUBT', childId: 'b', why: 'SESSION_LOST' }))).toBe(true);
  });
});

describe('a part that was to rest in the hope of the spread', () => {
  it('is refused by its venue’s word, not by a session that was down', () => {
    const rest = { kind: 'POST', quantity: 100, restMs: 500 } as const;
    const life = told(
      newLifeOf(),
      waveOf(newLifeOf(), { a: rest, b: { ...rest, restMs: null }, c: { quantity: 100 } }),
    );
    const no = (childId: string): OrderFact => ({ type: 'CHILD_REJECTED', childId, code: 'POST_ONLY', message: '' });
    expect(isRestRefused(life)).toBe(false);
    expect(isRestRefused(told(life, no('a')))).toBe(true);
    expect(isRestRefused(told(life, no('b'), no('c')))).toBe(false);
    expect(isRestRefused(told(life, { type: 'CHILD_NOT_SENT', childId: 'a' }))).toBe(false);
    expect(isRestRefused(told(life, over('a')))).toBe(false);
  });
});

describe('what is more than was ordered', () => {
  it('is executed or out', () => {
    const gone = heard(sentLife(newLifeOf(), { a: { quantity: 300 } }), 'a', canceledWord(0)).life;
    const again = sentLife(gone, { b: { quantity: 300, venueId: 'XNYS' } });
    expect(excessOf(again)).toBe(0);
    expect(excessOf(heard(again, 'a', filledWord('e1', 100)).life)).toBe(100);
  });
});

describe('the average price of an order', () => {
  it('is that of its executions, rounded down', () => {
    const life = sentLife(newLifeOf(), { a: { quantity: 300 } });
    const two = heard(heard(life, 'a', filledWord('e1', 100)).life, 'a', {
      type: 'FILL',
      execution: {
        executionId: 'e2',
        quantity: quantity(200),
        price: price(999_900),
        liquidityFlag: 'TAKE',
        told: null,
      },
      cumulative: null,
    }).life;
    expect(averagePriceE8(two)).toBe((100n * 10_000_000_000n + 200n * 9_999_000_000n) / 300n);
  });
});
