import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantity } from '../money/units.ts';
import { optimalSchedule, type ScheduleInput } from './schedule.ts';

/** The example of the specification: a million shares in five days. */
const EXAMPLE: ScheduleInput = {
  quantity: quantity(1_000_000),
  lot: quantity(1),
  intervals: 5,
  intervalDays: 1,
  volatility: 0.95,
  permanentImpact: 2.5e-7,
  temporaryImpact: 2.5e-6,
  riskAversion: 1e-6,
};

describe('the schedule of Almgren and Chriss', () => {
  it('sells a million in five days as published: κ .6071 a day', () => {
    const { urgencyPerDay, trades } = optimalSchedule(EXAMPLE);
    expect(urgencyPerDay).toBeCloseTo(0.6071, 4);
    expect(trades).toEqual([458_044, 252_101, 141_957, 85_756, 62_142]);
  });

  it('trades equal parts where risk costs nothing', () => {
    expect(optimalSchedule({ ...EXAMPLE, riskAversion: 0 })).toEqual({
      urgencyPerDay: 0,
      trades: [200_000, 200_000, 200_000, 200_000, 200_000],
    });
  });

  it('trades all at once where risk costs more than anything, without an overflow', () => {
    expect(optimalSchedule({ ...EXAMPLE, riskAversion: 1e6, intervals: 500 }).trades[0]).toBe(1_000_000);
  });

  it('trades whole lots, and the odd part with the first', () => {
    const { trades } = optimalSchedule({ ...EXAMPLE, quantity: quantity(1_050), lot: quantity(100) });
    expect(trades.reduce((total, trade) => total + trade, 0)).toBe(1_050);
    expect(trades.map((trade) => trade % 100)).toEqual([50, 0, 0, 0, 0]);
  });

  it('is what the hyperbolic sines say, to the unit, and adds up', () => {
    const inputArb = fc.record({
      count: fc.integer({ min: 0, max: 10_000_000 }),
      intervals: fc.integer({ min: 1, max: 40 }),
      riskAversion: fc.double({ min: 1e-8, max: 1e-5, noNaN: true }),
    });
    fc.assert(
      fc.property(inputArb, ({ count, intervals, riskAversion }) => {
        const { trades, urgencyPerDay } = optimalSchedule({
          ...EXAMPLE,
          quantity: quantity(count),
          intervals,
          riskAversion,
        });
        expect(trades.reduce((total, trade) => total + trade, 0)).toBe(count);
        const holdsAfter = (index: number) =>
          Math.sinh(urgencyPerDay * (intervals - index)) / Math.sinh(urgencyPerDay * intervals);
        trades.forEach((trade, index) => {
          const exact = count * (holdsAfter(index) - holdsAfter(index + 1));
          expect(Math.abs(trade - exact)).toBeLessThan(1 + 1e-6);
        });
      }),
    );
  });

  it.each([
    [{ temporaryImpact: 1e-7 }],
    [{ riskAversion: -1 }],
    [{ intervals: 0 }],
    [{ intervals: 1.5 }],
    [{ riskAversion: Number.NaN }],
  ])('is refused for %j', (change) => {
    expect(() => optimalSchedule({ ...EXAMPLE, ...change })).toThrow('no schedule');
  });
});
