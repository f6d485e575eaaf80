import { expect, it } from 'vitest';
import { wilsonInterval } from './wilson.ts';

it.each([
  // Published: Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
  [29, 29, 0.883, 1],
])('%i of %i lie between %d and %d', (hits, trials, low, high) => {
  const interval = wilsonInterval(hits / trials, trials);
  expect(interval.low95).toBeCloseTo(low, 4);
  expect(interval.high95).toBeCloseTo(high, 4);
});

it('knows nothing without trials, and holds the share that was seen', () => {
  expect(wilsonInterval(0, 0)).toEqual({ low95: 0, high95: 1 });
  expect(wilsonInterval(1, 3).high95).toBe(1);
});
