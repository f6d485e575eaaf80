import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';
import { describe, expect, it } from 'vitest';
import { quantity } from '../../money/units.ts';
import {
  DEFAULT_HIDDEN_PRIOR,
  type HiddenPrior,
  hiddenTail,
  LADDER_LOTS,
  NO_PINGS,
  stepChances,
  withPing,
} from './hidden-liquidity.ts';

const ROUND_LOT = quantity(100);
/** So weak that it is not seen in four digits. */
const NO_PRIOR: HiddenPrior = { stepChances: LADDER_LOTS.map(() => 0.5), pings: 1e-9 };
const after = (pings: readonly (readonly [asked: number, filled: number])[], halfLifePings = 1e9) =>
  pings.reduce(
    (record, [asked, filled]) =>
      withPing(record, { asked: quantity(asked), filled: quantity(filled) }, { roundLot: ROUND_LOT, halfLifePings }),
    NO_PINGS,
  );
const chancesOf = (record = NO_PINGS, prior = NO_PRIOR) =>
  hiddenTail(record, prior, ROUND_LOT).map(({ probability }) => probability);

describe('hidden liquidity from pings', () => {
  it('is the prior before anything was sent: one lot three times of ten, each doubling half as often', () => {
    const tail = hiddenTail(NO_PINGS, DEFAULT_HIDDEN_PRIOR, ROUND_LOT);
    expect(tail.map(({ size }) => size)).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800]);
    expect(tail[0]?.probability).toBeCloseTo(0.3, 12);
    expect(tail[2]?.probability).toBeCloseTo(0.075, 12);
  });

  it('is the product limit by hand: 4 of 5 hold a lot, 2 of 3 of those that asked hold two', () => {
    const record = after([
      [100, 0],
      [100, 100],
      [200, 200],
      [200, 200],
      [200, 150],
    ]);
    expect(record.tried.slice(0, 3).map(Math.round)).toEqual([5, 3, 0]);
    const [one = 0, two = 0] = chancesOf(record);
    expect(one).toBeCloseTo(4 / 5, 6);
    expect(two).toBeCloseTo((4 / 5) * (2 / 3), 6);
  });

  it('learns of the first lot from pings of less than one, and of nothing behind it', () => {
    const record = after([
      [1, 0],
      [1, 1],
      [50, 20],
      [99, 0],
    ]);
    expect([record.tried, record.held].map((weights) => weights.map(Math.round))).toEqual([
      [4, 0, 0, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0, 0, 0, 0],
    ]);
    const empty = after(Array.from({ length: 60 }, () => [1, 0] as const));
    expect(hiddenTail(empty, DEFAULT_HIDDEN_PRIOR, ROUND_LOT)[0]?.probability).toBeLessThan(0.02);
  });

  it('does not take a ping that was filled whole for all that there was', () => {
    const censored = after([...Array.from({ length: 10 }, () => [100, 100] as const), [400, 400], [400, 400]]);
    expect(chancesOf(censored)[2]).toBeCloseTo(1, 6);
  });

  it('moves from the prior to what is seen as pings outweigh it', () => {
    const record = after(Array.from({ length: 12 }, () => [100, 100] as const));
    expect(stepChances(record, DEFAULT_HIDDEN_PRIOR)[0]).toBeCloseTo((12 + 4 * 0.3) / 16, 6);
    expect(stepChances(record, DEFAULT_HIDDEN_PRIOR)[1]).toBe(0.5);
  });

  it('lets an instrument that was never tried learn from its venue', () => {
    const venue = stepChances(after(Array.from({ length: 50 }, () => [100, 100] as const)), DEFAULT_HIDDEN_PRIOR);
    expect(chancesOf(NO_PINGS, { stepChances: venue, pings: 4 })[0]).toBeCloseTo((50 + 1.2) / 54, 6);
  });

  it('forgets half after a half-life of pings, and only what the pings speak of', () => {
    const before = after([[200, 200]], 10);
    const later = after([[200, 200], ...Array.from({ length: 10 }, () => [100, 0] as const)], 10);
    expect(later.held[0]).toBeCloseTo((before.held[0] ?? 0) / 2, 12);
    expect(later.held[1]).toBe(before.held[1]);
  });

  it('comes near the truth whatever sizes are asked, where hidden sizes halve in number as they double', () => {
    const random = mersenne(12_345);
    const pings = Array.from({ length: 20_000 }, () => {
      const hidden = Math.floor(100 / (1 - uniformFloat64(random)));
      const asked = 100 * (LADDER_LOTS[uniformInt(random, 0, 3)] ?? 1);
      return [asked, Math.min(asked, hidden)] as const;
    });
    const [one = 0, two = 0, four = 0, eight = 0] = chancesOf(after(pings));
    for (const [got, truth] of [
      [one, 1],
      [two, 0.5],
      [four, 0.25],
      [eight, 0.125],
    ] as const) {
      expect(Math.abs(got - truth)).toBeLessThan(0.015);
    }
  });

  it('always is a tail: within 0 and 1, and never rising', () => {
    const pingArb = fc
      .tuple(fc.nat(20_000), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([asked, share]) => [asked, Math.floor(asked * share)] as const);
    fc.assert(
      fc.property(fc.array(pingArb), fc.integer({ min: 1, max: 100 }), (pings, halfLife) => {
        const chances = chancesOf(after(pings, halfLife), DEFAULT_HIDDEN_PRIOR);
        expect(chances.every((chance, step) => chance >= 0 && chance <= (chances[step - 1] ?? 1))).toBe(true);
      }),
    );
  });

  it('refuses what cannot have been', () => {
    expect(() => after([[100, 101]])).toThrow('filled 101 of 100');
    expect(() => after([[100, 100]], 0)).toThrow('half-life');
  });
});
