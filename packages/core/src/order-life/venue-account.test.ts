import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
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
import type { OrderEvent } from './order-event.ts';
import { childOf, type OrderLife } from './order-life.ts';

const DONE = { ask: false, differs: false };
const ASK = { ask: true, differs: false };
const DIFFERS = { ask: false, differs: true };

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

describe('a bust', () => {
  it('of a known execution takes it out, once, and its venue is asked for its sum', () => {
    const bust: VenueReport = { type: 'TRADE_BUSTED', executionId: 'e1' };
    const less = heard(part(), 'a', bust);
    expect(less).toMatchObject({ ...ASK, life: { state: 'WORKING', filled: 0, working: 300, residual: 0 } });
    expect(less.life).toMatchObject({ notionalE8: 0n, feesE8: 0n });
    expect(heard(less.life, 'a', bust)).toMatchObject({ ...ASK, events: [] });
  });

  it('is not undone by a repeat of the fill', () => {
    const less = after(part(), { type: 'TRADE_BUSTED', executionId: 'e1' });
    expect(heard(less, 'a', filledWord('e1', 100, 100))).toMatchObject({ ...ASK, events: [], life: { filled: 0 } });
    const again = heard(less, 'a', accountOf('ACKED', [executionOf('e1', 100)]));
    expect(again.life).toMatchObject({ filled: 100 });
  });

  it('of a child that it had filled releases nothing before its venue has been asked', () => {
    const life = sentLife(newLifeOf(), { a: { quantity: 100 }, b: { quantity: 200, kind: 'POST' } });
    const whole = heard(heard(life, 'a', filledWord('e1', 60, 60)).life, 'a', filledWord('e2', 40, 100)).life;
    const less = heard(whole, 'a', { type: 'TRADE_BUSTED', executionId: 'e2' });
    expect(less).toMatchObject({ ...ASK, life: { state: 'UNKNOWN', filled: 60, working: 240, residual: 0 } });
    expect(child(less.life)).toMatchObject({ state: 'UNKNOWN', doubt: 'TRADE_BUSTED', doneAtUs: null });
    const over = heard(less.life, 'a', accountOf('FILLED', [executionOf('e1', 60)]));
    expect(over).toMatchObject({ ...DONE, life: { state: 'PARTIALLY_FILLED', working: 200, residual: 40 } });
    expect(child(over.life)).toMatchObject({ state: 'CANCELED', code: 'TRADE_BUSTED' });
    const alive = heard(less.life, 'a', accountOf('PARTIALLY_FILLED', [executionOf('e1', 60)]));
    expect(alive.life).toMatchObject({ state: 'PARTIALLY_FILLED', working: 240, residual: 0 });
  });

  it('that was lost is found by the venue’s list, also where another fill has made its sum ours again', () => {
    const found = heard(part(), 'a', accountOf('PARTIALLY_FILLED', [executionOf('e2', 100)]));
    expect(types(found.events)).toEqual(['FILL', 'TRADE_BUSTED']);
    expect(found).toMatchObject({ ...ASK, life: { filled: 100, working: 200, residual: 0 } });
    expect(child(found.life)?.executions.map(({ executionId }) => executionId)).toEqual(['e2']);
    const ended = after(part(), { type: 'CANCELED', reason: '', cumulative: quantity(100) });
    const late = heard(ended, 'a', accountOf('CANCELED', [executionOf('e2', 100)]));
    expect(late.life).toMatchObject({ filled: 100, working: 0 });
    expect(child(late.life)?.executions.map(({ executionId }) => executionId)).toEqual(['e2']);
  });

  it('that was lost stays unseen where a venue’s account lists nothing and its sum is ours', () => {
    const silent = { ...accountOf('PARTIALLY_FILLED', [executionOf('e2', 100)]), executions: [] };
    expect(heard(part(), 'a', silent)).toMatchObject({ ...DONE, events: [], life: { filled: 100 } });
  });

  it('of an execution that is not known is asked about', () => {
    expect(heard(part(), 'a', { type: 'TRADE_BUSTED', executionId: 'e9' })).toMatchObject({ ...ASK, events: [] });
  });
});

