import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { price, quantity } from '@fairlead/core/money/units';
import type { Side } from '@fairlead/core/order/request';
import type { OrderKind } from '@fairlead/core/routing/order-kind';
import { describe, expect, it } from 'vitest';
import { HiddenLearning } from './hidden-learning.ts';
import { usEquityMarket } from './recording/us-equity-market.ts';
import { SimulatedMarket, takenFrom } from './simulated-market.ts';

const quoteOf = (bid: number, bidSize: number, ask: number, askSize: number, eventTimeUs = 0) => ({
  bid: price(bid),
  bidSize: quantity(bidSize),
  ask: price(ask),
  askSize: quantity(askSize),
  eventTimeUs,
  receiptTimeUs: 0,
});
const childOf = (count: number, limit: number, kind: OrderKind = 'IOC') => ({
  venueId: 'XNYS',
  quantity: quantity(count),
  limitPrice: price(limit),
  kind,
  restMs: null,
});
const level = (at: number, size: number) => ({ price: price(at), size: quantity(size) });

describe('what a taking child gets from what is displayed', () => {
  it.each<[string, Side, ReturnType<typeof childOf>, number[][]]>([
    ['all of it, where enough is displayed', 'BUY', childOf(100, 1100), [[1100, 100]]],
    ['what is displayed at its limit, where that is less', 'BUY', childOf(500, 1100), [[1100, 200]]],
    [
      'level after level, where its limit allows',
      'BUY',
      childOf(500, 1200),
      [
        [1100, 200],
        [1150, 300],
      ],
    ],
    ['nothing, where the price has gone', 'BUY', childOf(100, 1099), []],
    ['all of a fill-or-kill', 'BUY', childOf(200, 1100, 'FOK'), [[1100, 200]]],
    ['nothing of a fill-or-kill that is too large', 'BUY', childOf(201, 1100, 'FOK'), []],
    ['what is displayed, for a sweep order', 'BUY', childOf(300, 1100, 'ISO'), [[1100, 200]]],
  ])('is %s', (_, side, child, expected) => {
    const asks = [level(1100, 200), level(1150, 400), level(1300, 900)];
    expect(takenFrom(asks, side, child).map((each) => [each.price, each.quantity])).toEqual(expected);
  });

  it.each<[string, Side, ReturnType<typeof childOf>, number[][]]>([
    ['the bid, for a seller', 'SELL', childOf(400, 1000), [[1000, 300]]],
    ['a better bid, for a short seller', 'SELL_SHORT', childOf(100, 900), [[1000, 100]]],
    ['nothing, where the bid has gone', 'SELL', childOf(100, 1001), []],
  ])('is %s', (_, side, child, expected) => {
    expect(takenFrom([level(1000, 300)], side, child).map((each) => [each.price, each.quantity])).toEqual(expected);
  });

  it('is nothing where that side is empty', () => {
    expect(takenFrom([], 'BUY', childOf(100, 1100))).toEqual([]);
  });
});

const recorded = usEquityMarket({
  days: DEFAULT_MARKET_DAYS,
  symbol: 'XXX',
  path: '',
  date: null,
  venueIds: ['XNYS', 'ARCX'],
  primaryVenueId: 'XNYS',
  recordedUs: { first: 0, last: 86_400_000_000 },
});

const learning = new HiddenLearning(recorded, true);

describe('the simulated market', () => {
  const market = (ask: number | null = null) => {
    const made = new SimulatedMarket(recorded, [{ bid: null, ask }], learning);
    made.quote(0, quoteOf(1000, 300, 1100, 200));
    return made;
  };
  const counts = (taken: readonly { quantity: number }[]) => taken.map((each) => each.quantity);

  it('displays no more what was taken, until the venue quotes again', () => {
    const taking = market();
    expect(counts(taking.take(0, 'BUY', childOf(150, 1100)))).toEqual([150]);
    expect(counts(taking.take(0, 'BUY', childOf(150, 1100)))).toEqual([50]);
    expect(counts(taking.take(0, 'BUY', childOf(150, 1100)))).toEqual([]);
    expect(taking.view(1_000, 'BUY').nbbo).toMatchObject({ bid: { price: 1000, size: 300 }, ask: null });
    taking.quote(0, quoteOf(1000, 300, 1100, 200));
    expect(counts(taking.take(0, 'BUY', childOf(150, 1100)))).toEqual([150]);
  });

  it('leaves the other side alone', () => {
    const taking = market();
    taking.take(0, 'SELL', childOf(300, 1000));
    expect(taking.view(1_000, 'BUY').nbbo).toMatchObject({ bid: null, ask: { price: 1100, size: 200 } });
  });

  it('shows the next level of the recording’s step once the best is taken in full, to children sent afterwards', () => {
    const taking = market(7);
    expect(counts(taking.take(0, 'BUY', childOf(500, 1200)))).toEqual([200]);
    expect(taking.view(0, 'BUY').nbbo.ask).toMatchObject({ price: 1107, size: 200 });
    expect(counts(taking.take(0, 'BUY', childOf(500, 1200)))).toEqual([200]);
    expect(taking.view(0, 'BUY').nbbo.ask).toMatchObject({ price: 1114, size: 200 });
  });

  it('keeps the books of venues that show them, and shows what is left of them', () => {
    const taking = market();
    const depth = { bids: [level(1000, 300)], asks: [level(1100, 200), level(1150, 400)] };
    taking.quote(1, quoteOf(1000, 300, 1100, 200), depth);
    expect(counts(taking.take(1, 'BUY', childOf(350, 1150)))).toEqual([200, 150]);
    expect(taking.view(0, 'BUY').venues[1]).toMatchObject({
      ask: 1150,
      askSize: 250,
      depth: { asks: [level(1150, 250)] },
    });
  });

  it('leaves out quotes that are too old, until the venue is heard again', () => {
    const aging = new SimulatedMarket({ ...recorded, freshUs: 500 }, [], learning);
    aging.quote(0, quoteOf(1000, 300, 1100, 200, 0));
    expect(aging.view(500, 'BUY').nbbo.ask?.price).toBe(1100);
    expect([aging.view(501, 'BUY').nbbo.ask, aging.view(501, 'BUY').venues[0]?.quoteState]).toEqual([null, 'STALE']);
    aging.quote(0, quoteOf(1000, 300, 1100, 200, 600));
    expect(aging.view(700, 'BUY').nbbo.ask?.price).toBe(1100);
  });

  it('is swept best price first, over venues and the levels behind', () => {
    const swept = market(7);
    swept.quote(1, quoteOf(1000, 300, 1103, 50));
    const parts = swept.sweep('BUY', 300, 0).map((part) => [part.row, part.price, part.size]);
    expect(parts).toEqual([
      [0, 1100, 200],
      [1, 1103, 50],
      [0, 1107, 50],
    ]);
    expect(market().sweep('BUY', 300, 0)).toHaveLength(1);
  });
});
