import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decay } from './decay.ts';

const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });

describe('a decaying estimate', () => {
  it('begins with the first sample', () => {
    expect(decay(null, 420, 8)).toBe(420);
  });

  it('has forgotten half after one half-life, whatever its length', () => {
    for (const halfLife of [1, 2, 8, 50, 500]) {
      let estimate = 1;
      for (let i = 0; i < halfLife; i++) estimate = decay(estimate, 0, halfLife);
      expect(estimate).toBeCloseTo(0.5, 3);
    }
  });

  it('sees a round trip of five times as much within 50 children', () => {
    let estimate = 400;
    for (let i = 0; i < 50; i++) estimate = decay(estimate, 2_000, 8);
    expect(estimate).toBeGreaterThan(1_950);
  });

  it('lies between what was known and what was seen, and never moves the other way', () => {
    fc.assert(
      fc.property(finite, finite, fc.double({ min: 1, max: 1e6, noNaN: true }), (previous, sample, halfLife) => {
        const next = decay(previous, sample, halfLife);
        expect(next).toBeGreaterThanOrEqual(Math.min(previous, sample));
        expect(next).toBeLessThanOrEqual(Math.max(previous, sample));
        expect((next - previous) * (sample - previous)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it.each([0, 0.99, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a half-life of %d', (halfLife) => {
    expect(() => decay(1, 2, halfLife)).toThrow('half-life');
  });

  it('refuses a sample that is not finite', () => {
    expect(() => decay(1, Number.NaN, 8)).toThrow('not finite');
  });
});
