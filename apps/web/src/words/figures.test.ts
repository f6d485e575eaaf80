import { describe, expect, it } from 'vitest';
import { priceFormOf } from '../rows/instrument-form';
import { currencySign, formatPrice, formatQuantity } from './figures';

describe('a price', () => {
  it.each([
    ['a stock in cents', '0.01', 4, 187.2, '187.20'],
    ['a stock at the midpoint', '0.01', 4, 187.235, '187.235'],
    ['a stock below a dollar', '0.0001', 4, 0.5, '0.5000'],
    ['a currency pair', '0.00001', 5, 1.0852, '1.08520'],
    ['a pair in yen', '0.001', 3, 149.5, '149.500'],
    ['a coin', '0.01', 2, 98_000, '98,000.00'],
    ['a whole-number tick', '1', 0, 250, '250'],
  ])('of %s is written with its own decimals', (_, tick, decimals, value, written) => {
    expect(formatPrice(value, priceFormOf(tick, decimals))).toBe(written);
  });

  it('that is missing is a dash', () => {
    expect(formatPrice(null, { least: 2, most: 4 })).toBe('–');
  });
});

it('a quantity keeps all the decimals of a coin', () => {
  expect([formatQuantity(1.23456789), formatQuantity(3_000_000)]).toEqual(['1.23456789', '3,000,000']);
});

it('a currency has its sign where it has one', () => {
  expect(['USD', 'JPY', 'CHF'].map(currencySign)).toEqual(['$', '¥', 'CHF']);
});
