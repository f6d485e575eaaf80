import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { price, priceE8 } from '../money/units.ts';
import { type FeeSchedule, feePerUnitRoundedUpE8, type LiquidityFlag } from './fees.ts';

const scale = { priceDecimals: 4, quantityDecimals: 0 };
const fees: FeeSchedule = {
  effectiveFrom: '2026-11-01',
  takePerUnitE8: priceE8(300_000),
  makePerUnitE8: priceE8(-200_000),
  midpointPerUnitE8: priceE8(50_000),
  subDollarTakePpm: 3_000,
  subDollarMakePpm: -1_500,
};
const fee = (flag: LiquidityFlag, at: number) => feePerUnitRoundedUpE8(fees, flag, { price: price(at), scale });

describe('the fee of an execution', () => {
  it.each<[LiquidityFlag, string, number, number]>([
    ['TAKE', '1.0000', 10_000, 300_000],
    ['TAKE', '187.2300', 1_872_300, 300_000],
    ['MAKE', '1.0000', 10_000, -200_000],
    ['MIDPOINT', '25.0050', 250_050, 50_000],
    ['TAKE', '0.9999', 9_999, 299_970],
    ['TAKE', '0.5000', 5_000, 150_000],
    ['MIDPOINT', '0.5000', 5_000, 150_000],
    ['MAKE', '0.5000', 5_000, -75_000],
    ['TAKE', '0.0001', 1, 30],
    ['MAKE', '0.0001', 1, -15],
  ])('%s at $%s', (flag, _, at, expected) => {
    expect(fee(flag, at)).toBe(expected);
  });

  it('below a dollar is rounded against us: a fee up, a rebate towards nothing', () => {
    const at = { price: price(1), scale: { priceDecimals: 8, quantityDecimals: 0 } };
    expect(feePerUnitRoundedUpE8(fees, 'TAKE', at)).toBe(1);
    expect(feePerUnitRoundedUpE8(fees, 'MAKE', at)).toBeCloseTo(0, 8);
    expect(feePerUnitRoundedUpE8(fees, 'TAKE', { ...at, price: price(333_334) })).toBe(1_001);
    expect(feePerUnitRoundedUpE8(fees, 'MAKE', { ...at, price: price(333_334) })).toBe(-500);
  });

  it('agrees with whole-number arithmetic at every price below a dollar', () => {
    const priceArb = fc.integer({ min: 0, max: 99_999_999 });
    fc.assert(
      fc.property(priceArb, fc.integer({ min: -1_000_000, max: 1_000_000 }), (at, ppm) => {
        const schedule = { ...fees, subDollarTakePpm: ppm };
        const where = { price: price(at), scale: { priceDecimals: 8, quantityDecimals: 0 } };
        const product = BigInt(at) * BigInt(ppm);
        const up = product > 0n && product % 1_000_000n !== 0n ? 1n : 0n;
        expect(BigInt(feePerUnitRoundedUpE8(schedule, 'TAKE', where))).toBe(product / 1_000_000n + up);
      }),
    );
  });

  it('never passes the cap of Rule 610(c) below a dollar: 0.3 % of the price, to the unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), (at) => {
        expect(fee('TAKE', at)).toBeLessThanOrEqual(Math.ceil((at * 10_000 * 3) / 1_000));
      }),
    );
  });
});
