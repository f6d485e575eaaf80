import { price, quantity } from '@fairlead/core/money/units';
import type { Side } from '@fairlead/core/order/request';
import { describe, expect, it } from 'vitest';
import { RestingOrders } from './resting-orders.ts';

const ROW = 0;
/** Orders in a venue that displays a bid of 300 at 1000 and an offer of 200 at 1000 when they come; in between nobody. */
const restingAt = (...orders: readonly (readonly [side: Side, at: number, count: number])[]) => {
  const resting = new RestingOrders<number>(1);
  orders.forEach(([side, at, remaining], owner) => {
    resting.add({ owner, row: ROW, side, price: price(at), remaining }, quoteOf(1000, 300, 1000, 200));
  });
  return resting;
};
const quoteOf = (bid: number, bidSize: number, ask: number, askSize: number) => ({
  bid: price(bid),
  bidSize: quantity(bidSize),
  ask: price(ask),
  askSize: quantity(askSize),
  eventTimeUs: 0,
  receiptTimeUs: 0,
});
const told = (fills: readonly { resting: { owner: number }; quantity: number }[]) =>
  fills.map((fill) => [fill.resting.owner, fill.quantity]);

describe('a print between two prices of the scale', () => {
  const between = (at: number) => ({ row: ROW, price: at, isBetween: true, size: 1_000 });

  it('goes through what is worse than it and serves no queue', () => {
    // It traded above 1000 and below 1001.
    expect(told(restingAt(['BUY', 1000, 100], ['BUY', 1001, 100]).tradedAt(between(1000)))).toEqual([[1, 100]]);
    expect(told(restingAt(['SELL', 1000, 100], ['SELL', 1001, 100]).tradedAt(between(1000)))).toEqual([[0, 100]]);
  });
});

describe('a posted order meets the venue’s own quote', () => {
  it.each<[string, Side, ReturnType<typeof quoteOf>, number[][]]>([
    ['a bid, an offer above it', 'BUY', quoteOf(0, 0, 1001, 500), []],
    ['a bid, an offer at its price', 'BUY', quoteOf(0, 0, 1000, 50), [[0, 50]]],
    ['a bid, a larger offer through its price', 'BUY', quoteOf(0, 0, 990, 500), [[0, 100]]],
    ['an offer, a bid below it', 'SELL', quoteOf(999, 500, 0, 0), []],
    ['an offer, a bid at its price', 'SELL', quoteOf(1000, 50, 0, 0), [[0, 50]]],
    ['a short offer, a bid through its price', 'SELL_SHORT', quoteOf(1010, 500, 0, 0), [[0, 100]]],
  ])('%s', (_, side, quote, fills) => {
    expect(told(restingAt([side, 1000, 100]).metBy(ROW, quote))).toEqual(fills);
  });

  it('does not meet the same interest twice, only what is new there', () => {
    const resting = restingAt(['BUY', 1000, 500]);
    expect(told(resting.metBy(ROW, quoteOf(990, 100, 1000, 100)))).toEqual([[0, 100]]);
    expect(told(resting.metBy(ROW, quoteOf(991, 100, 1000, 100)))).toEqual([]);
    expect(told(resting.metBy(ROW, quoteOf(991, 100, 1000, 130)))).toEqual([[0, 30]]);
    expect(told(resting.metBy(ROW, quoteOf(991, 100, 999, 100)))).toEqual([[0, 100]]);
  });

  it('is gone once it is filled, and shares by age', () => {
    const resting = restingAt(['BUY', 1000, 100], ['BUY', 1000, 100], ['SELL', 1000, 100]);
    expect(told(resting.metBy(ROW, quoteOf(0, 0, 1000, 150)))).toEqual([
      [0, 100],
      [1, 50],
    ]);
    expect(told(resting.tradedAt({ row: ROW, price: 990, size: 100 }))).toEqual([[1, 50]]);
  });
});

describe('a posted order that is withdrawn', () => {
  it('is taken out alone, for what is left of it, and once', () => {
    const resting = restingAt(['BUY', 1000, 100], ['BUY', 1000, 80], ['BUY', 1000, 60]);
    resting.metBy(ROW, quoteOf(0, 0, 1000, 130));
    expect([resting.cancel(1), resting.cancel(1)]).toEqual([50, 0]);
    expect(resting.cancel(2)).toBe(60);
  });
});

describe('a posted order meets a print', () => {
  it.each<[string, Side, number, number[][]]>([
    ['a bid, a print above it', 'BUY', 1001, []],
    ['a bid, a print at its price: others may stand before it', 'BUY', 1000, []],
    ['a bid, a print through it', 'BUY', 999, [[0, 60]]],
    ['an offer, a print at its price', 'SELL', 1000, []],
    ['an offer, a print through it', 'SELL', 1001, [[0, 60]]],
  ])('%s', (_, side, at, fills) => {
    const print = { row: ROW, price: at, size: 60 };
    expect(told(restingAt([side, 1000, 100]).tradedAt(print))).toEqual(fills);
  });
});

describe('a posted order waits for its turn at its price', () => {
  const printed = (resting: RestingOrders<number>, size: number) =>
    told(resting.tradedAt({ row: ROW, price: 1000, size }));

  it('until what its venue displayed there before it has traded', () => {
    const resting = restingAt(['BUY', 1000, 100]);
    expect([printed(resting, 250), printed(resting, 49), printed(resting, 31), printed(resting, 500)]).toEqual([
      [],
      [],
      [[0, 30]],
      [[0, 70]],
    ]);
  });

  it('and no longer than anybody is displayed there', () => {
    const resting = restingAt(['BUY', 1000, 100]);
    resting.metBy(ROW, quoteOf(1000, 40, 1010, 100));
    expect(printed(resting, 60)).toEqual([[0, 20]]);
    resting.metBy(ROW, quoteOf(999, 400, 1010, 100));
    expect(printed(resting, 10)).toEqual([[0, 10]]);
  });

  it('not ahead of anybody who comes to be displayed there later, nor behind them', () => {
    const resting = restingAt(['BUY', 1001, 100]);
    resting.metBy(ROW, quoteOf(1001, 900, 1010, 100));
    expect(told(resting.tradedAt({ row: ROW, price: 1001, size: 60 }))).toEqual([[0, 60]]);
  });

  it('behind a better price for as long as nobody can see how many stand at its own', () => {
    const resting = restingAt(['BUY', 999, 100]);
    const at999 = (size: number) => told(resting.tradedAt({ row: ROW, price: 999, size }));
    expect(at999(5_000)).toEqual([]);
    resting.metBy(ROW, quoteOf(999, 80, 1010, 100));
    expect(at999(100)).toEqual([[0, 20]]);
  });

  it('until it is withdrawn, and then stands in nobody’s way', () => {
    const resting = restingAt(['BUY', 1000, 100], ['BUY', 1000, 70]);
    expect([resting.cancel(0), resting.cancel(0)]).toEqual([100, 0]);
    expect(printed(resting, 400)).toEqual([[1, 70]]);
  });

  it('of two of ours the older first', () => {
    const resting = restingAt(['SELL', 1000, 100], ['SELL', 1000, 100]);
    expect(printed(resting, 350)).toEqual([
      [0, 100],
      [1, 50],
    ]);
  });
});
