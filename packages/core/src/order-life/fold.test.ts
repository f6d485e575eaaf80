import { describe, expect, it } from 'vitest';
import { moneyE8, price, quantity } from '../money/units.ts';
import { executionOf, fillOf, newLifeOf, receivedFact, sentLife, told, waveOf } from '../testing/lives.ts';
import { apply } from './fold.ts';
import type { OrderFact } from './order-event.ts';
import { childOf, type OrderLife } from './order-life.ts';
import { Story } from './story.ts';
import { assertSums } from './sums.ts';

const over = (childId: string): OrderFact => ({ type: 'CHILD_CANCELED', childId, code: null, reason: 'IOC' });
const doubt = (childId: string): OrderFact => ({ type: 'CHILD_IN_DOUBT', childId, why: 'SESSION_LOST' });
const settled = (childId: string): OrderFact => ({ type: 'CHILD_SETTLED', childId });
const replacedBy = (count: number, limit = 1_000_000): OrderFact => ({
  type: 'ORDER_REPLACED',
  quantity: quantity(count),
  limitPrice: price(limit),
  worstPrice: price(limit),
  market: null,
});
const two = () => sentLife(newLifeOf(), { a: { quantity: 100 }, b: { quantity: 200, venueId: 'XNYS' } });
const child = (life: OrderLife, id = 'a') => childOf(life, id);

describe('a wave that is planned', () => {
  it('holds back what it is to send, before it is sent', () => {
    const life = told(
      newLifeOf(),
      waveOf(newLifeOf(), { a: { quantity: 100 }, b: { quantity: 50 } }, { goesOn: true }),
    );
    expect(life).toMatchObject({ state: 'ROUTING', working: 150, residual: 150, goesOn: true, version: 1 });
    expect(life.waves).toMatchObject([{ wave: 1, placed: 150, filled: 0, expectedCostBps: 0.5 }]);
    expect(child(life)).toMatchObject({
      state: 'INTENDED',
      wave: 1,
      decisionId: 'decision-1',
      sentAtUs: null,
      venueEpoch: null,
      takenBack: [],
      version: 1,
    });
  });

  it('is sent child by child', () => {
    const planned = told(newLifeOf(), waveOf(newLifeOf(), { a: { quantity: 100 } }));
    const sent = told(planned, { type: 'CHILD_SENT', childId: 'a', epoch: 'epoch-7' });
    expect(sent.state).toBe('WORKING');
    expect(child(sent)).toMatchObject({ state: 'SENT', sentAtUs: 2_000, venueEpoch: 'epoch-7', version: 2 });
    const down = told(planned, { type: 'CHILD_NOT_SENT', childId: 'a' });
    expect(child(down)).toMatchObject({ state: 'REJECTED', code: 'NOT_SENT', doneAtUs: 2_000 });
    expect(down).toMatchObject({ working: 0, residual: 300 });
  });

  it('gives back all that was never sent where its plan was too old', () => {
    const planned = told(newLifeOf(), waveOf(newLifeOf(), { a: { quantity: 100 }, b: { quantity: 200 } }));
    const old = told(planned, { type: 'PLAN_TOO_OLD', childIds: ['a', 'b'] });
    expect(old).toMatchObject({ state: 'ROUTING', working: 0, residual: 300, plansTooOld: 1, wavesUncounted: 1 });
    expect(old.children.map(({ state, code }) => [state, code])).toEqual([
      ['CANCELED', 'PLAN_TOO_OLD'],
      ['CANCELED', 'PLAN_TOO_OLD'],
    ]);
    expect(sentLife(old, { c: { quantity: 300 } }).plansTooOld).toBe(0);
  });
});

