import { describe, expect, it } from 'vitest';
import { moneyE8, price, quantity } from '../money/units.ts';
import { NO_RULES, type RuleSet } from '../rules/rule.ts';
import { fillOf, newLifeOf, sentLife, told } from '../testing/lives.ts';
import { marketOf } from '../testing/market.ts';
import { ruleOf } from '../testing/rule.ts';
import type { OrderLife } from './order-life.ts';
import { waveInput } from './wave-input.ts';

const view = marketOf({
  XNAS: { bid: [9_999, 100], ask: [10_000, 100] },
  BATS: { bid: [9_999, 100], ask: [10_000, 100] },
});
const FIRM = { urgency: 0.5, passiveHorizonMs: 10_000 };
const limits = { maxOrderQuantity: quantity(1_000_000), maxOrderNotionalE8: moneyE8(10n ** 18n), collarBps: 500 };
const inputOf = (life: OrderLife, rules: RuleSet = NO_RULES) =>
  waveInput(life, { clientId: 'client', view, firm: FIRM, rules, modelVersion: 'model', limits, lastPrice: null });
/** A hundred of 300 executed at XNAS, and nothing out. */
const partly = (changes: Parameters<typeof newLifeOf>[0] = {}) =>
  told(sentLife(newLifeOf(changes), { a: { quantity: 100 } }), fillOf('a', 'e', 100));

describe('the input of a wave', () => {
  it('is the whole order at first, and then what is left of it, with where it has been', () => {
    expect(inputOf(newLifeOf())).toMatchObject({
      wave: 1,
      quantity: 300,
      triedVenues: [],
      worstPrice: price(1_000_000),
    });
    expect(inputOf(partly())).toMatchObject({ wave: 2, quantity: 200, triedVenues: ['XNAS'], rulesVersion: 'none' });
  });

  it('reaches no further than the collar of now, however far the market was when the order came', () => {
    const came = (worstPrice: number) => ({
      ...newLifeOf(),
      start: { ...newLifeOf().start, worstPrice: price(worstPrice) },
    });
    expect(inputOf(came(1_200_000)).worstPrice).toBe(1_050_000);
    expect(inputOf(came(1_020_000)).worstPrice).toBe(1_020_000);
  });

  it('is of the order that a stop becomes when it is reached', () => {
    const stop = { orderType: 'STOP', limitPrice: null, stopPrice: price(990_000) } as const;
    expect(inputOf(newLifeOf(stop)).order.orderType).toBe('MARKET');
  });

  it('lets nothing rest any more once a rest has had its time, or was refused', () => {
    const life = sentLife(newLifeOf({ held: false }), { a: { quantity: 100, kind: 'POST', restMs: 10_000 } });
    const refused = told(life, { type: 'CHILD_REJECTED', childId: 'a', code: 'NO_POSTS', message: '' });
    const horizons = [life, told(life, { type: 'REST_ENDED', childId: 'a' }), refused].map(
      (each) => inputOf(each).settings.passiveHorizonMs,
    );
    expect(horizons).toEqual([10_000, null, null]);
  });

  it('counts what the order has at a venue against the caps of rules', () => {
    const cap = { venueId: 'XNAS', maxQuantityE8: 15_000_000_000n, maxSharePpm: null };
    const rules = { version: 'v1', rules: [ruleOf({ effects: { venueCaps: [cap] } })] };
    const capOf = (life: OrderLife) => inputOf(life, rules).order.venueCaps;
    expect(capOf(newLifeOf())).toEqual([{ venueId: 'XNAS', maxQuantity: 150 }]);
    expect(capOf(partly())).toEqual([{ venueId: 'XNAS', maxQuantity: 50 }]);
  });

  it('holds the most venues that an order may be split over its whole life', () => {
    expect(inputOf(newLifeOf({ maxVenueSplit: 2 })).order).toMatchObject({ maxVenueSplit: 2, excludeVenues: [] });
    expect(inputOf(partly({ maxVenueSplit: 2 })).order).toMatchObject({ maxVenueSplit: 1, excludeVenues: [] });
    expect(inputOf(partly({ maxVenueSplit: 1 })).order).toMatchObject({ excludeVenues: ['BATS'] });
    const unfilled = told(sentLife(newLifeOf({ maxVenueSplit: 1 }), { a: { quantity: quantity(100) } }), {
      type: 'CHILD_CANCELED',
      childId: 'a',
      code: null,
      reason: '',
    });
    expect(inputOf(unfilled).order).toMatchObject({ maxVenueSplit: 1, excludeVenues: [] });
  });
});
