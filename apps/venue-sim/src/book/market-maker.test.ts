import { price, quantity } from '@fairlead/core/money/units';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fadeBest, type MakerLevel, setMakerQuote } from './market-maker.ts';
import { PriceTimeBook } from './price-time-book.ts';
import type { BookSide, RestingOrder } from './resting-order.ts';

const LOT = quantity(100);

function level(at: number, displayed: number, hidden = 0): MakerLevel {
  return { price: price(at), displayed: quantity(displayed), hidden: quantity(hidden) };
}

function child(orderId: string, side: BookSide, at: number, size: number): RestingOrder {
  return { orderId, owner: 'SESSION', side, price: price(at), display: 'DISPLAYED', remaining: quantity(size) };
}

function sell(book: PriceTimeBook, size: number, limit: number): string[] {
  const matches = book.take({ side: 'ASK', quantity: quantity(size), limit: price(limit), midpoint: null });
  return matches.map((match) => `${match.order.owner} ${match.quantity}@${match.price}`);
}

describe('market makers in the book', () => {
  test('a new quote replaces the old one', () => {
    const book = new PriceTimeBook(LOT);
    setMakerQuote(book, { bids: [level(99, 200)], asks: [level(101, 100)] });
    setMakerQuote(book, { bids: [level(98, 300)], asks: [level(102, 400)] });
    expect(book.top()).toEqual({ bid: { price: 98, size: 300 }, ask: { price: 102, size: 400 } });
  });

  test('what is added at a price queues behind the child order that was there; what stays keeps its place', () => {
    const book = new PriceTimeBook(LOT);
    setMakerQuote(book, { bids: [level(99, 100)], asks: [] });
    book.rest(child('mine', 'BID', 99, 100));
    setMakerQuote(book, { bids: [level(99, 300)], asks: [] });
    expect(sell(book, 400, 99)).toEqual(['MARKET_MAKER 100@99', 'SESSION 100@99', 'MARKET_MAKER 200@99']);
  });

  test('what is withdrawn is the youngest, so that older interest keeps its place', () => {
    const book = new PriceTimeBook(LOT);
    setMakerQuote(book, { bids: [level(99, 100)], asks: [] });
    book.rest(child('mine', 'BID', 99, 100));
    setMakerQuote(book, { bids: [level(99, 300)], asks: [] });
    setMakerQuote(book, { bids: [level(99, 200)], asks: [] });
    expect(sell(book, 400, 99)).toEqual(['MARKET_MAKER 100@99', 'SESSION 100@99', 'MARKET_MAKER 100@99']);
  });

  test('a quote that meets a resting child order trades with it at its price', () => {
    const book = new PriceTimeBook(LOT);
    book.rest(child('mine', 'BID', 100, 250));
    const matches = setMakerQuote(book, { bids: [level(99, 100)], asks: [level(100, 400)] });
    expect(matches.map((match) => [match.order.orderId, match.quantity, match.price])).toEqual([['mine', 250, 100]]);
    expect(book.top().ask).toEqual({ price: 100, size: 100 });
  });

  test('a fade takes displayed size in whole lots, and the hidden size behind a quote that is gone', () => {
    const book = new PriceTimeBook(LOT);
    setMakerQuote(book, { bids: [level(99, 500, 300), level(98, 100)], asks: [] });
    fadeBest(book, 'BID', { keep: 0.5, roundLot: LOT });
    expect(book.top().bid).toEqual({ price: 99, size: 200 });
    fadeBest(book, 'BID', { keep: 0, roundLot: LOT });
    expect(book.top().bid).toEqual({ price: 98, size: 100 });
    expect(sell(book, 1_000, 99)).toEqual([]);
  });

  test('after any quotes and child orders the book holds exactly the last quote, less what met child orders, and is not crossed', () => {
    const quote = fc.record({
      bid: fc.integer({ min: 95, max: 101 }),
      gap: fc.integer({ min: 1, max: 4 }),
      bidLots: fc.nat(5),
      askLots: fc.nat(5),
      childSide: fc.constantFrom<BookSide>('BID', 'ASK'),
      childAt: fc.integer({ min: 94, max: 106 }),
      childSize: fc.nat(500),
    });
    fc.assert(
      fc.property(fc.array(quote, { maxLength: 15 }), (quotes) => {
        const book = new PriceTimeBook(LOT);
        let children = 0;
        let met = 0;
        for (const [index, each] of quotes.entries()) {
          const bids = [level(each.bid, each.bidLots * 100), level(each.bid - 1, 100)];
          const asks = [level(each.bid + each.gap, each.askLots * 100), level(each.bid + each.gap + 1, 100)];
          for (const match of setMakerQuote(book, { bids, asks })) {
            expect(match.order.owner).toBe('SESSION');
            met += match.quantity;
          }
          const shown = [...book.bids.levels, ...book.asks.levels].map((at) => at.ownedBy('MARKET_MAKER', 'DISPLAYED'));
          const wanted = 100 * (each.bidLots + each.askLots + 2);
          expect(shown.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(wanted);
          expect((book.bids.bestPrice ?? 0) < (book.asks.bestPrice ?? Number.POSITIVE_INFINITY)).toBe(true);
          const crosses =
            each.childSide === 'BID'
              ? (book.asks.bestPrice ?? 999) <= each.childAt
              : (book.bids.bestPrice ?? 0) >= each.childAt;
          if (each.childSize === 0 || crosses) continue;
          book.rest(child(`c${index}`, each.childSide, each.childAt, each.childSize));
          children += each.childSize;
        }
        const resting = [...book.bids.levels, ...book.asks.levels].map((at) => at.ownedBy('SESSION', 'DISPLAYED'));
        expect(resting.reduce((sum, size) => sum + size, 0)).toBe(children - met);
      }),
      { numRuns: 1_000 },
    );
  });
});
