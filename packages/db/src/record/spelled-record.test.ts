import { quantity } from '@fairlead/core/money/units';
import { buildEvidence } from '@fairlead/core/routing/evidence';
import { evidenceText } from '@fairlead/core/routing/evidence-text';
import { planRoute } from '@fairlead/core/routing/plan';
import { marketOf, orderOf, planInputOf } from '@fairlead/core/testing/market';
import { expect, it } from 'vitest';
import { spelledSummary } from './spelled-record.ts';

it('a record that spells everything out tells what its plan was', () => {
  const view = marketOf({
    XNAS: { bid: [9_999, 500], ask: [10_001, 300] },
    XNYS: { bid: [9_999, 500], ask: [10_002, 400] },
  });
  const input = planInputOf(orderOf({ quantity: quantity(900) }), view);
  const plan = planRoute(input);
  const summary = spelledSummary(evidenceText(buildEvidence(input, plan)));
  expect(plan.slices.length).toBeGreaterThan(1);
  expect(summary).toMatchObject({
    ...{ objective: 'BEST_PRICE', mode: 'SWEEP', routedQuantity: 900, unallocatedQuantity: plan.unallocated },
    ...{ rationale: plan.rationale, rulesVersion: 'none', modelVersion: 'priors-1' },
    venueIds: plan.slices.map(({ venueId }) => venueId),
  });
  const { slices } = summary;
  expect(
    slices.map(({ quantity: count, expectedPriceE8, expectedFeeE8 }) => [count, expectedPriceE8, expectedFeeE8]),
  ).toEqual(plan.slices.map((slice) => [slice.quantity, slice.expectedPriceE8, slice.expectedFeeE8]));
  expect(slices.map(({ routingPriority }) => routingPriority)).toEqual(
    plan.slices.map((slice) => slice.routingPriority),
  );
  expect(slices[0]?.venueType).toBe('EXCHANGE');
  expect(summary.expected.costBps).toBeCloseTo(plan.expected.costBps ?? 0, 5);
});

it('another text is refused', () => {
  expect(() => spelledSummary('[]')).toThrow();
  expect(() => spelledSummary('{"instrument":{}}')).toThrow();
});
