import { describe, expect, it } from 'vitest';
import { quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, orderOf, planInputOf } from '../testing/market.ts';
import { counterfactuals } from './counterfactual.ts';
import { planRoute } from './plan.ts';

const quotes = { XNYS: { ask: [1001, 200] }, ARCX: { ask: [1001, 400] }, EDGA: { ask: [1002, 900] } } as const;
const inputOf = (order: Partial<ValidOrder>) => planInputOf(orderOf(order), marketOf(quotes));

describe('counterfactuals', () => {
  it('run every objective in every mode on the same market, the one that was asked for among them', () => {
    const input = inputOf({ quantity: quantity(300), routingObjective: 'LOWEST_COST' });
    const all = counterfactuals(input);
    const asked = all.filter((each) => each.isAsked);
    expect(new Set(all.map((each) => `${each.objective} ${each.mode}`)).size).toBe(all.length);
    expect(all.some((each) => each.mode === 'MANUAL')).toBe(false);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.expected).toEqual(planRoute(input).expected);
    for (const each of all) {
      expect(each.slices.reduce((sum, slice) => sum + slice.quantity, 0) + each.unallocated).toBe(300);
    }
  });

  it('include the caller’s own division where there is one', () => {
    const manualAllocations = [{ venueId: 'XNYS', quantity: quantity(100) }];
    const all = counterfactuals(inputOf({ routingMode: 'MANUAL', manualAllocations }));
    expect(all.filter((each) => each.mode === 'MANUAL')).toHaveLength(6);
  });
});
