import { price } from '@fairlead/core/money/units';
import { describe, expect, test } from 'vitest';
import { level, VenueBench } from '../../test/venue-bench.ts';
import type { NewOrder } from './admission.ts';

const ASKS = [level(1_000_100, 200), level(1_000_200, 300)];
const BIDS = [level(999_900, 200), level(999_800, 300)];

function lit(profile = {}): VenueBench {
  const bench = new VenueBench({ profile });
  bench.makers(BIDS, ASKS);
  return bench;
}

describe('times in force', () => {
  const rows: readonly (readonly [string, Partial<NewOrder>, readonly string[]])[] = [
    [
      'IOC takes what is there and cancels the rest',
      { quantity: 300, limit_price: 1_000_100 },
      ['ack', 'fill 200@1000100 TAKE leaves 100', 'canceled 100 IOC_REMAINDER'],
    ],
    [
      'IOC walks the book to its limit',
      { quantity: 300, limit_price: 1_000_200 },
      ['ack', 'fill 200@1000100 TAKE leaves 100', 'fill 100@1000200 TAKE leaves 0'],
    ],
    ['IOC below the market takes nothing', { limit_price: 1_000_000 }, ['ack', 'canceled 100 IOC_REMAINDER']],
    [
      'IOC of a seller',
      { side: 'SELL_SHORT', quantity: 50, limit_price: 999_900 },
      ['ack', 'fill 50@999900 TAKE leaves 0'],
    ],
    [
      'FOK that can be filled is',
      { time_in_force: 'FOK', quantity: 500, limit_price: 1_000_200 },
      ['ack', 'fill 200@1000100 TAKE leaves 300', 'fill 300@1000200 TAKE leaves 0'],
    ],
    [
      'FOK that cannot is canceled whole',
      { time_in_force: 'FOK', quantity: 501, limit_price: 1_000_200 },
      ['ack', 'canceled 501 FOK_NOT_FILLABLE'],
    ],
    ['DAY below the market rests', { time_in_force: 'DAY', limit_price: 1_000_000 }, ['ack']],
    [
      'DAY takes first and rests with what is left',
      { time_in_force: 'DAY', quantity: 300, limit_price: 1_000_100 },
      ['ack', 'fill 200@1000100 TAKE leaves 100'],
    ],
    ['post-only below the market rests', { time_in_force: 'DAY', post_only: true, limit_price: 1_000_000 }, ['ack']],
    [
      'post-only that would take is refused',
      { time_in_force: 'DAY', post_only: true, limit_price: 1_000_100 },
      ['reject POST_ONLY_WOULD_TAKE order'],
    ],
  ];

  test.each(rows)('%s', (_, order, wanted) => {
    const bench = lit();
    expect(bench.story(bench.send(order))).toEqual(wanted);
  });

  test('a resting order is in the quote, and gone from it when canceled', () => {
    const bench = lit();
    const childId = bench.send({ time_in_force: 'DAY', quantity: 300, limit_price: 1_000_000 });
    expect(bench.tops.at(-1)?.bid).toEqual({ price: 1_000_000, size: 300 });
    bench.venue.receive('s1', { type: 'cancel', child_id: childId });
    bench.clock.advance(1_000_000);
    expect(bench.story(childId)).toEqual(['ack', 'canceled 300 REQUESTED']);
    expect(bench.tops.at(-1)?.bid).toEqual({ price: 999_900, size: 200 });
  });

  test('taking shows a smaller quote and tells that the market was disturbed', () => {
    const bench = lit();
    bench.send({ quantity: 100, limit_price: 1_000_100 });
    expect(bench.tops.at(-1)?.ask).toEqual({ price: 1_000_100, size: 100 });
    expect(bench.disturbances).toBe(1);
  });
});

