import { describe, expect, it } from 'vitest';
import { quantity } from '../money/units.ts';
import {
  accountOf,
  canceledWord,
  executionOf,
  filledWord,
  heard,
  newLifeOf,
  sentLife,
  told,
} from '../testing/lives.ts';
import type { VenueReport } from '../venue/venue-report.ts';
import { childrenToCancel } from './next-step.ts';
import { isPossiblePrice, isPossibleQuantity } from './on-report.ts';
import type { OrderEvent } from './order-event.ts';
import { childOf, excessOf, type OrderLife } from './order-life.ts';

const DONE = { ask: false, differs: false };
const ASK = { ask: true, differs: false };

/** An order of 300 whose only child `a`, at XNAS, has all of it and is acknowledged. */
const acked = () =>
  told(sentLife(newLifeOf(), { a: { quantity: 300 } }), { type: 'CHILD_ACKED', childId: 'a', venueOrderId: null });
/** The same with 100 of it executed. */
const part = () => heard(acked(), 'a', filledWord('e1', 100, 100)).life;
const asked = (life: OrderLife) => told(life, { type: 'CHILD_CANCEL_ASKED', childId: 'a' });
const after = (life: OrderLife, ...reports: readonly VenueReport[]) =>
  reports.reduce((before, report) => heard(before, 'a', report).life, life);
const child = (life: OrderLife, id = 'a') => childOf(life, id);
const types = (events: readonly OrderEvent[]) => events.map(({ type }) => type);
const marksOf = (events: readonly OrderEvent[]) =>
  events.flatMap((event) => (event.type === 'FILL' ? event.marks : []));

describe('an acknowledgement', () => {
  it('is noted once', () => {
    const sent = sentLife(newLifeOf(), { a: { quantity: 300 } });
    const first = heard(sent, 'a', { type: 'ACK', venueOrderId: 'v1' });
    expect(types(first.events)).toEqual(['CHILD_ACKED']);
    expect(child(first.life)).toMatchObject({ state: 'ACKED', ackedAtUs: first.events[0]?.atUs, venueOrderId: 'v1' });
    expect(heard(first.life, 'a', { type: 'ACK', venueOrderId: 'v1' })).toMatchObject({
      ...DONE,
      events: [],
      life: first.life,
    });
  });

  it('that comes after the end is nothing', () => {
    const over = after(sentLife(newLifeOf(), { a: { quantity: 300 } }), canceledWord(0));
    expect(heard(over, 'a', { type: 'ACK', venueOrderId: 'v1' })).toMatchObject({ ...DONE, events: [] });
  });

  it('does not end a doubt', () => {
    const lost = told(sentLife(newLifeOf(), { a: { quantity: 300 } }), {
      type: 'CHILD_IN_DOUBT',
      childId: 'a',
      why: 'SESSION_LOST',
    });
    const said = heard(lost, 'a', { type: 'ACK', venueOrderId: 'v1' });
    expect(child(said.life)).toMatchObject({ state: 'UNKNOWN', doubt: 'SESSION_LOST' });
    expect(child(said.life)?.ackedAtUs).not.toBeNull();
  });
});

describe('that nobody knows whether the venue has it', () => {
  const guess: VenueReport = { type: 'OUTCOME_UNKNOWN', why: 'no answer' };

  it('puts a child in doubt at once: it stays reserved, and its venue is asked', () => {
    const sent = sentLife(newLifeOf(), { a: { quantity: 300 } });
    const lost = heard(sent, 'a', guess);
    expect(lost).toMatchObject({ ...ASK, life: { state: 'UNKNOWN', working: 300, residual: 0 } });
    expect(child(lost.life)).toMatchObject({ state: 'UNKNOWN', doubt: 'OUTCOME_UNKNOWN' });
    expect(heard(lost.life, 'a', guess)).toMatchObject({ ...ASK, events: [] });
  });

  it('ends where the venue says that it never had it, and what was not filled is free', () => {
    const lost = after(sentLife(newLifeOf(), { a: { quantity: 300 } }), guess);
    const none = accountOf(null);
    const over = heard(lost, 'a', none);
    expect(over).toMatchObject({ ...DONE, life: { working: 0, residual: 300 } });
    expect(child(over.life)).toMatchObject({ state: 'REJECTED', code: 'NEVER_RECEIVED' });
  });

  it('is nothing after an end, but the venue is asked', () => {
    const over = after(sentLife(newLifeOf(), { a: { quantity: 300 } }), canceledWord(0));
    expect(heard(over, 'a', guess)).toMatchObject({ ...ASK, events: [] });
  });
});

