import { price } from '@fairlead/core/money/units';
import { describe, expect, test } from 'vitest';
import { VenueBench } from '../../test/venue-bench.ts';

const WILLING = { hiddenProbability: 1, hiddenLotsMean: 20, hiddenRefreshUs: 1e15 };

function wholesaler(profile = {}): VenueBench {
  const bench = new VenueBench({ venueId: 'CDRG', profile: { ...WILLING, ...profile } });
  bench.reference.best = { bid: price(999_900), ask: price(1_000_100) };
  return bench;
}

describe('a wholesaler', () => {
  test('fills at the far side or better, never worse, on both sides', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const bench = new VenueBench({ venueId: 'CDRG', seed, profile: WILLING });
      bench.reference.best = { bid: price(999_900), ask: price(1_000_100) };
      bench.send({ side: 'BUY', quantity: 1, limit_price: 1_000_100 });
      bench.send({ side: 'SELL', quantity: 1, limit_price: 999_900 });
      const prices = bench.said.flatMap((message) => (message.type === 'fill' ? [message.price] : []));
      expect(prices[0]).toBeLessThanOrEqual(1_000_100);
      expect(prices[0]).toBeGreaterThan(1_000_000);
      expect(prices[1]).toBeGreaterThanOrEqual(999_900);
      expect(prices[1]).toBeLessThan(1_000_000);
    }
  });

  test('takes no more than it wants to hold', () => {
    const bench = wholesaler();
    const appetite = bench.venue.model('AAPL')?.hiddenFor('BID') ?? 0;
    const childId = bench.send({ quantity: 10_000, limit_price: 1_000_100 });
    expect(bench.story(childId).at(-1)).toBe(`canceled ${10_000 - appetite} IOC_REMAINDER`);
    expect(bench.story(bench.send({ limit_price: 1_000_100 })).at(-1)).toBe('canceled 100 DECLINED');
  });

  test.each([
    ['a limit inside the spread', { limit_price: 1_000_000 }, 'canceled 100 OUTSIDE_LIMIT'],
    [
      'a fill-or-kill above its appetite',
      { time_in_force: 'FOK', quantity: 10_000, limit_price: 1_000_100 },
      'canceled 10000 FOK_NOT_FILLABLE',
    ],
    ['a resting order', { time_in_force: 'DAY', limit_price: 1_000_100 }, 'reject UNSUPPORTED_TIME_IN_FORCE order'],
  ] as const)('does not fill %s', (_, order, wanted) => {
    const bench = wholesaler();
    expect(bench.story(bench.send(order)).at(-1)).toBe(wanted);
  });

  test('does not fill without a market, or when it fades away', () => {
    const bench = wholesaler({ fadeProbability: 1, fadeGoneShare: 1 });
    expect(bench.story(bench.send({ limit_price: 1_000_100 })).at(-1)).toBe('canceled 100 DECLINED');
    bench.reference.best = null;
    expect(bench.story(bench.send({ limit_price: 1_000_100 })).at(-1)).toBe('canceled 100 NO_QUOTE');
  });

  test('a fade may leave a part', () => {
    const bench = wholesaler({ fadeProbability: 1, fadeGoneShare: 0 });
    const appetite = bench.venue.model('AAPL')?.hiddenFor('BID') ?? 0;
    bench.send({ quantity: 10_000, limit_price: 1_000_100 });
    const filled = bench.said.reduce((sum, message) => sum + (message.type === 'fill' ? message.quantity : 0), 0);
    expect(filled).toBeLessThan(appetite);
  });
});
