import { CRYPTO_VENUES } from '@fairlead/core/venue/crypto-catalogue';
import { describe, expect, it } from 'vitest';
import { MonthlyFees, monthStartUs } from './monthly-fees.ts';

const NOVEMBER_US = Date.UTC(2026, 10, 21, 15) * 1_000;
const DECEMBER_US = Date.UTC(2026, 11, 1) * 1_000;
/** So many dollars of notional value. */
const dollars = (count: number) => ({ unitsE8: 0n, notionalE8: BigInt(count) * 100_000_000n });

function fees(): MonthlyFees {
  const made = new MonthlyFees(CRYPTO_VENUES);
  made.beginMonth(NOVEMBER_US);
  return made;
}

describe('the fees of a month', () => {
  it('begin with the first tier, and reach the next when the volume is there', () => {
    const made = fees();
    expect(made.inForce('CX1')?.takePpm).toBe(2_500);
    expect(made.count('CX1', dollars(999_999))).toBe(false);
    expect(made.count('CX1', dollars(1))).toBe(true);
    expect(made.inForce('CX1')).toMatchObject({ takePpm: 1_800, makePpm: 1_000, tiers: [] });
    expect(made.inForce('CX2')?.takePpm).toBe(1_000);
    expect(made.count('CX1', dollars(9_000_000))).toBe(true);
    expect(made.inForce('CX1')?.takePpm).toBe(1_200);
  });

  it('begin again with the calendar month, for the venues whose fees that changes', () => {
    const made = fees();
    made.count('CX1', dollars(2_000_000));
    made.count('CX2', dollars(100));
    expect(made.beginMonth(DECEMBER_US - 1)).toEqual([]);
    expect(made.beginMonth(DECEMBER_US)).toEqual(['CX1']);
    expect(made.inForce('CX1')?.takePpm).toBe(2_500);
    expect(made.count('CX1', dollars(1_000_000))).toBe(true);
    expect(made.beginMonth(DECEMBER_US + 1)).toEqual([]);
  });

  it('count nothing for a venue that is not known', () => {
    expect(fees().count('NOPE', dollars(1_000_000_000))).toBe(false);
    expect(fees().inForce('NOPE')).toBeUndefined();
  });

  it.each([
    ['2026-11-21T15:00:00Z', 0, '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T00:00:00Z', 0, '2026-11-01T00:00:00.000Z'],
    ['2026-12-31T23:59:59Z', 1, '2027-01-01T00:00:00.000Z'],
  ])('of %s and %i months later start at %s', (now, later, start) => {
    expect(new Date(monthStartUs(Date.parse(now) * 1_000, later) / 1_000).toISOString()).toBe(start);
  });
});
