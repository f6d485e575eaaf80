import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyE8, price, priceE8, quantity } from '../money/units.ts';
import {
  executionFeeE8,
  type FeeSchedule,
  type FeeTier,
  feePerUnitRoundedUpE8,
  feesInForce,
  type LiquidityFlag,
} from './fees.ts';

const scale = { priceDecimals: 4, quantityDecimals: 0 };
const fees: FeeSchedule = {
  effectiveFrom: '2026-11-01',
  takePerUnitE8: priceE8(300_000),
  makePerUnitE8: priceE8(-200_000),
  midpointPerUnitE8: priceE8(50_000),
  subDollarTakePpm: 3_000,
  subDollarMakePpm: -1_500,
  takePpm: 0,
  makePpm: 0,
  fixedPerOrderE8: moneyE8(0n),
  tierVolume: 'UNITS',
  tierCurrency: 'USD',
  tiers: [],
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

describe('a fee on the notional value', () => {
  const coin = { priceDecimals: 2, quantityDecimals: 8 };
  const notional = {
    ...fees,
    takePerUnitE8: priceE8(0),
    makePerUnitE8: priceE8(0),
    midpointPerUnitE8: priceE8(0),
    subDollarTakePpm: 0,
    subDollarMakePpm: 0,
    takePpm: 2_500,
    makePpm: -100,
  };

  it.each<[LiquidityFlag, string, number, number]>([
    ['TAKE', '100000.00', 10_000_000, 25_000_000_000],
    ['TAKE', '98765.43', 9_876_543, 24_691_357_500],
    ['MIDPOINT', '100000.00', 10_000_000, 25_000_000_000],
    ['MAKE', '100000.00', 10_000_000, -1_000_000_000],
    ['TAKE', '0.86', 86, 215_000],
    ['TAKE', '0.01', 1, 2_500],
  ])('%s at $%s', (flag, _, at, expected) => {
    expect(feePerUnitRoundedUpE8(notional, flag, { price: price(at), scale: coin })).toBe(expected);
  });

  it('comes on top of a fee per unit, and of the one below a dollar', () => {
    const both = { ...fees, takePpm: 100 };
    const take = (at: number) => feePerUnitRoundedUpE8(both, 'TAKE', { price: price(at), scale });
    expect([take(100_000), take(5_000)]).toEqual([300_000 + 100_000, 150_000 + 5_000]);
  });

  it('agrees with whole-number arithmetic at every price, however large', () => {
    const priceArb = fc.integer({ min: 0, max: 9_000_000_000_000 });
    fc.assert(
      fc.property(priceArb, fc.integer({ min: -1_000, max: 1_000_000 }), (at, ppm) => {
        const where = { price: price(at), scale: { priceDecimals: 5, quantityDecimals: 0 } };
        const product = BigInt(at) * 1_000n * BigInt(ppm);
        const up = product > 0n && product % 1_000_000n !== 0n ? 1n : 0n;
        const fee = feePerUnitRoundedUpE8({ ...notional, takePpm: ppm }, 'TAKE', where);
        expect(BigInt(fee)).toBe(product / 1_000_000n + up);
      }),
    );
  });
});

describe('the fee of a whole execution', () => {
  it('is the fee per unit on the quantity, with the fixed charge on the first execution of a child order alone', () => {
    const ticket = { ...fees, fixedPerOrderE8: moneyE8(150_000_000n) };
    const at = { price: price(500_000), quantity: quantity(200), scale };
    expect(executionFeeE8(ticket, 'TAKE', { ...at, isFirst: true })).toBe(60_000_000n + 150_000_000n);
    expect(executionFeeE8(ticket, 'TAKE', { ...at, isFirst: false })).toBe(60_000_000n);
    expect(executionFeeE8(ticket, 'MAKE', { ...at, isFirst: false })).toBe(-40_000_000n);
  });

  it('counts parts of a coin', () => {
    const coin = { priceDecimals: 2, quantityDecimals: 8 };
    const at = { price: price(10_000_000), quantity: quantity(12_345_678), scale: coin, isFirst: true };
    expect(executionFeeE8({ ...fees, takePerUnitE8: priceE8(0), takePpm: 1_000 }, 'TAKE', at)).toBe(1_234_567_800n);
  });
});

describe('the tier in force', () => {
  const tier = (fromVolumeE8: bigint, takeE8: number): FeeTier => ({
    fromVolumeE8,
    takePerUnitE8: priceE8(takeE8),
    makePerUnitE8: priceE8(-takeE8),
    takePpm: takeE8 / 1_000,
    makePpm: 0,
  });
  const tiers = [tier(100n, 250_000), tier(1_000n, 200_000)];
  const takes = (tierVolume: 'UNITS' | 'NOTIONAL', unitsE8: bigint, notionalE8: bigint) => {
    const inForce = feesInForce({ ...fees, tierVolume, tiers }, { unitsE8, notionalE8 });
    return [inForce.takePerUnitE8, inForce.makePerUnitE8, inForce.takePpm, inForce.midpointPerUnitE8];
  };

  it.each([
    [0n, [300_000, -200_000, 0, 50_000]],
    [99n, [300_000, -200_000, 0, 50_000]],
    [100n, [250_000, -250_000, 250, 50_000]],
    [999n, [250_000, -250_000, 250, 50_000]],
    [1_000n, [200_000, -200_000, 200, 50_000]],
    [10n ** 15n, [200_000, -200_000, 200, 50_000]],
  ])('after %s of volume', (volume, expected) => {
    expect(takes('UNITS', volume, 0n)).toEqual(expected);
    expect(takes('NOTIONAL', 0n, volume)).toEqual(expected);
  });

  it('counts what the schedule counts, and has no tiers left', () => {
    expect(takes('UNITS', 0n, 1_000n)[0]).toBe(300_000);
    expect(takes('NOTIONAL', 1_000n, 0n)[0]).toBe(300_000);
    expect(feesInForce({ ...fees, tiers }, { unitsE8: 500n, notionalE8: 0n }).tiers).toEqual([]);
  });
});
