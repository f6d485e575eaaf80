import { describe, expect, it } from 'vitest';
import { priceFormOf } from '../rows/instrument-form';
import { currencySign, formatPrice, formatQuantity, formatSpan } from './figures';

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

it.each([
  [0, '0 µs'],
  [0.25, '250 µs'],
  [9.5, '9.50 ms'],
  [59_000, '59.00 s'],
  [119 * 60_000, '119 min'],
  [125 * 60_000, '2 h 5 min'],
  [(3 * 24 + 4) * 3_600_000, '3 d 4 h'],
])('a span of %d ms is written in the unit that fits it', (ms, written) => {
  expect(formatSpan(ms)).toBe(written);
});
