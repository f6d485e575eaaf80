import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import type { OrderKind } from '../routing/order-kind.ts';
import type { Slice } from '../routing/route-plan.ts';
import { type ChildOf, newLifeOf, replaceAsked, sentLife, termsOf, told } from '../testing/lives.ts';
import { nbboOf } from '../testing/market.ts';
import { asIfBack } from './as-if-back.ts';
import type { OrderFact } from './order-event.ts';
import type { OrderLife } from './order-life.ts';
import { mayBeBetter, restingQuantity, restsToReplan, takenBy, toGiveBack } from './replan.ts';
import { restingTerms } from './resting-terms.ts';

const acked = (childId: string): OrderFact => ({ type: 'CHILD_ACKED', childId, venueOrderId: null });
/** An order of 300 with these children at rest. */
const resting = (
  children: Readonly<Record<string, ChildOf>> = { a: { quantity: 100 }, b: { quantity: 200, venueId: 'XNYS' } },
  changes: Partial<ValidOrder> = {},
): OrderLife => {
  const posts = Object.entries(children).map(([id, child]) => [id, { kind: 'POST' as const, ...child }]);
  const life = sentLife(newLifeOf(changes), Object.fromEntries(posts));
  return told(life, ...Object.keys(children).map(acked));
};
const ids = (life: OrderLife) => restsToReplan(life).map(({ id }) => id);

describe('what may be planned again', () => {
  it('is all that rests of an order that is all out', () => {
    expect(ids(resting())).toEqual(['a', 'b']);
    expect(ids(told(resting(), { type: 'CHILD_CANCELED', childId: 'a', code: null, reason: '' }))).toEqual([]);
  });

  it.each<[string, readonly OrderFact[]]>([
    ['ends', [{ type: 'CANCEL_ASKED' }]],
    ['is broken', [{ type: 'RECORD_BROKEN', code: 'DISK_FULL' }]],
    ['waits for a person', [{ type: 'WAITS_FOR_PERSON', childId: 'a' }]],
    ['is in doubt', [{ type: 'CHILD_IN_DOUBT', childId: 'a', why: 'OVERDUE' }]],
    ['has a cancel on its way', [{ type: 'CHILD_CANCEL_ASKED', childId: 'a' }]],
    ['has other terms on their way', [replaceAsked('a', termsOf(1, 50))]],
    [
      'has been refused other terms',
      [replaceAsked('a', termsOf(1, 50)), { type: 'CHILD_REPLACE_REFUSED', childId: 'a', revision: 1, code: 'NO' }],
    ],
  ])('is nothing of an order that %s', (_, facts) => {
    expect(ids(told(resting(), ...facts))).toEqual([]);
  });

  it('is nothing where the caller chose the venues, where something takes, or a peg follows by itself', () => {
    expect(ids(resting(undefined, { routingMode: 'MANUAL' }))).toEqual([]);
    expect(ids(resting(undefined, { routingMode: 'SEQUENTIAL' }))).toEqual([]);
    expect(ids(resting({ a: { quantity: 100 }, b: { quantity: 200, kind: 'IOC' } }))).toEqual([]);
    expect(ids(resting({ a: { quantity: 100 }, b: { quantity: 200, kind: 'MID_PEG' } }))).toEqual([]);
  });
});

