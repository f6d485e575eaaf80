import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import {
  accountOf,
  fillOf,
  heard,
  newLifeOf,
  replaceAsked,
  replacedWord,
  replaceRefusedWord,
  sentLife,
  termsOf,
  told,
} from '../testing/lives.ts';
import { childrenToCancel, childToShrink, isReplaceable, mayBeReplaced, recalledToReplace } from './next-step.ts';
import type { OrderFact } from './order-event.ts';
import type { OrderLife } from './order-life.ts';

describe('a child that becomes smaller in its place', () => {
  const acked = (childId: string): OrderFact => ({ type: 'CHILD_ACKED', childId, venueOrderId: null });
  const replacedBy = (count: number, limit = 1_000_000): OrderFact => {
    const limitPrice = price(limit);
    return { type: 'ORDER_REPLACED', quantity: quantity(count), limitPrice, worstPrice: limitPrice, market: null };
  };
  /** An order of 600 with 100 and 200 at rest. */
  const two = () =>
    told(
      sentLife(newLifeOf({ quantity: quantity(600) }), {
        a: { quantity: 100, kind: 'POST' },
        b: { quantity: 200, kind: 'POST', venueId: 'XNYS' },
      }),
      acked('a'),
      acked('b'),
    );
  const shrunk = (life: OrderLife, canReplace = (_: string) => true) => {
    const found = childToShrink(life, ({ venueId }) => canReplace(venueId));
    return found === null ? null : [found.child.id, found.quantity];
  };
  const ids = (life: OrderLife) => childrenToCancel(life).map(({ id }) => id);

  it('is the newest one that has more left than is beyond the order', () => {
    expect(shrunk(told(two(), replacedBy(300)))).toBeNull();
    expect(shrunk(told(two(), replacedBy(250)))).toEqual(['b', 150]);
    expect(shrunk(told(two(), replacedBy(250)), (venueId) => venueId === 'XNAS')).toEqual(['a', 50]);
    expect(shrunk(told(two(), replacedBy(150)))).toEqual(['b', 50]);
    expect(shrunk(told(two(), replacedBy(100)))).toBeNull();
    expect(shrunk(told(two(), replacedBy(250)), () => false)).toBeNull();
  });

  it('counts what it has executed towards its new quantity', () => {
    expect(shrunk(told(two(), fillOf('b', 'e1', 160), replacedBy(250)))).toEqual(['a', 50]);
    expect(shrunk(told(two(), fillOf('b', 'e1', 100), replacedBy(250)))).toEqual(['b', 150]);
  });

  it('is none of an order that is to end, is broken or waits for a person', () => {
    const less = told(two(), replacedBy(250));
    expect(shrunk(told(less, { type: 'CANCEL_ASKED' }))).toBeNull();
    expect(shrunk(told(less, { type: 'RECORD_BROKEN', code: 'DISK_FULL' }))).toBeNull();
    expect(shrunk(told(less, { type: 'WAITS_FOR_PERSON', childId: 'a' }))).toBeNull();
  });

  it('is none that may not be known, or has something on its way, or has been refused before', () => {
    const less = told(two(), replacedBy(250));
    const b = (life: OrderLife) => life.children.some((child) => child.id === 'b' && isReplaceable(child));
    expect(b(less)).toBe(true);
    expect(b(told(less, { type: 'CHILD_CANCEL_ASKED', childId: 'b' }))).toBe(false);
    expect(b(told(less, { type: 'CHILD_IN_DOUBT', childId: 'b', why: 'OVERDUE' }))).toBe(false);
    const asked = told(less, replaceAsked('b', termsOf(1, 150)));
    expect(b(asked)).toBe(false);
    expect(b(heard(asked, 'b', replacedWord(termsOf(1, 150), 0)).life)).toBe(true);
    expect(b(heard(asked, 'b', replaceRefusedWord(1, 'NO', 0)).life)).toBe(false);
  });

  it('is waited for; nothing else is asked back meanwhile, and another one where it is refused', () => {
    const asked = told(two(), replacedBy(250), replaceAsked('b', termsOf(1, 150)));
    expect([shrunk(asked), ids(asked)]).toEqual([null, []]);
    const taken = heard(asked, 'b', replacedWord(termsOf(1, 150), 0)).life;
    expect([taken.residual, shrunk(taken), ids(taken)]).toEqual([0, null, []]);
    const over = heard(asked, 'b', replaceRefusedWord(1, 'TOO_LATE', 0)).life;
    expect([over.state, shrunk(over), ids(over)]).toEqual(['UNKNOWN', null, []]);
    const refused = heard(asked, 'b', replaceRefusedWord(1, 'NO', 0)).life;
    expect([shrunk(refused), ids(refused)]).toEqual([['a', 50], ['a']]);
  });

  it('of which nobody knows whether it has heard of it is asked back when its venue has been asked', () => {
    const asked = told(two(), replacedBy(250), replaceAsked('b', termsOf(1, 150)));
    const lost = told(asked, { type: 'CHILD_IN_DOUBT', childId: 'b', why: 'SESSION_LOST' });
    expect(ids(lost)).toEqual([]);
    expect(ids(heard(lost, 'b', { ...accountOf('ACKED'), terms: termsOf(0, 200) }).life)).toEqual(['b']);
    expect(ids(heard(lost, 'b', { ...accountOf('ACKED'), terms: termsOf(1, 150) }).life)).toEqual([]);
  });

  it('is told its new terms only while they are still wanted', () => {
    const asked = told(two(), replacedBy(250), replaceAsked('b', termsOf(1, 150)));
    const may = (...facts: readonly OrderFact[]) => {
      const life = told(asked, ...facts);
      return life.children.filter((child) => mayBeReplaced(life, child, 1)).map(({ id }) => id);
    };
    expect(may()).toEqual(['b']);
    expect(may({ type: 'CANCEL_ASKED' })).toEqual([]);
    expect(may({ type: 'CHILD_CANCEL_ASKED', childId: 'b' })).toEqual([]);
    expect(may(replacedBy(250, 999_000))).toEqual([]);
    expect(may({ type: 'RECORD_BROKEN', code: 'DISK_FULL' })).toEqual([]);
    expect(may({ type: 'CHILD_IN_DOUBT', childId: 'b', why: 'OVERDUE' })).toEqual([]);
    const [, b] = asked.children;
    expect(b !== undefined && mayBeReplaced(asked, b, 2)).toBe(false);
  });

  it('at a limit that is not the order’s any more is asked back, whatever is on its way to it', () => {
    const asked = told(two(), replacedBy(250), replaceAsked('b', termsOf(1, 150)), replacedBy(250, 999_000));
    expect([shrunk(asked), ids(asked)]).toEqual([null, ['a', 'b']]);
  });

  it('at a limit that is not the order’s any more may be given the new one, as much of it as is still wanted', () => {
    const again = (life: OrderLife, canReplace = true) => {
      const found = recalledToReplace(life, () => canReplace);
      return found === null ? null : [found.children.map(({ id }) => id), found.quantity];
    };
    expect(again(two())).toBeNull();
    expect(again(told(two(), replacedBy(600, 999_000)))).toEqual([['a', 'b'], 300]);
    expect(again(told(two(), replacedBy(250, 999_000)))).toEqual([['a', 'b'], 250]);
    expect(again(told(two(), replacedBy(600, 999_000)), false)).toBeNull();
    const refused = told(two(), replaceAsked('b', termsOf(1, 150)), {
      type: 'CHILD_REPLACE_REFUSED',
      childId: 'b',
      revision: 1,
      code: 'NO',
    });
    expect(again(told(refused, replacedBy(600, 999_000)))).toEqual([['a'], 100]);
    const doubt: OrderFact = { type: 'CHILD_IN_DOUBT', childId: 'b', why: 'OVERDUE' };
    expect(again(told(two(), doubt, replacedBy(600, 999_000)))).toBeNull();
    expect(again(told(two(), replacedBy(600, 999_000), { type: 'CANCEL_ASKED' }))).toBeNull();
  });
});
