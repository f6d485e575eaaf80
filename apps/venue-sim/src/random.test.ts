import { describe, expect, test } from 'vitest';
import { Random } from './random.ts';

function mean(draw: () => number, count = 50_000): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += draw();
  return sum / count;
}

describe('random', () => {
  test('the same seed gives the same numbers, another seed others', () => {
    const draws = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 100 }, () => random.unit());
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  test('these are the numbers of seed 1 on every machine', () => {
    const random = new Random(1);
    expect(Array.from({ length: 4 }, () => random.unit())).toMatchInlineSnapshot(`
      [
        0.3081664853860775,
        0.5187102496590177,
        0.6319739534963973,
        0.1927554365728792,
      ]
    `);
  });

  test('neighbouring seeds begin unlike each other', () => {
    let seed = 0;
    expect(mean(() => new Random(seed++).unit(), 2_000)).toBeCloseTo(0.5, 1);
  });

  test('a fork does not move its parent and differs by name', () => {
    const parent = new Random(3);
    const untouched = new Random(3);
    const [a, b] = [parent.fork('a'), parent.fork('b')];
    expect(a.unit()).not.toBe(b.unit());
    expect(parent.unit()).toBe(untouched.unit());
  });

  test('the distributions have the means that they promise', () => {
    const random = new Random(11);
    expect(mean(() => random.unit())).toBeCloseTo(0.5, 2);
    expect(mean(() => random.exponential(4)) / 4).toBeCloseTo(1, 1);
    expect(mean(() => random.geometric(2.5)) / 2.5).toBeCloseTo(1, 1);
    expect(mean(() => random.normal())).toBeCloseTo(0, 1);
    expect(mean(() => random.normal() ** 2)).toBeCloseTo(1, 1);
    expect(mean(() => random.below(10))).toBeCloseTo(4.5, 1);
    expect(mean(() => (random.chance(0.2) ? 1 : 0))).toBeCloseTo(0.2, 2);
  });

  test('weights are drawn in proportion and a geometric count without a mean is 0', () => {
    const random = new Random(5);
    const counts = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) {
      const index = random.weighted([1, 0, 2]);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    expect(counts[1]).toBe(0);
    expect((counts[2] ?? 0) / (counts[0] ?? 1)).toBeCloseTo(2, 1);
    expect(random.geometric(0)).toBe(0);
  });
});
