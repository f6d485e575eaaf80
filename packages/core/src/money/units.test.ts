import { describe, expect, it } from 'vitest';
import { moneyE8, price, priceE8, quantity } from './units.ts';

describe.each([
  ['price', price],
  ['quantity', quantity],
  ['priceE8', priceE8],
])('a %s', (_, brand) => {
  it('is a safe integer', () => {
    expect(brand(-42)).toBe(-42);
    expect(brand(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
  });

  it.each([0.5, 2 ** 53, -(2 ** 53), Number.NaN, Number.POSITIVE_INFINITY])('is not %d', (value) => {
    expect(() => brand(value)).toThrow('not a safe integer');
  });
});

describe('money', () => {
  it('is a bigint of any size', () => {
    expect(moneyE8(10n ** 30n)).toBe(10n ** 30n);
  });
});
