import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markoutOf } from './markout.ts';
import { adverseBps } from './markout-queue.ts';

const dollars = (amount: number) => BigInt(Math.round(amount * 100_000_000));

describe('a markout', () => {
  it.each([
    // sign, mid at the execution, twice the mid later (4 decimals): mid, basis points
    [1, 100, 2_000_000, 100, 0],
    [1, 100, 1_998_000, 99.9, 10],
    [-1, 100, 1_998_000, 99.9, -10],
    [-1, 100, 2_002_000, 100.1, 10],
    [1, 100.005, 2_000_101, 100.00505, -0.004_999_75],
  ] as const)('is exact, and positive where the mid has moved against us', (sign, mid, doubleMid, laterMid, bps) => {
    expect(markoutOf({ sign, midE8: dollars(mid) }, { doubleMid, priceDecimals: 4 })).toEqual({
      midE8: dollars(laterMid),
      bpsE8: dollars(bps),
    });
  });

  it('has the mid of later alone where that of the execution is not known', () => {
    expect(markoutOf({ sign: 1, midE8: null }, { doubleMid: 3, priceDecimals: 8 })).toEqual({ midE8: 2n, bpsE8: null });
  });

  it('is what the router’s own estimates are made of', () => {
    const scaled = fc.integer({ min: 1, max: 1_000_000_000 });
    fc.assert(
      fc.property(scaled, scaled, fc.constantFrom<1 | -1>(1, -1), (before, after, sign) => {
        const fill = { venueId: '', instrumentId: '', sign, doubleMid: before, filledAtUs: 0, isBlind: false };
        const exact = markoutOf({ sign, midE8: BigInt(before) * 5_000n }, { doubleMid: after, priceDecimals: 4 });
        const bps = adverseBps(fill, after);
        expect(Math.abs(Number(exact.bpsE8) / 1e8 - bps)).toBeLessThanOrEqual(1e-8 + Math.abs(bps) * 1e-12);
      }),
    );
  });
});
