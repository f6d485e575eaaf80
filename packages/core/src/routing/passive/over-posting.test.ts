import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceE8, quantity } from '../../money/units.ts';
import { costOf, expectedCostE8, fillChances } from './expected-cost.ts';
import { overPostedSplit } from './over-posting.ts';
import type { PassiveOrder, PostingVenue, TakePostSplit } from './passive-order.ts';
import { takePostSplit } from './take-post-split.ts';

const RUNS = { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 1_000) };
/** Every split of every case is tried: ten thousand cases take a minute on a busy machine. */
const LONG_MODE_MS = 300_000;
const EXCESS = priceE8(5_000_000);
const venue = (queueAhead: number, meanOutflow: number, makeFeeE8: number): PostingVenue => ({
  queueAhead: quantity(queueAhead),
  meanOutflow,
  makeFeeE8: priceE8(makeFeeE8),
  most: quantity(1_000),
});
const FIRST = venue(2_000, 2_500, -200_000);
const SECOND = venue(1_500, 2_000, -300_000);
const order = (shortfallE8: number, venues: readonly PostingVenue[]): PassiveOrder => ({
  quantity: quantity(1_000),
  lot: quantity(1),
  quantityDecimals: 0,
  prices: {
    halfSpreadE8: priceE8(2_000_000),
    takeFeeE8: priceE8(300_000),
    impactE8: priceE8(50_000),
    shortfallE8: priceE8(shortfallE8),
  },
  venues,
});
const splitOf = (take: number, ...posts: readonly number[]): TakePostSplit => ({
  take: quantity(take),
  posts: posts.map(quantity),
});

describe('the expected cost of a split', () => {
  it('is 22.4554 for the example with one venue', () => {
    expect(Number(expectedCostE8(order(5_000_000, [FIRST]), splitOf(576, 424), EXCESS)) / 1e8).toBeCloseTo(22.4554, 4);
  });

  it('is what a fine quadrature finds for two venues, to a thousandth of a cent', () => {
    const two = order(8_000_000, [FIRST, SECOND]);
    for (const split of [
      splitOf(462, 538, 538),
      splitOf(200, 700, 300),
      splitOf(0, 1_000, 1_000),
      splitOf(900, 50, 100),
    ]) {
      const got = Number(expectedCostE8(two, split, EXCESS)) / 1e8;
      expect(Math.abs(got - quadrature(two, split))).toBeLessThan(1e-5);
    }
  });

  it('does not depend much on the lattice where lots are many', () => {
    const scaled = order(
      8_000_000,
      [FIRST, SECOND].map((each) => ({
        ...each,
        queueAhead: quantity(each.queueAhead * 100),
        meanOutflow: each.meanOutflow * 100,
      })),
    );
    const fine = { ...scaled, quantity: quantity(100_000), quantityDecimals: 2 };
    const got = Number(expectedCostE8(fine, splitOf(46_200, 53_800, 53_800), EXCESS)) / 1e8;
    expect(got).toBeCloseTo(21.0474, 4);
  });

  it('counts what is left where nothing is sent, and nothing but fees where all is taken', () => {
    const two = order(8_000_000, [FIRST, SECOND]);
    expect(expectedCostE8(two, splitOf(0, 0, 0), EXCESS)).toBe(8_050_000_000n);
    expect(expectedCostE8(two, splitOf(1_000, 0, 0), EXCESS)).toBe(2_350_000_000n);
    expect(fillChances(two, splitOf(1_000, 0, 0))).toEqual({ under: 0, underOrEqual: 1 });
  });
});

describe('posting more than is wanted', () => {
  const two = order(8_000_000, [FIRST, SECOND]);
  const best = overPostedSplit(two, EXCESS);

  it('takes 462 of the example with two venues to the share and posts what is not taken at both, for 21.047', () => {
    expect(Math.abs(best.take - 462)).toBeLessThanOrEqual(1);
    expect(best.posts).toEqual([1_000 - best.take, 1_000 - best.take]);
    expect(Number(expectedCostE8(two, best, EXCESS)) / 1e8).toBeCloseTo(21.047, 3);
  });

  it('ends where the chances lie around the ratio of the costs', () => {
    const { under, underOrEqual } = fillChances(two, best);
    const ratio = (0.02 + 0.003 + 0.0005 + 0.05) / (0.08 + 0.05 + 0.0005);
    expect([under < ratio, ratio < underOrEqual]).toEqual([true, true]);
  });

  it('is the closed form where there is one venue', () => {
    const one = order(5_000_000, [FIRST]);
    expect(overPostedSplit(one, EXCESS)).toEqual(takePostSplit(one));
  });

  it('is refused for five venues', () => {
    expect(() => overPostedSplit(order(8_000_000, Array(5).fill(FIRST)), EXCESS)).toThrow('at most 4');
  });

  it('costs no more than the best split without excess, and no lot more or less anywhere would save anything', () => {
    fc.assert(
      fc.property(caseArb, ([small, excessE8]) => {
        const split = overPostedSplit(small, priceE8(excessE8));
        const cost = costOf(small, split, excessE8);
        expect(cost).toBeLessThanOrEqual(costOf(small, takePostSplit(small), excessE8));
        for (const near of neighbours(small, split)) expect(cost).toBeLessThanOrEqual(costOf(small, near, excessE8));
      }),
      RUNS,
    );
  });

  // The cost has several valleys, so the search has no proof. The seed is fixed because this measures: of 30,000 orders it missed two.
  it(
    'misses the cheapest of all splits in no more than one small order of a thousand, and by less than 2 %',
    () => {
      const cases = fc.sample(caseArb, { ...RUNS, seed: 3 });
      const gaps = cases.map(([small, excessE8]) => {
        const least = Math.min(...allSplits(small).map((split) => costOf(small, split, excessE8)));
        return costOf(small, overPostedSplit(small, priceE8(excessE8)), excessE8) / least - 1;
      });
      expect(gaps.filter((gap) => gap > 1e-9).length).toBeLessThanOrEqual(cases.length / 1_000);
      expect(Math.max(...gaps)).toBeLessThan(0.02);
    },
    LONG_MODE_MS,
  );
});

