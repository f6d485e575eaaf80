import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnRate, noRate, ratePosterior } from './rate.ts';

const halfLives = { observations: 10, silenceUs: 1_000_000 };
const prior = { mean: 0.9, weight: 4 };
const at = (nowUs: number) => ({ nowUs, halfLives });

describe('a rate that forgets', () => {
  it('is its prior before the first trial', () => {
    expect(ratePosterior(noRate(), prior, at(5))).toMatchObject({ mean: 0.9, observations: 0 });
  });

  it('counts one trial as one, and one of ten trials ago as half', () => {
    const state = noRate();
    learnRate(state, 0, at(7));
    expect(ratePosterior(state, prior, at(7)).mean).toBeCloseTo(3.6 / 5, 12);
    for (let i = 0; i < 10; i++) learnRate(state, 1, at(7));
    const misses = state.trials - state.hits;
    expect(misses).toBeCloseTo(0.5, 12);
  });

  it('drifts back to the prior while nothing is seen: half the evidence is left after a half-life', () => {
    const state = noRate();
    for (let i = 0; i < 20; i++) learnRate(state, 0, at(0));
    const seen = ratePosterior(state, prior, at(0));
    const later = ratePosterior(state, prior, at(1_000_000));
    expect(later.observations).toBeCloseTo(seen.observations / 2, 12);
    expect(later.mean).toBeGreaterThan(seen.mean);
    expect(ratePosterior(state, prior, at(100_000_000)).mean).toBe(0.9);
  });

  it('is as sure as what it still remembers: the interval widens again with time', () => {
    const state = noRate();
    for (let i = 0; i < 20; i++) learnRate(state, 1, at(0));
    const width = (nowUs: number) => {
      const { low95, high95 } = ratePosterior(state, prior, at(nowUs));
      return high95 - low95;
    };
    expect(width(2_000_000)).toBeGreaterThan(width(0));
  });

  it('lies within 0 and 1 whatever comes, and whenever', () => {
    const trial = fc.record({
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      afterUs: fc.integer({ min: -1_000, max: 5_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(trial), (trials) => {
        const state = noRate();
        let nowUs = 1_767_366_000_000_000;
        for (const { share, afterUs } of trials) {
          nowUs += afterUs;
          learnRate(state, share, at(nowUs));
        }
        const { mean, low95, high95 } = ratePosterior(state, prior, at(nowUs));
        expect([low95 >= 0, low95 <= mean, mean <= high95, high95 <= 1]).toEqual([true, true, true, true]);
      }),
    );
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses a share of %d', (share) => {
    expect(() => learnRate(noRate(), share, at(0))).toThrow('share');
  });
});
