import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { canceledWord, filledWord, fillOf, heard, newLifeOf, sentLife, told, waveOf } from '../testing/lives.ts';
import { childrenToCancel, closeUnrouted, mayBeSent, nextStep, type StepFacts } from './next-step.ts';
import type { OrderFact } from './order-event.ts';
import type { OrderLife } from './order-life.ts';

const WAIT = { kind: 'WAIT' };
const ROUTE = { kind: 'ROUTE' };
const close = (code: string | null) => ({ kind: 'CLOSE', code });
const facts: StepFacts = { canRoute: true, maxWaves: 3, isRecordSlow: false, isHeldBack: false };
const step = (life: OrderLife, changes: Partial<StepFacts> = {}) => nextStep(life, { ...facts, ...changes });

const over = (childId: string): OrderFact => ({ type: 'CHILD_CANCELED', childId, code: null, reason: 'IOC' });
/** An order of which so many waves have been sent and have come back with nothing. */
const tried = (changes: Partial<ValidOrder> = {}, waves = 1): OrderLife => {
  let life = newLifeOf(changes);
  for (let wave = 1; wave <= waves; wave += 1) {
    life = told(sentLife(life, { [`c${wave}`]: { quantity: 100 } }), over(`c${wave}`));
  }
  return life;
};
const tooOld = (life: OrderLife, times: number): OrderLife => {
  let old = life;
  for (let time = 1; time <= times; time += 1) {
    const childId = `old-${old.waves.length}`;
    old = told(old, waveOf(old, { [childId]: { quantity: 100 } }), { type: 'PLAN_TOO_OLD', childIds: [childId] });
  }
  return old;
};
const rested = (life = newLifeOf()) => sentLife(life, { rest: { quantity: 200, kind: 'POST' } });

describe('the next step', () => {
  it('routes what is left while nothing that was sent to take is out', () => {
    expect(step(tried())).toEqual(ROUTE);
    expect(step(sentLife(newLifeOf(), { a: { quantity: 100 } }))).toEqual(WAIT);
    expect(step(told(newLifeOf(), waveOf(newLifeOf(), { a: { quantity: 100 } })))).toEqual(WAIT);
    expect(step(rested())).toEqual(ROUTE);
    expect(step(rested(newLifeOf({ quantity: quantity(200) })))).toEqual(WAIT);
  });

  it('waits for who keeps it, where the order waits for its stop or the open', () => {
    const held = told(newLifeOf(), { type: 'ORDER_HELD', waitsFor: 'OPEN' });
    expect(step(held)).toEqual(WAIT);
    const released = told(held, { type: 'ORDER_RELEASED', start: held.start });
    expect(step(released)).toEqual(ROUTE);
    expect(step(released, { canRoute: false })).toEqual(WAIT);
  });

  it('waits while the fate of anything is unknown, also of what rests', () => {
    const lost: OrderFact = { type: 'CHILD_IN_DOUBT', childId: 'rest', why: 'SESSION_LOST' };
    expect(step(told(rested(), lost))).toEqual(WAIT);
    expect(step(told(rested(), lost, { type: 'CHILD_SETTLED', childId: 'rest' }))).toEqual(ROUTE);
  });

  it('does nothing more of an order that has ended', () => {
    expect(step(told(tried(), { type: 'CANCEL_ASKED' }, { type: 'ORDER_CLOSED', code: null }))).toEqual(WAIT);
    const filled = told(sentLife(newLifeOf(), { a: { quantity: 300 } }), fillOf('a', 'e1', 300));
    expect(step(filled)).toEqual(WAIT);
    expect(step(told(filled, { type: 'TRADE_BUSTED', childId: 'a', executionId: 'e1', bears: null }))).toEqual(WAIT);
  });

  it.each<[string, OrderFact]>([
    ['asked for', { type: 'CANCEL_ASKED' }],
    ['of its day', { type: 'DAY_ENDED' }],
  ])('closes without a code at an end %s, once nothing is out', (_, wish) => {
    expect(step(told(tried(), wish))).toEqual(close(null));
    expect(step(told(newLifeOf(), wish))).toEqual(close(null));
    expect(step(told(rested(), wish))).toEqual(WAIT);
    expect(step(told(rested(), wish, over('rest')))).toEqual(close(null));
  });

  it('is the same where the day ends during a cancel, or the cancel comes after the day (L5)', () => {
    const first = told(rested(), { type: 'CANCEL_ASKED' }, { type: 'DAY_ENDED' }, over('rest'));
    expect(told(first, { type: 'ORDER_CLOSED', code: null }).state).toBe('CANCELED');
    const second = told(rested(), { type: 'DAY_ENDED' }, { type: 'CANCEL_ASKED' }, over('rest'));
    expect(told(second, { type: 'ORDER_CLOSED', code: null }).state).toBe('EXPIRED');
  });

  it('closes an order of which the journal has refused a step (L3)', () => {
    const broken: OrderFact = { type: 'RECORD_BROKEN', code: 'DISK_FULL' };
    expect(step(told(tried(), broken))).toEqual(close('RECORD_BROKEN'));
    expect(step(told(newLifeOf(), broken))).toEqual(close('RECORD_BROKEN'));
    expect(step(told(rested(), broken))).toEqual(WAIT);
    expect(step(told(tried(), broken, { type: 'CANCEL_ASKED' }))).toEqual(close(null));
  });

  it('waits for a person who has to look, until one replaces or cancels the order', () => {
    const looked = told(tried(), { type: 'WAITS_FOR_PERSON', childId: 'c1' });
    expect(step(looked)).toEqual(WAIT);
    const { limitPrice } = looked.order;
    const replaced = told(looked, {
      type: 'ORDER_REPLACED',
      quantity: quantity(400),
      limitPrice,
      worstPrice: limitPrice,
      market: null,
    });
    expect(step(replaced)).toEqual(ROUTE);
    expect(step(told(looked, { type: 'CANCEL_ASKED' }))).toEqual(close(null));
  });
});

