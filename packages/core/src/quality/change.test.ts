import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterChange } from './change.ts';

const ordinary = { mean: 0.9, low95: 0.87, high95: 0.93, observations: 400 };
const DEVIATION = 0.3;

describe('what is believed after a change', () => {
  it('is the ordinary while what was seen lately is within its noise', () => {
    expect(afterChange(ordinary, { mean: 0, observations: 0 }, DEVIATION)).toEqual(ordinary);
    expect(afterChange(ordinary, { mean: 0, observations: 1 }, DEVIATION)).toEqual(ordinary);
    expect(afterChange(ordinary, { mean: 0.8, observations: 9 }, DEVIATION)).toEqual(ordinary);
  });

  it('is most of the way to what was seen when that is far away', () => {
    const { mean, low95, high95 } = afterChange(ordinary, { mean: 0.3, observations: 9 }, DEVIATION);
    expect(mean).toBeLessThan(0.5);
    expect(mean).toBeGreaterThan(0.3);
    expect([low95 < mean, mean < high95, high95 - low95 > 0.06]).toEqual([true, true, true]);
  });

  it('takes five times the round trip as it is', () => {
    const trip = { mean: 400, low95: 380, high95: 420, observations: 400 };
    expect(afterChange(trip, { mean: 2_000, observations: 8 }, 200).mean).toBeGreaterThan(1_900);
  });

  it('always lies between the two, and comes nearer to what was seen the more was seen', () => {
    const lately = fc.record({
      mean: fc.double({ min: 0, max: 1, noNaN: true }),
      observations: fc.double({ min: 0, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(lately, ({ mean, observations }) => {
        const few = afterChange(ordinary, { mean, observations }, DEVIATION).mean;
        const more = afterChange(ordinary, { mean, observations: observations + 1 }, DEVIATION).mean;
        expect(Math.abs(few - mean)).toBeLessThanOrEqual(Math.abs(ordinary.mean - mean) + 1e-12);
        expect(Math.abs(more - mean)).toBeLessThanOrEqual(Math.abs(few - mean) + 1e-12);
        expect((few - ordinary.mean) * (mean - ordinary.mean)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
