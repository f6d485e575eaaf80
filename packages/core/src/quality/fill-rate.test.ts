import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FillRatePrior, fillRatePosterior } from './fill-rate.ts';

const PRIOR: FillRatePrior = { mean: 0.8, weight: 10 };
const caseArb = fc
  .record({
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    sent: fc.nat(5_000),
    mean: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    weight: fc.double({ min: 2, max: 100, noNaN: true }),
  })
  .map(({ share, sent, mean, weight }) => ({ filled: share * sent, sent, prior: { mean, weight } }));

describe('the posterior of a fill rate', () => {
  it('is the prior before anything was sent', () => {
    expect(fillRatePosterior(0, 0, PRIOR)).toMatchObject({ mean: 0.8, observations: 0 });
  });

  it('is the mean of Beta(8 + 2, 2 + 8) after 2 of 10', () => {
    expect(fillRatePosterior(2, 10, PRIOR)).toMatchObject({ mean: 0.5, observations: 10 });
  });

  it('counts a part for its part', () => {
    expect(fillRatePosterior(0.5, 1, PRIOR).mean).toBeCloseTo(8.5 / 11, 12);
  });

  it('gives the Wilson interval of its likeness: 15 of 20 is 0.531 to 0.888', () => {
    const posterior = fillRatePosterior(15.5 - 1, 21 - 2, { mean: 0.5, weight: 2 });
    expect(posterior.low95).toBeCloseTo(0.531, 3);
    expect(posterior.high95).toBeCloseTo(0.888, 3);
  });

  it('holds 91 % to 96 % of the exact Beta, integrated', () => {
    for (const [filled, sent] of [
      [0, 0],
      [2, 10],
      [10, 10],
      [45, 50],
      [100, 200],
    ] as const) {
      const { low95, high95 } = fillRatePosterior(filled, sent, PRIOR);
      const mass = betaMass({ a: 8 + filled, b: 2 + sent - filled }, low95, high95);
      expect(mass).toBeGreaterThan(0.91);
      expect(mass).toBeLessThan(0.96);
    }
  });

  it('lies within 0 and 1, around its mean, whatever was seen', () => {
    fc.assert(
      fc.property(caseArb, ({ filled, sent, prior }) => {
        const { mean, low95, high95 } = fillRatePosterior(filled, sent, prior);
        expect([low95 >= 0, low95 <= mean, mean <= high95, high95 <= 1]).toEqual([true, true, true, true]);
      }),
    );
  });

  it('grows surer with every child that agrees with it', () => {
    fc.assert(
      fc.property(caseArb, ({ sent, prior }) => {
        const width = (count: number) => {
          const { low95, high95 } = fillRatePosterior(prior.mean * count, count, prior);
          return high95 - low95;
        };
        expect(width(sent + 1)).toBeLessThan(width(sent));
      }),
    );
  });

  it.each([
    [-1, 10, PRIOR],
    [11, 10, PRIOR],
    [Number.NaN, 10, PRIOR],
    [0, Number.POSITIVE_INFINITY, PRIOR],
    [1, 10, { mean: 0, weight: 10 }],
    [1, 10, { mean: 1, weight: 10 }],
    [1, 10, { mean: 0.5, weight: 1.9 }],
  ])('is refused for %d of %d with %j', (filled, sent, prior) => {
    expect(() => fillRatePosterior(filled, sent, prior)).toThrow(/filled|prior/);
  });
});

/** The probability of Beta(a, b) between two points, by the trapezoid rule: slow, and independent of what is tested. */
function betaMass({ a, b }: { a: number; b: number }, low: number, high: number): number {
  const steps = 200_000;
  let inside = 0;
  let all = 0;
  for (let i = 1; i < steps; i++) {
    const x = i / steps;
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log(1 - x));
    all += density;
    if (x >= low && x <= high) inside += density;
  }
  return inside / all;
}
