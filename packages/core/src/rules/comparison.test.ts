import { expect, it } from 'vitest';
import { quantity } from '../money/units.ts';
import { marketOf, orderOf, planInputOf } from '../testing/market.ts';
import { ruleOf } from '../testing/rule.ts';
import { applyRules, NOTHING_USED } from './apply.ts';
import { compareRules } from './comparison.ts';
import type { Rule } from './rule.ts';

/** BUY 200 at 100.01 on NYSE, or 2 cents dearer a share on Arca; both take for 0.3 cents. */
const VIEW = marketOf({
  XNYS: { bid: [9_999, 500], ask: [10_001, 200], venue: { protectedQuote: false } },
  ARCX: { bid: [9_999, 500], ask: [10_003, 200], venue: { protectedQuote: false }, fillRate: 0.5 },
  BATS: { bid: [9_999, 500], ask: [10_005, 500] },
});
const BEFORE = planInputOf(orderOf({ quantity: quantity(200) }), VIEW);
const under = (rule: Rule) =>
  compareRules(BEFORE, applyRules(BEFORE, { version: 'rules-1', rules: [rule] }, NOTHING_USED));

it('finds nothing where the plan is the same', () => {
  expect(under(ruleOf({ effects: { excludeVenues: ['IEXG'] } }))).toMatchObject({
    venuesDiffer: false,
    slicesDiffer: false,
    takenDifference: 0,
    costDifferenceBps: 0,
    costDifferenceE8: 0n,
    fillRateDifference: 0,
  });
});

it('counts what the way to another venue costs, exactly', () => {
  const compared = under(ruleOf({ effects: { excludeVenues: ['XNYS'] } }));
  expect(compared).toMatchObject({ venuesDiffer: true, slicesDiffer: true });
  // 200 shares × $0.02, and the same fee: $4.00, 2 cents of the mid of 100.02.
  expect(compared.costDifferenceE8).toBe(400_000_000n);
  expect(compared.costDifferenceBps).toBeCloseTo((0.02 / 100.02) * 10_000, 9);
  expect(compared.fillRateDifference).toBeCloseTo(-0.4, 12);
});

it('sets no cost against the cost of taking less, or nothing', () => {
  const nothing = ruleOf({ effects: { excludeVenues: ['XNYS', 'ARCX', 'BATS'] } });
  expect(under(nothing)).toMatchObject({ takenDifference: -200, costDifferenceBps: null, costDifferenceE8: null });
  const less = ruleOf({
    effects: {
      excludeVenues: ['ARCX', 'BATS'],
      venueCaps: [{ venueId: 'XNYS', maxQuantityE8: null, maxSharePpm: 500_000 }],
    },
  });
  expect(under(less)).toMatchObject({ takenDifference: -100, costDifferenceBps: 0, costDifferenceE8: null });
});

it('sees another division over the same venues', () => {
  const capped = ruleOf({ effects: { venueCaps: [{ venueId: 'XNYS', maxQuantityE8: null, maxSharePpm: 500_000 }] } });
  const first = under(capped);
  expect([first.venuesDiffer, first.after.slices.map((slice) => slice.quantity)]).toEqual([true, [100, 100]]);
  const tighter = ruleOf({ effects: { venueCaps: [{ venueId: 'XNYS', maxQuantityE8: null, maxSharePpm: 250_000 }] } });
  const set = (rule: Rule) => applyRules(BEFORE, { version: 'rules-1', rules: [rule] }, NOTHING_USED);
  expect(compareRules(set(capped), set(tighter))).toMatchObject({ venuesDiffer: false, slicesDiffer: true });
});
