import { expect, test } from 'vitest';
import { Random } from './random.ts';

const rolls = (seed: number | string) => {
  const random = new Random(seed);
  return Array.from({ length: 1_000 }, () => random.below(6));
};

test('the same seed gives the same numbers, another seed others', () => {
  expect(rolls(7)).toEqual(rolls(7));
  expect(rolls(7)).not.toEqual(rolls('7/orders'));
});

test('a die falls on each of its sides and on no other', () => {
  expect([...new Set(rolls(3))].sort()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('neighbouring seeds begin unlike each other', () => {
  const firsts = Array.from({ length: 600 }, (_, seed) => new Random(seed).below(6));
  for (const side of [0, 1, 2, 3, 4, 5]) {
    expect(Math.abs(firsts.filter((each) => each === side).length - 100)).toBeLessThan(40);
  }
});