describe('a fill', () => {
  it('is booked, with its fee and the fixed charge of the first one', () => {
    const { life, events, ...done } = heard(acked(), 'a', filledWord('e1', 100, 100));
    expect(done).toEqual(DONE);
    expect(events).toMatchObject([{ type: 'FILL', childId: 'a', marks: [] }]);
    expect(life).toMatchObject({ state: 'PARTIALLY_FILLED', filled: 100, working: 200, residual: 0 });
    expect(life.feesE8).toBe(130_000_000n);
    expect(after(life, filledWord('e2', 100, 200)).feesE8).toBe(160_000_000n);
  });

  it('that a venue says twice is booked once', () => {
    expect(heard(part(), 'a', filledWord('e1', 100, 100))).toMatchObject({ ...DONE, events: [] });
    const two = after(part(), filledWord('e2', 50, 150));
    expect(heard(two, 'a', filledWord('e1', 100, 100))).toMatchObject({ ...DONE, events: [] });
  });

  it('that is said twice, the second time with more executed than we know, puts the child in doubt', () => {
    const said = heard(part(), 'a', filledWord('e1', 100, 200));
    expect(said).toMatchObject({ ...ASK, events: [{ type: 'CHILD_IN_DOUBT', why: 'QUANTITY_DIFFERS' }] });
  });

  it.each<[string, VenueReport]>([
    ['said again with another quantity', filledWord('e1', 120, 120)],
    ['said again at another price', { type: 'FILL', execution: executionOf('e1', 100, 990_000), cumulative: null }],
    ['of nothing', filledWord('e2', 0)],
    ['of less than nothing', filledWord('e2', -100)],
    ['at no price', { type: 'FILL', execution: executionOf('e2', 100, 0), cumulative: null }],
  ])('%s is impossible: nothing is booked, the venue is asked', (_, report) => {
    const said = heard(part(), 'a', report);
    expect(said).toMatchObject({ ...ASK, events: [{ type: 'CHILD_IN_DOUBT', why: 'IMPOSSIBLE_REPORT' }] });
    expect(said.life).toMatchObject({ state: 'UNKNOWN', filled: 100, working: 200, residual: 0 });
  });

  it('of which one before was lost shows the gap: booked, in doubt, asked, and the lost one booked (L12)', () => {
    const life = sentLife(newLifeOf(), {
      a: { quantity: 200, venueId: 'XNAS' },
      b: { quantity: 100, venueId: 'XNYS' },
    });
    const first = heard(life, 'a', filledWord('e1', 50, 50)).life;
    const other = heard(first, 'b', filledWord('e1', 100, 100)).life;
    const gap = heard(other, 'a', filledWord('e3', 50, 200));
    expect(gap).toMatchObject({ ...ASK, life: { state: 'UNKNOWN', filled: 200, residual: 0 } });
    expect(types(gap.events)).toEqual(['FILL', 'CHILD_IN_DOUBT']);
    const account = accountOf('FILLED', [executionOf('e1', 50), executionOf('e2', 100), executionOf('e3', 50)]);
    const whole = heard(gap.life, 'a', account);
    expect(whole).toMatchObject({ ...DONE, life: { state: 'FILLED', filled: 300, working: 0, residual: 0 } });
    expect(types(whole.events)).toEqual(['FILL']);
  });

  it('whose loss only the end tells is asked for and booked (L12)', () => {
    const end = heard(part(), 'a', canceledWord(300));
    expect(end).toMatchObject({ ...ASK, events: [{ type: 'CHILD_IN_DOUBT', why: 'QUANTITY_DIFFERS' }] });
    expect(end.life).toMatchObject({ working: 200, residual: 0 });
    const account = accountOf('CANCELED', [executionOf('e1', 100), executionOf('e2', 150)]);
    const settled = heard(end.life, 'a', account);
    expect(types(settled.events)).toEqual(['FILL', 'CHILD_CANCELED']);
    expect(settled.life).toMatchObject({ state: 'PARTIALLY_FILLED', filled: 250, working: 0, residual: 50 });
  });

  it('keeps the same id of another child, or another day, apart', () => {
    const life = sentLife(newLifeOf(), { a: { quantity: 200 }, b: { quantity: 100 } });
    const both = heard(heard(life, 'a', filledWord('1', 100, 100)).life, 'b', filledWord('1', 100, 100)).life;
    expect(both).toMatchObject({ filled: 200, working: 100 });
  });
});

