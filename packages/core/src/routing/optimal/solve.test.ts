import { describe, expect, it } from 'vitest';
import type { Problem, Source } from './problem.ts';
import { solve } from './solve.ts';

/** Offers as [cost, quantity, price]; the price is the cost unless it is said. */
const source = (offers: readonly (readonly [number, number, number?])[], more: Partial<Source> = {}): Source => ({
  offers: offers.map(([costE8, quantity, price]) => ({ costE8, quantity, price: price ?? costE8 })),
  step: 1,
  least: 0,
  most: Number.POSITIVE_INFINITY,
  fixedE8: 0,
  impactE8: 0,
  ...more,
});

const solved = (quantity: number, sources: readonly Source[], more: Partial<Problem> = {}) =>
  solve({ quantity, sources, maxSources: sources.length, impactScale: 100, protectedQuotes: [], ...more });
const takes = (...given: Parameters<typeof solved>) => solved(...given).takes;

describe('levels', () => {
  it('are taken cheapest first, over all sources', () => {
    const sources = [
      source([
        [3, 100],
        [6, 100],
      ]),
      source([
        [4, 100],
        [5, 100],
      ]),
    ];
    expect(solved(350, sources)).toEqual({
      takes: [150, 200],
      unallocated: 0,
      costE8: 1_500n,
      proof: 'EXACT',
      gapE8: 0,
    });
  });

  it('leave what nobody offers', () => {
    expect(solved(500, [source([[3, 100]]), source([[4, 200]], { most: 50 })])).toMatchObject({
      takes: [100, 50],
      unallocated: 350,
    });
  });

  it('may cost less than nothing', () => {
    expect(solved(100, [source([[-7, 100]]), source([[-8, 60]])])).toMatchObject({ takes: [40, 60], costE8: -760n });
  });

  it('cost exactly what they do beyond what a double holds', () => {
    const sources = [source([[9_007_199_254_740_991, 3]]), source([[9_007_199_254_740_990, 1]])];
    expect(solved(4, sources)).toMatchObject({ takes: [3, 1], costE8: 36_028_797_018_963_963n });
  });

  it('are nothing where there is nobody, or nobody who offers', () => {
    expect(solved(10, [])).toEqual({ takes: [], unallocated: 10, costE8: 0n, proof: 'EXACT', gapE8: 0 });
    expect(solved(10, [source([])])).toMatchObject({ takes: [0], unallocated: 10 });
    expect(solved(10, [source([[1, 5]], { least: 6 })])).toMatchObject({ takes: [0], unallocated: 10 });
  });
});

describe('among equal costs', () => {
  it('the earlier source is taken', () => {
    expect(takes(100, [source([[5, 100]]), source([[5, 100]])])).toEqual([100, 0]);
  });

  it('one source is better than two', () => {
    expect(takes(300, [source([[5, 100]]), source([[5, 300]]), source([[5, 200]])])).toEqual([0, 300, 0]);
    expect(
      takes(150, [
        source([[5, 100]]),
        source([
          [4, 100],
          [5, 50],
        ]),
      ]),
    ).toEqual([0, 150]);
  });

  it('so it is where fixed charges make a search of it', () => {
    const charged = { fixedE8: 10 };
    expect(takes(100, [source([[5, 50]], { fixedE8: 0 }), source([[5, 100]]), source([[9, 50]], charged)])).toEqual([
      0, 100, 0,
    ]);
  });
});

describe('lots', () => {
  it('are kept, and what is less than a lot is left', () => {
    expect(solved(250, [source([[3, 1_000]], { step: 100 })])).toMatchObject({ takes: [200], unallocated: 50 });
  });

  it('may begin in one level and end in the next', () => {
    const sources = [
      source(
        [
          [2, 150],
          [4, 150],
        ],
        { step: 100 },
      ),
      source([[3, 100]], { step: 100 }),
    ];
    // The second lot costs 2 and 4 by halves: as much as the other source's.
    expect(takes(200, sources)).toEqual([200, 0]);
    expect(takes(300, sources)).toEqual([200, 100]);
  });

  it('leave the remainder to a source that takes odd lots, however dear', () => {
    const sources = [source([[3, 1_000]], { step: 100 }), source([[9, 1_000]])];
    expect(takes(250, sources)).toEqual([200, 50]);
    expect(takes(1_030, [source([[3, 1_000]], { step: 100 }), source([[9, 20]])])).toEqual([1_000, 20]);
  });

  it('give way where the remainder would cost more than a cheaper lot saves', () => {
    const sources = [
      source([[3, 100]], { step: 100 }),
      source([
        [1, 60],
        [4, 40],
        [10, 50],
      ]),
    ];
    expect(takes(110, sources)).toEqual([100, 10]);
    expect(takes(100, sources)).toEqual([0, 100]);
    expect(takes(190, sources)).toEqual([100, 90]);
  });

  it('of three sizes, or of two that do not divide, are refused', () => {
    const of = (...steps: number[]) => steps.map((step) => source([[1, 1_000]], { step }));
    expect(() => takes(10, of(2, 3))).toThrow('steps must be of two sizes');
    expect(() => takes(10, of(1, 2, 4))).toThrow('steps must be of two sizes');
  });
});

