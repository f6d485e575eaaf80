import { describe, expect, it } from 'vitest';
import { type BlockOrder, blockImpact } from './block-impact.ts';

const tenth = (volume: number, outstanding: number, dailyVolatilityBps: number) => (days: number) =>
  blockImpact({ shareOfDay: 0.1, days, dailyVolatilityBps, turnoverDays: outstanding / volume });
const CASES = [
  { stock: '6.561 million a day', at: tenth(6.561, 1_728, 157), impacts: [19.9, 22.3, 14.7, 8.5, 32.2, 24.6, 18.4] },
  { stock: '1.929 million a day', at: tenth(1.929, 168, 226), impacts: [21.7, 32.1, 21.2, 12.2, 42.9, 32, 23.1] },
];

describe('the impact of a tenth of a day’s volume', () => {
  it.each(CASES)('is as published over .1, .2 and .5 days for a stock of $stock', ({ at, impacts }) => {
    const got = [0.1, 0.2, 0.5].map(at);
    const all = [got[0]?.permanentBps, ...got.map((each) => each.temporaryBps), ...got.map((each) => each.costBps)];
    all.forEach((value, index) => {
      expect(Math.abs((value ?? 0) - (impacts[index] ?? 0))).toBeLessThanOrEqual(0.06);
    });
  });

  it('stays moved as far however fast it was traded', () => {
    expect(CASES[0]?.at(0.1).permanentBps).toBe(CASES[0]?.at(0.5).permanentBps);
  });

  it('is nothing for nothing', () => {
    expect(blockImpact({ shareOfDay: 0, days: 1, dailyVolatilityBps: 100, turnoverDays: 200 })).toEqual({
      permanentBps: 0,
      temporaryBps: 0,
      costBps: 0,
    });
  });

  it.each<Partial<BlockOrder>>([
    { days: 0 },
    { shareOfDay: -1 },
    { dailyVolatilityBps: 0 },
    { turnoverDays: Number.NaN },
  ])('is refused for %j', (change) => {
    const order = { shareOfDay: 0.1, days: 1, dailyVolatilityBps: 100, turnoverDays: 200, ...change };
    expect(() => blockImpact(order)).toThrow('no block');
  });
});