const smallArb: fc.Arbitrary<PassiveOrder> = fc.record({
  quantity: fc.integer({ min: 1, max: 8 }).map((lots) => quantity(lots * 100)),
  lot: fc.constant(quantity(100)),
  quantityDecimals: fc.constant(0),
  prices: fc.record({
    halfSpreadE8: fc.integer({ min: 0, max: 2_000_000 }).map(priceE8),
    takeFeeE8: fc.integer({ min: 0, max: 300_000 }).map(priceE8),
    impactE8: fc.integer({ min: 0, max: 100_000 }).map(priceE8),
    shortfallE8: fc.integer({ min: 2_300_000, max: 10_000_000 }).map(priceE8),
  }),
  venues: fc.array(
    fc
      .tuple(
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 200, max: 5_000 }),
        fc.integer({ min: -350_000, max: 0 }),
      )
      .map(([ahead, outflow, makeFeeE8]) => venue(ahead, outflow, makeFeeE8)),
    { minLength: 1, maxLength: 3 },
  ),
});

const caseArb = fc.tuple(smallArb, fc.integer({ min: 3_000_000, max: 20_000_000 }));

/** The splits that have one lot more or less at one place, or one moved between two, within the same bounds. */
function neighbours(from: PassiveOrder, { take, posts }: TakePostSplit): TakePostSplit[] {
  const near: TakePostSplit[] = [];
  const amounts: readonly number[] = [take, ...posts];
  const changed = (changes: ReadonlyMap<number, number>) => {
    const [newTake = 0, ...newPosts] = amounts.map((amount, place) => amount + (changes.get(place) ?? 0) * from.lot);
    const isWithin =
      newTake >= 0 &&
      newTake <= from.quantity &&
      newPosts.every((post) => post >= 0 && post <= from.quantity - newTake);
    if (isWithin) near.push(splitOf(newTake, ...newPosts));
  };
  for (const [place] of amounts.entries()) {
    changed(new Map([[place, 1]]));
    changed(new Map([[place, -1]]));
    for (const [other] of amounts.entries()) {
      if (other !== place)
        changed(
          new Map([
            [place, 1],
            [other, -1],
          ]),
        );
    }
  }
  return near;
}

/** Every split whose posts are no larger than what is not taken. */
function allSplits({ quantity: all, lot, venues }: PassiveOrder): TakePostSplit[] {
  const splits: TakePostSplit[] = [];
  for (let take = 0; take <= all; take += lot) {
    let posts: number[][] = [[]];
    const sizes = Array.from({ length: (all - take) / lot + 1 }, (_, count) => count * lot);
    for (const _ of venues) posts = posts.flatMap((given) => sizes.map((size) => [...given, size]));
    splits.push(...posts.map((given) => splitOf(take, ...given)));
  }
  return splits;
}

/** The cost of a split over two venues in dollars: one fill integrated by Simpson's rule, the other in closed form. Shares nothing with the lattice. */
function quadrature(from: PassiveOrder, { take, posts }: TakePostSplit): number {
  const [firstPost = 0, secondPost = 0]: readonly number[] = posts;
  const [first = FIRST, second = SECOND] = from.venues;
  const need = from.quantity - take;
  const reached = (each: PostingVenue) => Math.exp(-each.queueAhead / each.meanOutflow);
  const shortAfter = (left: number) => {
    const x = Math.min(Math.max(0, left), secondPost);
    const missed = reached(second) * second.meanOutflow * (1 - Math.exp(-x / second.meanOutflow));
    return x - missed + Math.max(0, left - x);
  };
  const steps = 2_000;
  const width = Math.min(firstPost, need) / steps;
  let inside = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    const density = (reached(first) * Math.exp((-i * width) / first.meanOutflow)) / first.meanOutflow;
    inside += weight * density * shortAfter(need - i * width);
  }
  const full = reached(first) * Math.exp(-firstPost / first.meanOutflow);
  const short = (1 - reached(first)) * shortAfter(need) + (inside * width) / 3 + full * shortAfter(need - firstPost);
  const fillOf = (each: PostingVenue, post: number) =>
    reached(each) * each.meanOutflow * (1 - Math.exp(-post / each.meanOutflow));
  const fills = [fillOf(first, firstPost), fillOf(second, secondPost)] as const;
  const { halfSpreadE8: h, takeFeeE8: f, impactE8: theta, shortfallE8 } = from.prices;
  const excess = take + fills[0] + fills[1] - from.quantity + short;
  const earned = (h - first.makeFeeE8) * fills[0] + (h - second.makeFeeE8) * fills[1];
  const shown = theta * (take + firstPost + secondPost + short);
  return ((h + f) * take - earned + shown + shortfallE8 * short + EXCESS * excess) / 1e8;
}
