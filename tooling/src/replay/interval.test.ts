import { describe, expect, it } from 'vitest';
import { tInterval } from './interval.ts';

describe('a mean over seeds', () => {
  it('has the interval that the textbook gives', () => {
    // Student's t at 97.5 % with 4 degrees of freedom is 2.776; the standard deviation is √2.5.
    const { mean, low, high, n } = tInterval([1, 2, 3, 4, 5]);
    const half = 2.776 * Math.sqrt(2.5 / 5);
    expect([mean, n]).toEqual([3, 5]);
    expect([low, high].map((each) => (each ?? 0) - 3)).toEqual([expect.closeTo(-half, 12), expect.closeTo(half, 12)]);
  });

  it('has none with one seed, and no width where all agree', () => {
    expect(tInterval([7])).toEqual({ mean: 7, low: null, high: null, n: 1 });
    expect(tInterval([])).toEqual({ mean: 0, low: null, high: null, n: 0 });
    expect(tInterval([2, 2, 2])).toEqual({ mean: 2, low: 2, high: 2, n: 3 });
  });

  it.each([
    [41, 2.0211],
    [61, 2.0003],
    [121, 1.9799],
  ])('goes on beyond the table: %i values', (count, quantile) => {
    const values = Array.from({ length: count }, (_, index) => index % 2);
    const { mean, high } = tInterval(values);
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
    expect(((high ?? 0) - mean) / Math.sqrt(variance / count)).toBeCloseTo(quantile, 3);
  });
});