describe('protected quotes elsewhere', () => {
  test('an order that is not ISO does not trade through a better one', () => {
    const bench = lit();
    bench.reference.away = { ASK: price(1_000_000) };
    const childId = bench.send({ limit_price: 1_000_200 });
    expect(bench.story(childId)).toEqual(['ack', 'canceled 100 TRADE_THROUGH_PROTECTION']);
  });

  test('an ISO does what it says', () => {
    const bench = lit();
    bench.reference.away = { ASK: price(1_000_000) };
    expect(bench.story(bench.send({ iso: true, limit_price: 1_000_200 }))).toEqual([
      'ack',
      'fill 100@1000100 TAKE leaves 0',
    ]);
  });

  test('a resting order that would lock another venue is shown a tick away', () => {
    const bench = lit();
    bench.reference.away = { ASK: price(1_000_000) };
    bench.send({ time_in_force: 'DAY', limit_price: 1_000_000 });
    expect(bench.tops.at(-1)?.bid).toEqual({ price: 999_900, size: 300 });
  });
});

describe('a market without the rules', () => {
  function unruled(): VenueBench {
    const bench = new VenueBench({ rules: { orderProtection: false, lockAndCross: false } });
    bench.makers(BIDS, ASKS);
    return bench;
  }

  test('lets an order trade at its venue whatever is quoted elsewhere', () => {
    const bench = unruled();
    bench.reference.away = { ASK: price(1_000_000) };
    expect(bench.story(bench.send({ limit_price: 1_000_200 }))).toEqual(['ack', 'fill 100@1000100 TAKE leaves 0']);
  });

  test('shows a resting order at its own price, also where that locks another venue', () => {
    const bench = unruled();
    bench.reference.away = { ASK: price(1_000_000) };
    bench.send({ time_in_force: 'DAY', limit_price: 1_000_000 });
    expect(bench.tops.at(-1)?.bid).toEqual({ price: 1_000_000, size: 100 });
  });
});

