import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import { price, quantity } from '@fairlead/core/money/units';
import { describe, expect, test } from 'vitest';
import { SimulatorBench } from '../../test/simulator-bench.ts';
import type { QuoteMessage } from '../session/venue-gateway.ts';

function fillsOf(said: readonly FromVenue[]): Extract<FromVenue, { type: 'fill' }>[] {
  return said.flatMap((message) => (message.type === 'fill' ? [message] : []));
}

describe('child orders that rest', () => {
  test('at the best bid they are filled in time, as makers, at their price', () => {
    const bench = new SimulatorBench({ seed: 5 });
    bench.start();
    const nbbo = bench.nbbo('BAC');
    bench.send('XNYS', { instrument_id: 'BAC', quantity: 100, limit_price: nbbo.bid, time_in_force: 'DAY' });
    bench.clock.advance(600_000_000);
    const fills = fillsOf(bench.said);
    expect(fills.reduce((sum, fill) => sum + fill.quantity, 0)).toBe(100);
    for (const fill of fills) expect([fill.price, fill.liquidity_flag]).toEqual([nbbo.bid, 'MAKE']);
  });

  test('the market never moves through one: whoever moves it trades with it first', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const bench = new SimulatorBench({ seed });
      bench.start();
      for (let round = 0; round < 20; round++) {
        const { bid, ask } = bench.nbbo('NVDA');
        bench.send('XCHI', { instrument_id: 'NVDA', side: 'BUY', limit_price: bid, time_in_force: 'DAY' });
        bench.send('LTSE', { instrument_id: 'NVDA', side: 'SELL', limit_price: ask, time_in_force: 'DAY' });
        for (let step = 0; step < 50; step++) {
          bench.clock.advance(100_000);
          const now = bench.nbbo('NVDA');
          expect(now.bid).toBeLessThanOrEqual(now.ask);
        }
      }
      expect(fillsOf(bench.said).length).toBeGreaterThan(10);
    }
  });
});

test('taking the whole displayed market makes it worse, and it recovers', () => {
  // So slow a market does nothing by itself within the seconds of this test: what comes back is what was taken.
  const bench = new SimulatorBench({ seed: 8, quotesPerSecond: 0.001 });
  bench.start();
  const before = bench.nbbo('WMT');
  const venueIds = bench.venuesAtAsk('WMT');
  for (const venueId of venueIds) {
    bench.submit(venueId, { instrument_id: 'WMT', quantity: 5_000, limit_price: before.ask, iso: true });
  }
  bench.clock.advance(3_000);
  expect(bench.nbbo('WMT').ask).toBeGreaterThan(before.ask);
  bench.clock.advance(5_000_000);
  expect(bench.nbbo('WMT').ask).toBe(before.ask);
});

test('a market that walks across a dollar quotes each price on a tick of its own', () => {
  const bench = new SimulatorBench({ seed: 8, quotesPerSecond: 0.001 });
  const at = (ticks: number) => ({ price: price(ticks), displayed: quantity(200), hidden: quantity(0) });
  const quote = { bids: [10_003, 10_002, 9_999, 9_998].map(at), asks: [10_004, 10_005, 10_101].map(at) };
  bench.simulator.markets.get('BAC')?.quote('XNYS', quote);
  const book = bench.simulator.venues.get('XNYS')?.venue.book('BAC');
  const shown = [book?.top().bid, book?.top().ask].map((side) => [side?.price, side?.size]);
  expect(shown).toEqual([
    [10_000, 200],
    [10_100, 200],
  ]);
});

test('what a taker leaves of a level is shown as the odd lot that it is, with the level behind it', () => {
  const bench = new SimulatorBench({ seed: 8, quotesPerSecond: 0.001 });
  const quotes: QuoteMessage[] = [];
  bench.onQuote = (venueId, quote) => {
    if (venueId === 'XNYS' && quote.instrument_id === 'BAC') quotes.push(quote);
  };
  const at = (ticks: number) => ({ price: price(ticks), displayed: quantity(100), hidden: quantity(0) });
  bench.simulator.markets.get('BAC')?.quote('XNYS', { bids: [at(500_000)], asks: [at(500_100), at(500_200)] });
  bench.send('XNYS', { instrument_id: 'BAC', quantity: 70, limit_price: 500_100 });
  const taken = quotes.find((quote) => quote.ask_size === 30);
  expect(taken).toMatchObject({
    bid: 500_000,
    ask: 500_100,
    depth: {
      bids: [{ price: 500_000, size: 100 }],
      asks: [
        { price: 500_100, size: 30 },
        { price: 500_200, size: 100 },
      ],
    },
  });
});

test('dark venues and wholesalers never show a quote; all others do', () => {
  const bench = new SimulatorBench({ seed: 3 });
  bench.start();
  const silent = [...bench.simulator.venues.values()].filter(({ venue }) => venue.shownQuotes().size === 0);
  expect(silent.map(({ venue }) => venue.venue.venueId)).toEqual([
    'SGMT',
    'UBSA',
    'MSPL',
    'ICBX',
    'BIDS',
    'CDRG',
    'NITE',
    'INTERNAL',
  ]);
});

test('over all stocks the quotes come at the rate that was asked for, within 15 %', () => {
  const bench = new SimulatorBench({ seed: 12, only: 'EQUITY' });
  bench.start();
  const before = bench.simulator.quotesShown;
  bench.clock.advance(120_000_000);
  const perSecond = (bench.simulator.quotesShown - before) / 120;
  expect(Math.abs(perSecond / 450 - 1)).toBeLessThan(0.15);
});

test('after a stall the market goes on without a storm, and a stopped market stands still', () => {
  const bench = new SimulatorBench({ seed: 12, only: 'EQUITY' });
  bench.start();
  const before = bench.simulator.quotesShown;
  bench.clock.jump(3_600_000_000);
  bench.clock.advance(10_000);
  expect(bench.simulator.quotesShown - before).toBeLessThan(2_000);
  bench.simulator.driver.stop();
  const stopped = bench.simulator.quotesShown;
  bench.clock.advance(10_000_000);
  expect(bench.simulator.quotesShown).toBe(stopped);
});
