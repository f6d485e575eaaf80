import { describe, expect, it } from 'vitest';
import { REGIME_CHANGES, runRegimeChange } from './regime-change.ts';

const SEEDS = [1, 2, 3, 4, 5];
const AS_IN_A_BUSY_NAME = { perSecond: 20, phaseSeconds: 20 };

describe.each(REGIME_CHANGES)('a venue: $name', (regime) => {
  it('is left within 50 of its children and 5 s, and used again within 5 s of being itself', () => {
    for (const seed of SEEDS) {
      const { away, back, shares } = runRegimeChange(regime, { ...AS_IN_A_BUSY_NAME, seed, isLearning: true });
      expect(away?.children, `children, seed ${seed}`).toBeLessThanOrEqual(50);
      expect(away?.seconds, `away, seed ${seed}`).toBeLessThanOrEqual(5);
      expect(back?.seconds, `back, seed ${seed}`).toBeLessThanOrEqual(5);
      expect(shares.before).toBeGreaterThan(0.8);
      expect(shares.during).toBeLessThan(0.2);
      expect(shares.after).toBeGreaterThan(0.8);
    }
  });

  it('is tried again while it is worse, and hardly ever', () => {
    const { shares } = runRegimeChange(regime, { ...AS_IN_A_BUSY_NAME, seed: 1, isLearning: true });
    expect(shares.during).toBeGreaterThan(0);
  });

  it('is never left by a router that does not learn', () => {
    const { away, shares } = runRegimeChange(regime, { ...AS_IN_A_BUSY_NAME, seed: 1, isLearning: false });
    expect([away, shares.during]).toEqual([null, 1]);
  });

  it('gives the same run for the same seed', () => {
    const run = () => runRegimeChange(regime, { ...AS_IN_A_BUSY_NAME, seed: 3, isLearning: true });
    expect(run()).toEqual(run());
  });
});
