import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

const BOUNDS = { firstMs: 200, longestMs: 5_000 };

test.each([
  [1, 0, 100],
  [1, 0.5, 150],
  [2, 0, 200],
  [3, 0.999_999, 800],
  [6, 0, 2_500],
  [60_000, 0, 2_500],
])('after %i failures, drawing %d, the pause is %d ms', (failures, draw, expectedMs) => {
  expect(Math.round(backoffMs(failures, BOUNDS, draw))).toBe(expectedMs);
});

test('no pause is under half of the first or above the longest, and the next one’s floor is never lower', () => {
  const draws = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 }), draws, (failures, draw) => {
      const pauseMs = backoffMs(failures, BOUNDS, draw);
      expect(pauseMs).toBeGreaterThanOrEqual(100);
      expect(pauseMs).toBeLessThanOrEqual(5_000);
      expect(backoffMs(failures + 1, BOUNDS, 0)).toBeGreaterThanOrEqual(backoffMs(failures, BOUNDS, 0));
    }),
  );
});
