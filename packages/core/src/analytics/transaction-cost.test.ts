import { describe, expect, it } from 'vitest';
import { expectedCostBps, realisedCostBps } from './transaction-cost.ts';

describe('the realised cost', () => {
  const fills = { side: 'BUY', filled: 200, notional: 2_002, fees: 0.6, arrivalMid: 10 } as const;

  it('is price and fees per unit against the arrival mid, against a seller the other way round', () => {
    expect(realisedCostBps(fills)).toBeCloseTo(13, 9);
    expect(realisedCostBps({ ...fills, side: 'SELL' })).toBeCloseTo(-7, 9);
  });

  it('is absent before the first fill, and without a mid', () => {
    expect(realisedCostBps({ ...fills, filled: 0 })).toBeNull();
    expect(realisedCostBps({ ...fills, arrivalMid: null })).toBeNull();
  });
});

describe('the expected cost of an order', () => {
  it('weighs its waves by what each has filled, and before that by what each has placed', () => {
    const waves = [
      { expectedCostBps: 2, placed: 1_000, filled: 100 },
      { expectedCostBps: 5, placed: 900, filled: 900 },
    ];
    expect(expectedCostBps(waves)).toBeCloseTo(4.7, 9);
    expect(expectedCostBps(waves.map((wave) => ({ ...wave, filled: 0 })))).toBeCloseTo(6_500 / 1_900, 9);
  });

  it('is absent where nothing was sent to take, and skips a wave that sent nothing', () => {
    const nothing = { expectedCostBps: null, placed: 0, filled: 0 };
    expect(expectedCostBps([nothing])).toBeNull();
    expect(expectedCostBps([nothing, { expectedCostBps: 3, placed: 10, filled: 0 }])).toBe(3);
  });
});
