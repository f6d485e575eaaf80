import { expect, it } from 'vitest';
import { wilson95 } from './wilson';

it.each([
  // From the tables of Newcombe, "Two-sided confidence intervals for the single proportion" (1998), method 3.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
  [29, 29, 0.883, 1],
])('%i of %i lie between %f and %f', (hits, trials, low, high) => {
  const found = wilson95(hits, trials);
  expect(found.low).toBeCloseTo(low, 3);
  expect(found.high).toBeCloseTo(high, 3);
});

it('nothing counted says nothing', () => {
  expect(wilson95(0, 0)).toEqual({ low: 0, high: 1 });
});
