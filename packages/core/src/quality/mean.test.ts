import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import { describe, expect, it } from 'vitest';
import { learnMean, meanPosterior, noMean } from './mean.ts';

const FOR_EVER = { observations: 1e12, silenceUs: 1e18 };
const prior = { mean: 10, deviation: 2, weight: 4 };
const at = (nowUs: number, halfLives = FOR_EVER) => ({ nowUs, halfLives });

describe('a mean that forgets', () => {
  it('is its prior before the first value, as wide as the prior says', () => {
    const { mean, low95, high95, observations } = meanPosterior(noMean(), prior, at(0));
    expect([mean, observations]).toEqual([10, 0]);
    expect(high95 - low95).toBeCloseTo(2 * 1.959964 * (2 / 2), 6);
  });

  it('is the mean of what was seen and what was believed, each by its count', () => {
    const state = noMean();
    for (const value of [20, 30, 40, 30]) learnMean(state, value, at(0));
    const { mean, observations } = meanPosterior(state, prior, at(0));
    expect([mean, observations]).toEqual([expect.closeTo(20, 9), expect.closeTo(4, 9)]);
  });

  it('has forgotten half after a half-life of values or of time', () => {
    const halfLives = { observations: 5, silenceUs: 1_000 };
    const byCount = noMean();
    learnMean(byCount, 100, at(0, halfLives));
    for (let i = 0; i < 5; i++) learnMean(byCount, 0, at(0, halfLives));
    expect(byCount.mean * byCount.weight).toBeCloseTo(50, 9);
    const byTime = noMean();
    learnMean(byTime, 100, at(0, halfLives));
    expect(meanPosterior(byTime, prior, at(1_000, halfLives)).observations).toBe(0.5);
  });

  it('gives an interval that holds the truth about 95 times of 100', () => {
    let held = 0;
    const random = mersenne(1);
    const uniform = () => uniformFloat64(random);
    for (let run = 0; run < 1_000; run++) {
      const state = noMean();
      const wide = { mean: 0, deviation: 1, weight: 1 };
      for (let i = 0; i < 60; i++) learnMean(state, 3 + (uniform() + uniform() + uniform() - 1.5) * 2, at(0));
      const { low95, high95 } = meanPosterior(state, { ...wide, mean: 3 }, at(0));
      if (low95 <= 3 && 3 <= high95) held += 1;
    }
    expect(held).toBeGreaterThan(930);
    expect(held).toBeLessThan(980);
  });

  it('lies between the prior and the values, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const state = noMean();
        for (const value of values) learnMean(state, value, at(0));
        const { mean, low95, high95 } = meanPosterior(state, prior, at(0));
        expect(mean).toBeGreaterThanOrEqual(Math.min(10, ...values) - 1e-6);
        expect(mean).toBeLessThanOrEqual(Math.max(10, ...values) + 1e-6);
        expect([low95 <= mean, mean <= high95]).toEqual([true, true]);
      }),
    );
  });

  it('refuses a value that is not finite', () => {
    expect(() => learnMean(noMean(), Number.NaN, at(0))).toThrow('not finite');
  });
});
