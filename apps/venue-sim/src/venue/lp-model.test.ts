import { describe, expect, it } from 'vitest';
import { LpBench } from '../../test/lp-bench.ts';

const FIRM = { holdUs: 0, toleranceOfSpread: 0, beyondProbability: 0, withinProbability: 0 };
const STRICT = { holdUs: 50_000, toleranceOfSpread: 0.5, beyondProbability: 1, withinProbability: 0 };

describe('a liquidity provider', () => {
  it('shows both sides with their sizes and the end of the quote', () => {
    const bench = new LpBench(FIRM);
    bench.stream(108_500, 108_510, { validForUs: 500_000 });
    expect(bench.shown).toEqual([
      {
        bid: { price: 108_500, size: 1_000_000 },
        ask: { price: 108_510, size: 1_000_000 },
        validUntilUs: bench.clock.nowUs() + 500_000,
      },
    ]);
  });

  it('deals at its own price, up to the size that it shows, and takes that off its quote', () => {
    const bench = new LpBench(FIRM);
    bench.stream(108_500, 108_510);
    expect(bench.send({ side: 'BUY', quantity: 400_000, limit_price: 108_515 })).toEqual([
      'ack',
      'fill 400000@108510 TAKE leaves 0',
    ]);
    expect(bench.shown.at(-1)?.ask.size).toBe(600_000);
    expect(bench.send({ side: 'BUY', quantity: 900_000, limit_price: 108_510 })).toEqual([
      'ack',
      'fill 600000@108510 TAKE leaves 300000',
      'canceled 300000 IOC_REMAINDER',
    ]);
    expect(bench.send({ side: 'SELL', quantity: 1_000, limit_price: 108_500 })).toEqual([
      'ack',
      'fill 1000@108500 TAKE leaves 0',
    ]);
  });

  it.each([
    ['below its offer', { limit_price: 108_509 }, 'canceled 100000 OUTSIDE_LIMIT'],
    [
      'all or nothing for more than it shows',
      { quantity: 2_000_000, time_in_force: 'FOK' },
      'canceled 2000000 FOK_NOT_FILLABLE',
    ],
  ] as const)('does not deal %s', (_, change, end) => {
    const bench = new LpBench(FIRM);
    bench.stream(108_500, 108_510);
    expect(bench.send({ ...change })).toEqual(['ack', end]);
  });

  it('refuses an order that comes after the end of its quote, which is the order’s own fault', () => {
    const bench = new LpBench(FIRM);
    bench.stream(108_500, 108_510, { validForUs: 20_000 });
    bench.clock.advance(20_001);
    expect(bench.send({})).toEqual(['reject QUOTE_EXPIRED order']);
    bench.stream(108_500, 108_510);
    expect(bench.send({})).toEqual(['ack', 'fill 100000@108510 TAKE leaves 0']);
  });

  it('refuses nothing at the last microsecond of its quote', () => {
    const bench = new LpBench(FIRM, { latencyUs: 1_000 });
    bench.stream(108_500, 108_510, { validForUs: bench.roundTripUs });
    expect(bench.send({})).toEqual(['ack', 'fill 100000@108510 TAKE leaves 0']);
  });
});

describe('the last look', () => {
  it('holds the order in silence before it deals, and deals at the price it was asked at', () => {
    const bench = new LpBench(STRICT);
    bench.stream(108_500, 108_510);
    const childId = bench.submit({});
    bench.clock.advance(49_000 + bench.roundTripUs);
    expect(bench.story(childId)).toEqual([]);
    bench.clock.advance(1_001);
    expect(bench.story(childId)).toEqual(['ack', 'fill 100000@108510 TAKE leaves 0']);
  });

  it.each([
    ['BUY', 6, 'reject LAST_LOOK_REJECTED venue'],
    ['BUY', 5, 'fill 100000@108510 TAKE leaves 0'],
    ['BUY', -20, 'fill 100000@108510 TAKE leaves 0'],
    ['SELL', -6, 'reject LAST_LOOK_REJECTED venue'],
    ['SELL', 20, 'fill 100000@108500 TAKE leaves 0'],
  ] as const)('on a %s with the market %i ticks higher after it says: %s', (side, ticks, expected) => {
    const bench = new LpBench(STRICT);
    bench.stream(108_500, 108_510);
    bench.market(108_505);
    const childId = bench.submit({ side, limit_price: side === 'BUY' ? 108_510 : 108_500 });
    bench.clock.advance(bench.roundTripUs + 1_000);
    bench.market(108_505 + ticks);
    bench.clock.advance(1_000_000);
    expect(bench.story(childId).filter((said) => said !== 'ack')).toEqual([expected]);
  });

  it('sets the size aside while it looks, so that it never deals more than it showed', () => {
    const bench = new LpBench(STRICT);
    bench.stream(108_500, 108_510);
    const [first, second] = [bench.submit({ quantity: 700_000 }), bench.submit({ quantity: 700_000 })];
    bench.clock.advance(1_000_000);
    expect(bench.story(first)).toEqual(['ack', 'fill 700000@108510 TAKE leaves 0']);
    expect(bench.story(second)).toContain('fill 300000@108510 TAKE leaves 400000');
  });

  it('says nothing more of an order that was canceled while it looked', () => {
    const bench = new LpBench(STRICT);
    bench.stream(108_500, 108_510);
    const childId = bench.submit({});
    bench.clock.advance(bench.roundTripUs + 1_000);
    bench.venue.receive('s1', { type: 'cancel', child_id: childId });
    bench.clock.advance(1_000_000);
    expect(bench.story(childId)).toEqual(['canceled 100000 REQUESTED']);
  });

  it('rejects as often as it is said to where the market has not moved', () => {
    const bench = new LpBench({ ...FIRM, withinProbability: 0.2 });
    let rejected = 0;
    for (let order = 0; order < 2_000; order++) {
      bench.stream(108_500, 108_510);
      if (bench.send({}).includes('reject LAST_LOOK_REJECTED venue')) rejected += 1;
    }
    // Four standard deviations of a binomial count around its mean.
    expect(Math.abs(rejected - 400)).toBeLessThan(4 * Math.sqrt(2_000 * 0.2 * 0.8));
  });

  it('does the same again for the same seed', () => {
    const run = () => {
      const bench = new LpBench({ ...FIRM, withinProbability: 0.5 }, { seed: 7 });
      return Array.from({ length: 50 }, () => {
        bench.stream(108_500, 108_510);
        return bench.send({});
      });
    };
    expect(run()).toEqual(run());
  });
});

it('takes no order where nothing is quoted', () => {
  expect(new LpBench(FIRM).send({ quantity: 1_000, limit_price: 108_510 })).toEqual(['ack', 'canceled 1000 NO_QUOTE']);
});