describe('bounds', () => {
  it('a minimum is taken in full or not at all', () => {
    const sources = [source([[1, 100]], { least: 80 }), source([[2, 100]])];
    expect([takes(80, sources), takes(70, sources), takes(130, sources)]).toEqual([
      [80, 0],
      [0, 70],
      [100, 30],
    ]);
  });

  it('minimums that are too much together are not both taken', () => {
    const both = [source([[1, 70]], { least: 60 }), source([[2, 80]], { least: 70 })];
    expect(solved(100, both)).toMatchObject({ takes: [0, 80], unallocated: 20 });
  });

  it('no more sources are used than allowed, and as much as they can is filled', () => {
    const sources = [source([[1, 10]]), source([[2, 60]]), source([[3, 50]]), source([[9, 100]])];
    expect(takes(100, sources, { maxSources: 1 })).toEqual([0, 0, 0, 100]);
    expect(takes(100, sources, { maxSources: 2 })).toEqual([0, 60, 40, 0]);
    expect(takes(120, sources, { maxSources: 3 })).toEqual([10, 60, 50, 0]);
  });

  it('a fixed charge is paid where it is earned back', () => {
    const sources = [source([[5, 100]]), source([[3, 100]], { fixedE8: 100 })];
    expect([takes(40, sources), takes(60, sources)]).toEqual([
      [40, 0],
      [0, 60],
    ]);
  });
});

describe('impact', () => {
  it('divides equal sources evenly, and gives more to the one that tells less', () => {
    const lit = source([[10, 100]], { impactE8: 1_000 });
    expect(takes(60, [lit, lit, lit])).toEqual([20, 20, 20]);
    // Marginal impact goes with the square root, so half the weight takes four times as much.
    expect(takes(50, [lit, source([[10, 100]], { impactE8: 500 })])).toEqual([10, 40]);
  });

  it('gives each lot to whom it costs least, where the level alone would give one source too many', () => {
    const lots = (impactE8: number) => source([[0, 1_000]], { step: 10, impactE8 });
    const many = Array.from({ length: 20 }, () => lots(210_800));
    // In lots: the first of each costs 2.108; those of the other source 1, 1.828, 2.368 and 2.804, all times the same.
    expect(takes(230, [lots(100_000), ...many])).toEqual([30, ...many.map(() => 10)]);
  });

  it('leaves flat levels where they are the cheapest', () => {
    expect(
      takes(90, [
        source([
          [10, 60],
          [2_000, 60],
        ]),
        source([[10, 100]], { impactE8: 100 }),
      ]),
    ).toEqual([60, 30]);
  });

  it('is charged once, rounded, for each source', () => {
    expect(solved(100, [source([[0, 100]], { impactE8: 7 })]).costE8).toBe(700n);
    expect(solved(50, [source([[0, 100]], { impactE8: 7 })]).costE8).toBe(BigInt(Math.round(350 * Math.sqrt(0.5))));
  });
});

describe('protected quotes', () => {
  const rebated = [source([[5, 100, 1]]), source([[3, 100, 2]])];
  const best = { source: 0, price: 1, quantity: 100 };

  it('are taken in full before anything at a worse price, even if that costs less', () => {
    expect(takes(100, rebated)).toEqual([0, 100]);
    expect(takes(100, rebated, { protectedQuotes: [best] })).toEqual([100, 0]);
    expect(takes(150, rebated, { protectedQuotes: [best] })).toEqual([100, 50]);
  });

  it('that cannot be reached let nothing worse be taken', () => {
    expect(solved(150, rebated, { protectedQuotes: [{ ...best, source: null }] })).toMatchObject({
      takes: [100, 0],
      unallocated: 50,
    });
    expect(takes(50, [source([[5, 100, 2]])], { protectedQuotes: [{ ...best, source: null }] })).toEqual([0]);
  });

  it('of a lot venue count as taken when whole lots cover them', () => {
    const sources = [
      source(
        [
          [5, 150, 1],
          [6, 100, 3],
        ],
        { step: 100 },
      ),
      source([[3, 100, 2]], { step: 100 }),
    ];
    const quote = { source: 0, price: 1, quantity: 150 };
    expect(takes(300, sources, { protectedQuotes: [quote] })).toEqual([200, 100]);
  });

  it('need their place among the sources that are allowed', () => {
    const quotes = [best, { source: 1, price: 2, quantity: 100 }];
    const sources = [...rebated, source([[4, 900, 3]])];
    expect(takes(300, sources, { protectedQuotes: quotes, maxSources: 2 })).toEqual([100, 100, 0]);
    expect(takes(300, sources, { protectedQuotes: quotes, maxSources: 3 })).toEqual([100, 100, 100]);
  });
});

it('says how far it may be from the best where the search has to end', () => {
  // Blocks that go in whole or not at all: which of them add up is the hardest question there is.
  const sizes = Array.from({ length: 40 }, (_, at) => 1_000 + ((at * 7_919) % 997));
  const blocks = sizes.map((size, at) =>
    source([[1_000_000 + ((at * 104_729) % 1_000), size]], { least: size, most: size }),
  );
  const solution = solved(20_011, blocks);
  expect(solution.proof).toBe('BOUNDED');
  expect(solution.unallocated).toBeLessThan(100);
  expect(solution.gapE8 / Number(solution.costE8)).toBeLessThan(0.001);
});