describe('a correction', () => {
  const to = (count: number, at = 1_000_000): VenueReport => ({
    type: 'TRADE_CORRECTED',
    executionId: 'e1',
    quantity: quantity(count),
    price: price(at),
    fee: null,
  });

  it('of the price changes what was paid, and its venue is asked for its sum', () => {
    const cheaper = heard(part(), 'a', to(100, 990_000));
    expect(cheaper).toMatchObject({
      ...ASK,
      life: { state: 'PARTIALLY_FILLED', filled: 100, notionalE8: 990_000_000_000n },
    });
    expect(cheaper.life.feesE8).toBe(130_000_000n);
  });

  it('of the quantity changes what is executed and its fee', () => {
    const more = heard(part(), 'a', to(150));
    expect(more.life).toMatchObject({ filled: 150, working: 150, residual: 0, feesE8: 145_000_000n });
    expect(heard(part(), 'a', to(300)).life).toMatchObject({ state: 'FILLED', filled: 300, working: 0 });
  });

  it('that comes again is nothing', () => {
    expect(heard(after(part(), to(150)), 'a', to(150))).toMatchObject({ ...ASK, events: [] });
  });

  it('of an execution that is not known, or to nothing, is asked about', () => {
    expect(heard(acked(), 'a', to(100))).toMatchObject({ ...ASK, events: [] });
    expect(heard(part(), 'a', to(0))).toMatchObject({ ...ASK, events: [] });
    expect(heard(part(), 'a', to(100, 0))).toMatchObject({ ...ASK, events: [] });
  });

  it('to less of a child that it had filled is asked about', () => {
    const whole = after(acked(), filledWord('e1', 300, 300));
    const less = heard(whole, 'a', to(250));
    expect(less).toMatchObject({
      ...ASK,
      life: { state: 'CANCELED', code: 'TRADE_CORRECTED', filled: 250, working: 50 },
    });
    expect(child(less.life)).toMatchObject({ state: 'UNKNOWN', doubt: 'TRADE_BUSTED' });
  });

  it('that fills a child in doubt ends the doubt of its order too', () => {
    const life = sentLife(newLifeOf(), { a: { quantity: 100 }, b: { quantity: 200, kind: 'POST' } });
    const doubt = heard(heard(life, 'a', filledWord('e1', 60, 60)).life, 'a', canceledWord(100)).life;
    expect(doubt.state).toBe('UNKNOWN');
    expect(heard(doubt, 'a', to(100)).life).toMatchObject({ state: 'PARTIALLY_FILLED', filled: 100, working: 200 });
  });
});