describe('the marks of a fill', () => {
  it('of 400 on a child of 300: all is executed, marked, asked; nothing is left to send (T2)', () => {
    const over = heard(acked(), 'a', filledWord('e1', 400, 400));
    expect(over).toMatchObject({ ...ASK, life: { state: 'FILLED', filled: 400, working: 0, residual: -100 } });
    expect(marksOf(over.events)).toEqual(['OVERFILL', 'EXCESS']);
    expect(excessOf(over.life)).toBe(100);
    const filled = accountOf('FILLED', [executionOf('e1', 400)]);
    expect(heard(over.life, 'a', filled)).toMatchObject({ ...DONE, events: [] });
  });

  it('name a child that is filled beyond its quantity within its order', () => {
    const life = sentLife(newLifeOf({ quantity: quantity(1_000) }), { a: { quantity: 300 } });
    const over = heard(life, 'a', filledWord('e1', 400));
    expect(marksOf(over.events)).toEqual(['OVERFILL']);
    expect(over.life).toMatchObject({ state: 'PARTIALLY_FILLED', filled: 400, working: 0, residual: 600 });
  });

  it('name one after the end of its child, which stays over (L9)', () => {
    const over = after(part(), canceledWord(100));
    const late = heard(over, 'a', filledWord('e2', 50, 150));
    expect(marksOf(late.events)).toEqual(['LATE']);
    expect(late).toMatchObject({ ...ASK, life: { filled: 150, working: 0, residual: 150, lateVenues: ['XNAS'] } });
    expect(child(late.life)).toMatchObject({ state: 'CANCELED', filled: 150 });
  });

  it('name what is executed beyond the order, whoever executes it (L9)', () => {
    const canceled = after(acked(), canceledWord(0));
    const again = sentLife(canceled, { b: { quantity: 300, venueId: 'XNYS' } });
    const late = heard(again, 'a', filledWord('e1', 300, 300));
    expect(marksOf(late.events)).toEqual(['LATE']);
    expect(late.life).toMatchObject({ state: 'FILLED', filled: 300, working: 300, residual: -300 });
    const beyond = heard(late.life, 'b', filledWord('e1', 300, 300));
    expect(marksOf(beyond.events)).toEqual(['EXCESS']);
    expect(beyond.life).toMatchObject({ state: 'FILLED', filled: 600, working: 0, residual: -300 });
  });

  it('name a price worse than the limit, whatever the side', () => {
    const worse: VenueReport = { type: 'FILL', execution: executionOf('e1', 100, 1_000_100), cumulative: null };
    const better: VenueReport = { type: 'FILL', execution: executionOf('e1', 100, 999_900), cumulative: null };
    expect(marksOf(heard(acked(), 'a', worse).events)).toEqual(['OUTSIDE_LIMIT']);
    expect(marksOf(heard(acked(), 'a', better).events)).toEqual([]);
    const sell = sentLife(newLifeOf({ side: 'SELL' }), { a: { quantity: 300 } });
    expect(marksOf(heard(sell, 'a', worse).events)).toEqual([]);
    expect(marksOf(heard(sell, 'a', better).events)).toEqual(['OUTSIDE_LIMIT']);
  });
});

describe('the end of a child', () => {
  it('is believed where the venue’s sum is ours, or it tells none', () => {
    for (const word of [canceledWord(100), canceledWord(null)]) {
      const end = heard(part(), 'a', word);
      expect(end).toMatchObject({ ...DONE, life: { filled: 100, working: 0, residual: 200 } });
      expect(end.events).toMatchObject([{ type: 'CHILD_CANCELED', code: null, reason: 'IOC' }]);
    }
  });

  it.each([0, 99, 101])('is not believed where the venue says %i of our 100: nothing is released (L7)', (sum) => {
    const end = heard(part(), 'a', canceledWord(sum));
    expect(end).toMatchObject({ ...ASK, life: { state: 'UNKNOWN', filled: 100, working: 200, residual: 0 } });
    expect(child(end.life)).toMatchObject({ state: 'UNKNOWN', doubt: 'QUANTITY_DIFFERS' });
  });

  it.each<[string, VenueReport]>([
    ['canceled', canceledWord(null)],
    ['rejected', { type: 'REJECTED', code: 'NO', message: 'no' }],
  ])('is not believed where the sums differ and it is %s without one', (_, word) => {
    const differs = after(part(), canceledWord(200));
    expect(heard(differs, 'a', word)).toMatchObject({ ...ASK, events: [], life: differs });
  });

  it('that is told again is nothing, and with another sum asked about', () => {
    const over = after(part(), canceledWord(100));
    expect(heard(over, 'a', canceledWord(100))).toMatchObject({ ...DONE, events: [] });
    expect(heard(over, 'a', canceledWord(300))).toMatchObject({ ...ASK, events: [] });
  });

  it('is asked for twice at a venue that has filled what it had given back (L9)', () => {
    const late = after(part(), canceledWord(100), filledWord('e2', 50, 150));
    const again = sentLife(late, { b: { quantity: 100 }, c: { quantity: 50, venueId: 'XNYS' } });
    const first = heard(again, 'b', canceledWord(0));
    expect(first).toMatchObject({ ...ASK, events: [{ type: 'CHILD_IN_DOUBT', why: 'FILLS_AFTER_CANCEL' }] });
    expect(first.life).toMatchObject({ working: 150, residual: 0 });
    const second = heard(first.life, 'b', accountOf('CANCELED'));
    expect(second).toMatchObject({ ...DONE, life: { working: 50, residual: 100 } });
    expect(heard(again, 'c', canceledWord(0))).toMatchObject(DONE);
  });

  it('by a rejection carries its code', () => {
    const no: VenueReport = { type: 'REJECTED', code: 'PRICE', message: 'off tick' };
    const end = heard(acked(), 'a', no);
    expect(end).toMatchObject({ ...DONE, events: [{ type: 'CHILD_REJECTED', code: 'PRICE', message: 'off tick' }] });
    expect(child(end.life)).toMatchObject({ state: 'REJECTED', code: 'PRICE' });
    expect(heard(end.life, 'a', no)).toMatchObject({ ...DONE, events: [] });
  });

  it('by a rejection of what has traded is the end of its rest', () => {
    const end = heard(part(), 'a', { type: 'REJECTED', code: 'HALT', message: 'halted' });
    expect(end.events).toMatchObject([{ type: 'CHILD_CANCELED', code: 'HALT', reason: 'halted' }]);
    expect(child(end.life)).toMatchObject({ state: 'CANCELED', code: 'HALT', filled: 100 });
  });
});

