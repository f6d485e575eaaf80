import { describe, expect, it } from 'vitest';
import { price, priceE8, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { planRoute } from '../routing/plan.ts';
import { marketOf, orderOf, planInputOf } from '../testing/market.ts';
import { ruleOf } from '../testing/rule.ts';
import { applyRules, NOTHING_USED } from './apply.ts';
import type { Rule } from './rule.ts';

const VIEW = marketOf({
  XNYS: { bid: [9_999, 500], ask: [10_001, 300] },
  ARCX: { bid: [9_998, 500], ask: [10_001, 200] },
  BATS: { bid: [9_998, 500] },
});

/** The order as the rules, in this order of priority, let it be routed. */
function ruled(order: Partial<ValidOrder>, ...rules: Rule[]) {
  const input = planInputOf(orderOf({ quantity: quantity(400), ...order }), VIEW);
  return applyRules(input, { version: 'rules-7', rules }, NOTHING_USED);
}

const NONE = { maxFeeE8: null, minFillRate: null, maxLatencyMs: null, maxImpactBps: null };

describe('what rules wish', () => {
  it('fills in what the order did not say, each from the first rule that says it', () => {
    const { order, settings, rulesVersion, rulesApplied } = ruled(
      {},
      ruleOf({ name: 'first', effects: { objective: 'LOWEST_COST', urgency: 0.9 } }),
      ruleOf({ name: 'second', effects: { objective: 'SMART', mode: 'PRO_RATA', sourcing: 'LIT_ONLY' } }),
      ruleOf({ name: 'third', effects: { mode: 'SEQUENTIAL', venuePreferences: ['ARCX'] } }),
    );
    expect(order).toMatchObject({
      routingObjective: 'LOWEST_COST',
      routingMode: 'PRO_RATA',
      sourcing: 'LIT_ONLY',
      urgency: 0.9,
      venuePreferences: ['ARCX'],
    });
    expect([settings.urgency, rulesVersion, rulesApplied]).toEqual([0.9, 'rules-7', ['first', 'second', 'third']]);
  });

  it('leaves alone what the order said itself, and such a rule has not applied', () => {
    const said: Partial<ValidOrder> = {
      said: ['objective', 'mode', 'sourcing'],
      urgency: 0.1,
      venuePreferences: ['XNYS'],
    };
    const wish = ruleOf({
      effects: {
        objective: 'SMART',
        mode: 'PRO_RATA',
        sourcing: 'LIT_ONLY',
        urgency: 0.9,
        venuePreferences: ['ARCX'],
      },
    });
    const { order, rulesApplied } = ruled(said, wish);
    expect([order, rulesApplied]).toEqual([orderOf({ quantity: quantity(400), ...said }), []]);
  });

  it('never takes its own division from an order', () => {
    const manualAllocations = [{ venueId: 'XNYS', quantity: quantity(400) }];
    const { order } = ruled({ routingMode: 'MANUAL', manualAllocations }, ruleOf({ effects: { mode: 'PRO_RATA' } }));
    expect([order.routingMode, order.manualAllocations]).toEqual(['MANUAL', manualAllocations]);
  });
});

describe('what rules forbid', () => {
  it('adds up, whatever the order said', () => {
    const constraints = { ...NONE, maxFeeE8: priceE8(200_000), minFillRate: 0.2 };
    const { order, rulesApplied } = ruled(
      { excludeVenues: ['BATS'], venuePreferences: ['XNYS', 'ARCX'], maxVenueSplit: 5, constraints },
      ruleOf({ name: 'a', effects: { excludeVenues: ['XNYS'], maxVenueSplit: 3 } }),
      ruleOf({
        name: 'b',
        effects: {
          excludeVenues: ['IEXG', 'BATS'],
          maxVenueSplit: 4,
          constraints: { ...NONE, maxFeeE8: priceE8(300_000), minFillRate: 0.5, maxLatencyMs: 2 },
        },
      }),
    );
    expect(order).toMatchObject({
      excludeVenues: ['BATS', 'XNYS', 'IEXG'],
      venuePreferences: ['ARCX'],
      maxVenueSplit: 3,
      constraints: { maxFeeE8: 200_000, minFillRate: 0.5, maxLatencyMs: 2, maxImpactBps: null },
    });
    expect(rulesApplied).toEqual(['a', 'b']);
  });

  it.each([
    ['a quantity', { maxQuantityE8: 15_000_000_000n, maxSharePpm: null }, 150],
    ['a share, rounded down', { maxQuantityE8: null, maxSharePpm: 333_333 }, 133],
    ['the smaller of both', { maxQuantityE8: 15_000_000_000n, maxSharePpm: 100_000 }, 40],
    ['no more than the order', { maxQuantityE8: 99_999_999_999_999_999_999n, maxSharePpm: null }, 400],
    ['less than a share: nothing', { maxQuantityE8: 99_999_999n, maxSharePpm: null }, 0],
  ])('caps a venue by %s', (_, cap, expected) => {
    const { order } = ruled({}, ruleOf({ effects: { venueCaps: [{ venueId: 'XNYS', ...cap }] } }));
    expect(order.venueCaps).toEqual([{ venueId: 'XNYS', maxQuantity: expected }]);
  });

  it('counts what earlier waves have at a venue against its cap', () => {
    const venueCaps = [{ venueId: 'XNYS', maxQuantityE8: 15_000_000_000n, maxSharePpm: null }];
    const set = { version: 'rules-7', rules: [ruleOf({ effects: { venueCaps } })] };
    const input = planInputOf(orderOf({ quantity: quantity(400) }), VIEW);
    const left = (used: number) => applyRules(input, set, new Map([['XNYS', used]]));
    expect([100, 150, 200].map((used) => left(used).order.venueCaps[0]?.maxQuantity)).toEqual([50, 0, 0]);
    const plan = planRoute(left(150));
    expect(plan.slices.map((slice) => slice.venueId)).toEqual(['ARCX']);
    expect(plan.outcomes.find((outcome) => outcome.venueId === 'XNYS')?.code).toBe('OVER_VENUE_CAP');
  });

  it('gives a capped venue no more, also where the rest would be put in its book', () => {
    const venueCaps = ['XNYS', 'ARCX'].map((venueId) => ({
      venueId,
      maxQuantityE8: 30_000_000_000n,
      maxSharePpm: null,
    }));
    const limit = { orderType: 'LIMIT', limitPrice: price(1_000_100), quantity: quantity(700) } as const;
    const plan = planRoute(ruled(limit, ruleOf({ effects: { venueCaps, excludeVenues: ['BATS'] } })));
    expect(plan.slices.map(({ venueId, quantity: count, kind }) => [venueId, count, kind])).toEqual([
      ['XNYS', 300, 'IOC'],
      ['ARCX', 200, 'IOC'],
    ]);
    expect([plan.unallocated, plan.unallocatedCode]).toEqual([200, 'NO_RESTING_VENUE']);
  });
});

it('says which version held where no rule of it matches', () => {
  const other = ruleOf({ match: { instrumentPattern: 'MSFT' } });
  expect(ruled({}, other)).toEqual({
    ...planInputOf(orderOf({ quantity: quantity(400) }), VIEW),
    rulesVersion: 'rules-7',
    rulesApplied: [],
  });
});
