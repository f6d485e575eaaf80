import { price } from '@fairlead/core/money/units';
import { expect, test } from 'vitest';
import { VenueBench } from '../../test/venue-bench.ts';

const STOCKED = { hiddenProbability: 1, hiddenLotsMean: 20, hiddenRefreshUs: 1e15 };

test('the internal book crosses at the midpoint or between it and the far side, never worse', () => {
  const flags = new Set<string>();
  for (let seed = 1; seed <= 200; seed++) {
    const bench = new VenueBench({ venueId: 'INTERNAL', seed, profile: STOCKED });
    bench.reference.best = { bid: price(999_900), ask: price(1_000_100) };
    bench.send({ side: 'BUY', quantity: 1, limit_price: 1_000_100 });
    bench.send({ side: 'SELL', quantity: 1, limit_price: 999_900 });
    const fills = bench.said.flatMap((message) => (message.type === 'fill' ? [message] : []));
    expect([1_000_000, 1_000_050]).toContain(fills[0]?.price);
    expect([1_000_000, 999_950]).toContain(fills[1]?.price);
    for (const fill of fills) {
      flags.add(String(fill.liquidity_flag));
      expect(fill.liquidity_flag === 'MIDPOINT').toBe(fill.price === 1_000_000);
    }
  }
  expect([...flags].sort()).toEqual(['MIDPOINT', 'TAKE']);
});

test.each([
  ['no market', null, { limit_price: 1_000_100 }, 'canceled 100 NO_QUOTE'],
  ['a limit below the midpoint', 1_000_100, { limit_price: 999_900 }, 'canceled 100 OUTSIDE_LIMIT'],
  [
    'a fill-or-kill above the inventory',
    1_000_100,
    { time_in_force: 'FOK', quantity: 5_000, limit_price: 1_000_100 },
    'canceled 5000 FOK_NOT_FILLABLE',
  ],
] as const)('it does not cross with %s', (_, ask, order, wanted) => {
  const bench = new VenueBench({ venueId: 'INTERNAL', profile: { ...STOCKED, hiddenLotsMean: 2 } });
  bench.reference.best = ask === null ? null : { bid: price(999_900), ask: price(ask) };
  expect(bench.story(bench.send(order)).at(-1)).toBe(wanted);
});

test('an empty inventory crosses nothing, and what crossed is gone', () => {
  // Far below the largest order that the venue takes, whatever the seed draws.
  const bench = new VenueBench({ venueId: 'INTERNAL', profile: { ...STOCKED, hiddenLotsMean: 2 } });
  bench.reference.best = { bid: price(999_900), ask: price(1_000_100) };
  const inventory = bench.venue.model('AAPL')?.hiddenFor('BID') ?? 0;
  bench.send({ quantity: inventory, limit_price: 1_000_100 });
  expect(bench.venue.model('AAPL')?.hiddenFor('BID')).toBe(0);
  expect(bench.story(bench.send({ limit_price: 1_000_100 })).at(-1)).toBe('canceled 100 IOC_REMAINDER');
});
