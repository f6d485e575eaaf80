import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Print, volumeWeightedPrice } from './benchmark.ts';
import { PrintedTime } from './printed-time.ts';

const WHOLE = [{ fromUs: 0, untilUs: 1_000 }];
const print = (atUs: number, price: number, count: number): Print => ({
  ...{ atUs, condition: 'REGULAR' },
  priceE8: BigInt(price),
  quantityE8: BigInt(count),
});

it('averages what was printed between two times, both included', () => {
  const time = new PrintedTime(WHOLE, [print(10, 5, 1), print(20, 7, 3), print(30, 9, 1)]);
  expect(time.averageBetween(10, 20)).toEqual({ numerator: 26n, denominator: 4n });
  expect(time.averageBetween(11, 29)).toEqual({ numerator: 21n, denominator: 3n });
});

it('says where nothing was printed, and where nobody knows', () => {
  const spans = [...WHOLE, { fromUs: 1_500, untilUs: 2_000 }];
  const time = new PrintedTime(spans, [print(10, 5, 1), print(1_600, 5, 1)]);
  expect(time.averageBetween(11, 999)).toBe('NO_PRINTS');
  for (const [from, to] of [
    [0, 1_000],
    [900, 1_600],
    [1_499, 1_600],
    [3_000, 3_001],
  ] as const)
    expect(time.averageBetween(from, to)).toBe('NOT_KNOWN');
});

it('comes to the same as the prints one by one', () => {
  const prints = fc.array(fc.tuple(fc.nat(999), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9 })));
  fc.assert(
    fc.property(prints, fc.nat(999), fc.nat(999), (said, a, b) => {
      const all = said.map(([at, price, count]) => print(at, price, count)).sort((x, y) => x.atUs - y.atUs);
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const one = volumeWeightedPrice(all.filter(({ atUs }) => atUs >= from && atUs <= to));
      expect(new PrintedTime(WHOLE, all).averageBetween(from, to)).toEqual(one ?? 'NO_PRINTS');
    }),
  );
});