describe('executions', () => {
  it('count on their child, their wave and their order', () => {
    const first = told(two(), fillOf('a', 'e1', 60), over('a'));
    const later = told(sentLife(first, { c: { quantity: 40 } }), fillOf('c', 'e1', 40), fillOf('b', 'e1', 10));
    expect(later).toMatchObject({ state: 'PARTIALLY_FILLED', filled: 110, working: 190, residual: 0 });
    expect(later.notionalE8).toBe(110n * 10_000_000_000n);
    expect(later.feesE8).toBe(110n * 300_000n);
    expect(later.waves.map(({ filled, feesE8 }) => [filled, feesE8])).toEqual([
      [70, 21_000_000n],
      [40, 12_000_000n],
    ]);
  });

  it('that the caller made itself count on the order and its latest wave', () => {
    const routed = told(newLifeOf(), waveOf(newLifeOf(), {}));
    const booked = { id: 'own-1', feeE8: moneyE8(5n), liquidityFlag: 'TAKE', told: null } as const;
    const execution = { ...executionOf('x1', 300), ...booked };
    const elsewhere = told(routed, {
      type: 'EXECUTED_ELSEWHERE',
      venueId: 'XNYS',
      execution,
      executedAtUs: 1,
      marks: [],
      market: { bid: null, ask: null, doubleMid: null },
    });
    expect(elsewhere).toMatchObject({ state: 'FILLED', filled: 300, working: 0, residual: 0, feesE8: 5n });
    expect(elsewhere.waves[0]).toMatchObject({ filled: 300, feesE8: 5n });
    expect(elsewhere.elsewhere).toEqual([{ ...execution, venueId: 'XNYS' }]);
  });

  it('after the end complete an order, which then has no other reason for its end', () => {
    const ended = told(two(), over('a'), over('b'), { type: 'ORDER_CLOSED', code: 'MAX_WAVES' });
    expect(ended).toMatchObject({ state: 'CANCELED', code: 'MAX_WAVES' });
    const part = told(ended, fillOf('a', 'e1', 100));
    expect(part).toMatchObject({ state: 'CANCELED', code: 'MAX_WAVES', filled: 100 });
    expect(told(part, fillOf('b', 'e1', 200))).toMatchObject({ state: 'FILLED', code: null });
  });

  it('that are taken out again leave an order that was filled without the whole', () => {
    const filled = told(two(), fillOf('a', 'e1', 100), fillOf('b', 'e1', 200));
    const busted = told(filled, { type: 'TRADE_BUSTED', childId: 'b', executionId: 'e1', bears: null });
    expect(busted).toMatchObject({ state: 'CANCELED', code: 'TRADE_BUSTED', filled: 100, working: 200, residual: 0 });
    expect(told(busted, fillOf('b', 'e2', 200))).toMatchObject({ state: 'FILLED', code: null });
  });

  it('that are taken out leave a filled order filled where the rest is enough', () => {
    const excess = told(two(), fillOf('a', 'e1', 100), fillOf('b', 'e1', 200), fillOf('b', 'e2', 50));
    const busted = told(excess, { type: 'TRADE_BUSTED', childId: 'b', executionId: 'e2', bears: null });
    expect(busted).toMatchObject({ state: 'FILLED', code: null, filled: 300, residual: 0 });
    expect(child(busted, 'b')).toMatchObject({ state: 'FILLED', takenBack: ['e2'] });
  });
});

describe('a doubt', () => {
  it('holds what is out back, and is over with the last doubt about a child', () => {
    const both = told(two(), doubt('a'), doubt('b'));
    expect(both).toMatchObject({ state: 'UNKNOWN', working: 300 });
    expect(told(both, settled('a')).state).toBe('UNKNOWN');
    expect(told(both, settled('a'), settled('b')).state).toBe('WORKING');
    expect(told(both, settled('a'), over('b'))).toMatchObject({ state: 'WORKING', residual: 200 });
  });

  it('leads back to what is filled in part', () => {
    const part = told(two(), fillOf('a', 'e1', 40), doubt('a'));
    expect(part.state).toBe('UNKNOWN');
    const back = told(part, settled('a'));
    expect(back.state).toBe('PARTIALLY_FILLED');
    expect(child(back)).toMatchObject({ state: 'PARTIALLY_FILLED', doubt: null });
    expect(told(two(), doubt('a'), fillOf('a', 'e1', 100)).state).toBe('PARTIALLY_FILLED');
  });

  it('is none of what has ended', () => {
    const life = told(two(), over('a'), doubt('a'));
    expect(life.state).toBe('WORKING');
    expect(child(life)).toMatchObject({ state: 'CANCELED', doubt: null });
  });

  it('forgets an unanswered cancel when it is over, so that it is asked again', () => {
    const asked = told(two(), { type: 'CHILD_CANCEL_ASKED', childId: 'a' }, doubt('a'));
    expect(child(asked)?.cancelAskedAtUs).toBe(4_000);
    expect(child(told(asked, settled('a')))?.cancelAskedAtUs).toBeNull();
  });

  it('that is over proves that a child was sent, where that was not durable', () => {
    const planned = told(newLifeOf(), waveOf(newLifeOf(), { a: { quantity: 100 } }), doubt('a'), settled('a'));
    expect(child(planned)).toMatchObject({ sentAtUs: 3_000, ackedAtUs: 3_000 });
    expect(child(told(two(), doubt('a'), settled('a')))).toMatchObject({ sentAtUs: 2_000, ackedAtUs: 5_000 });
  });

  it('does not forget that the order is to end', () => {
    const life = told(two(), doubt('a'), { type: 'CANCEL_ASKED' });
    expect(life.state).toBe('PENDING_CANCEL');
    expect(told(life, settled('a')).state).toBe('PENDING_CANCEL');
    expect(told(two(), { type: 'CANCEL_ASKED' }, doubt('a')).state).toBe('PENDING_CANCEL');
  });
});