describe('an immediate order', () => {
  it.each(['IOC', 'FOK'] as const)('with %s closes after its wave, with what it has', (timeInForce) => {
    expect(step(tried({ timeInForce }))).toEqual(close('NOT_FILLED_AT_ONCE'));
    const part = told(sentLife(newLifeOf({ timeInForce }), { a: { quantity: 100 } }), fillOf('a', 'e1', 40), over('a'));
    expect(step(part)).toEqual(close('NOT_FILLED_AT_ONCE'));
  });

  it('goes on where its wave asked only some venues first, after a restart too (L5)', () => {
    const life = newLifeOf({ timeInForce: 'IOC', sourcing: 'INTERNALIZE_FIRST' });
    const first = told(
      life,
      waveOf(life, { a: { quantity: 100 } }, { goesOn: true }),
      { type: 'CHILD_SENT', childId: 'a', epoch: null },
      over('a'),
    );
    expect(step(first)).toEqual(ROUTE);
    expect(step(told(sentLife(first, { b: { quantity: 300 } }), over('b')))).toEqual(close('NOT_FILLED_AT_ONCE'));
  });

  it('falls over to the next venue in SEQUENTIAL, however often, and not as FOK', () => {
    expect(step(tried({ timeInForce: 'IOC', routingMode: 'SEQUENTIAL' }, 5))).toEqual(ROUTE);
    expect(step(tried({ timeInForce: 'FOK', routingMode: 'SEQUENTIAL' }))).toEqual(close('NOT_FILLED_AT_ONCE'));
  });

  it('closes where its market cannot be routed to', () => {
    const life = tried({ timeInForce: 'IOC', routingMode: 'SEQUENTIAL' });
    expect(step(life, { canRoute: false })).toEqual(close('NOT_FILLED_AT_ONCE'));
    expect(step(tried(), { canRoute: false })).toEqual(WAIT);
  });

  it('goes on where its plan was never sent', () => {
    expect(step(tooOld(newLifeOf({ timeInForce: 'IOC' }), 1))).toEqual(ROUTE);
  });
});