describe('a market', () => {
  const at = (cents: number | null) =>
    cents === null ? null : { price: price(cents * 100), size: quantity(100), venueId: 'ARCX' };
  const better = (bid: number | null, ask: number | null, life = resting()) =>
    mayBeBetter(life, restsToReplan(life), nbboOf(at(bid), at(ask)));

  it('may be better where its far side is within the limit, at an odd lot too', () => {
    expect([better(9_999, 10_001), better(9_999, 10_000), better(9_998, 9_999), better(9_999, null)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const odd = { price: price(1_000_000), size: quantity(30), venueId: 'ARCX' };
    expect(mayBeBetter(resting(), restsToReplan(resting()), { ...nbboOf(at(9_999), at(10_001)), oddAsk: odd })).toBe(
      true,
    );
    const sells = resting(undefined, { side: 'SELL' });
    expect([better(9_999, 10_001, sells), better(10_000, 10_001, sells)]).toEqual([false, true]);
  });

  it('may be better for what rests for a while only where the near side is elsewhere', () => {
    const waits = resting({ a: { quantity: 300, restMs: 500, limitPrice: price(999_900) } });
    expect([better(9_999, 10_001, waits), better(9_998, 9_999, waits), better(9_998, null, waits)]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

const slice = (venueId: string, count: number, more: Partial<Slice> = {}): Slice => ({
  venueId,
  quantity: quantity(count),
  limitPrice: price(999_000),
  expectedPriceE8: 0 as never,
  kind: 'POST',
  minQuantity: quantity(0),
  expectedFeeE8: 0 as never,
  expectedCostBps: 0,
  expectedFillRate: 0,
  expectedFillTimeMs: 0,
  restMs: null,
  routingPriority: 1,
  reason: '',
  ...more,
});

describe('the terms that a plan has for what rests', () => {
  const terms = (life: OrderLife, ...slices: readonly Slice[]) =>
    restingTerms(slices, restsToReplan(life))?.map(({ child, quantity: count, limitPrice }) => [
      child.id,
      count,
      limitPrice,
    ]) ?? null;

  it('are those of its parts at the same venues, what is executed counted', () => {
    expect(terms(resting(), slice('XNAS', 100), slice('XNYS', 200))).toEqual([
      ['a', 100, 999_000],
      ['b', 200, 999_000],
    ]);
    const [filled] = restsToReplan(resting()).map((child) => ({ ...child, filled: 40 }));
    if (filled === undefined) throw new Error('a child expected');
    expect(restingTerms([slice('XNAS', 60)], [filled])?.map((each) => each.quantity)).toEqual([100]);
  });

  it('leave out a child that is as the plan wants it, and one that it does not want', () => {
    const same = { limitPrice: price(1_000_000) };
    expect(terms(resting(), slice('XNAS', 100, same), slice('XNYS', 200))).toEqual([['b', 200, 999_000]]);
    expect(terms(resting(), slice('XNYS', 150))).toEqual([['b', 150, 999_000]]);
  });

  it.each<[string, Slice]>([
    ['takes', slice('XNAS', 100, { kind: 'IOC' })],
    ['goes elsewhere', slice('ARCX', 100)],
    ['wants more somewhere than is there', slice('XNAS', 101)],
    ['rests for a while what rests until it is done', slice('XNAS', 100, { restMs: 500 })],
  ])('are none where it %s', (_, only) => {
    expect(terms(resting(), only)).toBeNull();
  });

  it('are none for a second part at a venue with one child', () => {
    expect(terms(resting(), slice('XNAS', 50), slice('XNAS', 50))).toBeNull();
  });
});

it('a plan takes what it takes at shown prices, and hopes for what it asks blind', () => {
  const kinds: readonly OrderKind[] = ['IOC', 'ISO', 'FOK', 'POST', 'MID_IOC', 'MID_PEG'];
  expect(takenBy(kinds.map((kind, at) => ({ kind, quantity: quantity(10 ** at) })))).toBe(111);
});

it('an order as if its rests were back has so much to route, and nothing else of it is touched', () => {
  const life = resting();
  const back = asIfBack(life, ['b'], 150);
  expect(back).toMatchObject({ working: 100, residual: 150, version: life.version });
  expect(back.children.map(({ state }) => state)).toEqual(['ACKED', 'CANCELED']);
  expect(restingQuantity(restsToReplan(life))).toBe(300);
});

describe('what is given back of what rests', () => {
  const given = (count: number, canReplace = true) => {
    const { shrunk, whole } = toGiveBack(restsToReplan(resting()), quantity(count), () => canReplace);
    return [shrunk?.id ?? null, whole.map(({ id }) => id)];
  };

  it('is of the newest child that keeps something, else whole ones from the newest on', () => {
    expect(given(100)).toEqual(['b', []]);
    expect(given(200)).toEqual([null, ['b']]);
    expect(given(201)).toEqual([null, ['b', 'a']]);
    expect(given(50, false)).toEqual([null, ['b']]);
  });
});

it('waves are counted anew from where the market had an order planned again, or it was replaced', () => {
  const market = { bid: price(1), ask: price(2), doubleMid: 3 };
  expect(told(resting(), { type: 'REPLANNED', code: 'TAKES', market })).toMatchObject({ wavesUncounted: 1 });
  const terms = { quantity: quantity(200), limitPrice: price(1_000_000), worstPrice: price(1_000_000), market: null };
  expect(told(resting(), { type: 'ORDER_REPLACED', ...terms })).toMatchObject({ wavesUncounted: 1 });
});