describe('fades and hidden interest', () => {
  test('a fade that leaves nothing takes the best level away before the order arrives', () => {
    const bench = lit({ fadeProbability: 1, fadeGoneShare: 1 });
    const childId = bench.send({ limit_price: 1_000_100 });
    expect(bench.story(childId)).toEqual(['ack', 'canceled 100 IOC_REMAINDER']);
    expect(bench.tops.at(-1)?.ask).toEqual({ price: 1_000_200, size: 300 });
  });

  test('the share of orders that meet a faded quote is the probability of the profile', () => {
    const bench = lit({ fadeProbability: 0.2, fadeGoneShare: 1 });
    let faded = 0;
    for (let i = 0; i < 2_000; i++) {
      bench.makers(BIDS, ASKS);
      const childId = bench.send({ limit_price: 1_000_100 });
      if (bench.story(childId).length === 2 && bench.story(childId)[1]?.startsWith('canceled')) faded += 1;
      bench.said.length = 0;
    }
    // Three standard deviations of a binomial with n = 2,000 are 2.7 points.
    expect(Math.abs(faded / 2_000 - 0.2)).toBeLessThan(0.027);
  });

  test('hidden interest betters the displayed price to the midpoint, shows nothing and is used up', () => {
    const bench = lit({ hiddenProbability: 1, hiddenRefreshUs: 1e15 });
    bench.reference.best = { bid: price(999_900), ask: price(1_000_100) };
    const hidden = bench.venue.model('AAPL')?.hiddenFor('BID') ?? 0;
    expect(hidden).toBeGreaterThan(0);
    const childId = bench.send({ quantity: hidden + 100, limit_price: 1_000_100 });
    expect(bench.story(childId).slice(1)).toEqual([
      `fill ${hidden}@1000000 MIDPOINT leaves 100`,
      'fill 100@1000100 TAKE leaves 0',
    ]);
    expect(bench.venue.model('AAPL')?.hiddenFor('BID')).toBe(0);
  });

  test('hidden interest can be traded once, over however many orders', () => {
    const bench = lit({ hiddenProbability: 1, hiddenRefreshUs: 1e15 });
    bench.reference.best = { bid: price(999_900), ask: price(1_000_100) };
    const hidden = bench.venue.model('AAPL')?.hiddenFor('BID') ?? 0;
    for (const size of [1, 1, 10_000]) bench.send({ quantity: size, limit_price: 1_000_000 });
    const filled = bench.said.reduce((sum, message) => sum + (message.type === 'fill' ? message.quantity : 0), 0);
    expect(filled).toBe(hidden);
  });

  test('a fill-or-kill that fails uses nothing up', () => {
    const bench = lit({ hiddenProbability: 1, hiddenRefreshUs: 1e15 });
    bench.reference.best = { bid: price(999_900), ask: price(1_000_100) };
    const hidden = bench.venue.model('AAPL')?.hiddenFor('BID');
    bench.send({ time_in_force: 'FOK', quantity: 900_000, limit_price: 1_000_100 });
    expect(bench.venue.model('AAPL')?.hiddenFor('BID')).toBe(hidden);
  });

  test('an order with a minimum quantity trades at least as much or uses nothing up', () => {
    const bench = lit({ hiddenProbability: 1, hiddenRefreshUs: 1e15 });
    bench.reference.best = { bid: price(999_900), ask: price(1_000_100) };
    const hidden = bench.venue.model('AAPL')?.hiddenFor('BID') ?? 0;
    const ask = (least: number) =>
      bench.story(bench.send({ quantity: hidden + 1, min_quantity: least, limit_price: 1_000_000 }))[1];
    expect(ask(hidden + 1)).toBe(`canceled ${hidden + 1} BELOW_MIN_QUANTITY`);
    expect(ask(hidden)).toBe(`fill ${hidden}@1000000 MIDPOINT leaves 1`);
  });

  test('an order pegged to the midpoint rests unseen and gives a taker the midpoint', () => {
    const bench = lit();
    bench.reference.best = { bid: price(999_900), ask: price(1_000_100) };
    const before = bench.tops.length;
    const pegged = bench.send({ time_in_force: 'DAY', peg_midpoint: true, limit_price: 1_000_100 });
    expect([bench.story(pegged), bench.tops.length]).toEqual([['ack'], before]);
    bench.send({ side: 'SELL', limit_price: 999_900 });
    expect(bench.story(pegged)[1]).toBe('fill 100@1000000 MIDPOINT leaves 0');
  });

  test.each([
    ['one-sided', null],
    ['crossed', { bid: price(1_000_300), ask: price(1_000_100) }],
  ])('an order pegged to the midpoint takes nothing while the market is %s and has none', (_, best) => {
    const bench = lit();
    bench.reference.best = best;
    expect(bench.story(bench.send({ time_in_force: 'DAY', peg_midpoint: true, limit_price: 1_050_000 }))).toEqual([
      'ack',
    ]);
  });

  test('a dark pool fills at the midpoint only and never shows a quote', () => {
    const bench = new VenueBench({
      venueId: 'SGMT',
      profile: { hiddenProbability: 1, hiddenLotsMean: 50, hiddenRefreshUs: 1e15 },
    });
    bench.reference.best = { bid: price(999_900), ask: price(1_000_200) };
    expect(bench.story(bench.send({ limit_price: 1_000_050 }))[1]).toBe('fill 100@1000050 MIDPOINT leaves 0');
    expect(bench.story(bench.send({ limit_price: 1_000_049 }))[1]).toBe('canceled 100 IOC_REMAINDER');
    expect(bench.tops).toEqual([]);
  });
});

describe('counterparties', () => {
  test('a posted order is hit in its turn and told that it made liquidity', () => {
    const bench = lit();
    const childId = bench.send({ time_in_force: 'DAY', quantity: 100, limit_price: 999_900 });
    const hit = (size: number) =>
      bench.venue.hitBy('AAPL', {
        side: 'ASK',
        quantity: level(1, size).displayed,
        limit: price(999_900),
        midpoint: null,
      });
    hit(200);
    expect(bench.story(childId)).toEqual(['ack']);
    hit(60);
    hit(60);
    expect(bench.story(childId)).toEqual(['ack', 'fill 60@999900 MAKE leaves 40', 'fill 40@999900 MAKE leaves 0']);
  });

  test('session interest counts what stands before a child order, and nothing where there is none', () => {
    const bench = lit();
    const book = bench.venue.book('AAPL');
    expect(book?.sessionInterest('BID', price(999_900))).toBe(0);
    bench.send({ time_in_force: 'DAY', quantity: 100, limit_price: 999_900 });
    expect(book?.sessionInterest('BID', price(999_900))).toBe(300);
    expect(book?.sessionInterest('BID', price(1_000_000))).toBe(0);
  });
});
