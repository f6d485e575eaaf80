import { CRYPTO_INSTRUMENTS } from '@fairlead/core/catalogue/crypto-instruments';
import { FX_INSTRUMENTS } from '@fairlead/core/catalogue/fx-instruments';
import { describe, expect, it } from 'vitest';
import type { QuoteMessage } from '../src/session/venue-gateway.ts';
import { SimulatorBench } from './simulator-bench.ts';

interface Seen {
  readonly venueId: string;
  readonly quote: QuoteMessage;
  readonly atUs: number;
}

/** Everything that is shown of an asset class over so many seconds. */
function watch(only: 'FX' | 'CRYPTO', seconds: number, seed = 1): { bench: SimulatorBench; seen: Seen[] } {
  const bench = new SimulatorBench({ seed, only });
  const seen: Seen[] = [];
  bench.onQuote = (venueId, quote) => seen.push({ venueId, quote, atUs: bench.clock.nowUs() });
  bench.simulator.driver.start();
  bench.clock.advance(seconds * 1_000_000);
  bench.simulator.driver.stop();
  return { bench, seen };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

describe('the currency market', () => {
  const { seen } = watch('FX', 300);
  const spreads = (venueId: string, instrumentId: string) =>
    seen
      .filter((each) => each.venueId === venueId && each.quote.instrument_id === instrumentId)
      .map(({ quote }) => quote.ask - quote.bid);

  it('is quoted by every provider in what it trades, and by nobody else', () => {
    for (const { instrumentId } of FX_INSTRUMENTS) {
      const venues = new Set(
        seen.filter(({ quote }) => quote.instrument_id === instrumentId).map(({ venueId }) => venueId),
      );
      const isDollarPair = instrumentId.endsWith('USD');
      expect([...venues].sort()).toEqual(
        isDollarPair ? ['LP1', 'LP2', 'LP3', 'LP4', 'LP5'] : ['LP1', 'LP2', 'LP3', 'LP5'],
      );
    }
  });

  it('has the median spreads of the two measured dealers at its ends, in tenths of a pip', () => {
    expect([median(spreads('LP1', 'EURUSD')), median(spreads('LP5', 'EURUSD'))]).toEqual([1, 11]);
    expect([median(spreads('LP1', 'NZDUSD')), median(spreads('LP5', 'NZDUSD'))]).toEqual([6, 23]);
  });

  it('is crossed and locked with itself in the aggregated stream about as often as measured, and in no other', () => {
    const own = spreads('LP1', 'EURUSD');
    expect(own.filter((spread) => spread < 0).length / own.length).toBeCloseTo(0.111, 1);
    expect(own.filter((spread) => spread === 0).length / own.length).toBeCloseTo(0.141, 1);
    for (const venueId of ['LP2', 'LP3', 'LP5']) expect(Math.min(...spreads(venueId, 'EURUSD'))).toBeGreaterThan(0);
  });

  it('gives every quote an end of half a second to two seconds, and lets few of them come to it', () => {
    const last = new Map<string, number>();
    let expired = 0;
    for (const { venueId, quote, atUs } of seen) {
      const lasts = (quote.valid_until_us ?? 0) - atUs;
      expect(lasts).toBeGreaterThanOrEqual(500_000);
      expect(lasts).toBeLessThanOrEqual(2_000_000);
      const key = `${venueId} ${quote.instrument_id}`;
      if (atUs > (last.get(key) ?? Number.POSITIVE_INFINITY)) expired += 1;
      last.set(key, quote.valid_until_us ?? 0);
    }
    expect(expired / seen.length).toBeGreaterThan(0.005);
    expect(expired / seen.length).toBeLessThan(0.05);
  });

  it('is the same for the same seed and another for another', () => {
    const quotes = (seed: number) => watch('FX', 5, seed).seen.map(({ venueId, quote }) => ({ venueId, ...quote }));
    expect(quotes(3)).toEqual(quotes(3));
    expect(quotes(3)).not.toEqual(quotes(4));
  });
});

describe('the market in coins', () => {
  const { bench, seen } = watch('CRYPTO', 120);

  it('shows fifteen levels a side, better ones first, never crossed, the first of them its quote', () => {
    expect(seen.length).toBeGreaterThan(500);
    for (const { quote } of seen) {
      const { bids = [], asks = [] } = quote.depth ?? {};
      expect([bids.length, asks.length]).toEqual([15, 15]);
      expect([bids[0], asks[0]]).toEqual([
        { price: quote.bid, size: quote.bid_size },
        { price: quote.ask, size: quote.ask_size },
      ]);
      expect(quote.bid).toBeLessThan(quote.ask);
      for (let level = 1; level < 15; level++) {
        expect(bids[level]?.price).toBeLessThan(bids[level - 1]?.price ?? 0);
        expect(asks[level]?.price).toBeGreaterThan(asks[level - 1]?.price ?? 0);
      }
    }
  });

  it('has the median spreads of the two measured exchanges, within 5 basis points', () => {
    const spreadBps = (venueId: string) =>
      median(
        seen
          .filter((each) => each.venueId === venueId && each.quote.instrument_id === 'BTC/USD')
          .map(({ quote }) => ((quote.ask - quote.bid) / quote.bid) * 10_000),
      );
    expect(Math.abs(spreadBps('CX2') - 22)).toBeLessThan(5);
    expect(Math.abs(spreadBps('CX3') - 28)).toBeLessThan(5);
  });

  it('fills a child order through the levels that were shown, best first', () => {
    const quoted = new Map<string, QuoteMessage>();
    for (const each of seen) quoted.set(`${each.venueId} ${each.quote.instrument_id}`, each.quote);
    const asks = quoted.get('CX1 BTC/USD')?.depth?.asks ?? [];
    const [first, second] = asks;
    if (first === undefined || second === undefined) throw new Error('two levels expected');
    const wanted = first.size + Math.ceil(second.size / 2);
    bench.said.length = 0;
    bench.submit('CX1', { instrument_id: 'BTC/USD', quantity: wanted, limit_price: second.price });
    bench.clock.advance(1_000_000);
    const fills = bench.said.flatMap((message) => (message.type === 'fill' ? [message] : []));
    expect(fills.map(({ price, quantity }) => [price, quantity])).toEqual([
      [first.price, first.size],
      [second.price, wanted - first.size],
    ]);
  });

  it('lets a child order rest, cancels it, and refuses one below the smallest size', () => {
    bench.said.length = 0;
    const order = { instrument_id: 'ETH/USD', time_in_force: 'DAY', limit_price: 100_000 } as const;
    bench.submit('CX2', { ...order, quantity: 1_000_000, child_id: 'rests' });
    bench.submit('CX2', { ...order, quantity: 9_999, child_id: 'small' });
    bench.clock.advance(1_000_000);
    bench.simulator.venues.get('CX2')?.venue.receive('s1', { type: 'cancel', child_id: 'rests' });
    bench.clock.advance(1_000_000);
    const said = bench.said.map((message) => [message.type, 'child_id' in message ? message.child_id : '']);
    expect(said).toEqual([
      ['ack', 'rests'],
      ['reject', 'small'],
      ['canceled', 'rests'],
    ]);
  });

  it('covers every coin of the catalogue', () => {
    expect(new Set(seen.map(({ quote }) => quote.instrument_id))).toEqual(
      new Set(CRYPTO_INSTRUMENTS.map(({ instrumentId }) => instrumentId)),
    );
  });
});