describe('the bound on waves', () => {
  it('holds in SEQUENTIAL for what is to rest and is refused, again and again by the same venue', () => {
    let life = newLifeOf({ routingMode: 'SEQUENTIAL' });
    for (let wave = 1; wave <= 3; wave += 1) {
      const childId = `rest-${wave}`;
      const refused = { type: 'CHILD_REJECTED', childId, code: 'INSTRUMENT_HALTED', message: 'halted' } as const;
      life = told(sentLife(life, { [childId]: { quantity: 300, kind: 'POST' } }), refused);
      expect(step(life)).toEqual(wave < 3 ? ROUTE : close('MAX_WAVES'));
    }
  });

  it('closes an order after so many', () => {
    expect(step(tried({}, 2))).toEqual(ROUTE);
    expect(step(tried({}, 3))).toEqual(close('MAX_WAVES'));
    const rest = rested(tried({}, 2));
    expect(step(rest)).toEqual(WAIT);
  });

  it('counts anew when its market opens', () => {
    const opened = told(tried({}, 3), { type: 'MARKET_REOPENED' });
    expect(step(opened)).toEqual(ROUTE);
    const again = told(sentLife(opened, { d: { quantity: 100 } }), over('d'));
    expect(step(again, { maxWaves: 1 })).toEqual(close('MAX_WAVES'));
  });

  it('does not count what was never sent, and not twice what was planned before the market opened', () => {
    expect(step(tooOld(tried({}, 2), 2))).toEqual(ROUTE);
    const life = tried();
    const planned = told(life, waveOf(life, { old: { quantity: 100 } }), { type: 'MARKET_REOPENED' });
    const opened = told(planned, { type: 'PLAN_TOO_OLD', childIds: ['old'] });
    const once = told(sentLife(opened, { d: { quantity: 100 } }), over('d'));
    expect(step(once, { maxWaves: 1 })).toEqual(close('MAX_WAVES'));
  });
});

describe('plans that were too old when they were durable', () => {
  it('are made anew; after three in a row with a slow journal the order ends, or waits unplanned (L10)', () => {
    const slow = { isRecordSlow: true };
    expect(step(tooOld(newLifeOf(), 2), slow)).toEqual(ROUTE);
    expect(step(tooOld(newLifeOf(), 3), slow)).toEqual(WAIT);
    expect(step(tooOld(newLifeOf(), 3))).toEqual(ROUTE);
    const market = { orderType: 'MARKET', limitPrice: null } as const;
    expect(step(tooOld(newLifeOf(market), 3), slow)).toEqual(close('RECORD_TOO_SLOW'));
    expect(step(tooOld(newLifeOf({ timeInForce: 'IOC' }), 3), slow)).toEqual(close('RECORD_TOO_SLOW'));
    expect(step(tooOld(newLifeOf({ timeInForce: 'FOK' }), 3), slow)).toEqual(close('RECORD_TOO_SLOW'));
  });

  it('are counted from the last that was sent', () => {
    const sent = told(sentLife(tooOld(newLifeOf(), 2), { a: { quantity: 100 } }), over('a'));
    expect(step(tooOld(sent, 1), { isRecordSlow: true })).toEqual(ROUTE);
  });
});

describe('an order for which nothing was found to send', () => {
  it('closes with its code, unless something of it rests', () => {
    expect(closeUnrouted(tried(), 'NO_VENUE')).toEqual(close('NO_VENUE'));
    expect(closeUnrouted(rested(), 'NO_VENUE')).toEqual(WAIT);
  });
});

describe('a wave that has become durable', () => {
  const replacedBy = (count: number, limit: number): OrderFact => ({
    type: 'ORDER_REPLACED',
    quantity: quantity(count),
    limitPrice: price(limit),
    worstPrice: price(limit),
    market: null,
  });
  const planned = () => {
    const life = newLifeOf();
    return told(life, waveOf(life, { a: { quantity: 300 } }));
  };

  it('leaves', () => {
    expect(mayBeSent(planned(), 1)).toBe(true);
    expect(mayBeSent(told(planned(), replacedBy(400, 1_000_000)), 1)).toBe(true);
  });

  it.each<[string, OrderFact]>([
    ['is to end', { type: 'CANCEL_ASKED' }],
    ['has a broken record', { type: 'RECORD_BROKEN', code: 'X' }],
    ['waits for a person', { type: 'WAITS_FOR_PERSON', childId: 'a' }],
    ['has another limit now', replacedBy(300, 999_000)],
    ['is smaller now', replacedBy(299, 1_000_000)],
  ])('does not leave where its order %s', (_, fact) => {
    expect(mayBeSent(told(planned(), fact), 1)).toBe(false);
  });

  it('leaves at the new limit where it was planned after that', () => {
    const replaced = told(tried(), replacedBy(300, 999_000));
    const again = told(replaced, waveOf(replaced, { b: { quantity: 300 } }));
    expect(mayBeSent(again, 2)).toBe(true);
  });

  it('does not leave where a late fill has taken its place (L9)', () => {
    const first = tried();
    const again = told(first, waveOf(first, { b: { quantity: 300 } }));
    const late = heard(again, 'c1', filledWord('e1', 10)).life;
    expect(mayBeSent(late, 2)).toBe(false);
    expect(mayBeSent(heard(late, 'c1', filledWord('e2', 290)).life, 2)).toBe(false);
  });
});

