import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp } from './exp.ts';

const RELATIVE = 8e-16;

describe('e to the power of x', () => {
  it('agrees with Math.exp over the whole range of normal results', () => {
    fc.assert(
      fc.property(fc.double({ min: -708, max: 709.7, noNaN: true }), (x) => {
        expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(RELATIVE);
      }),
      { numRuns: 10_000 },
    );
  });

  it('agrees with Math.exp around zero and around multiples of half of ln 2', () => {
    for (let i = -2_000; i <= 2_000; i++) {
      const x = (i * Math.LN2) / 64;
      expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(RELATIVE);
    }
  });

  it('is exact where it must be', () => {
    expect([exp(0), exp(Number.NEGATIVE_INFINITY), exp(-746), exp(Number.POSITIVE_INFINITY), exp(710)]).toEqual([
      1,
      0,
      0,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    expect(exp(Number.NaN)).toBeNaN();
  });

  it('falls off gently below the normal doubles', () => {
    expect(exp(-740)).toBeGreaterThan(0);
    expect(exp(-740) / Math.exp(-740)).toBeCloseTo(1, 2);
  });

  it('gives these bits on every machine', () => {
    expect([exp(2), exp(-1.2), exp(-0.8), exp(0.6071)]).toEqual([
      7.38905609893065, 0.3011942119122021, 0.44932896411722156, 1.8351018792635763,
    ]);
  });
});
