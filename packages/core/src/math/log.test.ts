import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp } from './exp.ts';
import { log } from './log.ts';

describe('the natural logarithm', () => {
  it('agrees with Math.log for every positive double', () => {
    fc.assert(
      fc.property(fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true }), (x) => {
        expect(Math.abs(log(x) - Math.log(x))).toBeLessThanOrEqual(5e-16 * Math.max(1, Math.abs(Math.log(x))));
      }),
      { numRuns: 10_000 },
    );
  });

  it('agrees with Math.log around 1, where it is near 0', () => {
    for (let i = 1; i <= 4_000; i++) {
      const x = 0.5 + i / 2_000;
      expect(Math.abs(log(x) - Math.log(x))).toBeLessThanOrEqual(5e-16);
    }
  });

  it('undoes the exponential', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(log(exp(x)) - x)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(x)));
      }),
    );
  });

  it('says what has no logarithm', () => {
    expect([log(1), log(0), log(Number.POSITIVE_INFINITY)]).toEqual([
      0,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    expect([log(-1), log(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
  });
});
