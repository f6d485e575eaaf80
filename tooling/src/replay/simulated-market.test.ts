import { price, quantity } from '@fairlead/core/money/units';
import type { Side } from '@fairlead/core/order/request';
import type { OrderKind } from '@fairlead/core/routing/order-kind';
import { describe, expect, it } from 'vitest';
import { dayOfFile } from './recorded-day.ts';
import { SimulatedMarket, takenFrom } from './simulated-market.ts';

const quoteOf = (bid: number, bidSize: number, ask: number, askSize: number) => ({
  bid: price(bid),
  bidSize: quantity(bidSize),
  ask: price(ask),
  askSize: quantity(askSize),
  eventTimeUs: 0,
  receiptTimeUs: 0,
});
const childOf = (count: number, limit: number, kind: OrderKind = 'IOC') => ({
  venueId: 'XNYS',
  quantity: quantity(count),
  limitPrice: price(limit),
  kind,
});

describe('what a taking child gets from the displayed quote', () => {
  const displayed = quoteOf(1000, 300, 1100, 200);
  it.each<[string, Side, ReturnType<typeof childOf>, { price: number; quantity: number } | null]>([
    ['all of it, where enough is displayed', 'BUY', childOf(100, 1100), { price: 1100, quantity: 100 }],
    ['what is displayed, where that is less', 'BUY', childOf(500, 1100), { price: 1100, quantity: 200 }],
    ['the displayed price, where that is better', 'BUY', childOf(100, 1200), { price: 1100, quantity: 100 }],
    ['nothing, where the price has gone', 'BUY', childOf(100, 1099), null],
    ['the bid, for a seller', 'SELL', childOf(400, 1000), { price: 1000, quantity: 300 }],
    ['a better bid, for a short seller', 'SELL_SHORT', childOf(100, 900), { price: 1000, quantity: 100 }],
    ['nothing, where the bid has gone', 'SELL', childOf(100, 1001), null],
    ['all of a fill-or-kill', 'BUY', childOf(200, 1100, 'FOK'), { price: 1100, quantity: 200 }],
    ['nothing of a fill-or-kill that is too large', 'BUY', childOf(201, 1100, 'FOK'), null],
    ['what is displayed, for a sweep order', 'BUY', childOf(300, 1100, 'ISO'), { price: 1100, quantity: 200 }],
  ])('is %s', (_, side, child, expected) => {
    expect(takenFrom(displayed, side, child)).toEqual(expected);
  });

  it('is nothing where that side is empty', () => {
    expect(takenFrom(quoteOf(1000, 100, 0, 0), 'BUY', childOf(100, 1100))).toBeNull();
  });
});

describe('the simulated market', () => {
  const market = () => {
    const made = new SimulatedMarket(dayOfFile('quotes_XXX_2018-01-02.csv.gz').instrument);
    made.quote(0, quoteOf(1000, 300, 1100, 200));
    return made;
  };

  it('displays no more what was taken, until the venue quotes again', () => {
    const taking = market();
    expect(taking.take(0, 'BUY', childOf(150, 1100))?.quantity).toBe(150);
    expect(taking.take(0, 'BUY', childOf(150, 1100))?.quantity).toBe(50);
    expect(taking.take(0, 'BUY', childOf(150, 1100))).toBeNull();
    expect(taking.view(1_000).nbbo).toMatchObject({ bid: { price: 1000, size: 300 }, ask: null });
    taking.quote(0, quoteOf(1000, 300, 1100, 200));
    expect(taking.take(0, 'BUY', childOf(150, 1100))?.quantity).toBe(150);
  });

  it('leaves the other side alone', () => {
    const taking = market();
    taking.take(0, 'SELL', childOf(300, 1000));
    expect(taking.view(1_000).nbbo).toMatchObject({ bid: null, ask: { price: 1100, size: 200 } });
  });
});