describe('what is asked back', () => {
  const ids = (life: OrderLife) => childrenToCancel(life).map(({ id }) => id);
  const three = () =>
    sentLife(newLifeOf({ quantity: quantity(600) }), {
      a: { quantity: 100, kind: 'POST' },
      b: { quantity: 200, kind: 'POST' },
      c: { quantity: 100 },
    });
  const replacedBy = (count: number, limit = 1_000_000): OrderFact => ({
    type: 'ORDER_REPLACED',
    quantity: quantity(count),
    limitPrice: price(limit),
    worstPrice: price(limit),
    market: null,
  });

  it('is nothing while the order goes on', () => {
    expect(ids(three())).toEqual([]);
  });

  it('is all that is out where the order is to end, once each, also what is in doubt', () => {
    const ending = told(three(), { type: 'CHILD_IN_DOUBT', childId: 'b', why: 'OVERDUE' }, { type: 'CANCEL_ASKED' });
    expect(ids(ending)).toEqual(['a', 'b', 'c']);
    expect(ids(told(ending, { type: 'CHILD_CANCEL_ASKED', childId: 'b' }))).toEqual(['a', 'c']);
    expect(ids(told(ending, over('a')))).toEqual(['b', 'c']);
    expect(ids(told(three(), { type: 'DAY_ENDED' }))).toEqual(['a', 'b', 'c']);
  });

  it('notes the cancel of a child that is filled in part, and keeps the doubt of one that is not known', () => {
    const asked = (childId: string): OrderFact => ({ type: 'CHILD_CANCEL_ASKED', childId });
    const part = told(three(), fillOf('a', 'e1', 40), asked('a'));
    expect(part.children[0]).toMatchObject({ state: 'PENDING_CANCEL', filled: 40 });
    const lost = told(three(), { type: 'CHILD_IN_DOUBT', childId: 'b', why: 'OVERDUE' }, asked('b'));
    expect(lost).toMatchObject({ state: 'UNKNOWN', working: 400 });
    expect(lost.children[1]).toMatchObject({ state: 'UNKNOWN', doubt: 'OVERDUE' });
  });

  it('is what still works of an order that is filled without it', () => {
    const filled = heard(three(), 'c', filledWord('e1', 600)).life;
    expect(filled.state).toBe('FILLED');
    expect(ids(filled)).toEqual(['a', 'b']);
  });

  it('is not what has not left yet', () => {
    const life = newLifeOf();
    expect(ids(told(life, waveOf(life, { a: { quantity: 100 } }), { type: 'CANCEL_ASKED' }))).toEqual([]);
  });

  it('is of an order executed or out beyond its quantity as much as that, and no more', () => {
    expect(ids(told(three(), replacedBy(400)))).toEqual([]);
    expect(ids(told(three(), replacedBy(399)))).toEqual(['a']);
    expect(ids(told(three(), replacedBy(300)))).toEqual(['a']);
    expect(ids(told(three(), replacedBy(299)))).toEqual(['a', 'b']);
    const asked = told(three(), replacedBy(300), { type: 'CHILD_CANCEL_ASKED', childId: 'a' });
    expect(ids(asked)).toEqual([]);
    expect(ids(told(asked, over('a')))).toEqual([]);
  });

  it('counts what a child has left, not what it had', () => {
    const part = told(three(), fillOf('a', 'e1', 90), replacedBy(380));
    expect(ids(part)).toEqual(['a', 'b']);
  });

  it('is what rests while a late fill has taken its place', () => {
    const first = heard(sentLife(newLifeOf(), { a: { quantity: 300 } }), 'a', canceledWord(0)).life;
    const late = heard(
      sentLife(first, { b: { quantity: 300, kind: 'POST', venueId: 'XNYS' } }),
      'a',
      filledWord('e1', 100),
    );
    expect(late.life.state).toBe('PARTIALLY_FILLED');
    expect(ids(late.life)).toEqual(['b']);
  });

  it('is what rests at a limit that is not the order’s any more, and nothing of later waves', () => {
    const recalled = told(three(), over('c'), replacedBy(600, 999_000));
    expect(ids(recalled)).toEqual(['a', 'b']);
    expect(ids(sentLife(recalled, { d: { quantity: 100, kind: 'POST' } }))).toEqual(['a', 'b']);
    expect(ids(told(three(), replacedBy(500)))).toEqual([]);
  });
});