describe('a venue’s whole account', () => {
  const lost = (life: OrderLife, why: 'RESTART' | 'SESSION_LOST' = 'SESSION_LOST') =>
    told(life, { type: 'CHILD_IN_DOUBT', childId: 'a', why });

  it('settles a doubt: what is filled in part is so again', () => {
    const alive = heard(lost(part()), 'a', accountOf('PARTIALLY_FILLED', [executionOf('e1', 100)]));
    expect(alive).toMatchObject({ ...DONE, life: { state: 'PARTIALLY_FILLED', working: 200 } });
    expect(child(alive.life)).toMatchObject({ state: 'PARTIALLY_FILLED', doubt: null });
    const unfilled = heard(lost(acked()), 'a', accountOf('ACKED'));
    expect(unfilled.life.state).toBe('WORKING');
    expect(child(unfilled.life)?.state).toBe('ACKED');
  });

  it('settles nothing while another child of the order is in doubt', () => {
    const two = sentLife(newLifeOf(), { a: { quantity: 100 }, b: { quantity: 200 } });
    const both = told(lost(two), { type: 'CHILD_IN_DOUBT', childId: 'b', why: 'SESSION_LOST' });
    const one = heard(both, 'a', accountOf('ACKED')).life;
    expect(one.state).toBe('UNKNOWN');
    expect(heard(one, 'b', accountOf('CANCELED')).life).toMatchObject({ state: 'WORKING', residual: 200 });
  });

  it.each([
    ['CANCELED', 'CHILD_CANCELED', 'CANCELED'],
    ['EXPIRED', 'CHILD_EXPIRED', 'EXPIRED'],
    ['REJECTED', 'CHILD_CANCELED', 'CANCELED'],
  ] as const)('of the end %s ends what is filled in part by %s', (state, type, end) => {
    const over = heard(lost(part()), 'a', accountOf(state, [executionOf('e1', 100)]));
    expect(types(over.events)).toEqual([type]);
    expect(child(over.life)?.state).toBe(end);
    expect(over.life).toMatchObject({ state: 'PARTIALLY_FILLED', working: 0, residual: 200 });
  });

  it('of a rejection rejects what has not traded', () => {
    expect(child(heard(lost(acked()), 'a', accountOf('REJECTED')).life)?.state).toBe('REJECTED');
  });

  it('books what was missed, corrects what was wrong, takes out what never was, and then asks whether it stays so (L7)', () => {
    const wrong = after(part(), filledWord('ghost', 30), filledWord('e3', 20));
    const account = accountOf('PARTIALLY_FILLED', [
      executionOf('e1', 80),
      executionOf('e2', 10),
      executionOf('e3', 20),
    ]);
    const { life, events, ...done } = heard(lost(wrong), 'a', account);
    expect(types(events)).toEqual(['FILL', 'TRADE_CORRECTED', 'TRADE_BUSTED', 'CHILD_SETTLED']);
    expect(done).toEqual(ASK);
    expect(life).toMatchObject({ filled: 110, working: 190, residual: 0 });
    const { events: more, ...confirmed } = heard(life, 'a', account);
    expect([more, confirmed]).toMatchObject([[], DONE]);
  });

  it('of a fill that was doubled into a whole one releases nothing that still works (L7)', () => {
    const life = sentLife(newLifeOf({ quantity: quantity(1_000) }), { a: { quantity: 200 } });
    const doubled = after(life, filledWord('e1', 100, 100), filledWord('e1-again', 100, 100));
    expect(child(doubled)?.state).toBe('FILLED');
    const mended = heard(doubled, 'a', accountOf('PARTIALLY_FILLED', [executionOf('e1', 100)]));
    expect(mended.life).toMatchObject({ state: 'PARTIALLY_FILLED', filled: 100, working: 100, residual: 800 });
    expect(child(mended.life)?.state).toBe('PARTIALLY_FILLED');
  });

  it('whose sum is not that of its list takes nothing out, and people look', () => {
    const odd = heard(part(), 'a', accountOf('ACKED', [], 50));
    expect(odd).toMatchObject({ ...DIFFERS, life: { filled: 100, working: 200 } });
    expect(types(odd.events)).toEqual(['CHILD_IN_DOUBT']);
  });

  it('of a fill of the whole that is not the whole contradicts itself: people look, nothing is released', () => {
    const odd = heard(part(), 'a', accountOf('FILLED', [executionOf('e1', 100)]));
    expect(odd).toMatchObject({ ...DIFFERS, life: { state: 'UNKNOWN', working: 200, residual: 0 } });
  });

  it.each<[string, VenueReport]>([
    ['an execution of less than nothing', accountOf('ACKED', [executionOf('e1', 150), executionOf('e2', -50)])],
    ['an execution at no price', accountOf('ACKED', [executionOf('e1', 100), executionOf('e2', 10, 0)])],
    ['an execution twice', accountOf('ACKED', [executionOf('e1', 100), executionOf('e1', 50)])],
    ['that it does not know either', accountOf('UNKNOWN', [executionOf('e1', 100)])],
  ])('with %s is none: nothing is booked, people look', (_, account) => {
    const odd = heard(part(), 'a', account);
    expect(odd).toMatchObject({ ...DIFFERS, life: { state: 'UNKNOWN', filled: 100, working: 200 } });
    expect(types(odd.events)).toEqual(['CHILD_IN_DOUBT']);
  });

  it('of what it had given back and now says that it works takes nothing out, and people look', () => {
    const over = after(part(), canceledWord(100));
    expect(heard(over, 'a', accountOf('ACKED'))).toMatchObject({ ...DIFFERS, events: [] });
    const more = heard(over, 'a', accountOf('PARTIALLY_FILLED', [executionOf('e1', 100), executionOf('e2', 50)]));
    expect(more).toMatchObject({ ...DIFFERS, life: { filled: 150 } });
  });

  it('of an ended child books late fills, and is nothing where the sums agree (L6)', () => {
    const over = after(part(), canceledWord(100));
    const late = heard(over, 'a', accountOf('CANCELED', [executionOf('e1', 100), executionOf('e2', 50)]));
    expect(late).toMatchObject({ ...DONE, life: { filled: 150 } });
    expect(marksOf(late.events)).toEqual(['LATE']);
    expect(heard(over, 'a', accountOf('CANCELED', [executionOf('e1', 100)]))).toMatchObject({ ...DONE, events: [] });
  });

  it('that it has none: never received where it never answered, lost where it did', () => {
    const silent = lost(sentLife(newLifeOf(), { a: { quantity: 300 } }));
    const never = heard(silent, 'a', accountOf(null));
    expect(child(never.life)).toMatchObject({ state: 'REJECTED', code: 'NEVER_RECEIVED' });
    for (const known of [lost(acked()), lost(part())]) {
      const gone = heard(known, 'a', accountOf(null));
      expect(child(gone.life)).toMatchObject({ state: 'CANCELED', code: 'VENUE_LOST_ORDER' });
    }
    const busted = after(sentLife(newLifeOf(), { a: { quantity: 300 } }), filledWord('e1', 100), {
      type: 'TRADE_BUSTED',
      executionId: 'e1',
    });
    expect(child(heard(busted, 'a', accountOf(null)).life)?.code).toBe('VENUE_LOST_ORDER');
    expect(heard(never.life, 'a', accountOf(null))).toMatchObject({ ...DONE, events: [] });
  });

  it('of what had not answered yet is its answer', () => {
    const sent = sentLife(newLifeOf(), { a: { quantity: 300 } });
    const alive = heard(sent, 'a', accountOf('ACKED'));
    expect(types(alive.events)).toEqual(['CHILD_ACKED']);
    expect(heard(alive.life, 'a', accountOf('ACKED')).events).toEqual([]);
    expect(child(heard(asked(alive.life), 'a', accountOf('ACKED')).life)?.state).toBe('PENDING_CANCEL');
  });

  describe('after a restart', () => {
    const rested = () => sentLife(newLifeOf(), { a: { quantity: 300, kind: 'POST' } });

    it('of a rest that is gone, and nobody here asked back, waits for a person', () => {
      const gone = heard(lost(rested(), 'RESTART'), 'a', accountOf('CANCELED'));
      expect(types(gone.events)).toEqual(['WAITS_FOR_PERSON', 'CHILD_CANCELED']);
      expect(gone.life).toMatchObject({ waitsForPerson: true, residual: 300 });
    });

    it.each<[string, OrderLife]>([
      ['asked back by us', lost(asked(rested()), 'RESTART')],
      ['of an order that was to end', lost(told(rested(), { type: 'CANCEL_ASKED' }), 'RESTART')],
      ['that was in doubt for another reason', lost(rested())],
      ['that was to take', lost(acked(), 'RESTART')],
    ])('of a child %s waits for nobody', (_, life) => {
      expect(types(heard(life, 'a', accountOf('CANCELED')).events)).toEqual(['CHILD_CANCELED']);
    });
  });
});
