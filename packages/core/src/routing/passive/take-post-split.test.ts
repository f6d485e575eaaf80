import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceE8, quantity } from '../../money/units.ts';
import { costOf } from './expected-cost.ts';
import type { PassiveOrder, PostingVenue, TakePostSplit } from './passive-order.ts';
import { takePostSplit } from './take-post-split.ts';

const RUNS = { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 1_000) };
const venue = (changes: Partial<Record<keyof PostingVenue, number>> = {}): PostingVenue => ({
  queueAhead: quantity(changes.queueAhead ?? 2_000),
  meanOutflow: changes.meanOutflow ?? 2_500,
  makeFeeE8: priceE8(changes.makeFeeE8 ?? -200_000),
  most: quantity(changes.most ?? 1_000_000),
});
/** The example of the specification, in hundredths of a share. */
const example = (shortfallE8: number): PassiveOrder => ({
  quantity: quantity(100_000),
  lot: quantity(1),
  quantityDecimals: 2,
  prices: {
    halfSpreadE8: priceE8(2_000_000),
    takeFeeE8: priceE8(300_000),
    impactE8: priceE8(50_000),
    shortfallE8: priceE8(shortfallE8),
  },
  venues: [venue({ queueAhead: 200_000, meanOutflow: 250_000 })],
});
const sent = ({ take, posts }: TakePostSplit) => posts.reduce((total, post) => total + post, 0) + take;

describe('taking and posting at one venue', () => {
  it('takes 576.50 and posts 423.50 where being left costs five cents', () => {
    expect(takePostSplit(example(5_000_000))).toEqual({ take: 57_650, posts: [42_350] });
  });

  it('posts everything below 4.190 cents and takes everything above 5.922', () => {
    expect(takePostSplit(example(4_189_500)).take).toBe(0);
    expect(takePostSplit(example(4_190_500)).take).toBeGreaterThan(0);
    expect(takePostSplit(example(5_921_500)).posts).not.toEqual([0]);
    expect(takePostSplit(example(5_922_500))).toEqual({ take: 100_000, posts: [0] });
  });

  it('leaves what is worth neither taking nor showing', () => {
    const order = {
      ...example(1_000_000),
      venues: [venue({ queueAhead: 200_000, meanOutflow: 250_000, most: 30_099 })],
    };
    expect(takePostSplit({ ...order, lot: quantity(100) })).toEqual({ take: 0, posts: [30_000] });
  });
});

const orderArb: fc.Arbitrary<PassiveOrder> = fc.record({
  quantity: fc.integer({ min: 0, max: 8 }).map((lots) => quantity(lots * 100)),
  lot: fc.constant(quantity(100)),
  quantityDecimals: fc.constant(0),
  prices: fc.record({
    halfSpreadE8: fc.integer({ min: 0, max: 2_000_000 }).map(priceE8),
    takeFeeE8: fc.integer({ min: -100_000, max: 300_000 }).map(priceE8),
    impactE8: fc.integer({ min: 0, max: 500_000 }).map(priceE8),
    shortfallE8: fc.integer({ min: 0, max: 10_000_000 }).map(priceE8),
  }),
  venues: fc.array(
    fc
      .record({
        queueAhead: fc.integer({ min: 0, max: 5_000 }),
        meanOutflow: fc.integer({ min: 50, max: 5_000 }),
        makeFeeE8: fc.integer({ min: -350_000, max: 200_000 }),
        most: fc.integer({ min: 0, max: 1_000 }),
      })
      .map(venue),
    { maxLength: 3 },
  ),
});

describe('taking and posting at several venues', () => {
  it('is never beaten by any other split into lots', () => {
    fc.assert(
      fc.property(orderArb, (order) => {
        const mine = costOf(order, takePostSplit(order), 0);
        const best = Math.min(...allSplits(order).map((split) => costOf(order, split, 0)));
        expect(mine - best).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(best)));
      }),
      RUNS,
    );
  });

  it('sends whole lots, no more than the order and no more than a venue takes', () => {
    fc.assert(
      fc.property(orderArb, fc.constantFrom(1, 7, 100), (base, lot) => {
        const order = { ...base, lot: quantity(lot), quantity: quantity(lot * 1_003) };
        const split = takePostSplit(order);
        expect(sent(split)).toBeLessThanOrEqual(order.quantity);
        for (const [index, post] of split.posts.entries()) {
          expect([post % lot, post <= (order.venues[index]?.most ?? 0)]).toEqual([0, true]);
        }
      }),
      RUNS,
    );
  });

  it('divides between like venues alike, the odd lot to the first', () => {
    const order = {
      ...example(4_000_000),
      lot: quantity(20_000),
      venues: [venue(), venue()].map((each) => ({ ...each, meanOutflow: 250_000 })),
    };
    expect(takePostSplit(order)).toEqual({ take: 0, posts: [60_000, 40_000] });
  });

  it('refuses parts of lots and venues where nothing trades', () => {
    expect(() => takePostSplit({ ...example(1), lot: quantity(7) })).toThrow('whole lots');
    expect(() => takePostSplit({ ...example(1), venues: [venue({ meanOutflow: 0 })] })).toThrow('outflow');
  });
});

function allSplits(order: PassiveOrder): TakePostSplit[] {
  const lots = order.quantity / order.lot;
  let posts: number[][] = [[]];
  for (const { most } of order.venues) {
    const counts = Array.from({ length: Math.min(lots, Math.floor(most / order.lot)) + 1 }, (_, count) => count);
    posts = posts.flatMap((given) => counts.map((count) => [...given, count]));
  }
  return posts.flatMap((given) => {
    const rest = lots - given.reduce((total, count) => total + count, 0);
    return Array.from({ length: Math.max(0, rest + 1) }, (_, take) => ({
      take: quantity(take * order.lot),
      posts: given.map((count) => quantity(count * order.lot)),
    }));
  });
}
