import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import { roundLotQuote } from './round-lot-quote.ts';

const levels = (...each: readonly (readonly [at: number, size: number])[]) =>
  each.map(([at, size]) => ({ price: price(at), size: quantity(size) }));
const quoted = (lot: number, ...each: readonly (readonly [at: number, size: number])[]) => {
  const quote = roundLotQuote(levels(...each), quantity(lot));
  return quote === null ? null : [quote.price, quote.size];
};

describe('what a venue quotes in round lots', () => {
  it.each<[string, number, [number, number][], [number, number] | null]>([
    [
      'its best price, where that makes one',
      100,
      [
        [1000, 100],
        [1001, 900],
      ],
      [1000, 100],
    ],
    ['the whole lots of its best price', 100, [[1000, 250]], [1000, 200]],
    [
      'nothing, where all that it shows makes none',
      100,
      [
        [1000, 30],
        [1001, 69],
      ],
      null,
    ],
    ['nothing, where it shows an odd lot alone', 100, [[1000, 30]], null],
    ['nothing, where it shows nothing', 100, [], null],
    [
      'the least aggressive price of odd lots that make one together',
      100,
      [
        [1000, 30],
        [1001, 20],
        [1002, 50],
      ],
      [1002, 100],
    ],
    [
      'the price behind an odd lot, with that counted into it',
      100,
      [
        [1000, 30],
        [1001, 80],
        [1002, 500],
      ],
      [1001, 100],
    ],
    [
      'in lots of 40 shares',
      40,
      [
        [1000, 30],
        [1001, 60],
      ],
      [1001, 80],
    ],
    ['in lots of 1 share', 1, [[1000, 7]], [1000, 7]],
  ])('is %s', (_, lot, shown, expected) => {
    expect(quoted(lot, ...shown)).toEqual(expected);
  });

  it('is the best price at or above which a round lot is shown, and no better (property)', () => {
    const shown = fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 8 });
    fc.assert(
      fc.property(shown, fc.constantFrom(1, 10, 40, 100), (sizes, lot) => {
        const book = levels(...sizes.map((size, place): [number, number] => [1_000 + place, size]));
        const upTo = (at: number) => book.filter((level) => level.price <= at).reduce((sum, { size }) => sum + size, 0);
        const quote = roundLotQuote(book, quantity(lot));
        if (quote === null) {
          expect(upTo(2_000)).toBeLessThan(lot);
          return;
        }
        expect(upTo(quote.price)).toBeGreaterThanOrEqual(lot);
        expect(upTo(quote.price - 1)).toBeLessThan(lot);
        expect([quote.size % lot, upTo(quote.price) - quote.size < lot]).toEqual([0, true]);
      }),
    );
  });
});

it.each([
  [100, 999_999_999_999_900],
  [40, 999_999_999_999_960],
  [1, 999_999_999_999_999],
])('whole lots of %i are exact at the largest sizes', (lot, size) => {
  expect(quoted(lot, [1000, 999_999_999_999_999])).toEqual([1000, size]);
});
