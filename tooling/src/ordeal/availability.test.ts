import { describe, expect, it } from 'vitest';
import { availabilityOf } from './availability.ts';
import type { Trial } from './result.ts';

function trial(failure: Trial['failure'], outageMs: number[]): Trial {
  return { failure, outageMs, recoverMs: outageMs, orders: 10, executions: 5, differences: 0 };
}

describe('availability from measured outages', () => {
  it('counts the longest outage of each failure as often as that happens in a year of market hours', () => {
    // 252 sessions of six and a half hours are 5,896,800 s, of which 0.05 % are 2,948.4 s.
    const { shares, percent, budgetSeconds } = availabilityOf([
      trial('DATABASE_STOPPED', [12_000, 13_000]),
      trial('DATABASE_STOPPED', [14_000]),
    ]);
    expect(budgetSeconds).toBeCloseTo(2_948.4);
    expect(shares).toEqual([
      { failure: 'DATABASE_STOPPED', timesAYear: 12, outageMs: 14_000, secondsAYear: 168, fitInAYear: 210 },
    ]);
    expect(percent).toBeCloseTo(100 - (168 / 5_896_800) * 100, 8);
  });

  it('adds the pause before a start to what is started again, and nothing to what was never away', () => {
    const { shares } = availabilityOf([trial('ROUTER_KILLED', [1_500]), trial('REDIS_STOPPED', [0])]);
    expect(shares.map(({ outageMs, fitInAYear }) => [outageMs, fitInAYear])).toEqual([
      [2_000, 1_474],
      [0, null],
    ]);
  });

  it('is below what is asked where outages are too long, and whole where none was measured', () => {
    expect(availabilityOf([trial('ROUTER_KILLED', [60_000])]).percent).toBeLessThan(99.95);
    expect(availabilityOf([])).toMatchObject({ shares: [], percent: 100 });
  });
});