describe('an order that is replaced', () => {
  it('has more or less left, and its new limit', () => {
    const more = told(two(), replacedBy(500, 1_000_100));
    expect(more).toMatchObject({ residual: 200, working: 300, recalledWaves: 1, start: { worstPrice: 1_000_100 } });
    expect(more.order).toMatchObject({ quantity: 500, limitPrice: 1_000_100 });
    expect(told(two(), replacedBy(250))).toMatchObject({ residual: -50, working: 300, recalledWaves: 0 });
  });

  it('by what is executed already is filled', () => {
    const part = told(two(), fillOf('a', 'e1', 100));
    expect(told(part, replacedBy(100))).toMatchObject({ state: 'FILLED', residual: -200 });
    expect(told(part, replacedBy(101)).state).toBe('PARTIALLY_FILLED');
  });
});

describe('the beginning and the end of an order', () => {
  it('takes the terms that it came in with', () => {
    const order = { ...newLifeOf().order, quantity: quantity(400), limitPrice: price(990_000) };
    const life = told(newLifeOf(), receivedFact(newLifeOf(), { order, worstPrice: price(990_000) }));
    expect(life).toMatchObject({ state: 'RECEIVED', residual: 400, order: { quantity: 400, limitPrice: 990_000 } });
  });

  it('is refused with its code, held, or released into the market of that moment', () => {
    const refused = told(newLifeOf(), {
      type: 'ORDER_REJECTED',
      code: 'QUANTITY_OVER_LIMIT',
      path: 'quantity',
      detail: null,
    });
    expect(refused).toMatchObject({ state: 'REJECTED', code: 'QUANTITY_OVER_LIMIT' });
    const held = told(newLifeOf(), { type: 'ORDER_HELD', waitsFor: 'STOP' });
    expect(held).toMatchObject({ state: 'RECEIVED', releasedAtUs: null });
    const start = { ...held.start, worstPrice: price(1_010_000) };
    expect(told(held, { type: 'ORDER_RELEASED', start })).toMatchObject({ start, releasedAtUs: 2_000 });
  });

  it('is that of its day where its day has ended first', () => {
    const closed: OrderFact = { type: 'ORDER_CLOSED', code: null };
    expect(told(newLifeOf(), { type: 'DAY_ENDED' }, closed).state).toBe('EXPIRED');
    expect(told(newLifeOf(), { type: 'CANCEL_ASKED' }, closed).state).toBe('CANCELED');
    expect(told(newLifeOf(), closed).state).toBe('CANCELED');
  });

  it('remembers that its record is broken, that a rest had its time, that a person has to look', () => {
    const life = told(two(), { type: 'RECORD_BROKEN', code: 'X' }, { type: 'REST_ENDED', childId: 'a' });
    expect(life).toMatchObject({ isBroken: true, hasRested: true, waitsForPerson: false });
    expect(told(life, { type: 'WAITS_FOR_PERSON', childId: 'a' }).waitsForPerson).toBe(true);
  });
});

describe('an event that cannot be', () => {
  it.each<[string, OrderFact, string]>([
    ['of a child that is not the order’s', over('z'), 'child z is not of the order'],
    ['that sends what is sent', { type: 'CHILD_SENT', childId: 'a', epoch: null }, 'a child cannot take SENT in SENT'],
    [
      'that takes out what is not booked',
      { type: 'TRADE_BUSTED', childId: 'a', executionId: 'e9', bears: null },
      'is not booked',
    ],
    [
      'that refuses what is sent',
      { type: 'ORDER_REJECTED', code: 'X', path: '', detail: null },
      'cannot take REFUSED in WORKING',
    ],
  ])('%s is a fault of the program', (_, fact, message) => {
    expect(() => told(two(), fact)).toThrow(message);
  });

  it('is a fault of the sums too', () => {
    const life = told(two(), fillOf('a', 'e1', 40));
    expect(() => assertSums(life)).not.toThrow();
    expect(() => assertSums({ ...life, filled: 41 })).toThrow('executed 41, and its parts 40');
    expect(() => assertSums({ ...life, working: 0 })).toThrow('working 0, and its parts 260');
    expect(() => assertSums({ ...life, residual: 1 })).toThrow('301 executed, working and left of 300');
  });

  it('plans nothing in an order that is to end', () => {
    const ending = told(two(), { type: 'CANCEL_ASKED' });
    expect(() => told(ending, waveOf(ending, { c: { quantity: 0 } }))).toThrow('cannot take PLANNED in PENDING_CANCEL');
  });
});

describe('a step in the making', () => {
  it('applies each fact as it is told, with one time, and its cause', () => {
    const life = two();
    const story = new Story(life, { atUs: 9_000, cause: 'REPORT' });
    story.tell(fillOf('a', 'e1', 100));
    expect(story.life.filled).toBe(100);
    story.tell({ type: 'CANCEL_ASKED' }, 'REQUEST');
    expect(story.events.map(({ type, atUs, cause }) => [type, atUs, cause])).toEqual([
      ['FILL', 9_000, 'REPORT'],
      ['CANCEL_ASKED', 9_000, 'REQUEST'],
    ]);
    expect(story.events.reduce(apply, life)).toEqual(story.life);
    expect(story.life.version).toBe(life.version + 2);
  });
});
