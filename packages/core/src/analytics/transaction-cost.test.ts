import fc from 'fast-check';
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

describe('the realised costs of the waves of an order', () => {
  const units = fc.integer({ min: 0, max: 1_000 });
  const wave = fc.record({
    filled: units,
    price: fc.double({ min: 9, max: 11, noNaN: true }),
    feePerUnit: fc.double({ min: -0.01, max: 0.01, noNaN: true }),
  });

  it('make up that of the order, each weighing what it has filled', () => {
    fc.assert(
      fc.property(fc.array(wave, { minLength: 1, maxLength: 5 }), fc.constantFrom('BUY', 'SELL'), (waves, side) => {
        const sums = waves.map(({ filled, price, feePerUnit }) => ({
          filled,
          notional: filled * price,
          fees: filled * feePerUnit,
        }));
        const cost = (of: (typeof sums)[number]) => realisedCostBps({ side, ...of, arrivalMid: 10 });
        const total = (of: 'filled' | 'notional' | 'fees') => sums.reduce((sum, each) => sum + each[of], 0);
        const whole = { filled: total('filled'), notional: total('notional'), fees: total('fees') };
        const weighed = sums.reduce((sum, each) => sum + (cost(each) ?? 0) * each.filled, 0);
        expect(sums.filter((each) => (cost(each) === null) !== (each.filled === 0))).toEqual([]);
        if (whole.filled === 0) expect(cost(whole)).toBeNull();
        else expect(cost(whole)).toBeCloseTo(weighed / whole.filled, 6);
      }),
    );
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