describe('a refused cancel', () => {
  const refused: VenueReport = { type: 'CANCEL_REFUSED', code: 'TOO_LATE', cumulative: quantity(300) };

  it('of a child that the venue has filled is asked about, and booked (L8)', () => {
    const life = told(asked(acked()), { type: 'CANCEL_ASKED' });
    const doubt = heard(life, 'a', refused);
    expect(doubt).toMatchObject({ ...ASK, life: { state: 'PENDING_CANCEL', working: 300 } });
    expect(child(doubt.life)).toMatchObject({ state: 'UNKNOWN', doubt: 'CANCEL_REFUSED' });
    const booked = heard(doubt.life, 'a', accountOf('FILLED', [executionOf('e1', 300)]));
    expect(booked.life).toMatchObject({ state: 'FILLED', filled: 300, working: 0 });
  });

  it('of a child that works on is not asked again at once, but when that is overdue', () => {
    const ending = told(asked(part()), { type: 'CANCEL_ASKED' });
    const account = accountOf('PARTIALLY_FILLED', [executionOf('e1', 100)]);
    const alive = after(ending, { ...refused, code: 'NO' }, account);
    expect(child(alive)).toMatchObject({ state: 'PARTIALLY_FILLED', doubt: null });
    expect(childrenToCancel(alive)).toEqual([]);
    const overdue = after(told(alive, { type: 'CHILD_IN_DOUBT', childId: 'a', why: 'OVERDUE' }), account);
    expect(childrenToCancel(overdue)).toMatchObject([{ id: 'a', cancelAskedAtUs: null }]);
  });

  it('of a child that is over is nothing where the sums agree, and asked about where not', () => {
    const over = after(asked(part()), canceledWord(100));
    expect(heard(over, 'a', { ...refused, cumulative: quantity(100) })).toMatchObject({ ...DONE, events: [] });
    expect(heard(over, 'a', refused)).toMatchObject({ ...ASK, events: [] });
  });

  it('in doubt changes nothing, and is asked about', () => {
    const lost = told(acked(), { type: 'CHILD_IN_DOUBT', childId: 'a', why: 'OVERDUE' });
    expect(heard(lost, 'a', refused)).toMatchObject({ ...ASK, events: [] });
  });
});

describe('a report of a child that is not the order’s', () => {
  it('is a fault of whoever brings it', () => {
    expect(() => heard(acked(), 'z', { type: 'ACK', venueOrderId: 'v1' })).toThrow('no such child');
  });
});

describe('what can be executed', () => {
  const coins = { ...newLifeOf(), scale: { priceDecimals: 8, quantityDecimals: 8 } };

  it.each([
    [0, false],
    [1, true],
    [999_999_999_999_999, true],
    [1_000_000_000_000_000, false],
  ])('at 8 decimals, %d of them is %s: a record gives back 15 digits', (count, isPossible) => {
    expect([isPossibleQuantity(coins, count), isPossiblePrice(coins, count)]).toEqual([isPossible, isPossible]);
  });

  it('is no more than the record of the sum gives back', () => {
    expect(isPossibleQuantity({ ...coins, filled: 1 }, 999_999_999_999_999)).toBe(false);
  });
});
