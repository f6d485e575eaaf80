import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountRoundedE8, divideHalfAwayFromZero, notionalRoundedE8, toPriceE8 } from './amount.ts';
import { price, priceE8, quantity } from './units.ts';

const scaleArb = fc.record({
  priceDecimals: fc.integer({ min: 0, max: 8 }),
  quantityDecimals: fc.integer({ min: 0, max: 8 }),
});

/** Rounding by comparing remainders: the definition, where the code under test shifts by half. */
function oracle(dividend: bigint, divisor: bigint): bigint {
  const size = dividend < 0n ? -dividend : dividend;
  const up = (size % divisor) * 2n >= divisor ? 1n : 0n;
  const rounded = size / divisor + up;
  return dividend < 0n ? -rounded : rounded;
}

describe('dividing with halves away from zero', () => {
  it.each([
    [5n, 10n, 1n],
    [-5n, 10n, -1n],
    [4n, 10n, 0n],
    [-4n, 10n, 0n],
    [15n, 10n, 2n],
    [-15n, 10n, -2n],
    [14n, 10n, 1n],
    [0n, 7n, 0n],
    [1n, 3n, 0n],
    [-2n, 3n, -1n],
    [7n, 1n, 7n],
    [-7n, 1n, -7n],
  ])('%d / %d is %d', (dividend, divisor, quotient) => {
    expect(divideHalfAwayFromZero(dividend, divisor)).toBe(quotient);
  });

  it('is the nearest whole number, for both signs alike', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (a, b) => {
          expect(divideHalfAwayFromZero(a, b)).toBe(oracle(a, b));
          expect(divideHalfAwayFromZero(-a, b)).toBe(-divideHalfAwayFromZero(a, b));
        },
      ),
    );
  });
});

describe('a price in 10^-8', () => {
  it('is exact at every scale', () => {
    expect(toPriceE8(price(1_234_567), { priceDecimals: 4, quantityDecimals: 0 })).toBe(12_345_670_000);
    expect(toPriceE8(price(-5), { priceDecimals: 8, quantityDecimals: 0 })).toBe(-5);
    expect(toPriceE8(price(7), { priceDecimals: 0, quantityDecimals: 0 })).toBe(700_000_000);
  });

  it('is refused where it would not be a safe integer: over about 90 million a unit', () => {
    expect(toPriceE8(price(90_000_000), { priceDecimals: 0, quantityDecimals: 0 })).toBe(9_000_000_000_000_000);
    expect(() => toPriceE8(price(90_071_993), { priceDecimals: 0, quantityDecimals: 0 })).toThrow('not a safe integer');
  });
});

describe('an amount of money', () => {
  it('is exact to the last unit where quantities are whole, far over what a number holds', () => {
    // $999.9999 × 9,999,999,999 shares.
    const notional = notionalRoundedE8(price(9_999_999), quantity(9_999_999_999), {
      priceDecimals: 4,
      quantityDecimals: 0,
    });
    expect(notional).toBe(99_999_990_000n * 9_999_999_999n);
    expect(notional > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
  });

  it('rounds half a unit away from zero where quantities have decimals', () => {
    const scale = { priceDecimals: 8, quantityDecimals: 1 };
    expect(notionalRoundedE8(price(1), quantity(5), scale)).toBe(1n);
    expect(notionalRoundedE8(price(1), quantity(4), scale)).toBe(0n);
    expect(amountRoundedE8(priceE8(-1), quantity(5), scale)).toBe(-1n);
    expect(amountRoundedE8(priceE8(-1), quantity(4), scale)).toBe(0n);
  });

  it('agrees with whole-number arithmetic at every scale', () => {
    const perUnitArb = fc.integer({ min: -90_000_000, max: 90_000_000 });
    fc.assert(
      fc.property(perUnitArb, fc.maxSafeNat(), scaleArb, (perUnit, count, scale) => {
        const exact = BigInt(perUnit) * 10n ** BigInt(8 - scale.priceDecimals) * BigInt(count);
        const expected = oracle(exact, 10n ** BigInt(scale.quantityDecimals));
        expect(notionalRoundedE8(price(perUnit), quantity(count), scale)).toBe(expected);
      }),
    );
  });

  it('of two parts is the amount of the whole, where quantities are whole', () => {
    const countArb = fc.nat(1_000_000_000);
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), countArb, countArb, (fee, a, b) => {
        const scale = { priceDecimals: 4, quantityDecimals: 0 };
        const amount = (count: number) => amountRoundedE8(priceE8(fee), quantity(count), scale);
        expect(amount(a) + amount(b)).toBe(amount(a + b));
      }),
    );
  });
});
