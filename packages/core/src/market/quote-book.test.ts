import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import type { Quote } from './quote.ts';
import { ASK_CHANGED, BID_CHANGED, QuoteBook } from './quote-book.ts';

const quote = (bid: number, bidSize: number, ask: number, askSize: number): Quote => ({
  bid: price(bid),
  bidSize: quantity(bidSize),
  ask: price(ask),
  askSize: quantity(askSize),
  eventTimeUs: 0,
  receiptTimeUs: 0,
});

const lit = (rows: number) => new QuoteBook(Array.from({ length: rows }, () => true));

describe('the national best bid and offer', () => {
  it('is the highest bid and the lowest offer, each with the venue and size that set it', () => {
    const book = lit(3);
    book.apply(0, quote(1000, 100, 1003, 100));
    book.apply(1, quote(1001, 200, 1004, 300));
    book.apply(2, quote(999, 900, 1002, 400));
    expect([book.bidRow, book.bid, book.bidSize]).toEqual([1, 1001, 200]);
    expect([book.askRow, book.ask, book.askSize]).toEqual([2, 1002, 400]);
  });

  it('gives a tie to the larger size, and among equals to the earlier quote', () => {
    const book = lit(3);
    book.apply(0, quote(1000, 100, 1003, 100));
    book.apply(1, quote(1000, 100, 1003, 200));
    expect([book.bidRow, book.askRow]).toEqual([0, 1]);
  });

  it('sends a venue that repeats its quote behind its equals', () => {
    const book = lit(2);
    book.apply(0, quote(1000, 100, 1003, 100));
    book.apply(1, quote(1000, 100, 1003, 100));
    expect(book.apply(0, quote(1000, 100, 1003, 100))).toBe(BID_CHANGED | ASK_CHANGED);
    expect(book.bidRow).toBe(1);
  });

  it('says which side an update changed, and nothing where neither did', () => {
    const book = lit(2);
    expect(book.apply(0, quote(1000, 100, 1003, 100))).toBe(3);
    expect(book.apply(1, quote(999, 100, 1004, 100))).toBe(0);
    expect(book.apply(1, quote(1001, 100, 1004, 100))).toBe(BID_CHANGED);
    expect(book.apply(1, quote(1001, 100, 1002, 100))).toBe(ASK_CHANGED);
  });

  it('leaves out venues that are not protected, not live, or crossed against themselves', () => {
    const book = new QuoteBook([true, false, true, true]);
    book.apply(0, quote(1000, 100, 1003, 100));
    book.apply(1, quote(1002, 100, 1003, 100));
    book.apply(2, quote(1001, 100, 1002, 100));
    book.apply(3, quote(1009, 100, 1005, 100));
    expect([book.bidRow, book.askRow]).toEqual([2, 2]);
    expect(book.setLive(2, false)).toBe(3);
    expect([book.bidRow, book.askRow]).toEqual([0, 0]);
    expect([book.quoteState(2), book.quoteState(3)]).toEqual(['STALE', 'CROSSED']);
    expect(book.setLive(2, true)).toBe(3);
    expect(book.bidRow).toBe(2);
  });

  it('keeps the time of a quote whose venue was silent in between', () => {
    const book = lit(2);
    book.apply(0, quote(1000, 100, 1003, 100));
    book.apply(1, quote(1000, 100, 1003, 100));
    book.setLive(0, false);
    expect(book.bidRow).toBe(1);
    book.setLive(0, true);
    expect([book.bidRow, book.askRow]).toEqual([0, 0]);
  });

  it('is empty again when the last quote goes', () => {
    const book = lit(1);
    book.apply(0, quote(1000, 100, 1003, 100));
    expect(book.apply(0, quote(0, 0, 0, 0))).toBe(3);
    expect([book.bidRow, book.askRow, book.quoteState(0)]).toEqual([-1, -1, 'NONE']);
  });

  it('always equals a full pass over all quotes (property)', () => {
    const update = fc.record({
      row: fc.nat(4),
      bid: fc.integer({ min: 1, max: 6 }),
      size: fc.nat(3),
      ask: fc.integer({ min: 4, max: 9 }),
      askSize: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(update, { maxLength: 60 }), (updates) => {
        const book = lit(5);
        const rows = new Map<number, { q: Quote; at: number }>();
        updates.forEach((u, at) => {
          const q = quote(u.bid, u.size, u.ask, u.askSize);
          book.apply(u.row, q);
          rows.set(u.row, { q, at });
          expect([book.bidRow, book.askRow]).toEqual([fullPass(rows, 'bid'), fullPass(rows, 'ask')]);
        });
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('odd lots', () => {
  const book = (rows = 3) =>
    new QuoteBook(
      Array.from({ length: rows }, () => true),
      quantity(100),
    );
  const depth = (...asks: readonly (readonly [number, number])[]) => ({
    bids: [],
    asks: asks.map(([at, size]) => ({ price: price(at), size: quantity(size) })),
  });

  it('of 30 shares at a better price are not the best offer: they are kept beside it', () => {
    const market = book();
    market.apply(0, quote(1000, 200, 1003, 300));
    expect(market.apply(1, quote(999, 100, 1001, 30))).toBe(0);
    expect([market.askRow, market.ask, market.askSize, market.oddRow('ASK'), market.oddRow('BID')]).toEqual([
      0, 1003, 300, 1, -1,
    ]);
  });

  it('are the best odd lot by price, then size, then time, and only where they better the round lots', () => {
    const market = book(4);
    market.apply(0, quote(1000, 200, 1003, 300));
    market.apply(1, quote(0, 0, 1003, 50));
    expect(market.oddRow('ASK')).toBe(-1);
    market.apply(2, quote(1001, 40, 1002, 50));
    market.apply(3, quote(1001, 41, 1002, 50));
    expect([market.oddRow('ASK'), market.oddRow('BID')]).toEqual([2, 3]);
    market.apply(0, quote(1001, 100, 1002, 300));
    expect([market.oddRow('ASK'), market.oddRow('BID')]).toEqual([-1, -1]);
    market.apply(0, quote(0, 0, 0, 0));
    expect([market.oddRow('ASK'), market.oddRow('BID')]).toEqual([2, 3]);
    market.setLive(2, false);
    expect(market.oddRow('ASK')).toBe(3);
  });

  it('of a venue that shows its book add up, at the least aggressive price that makes a round lot', () => {
    const market = book();
    market.apply(0, quote(1000, 200, 1003, 300));
    market.apply(1, quote(0, 0, 1000, 30), depth([1000, 30], [1001, 20], [1002, 170], [1003, 500]));
    expect([market.askRow, market.ask, market.askSize, market.oddRow('ASK')]).toEqual([1, 1002, 200, 1]);
    market.setDepth(1, depth([1000, 30]));
    expect([market.askRow, market.ask, market.oddRow('ASK')]).toEqual([0, 1003, 1]);
  });

  it('count in the round lots of the day', () => {
    const market = book();
    market.apply(0, quote(1000, 250, 1003, 300));
    market.apply(1, quote(0, 0, 1001, 40));
    expect([market.askRow, market.bidSize]).toEqual([0, 200]);
    market.setRoundLot(quantity(40));
    expect([market.askRow, market.ask, market.askSize, market.oddRow('ASK'), market.bidSize]).toEqual([
      1, 1001, 40, -1, 240,
    ]);
  });

  it('are kept apart from round lots exactly as a full pass over all quotes does (property)', () => {
    const size = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 350 }));
    const update = fc.record({
      row: fc.nat(4),
      bid: fc.integer({ min: 1, max: 6 }),
      size,
      ask: fc.integer({ min: 4, max: 9 }),
      askSize: size,
    });
    const round = (q: Quote) => ({
      ...q,
      bidSize: quantity(q.bidSize - (q.bidSize % 100)),
      askSize: quantity(q.askSize - (q.askSize % 100)),
    });
    const odd = (q: Quote) => ({
      ...q,
      bidSize: quantity(q.bidSize < 100 ? q.bidSize : 0),
      askSize: quantity(q.askSize < 100 ? q.askSize : 0),
    });
    fc.assert(
      fc.property(fc.array(update, { maxLength: 60 }), (updates) => {
        const market = book(5);
        const rows = new Map<number, { q: Quote; at: number }>();
        updates.forEach((u, at) => {
          const q = quote(u.bid, u.size, u.ask, u.askSize);
          market.apply(u.row, q);
          // What is crossed against itself stays out, odd lot or not.
          if (u.size > 0 && u.askSize > 0 && u.bid > u.ask) rows.delete(u.row);
          else rows.set(u.row, { q, at });
          const by = (view: (q: Quote) => Quote) =>
            new Map([...rows].map(([row, each]) => [row, { ...each, q: view(each.q) }]));
          const [bid, ask] = [fullPass(by(round), 'bid'), fullPass(by(round), 'ask')];
          expect([market.bidRow, market.askRow]).toEqual([bid, ask]);
          const better = (row: number, side: 'bid' | 'ask', best: number) => {
            const of = (each: number) => (rows.get(each)?.q[side] ?? 0) * (side === 'bid' ? 1 : -1);
            return row >= 0 && (best < 0 || of(row) > of(best)) ? row : -1;
          };
          expect([market.oddRow('BID'), market.oddRow('ASK')]).toEqual([
            better(fullPass(by(odd), 'bid'), 'bid', bid),
            better(fullPass(by(odd), 'ask'), 'ask', ask),
          ]);
        });
      }),
      { numRuns: 1_000 },
    );
  });
});

/** The tie rule written the slow way, as the oracle: sort all usable rows and take the first. */
function fullPass(rows: Map<number, { q: Quote; at: number }>, side: 'bid' | 'ask'): number {
  const usable = [...rows].filter(
    ([, { q }]) => !(q.bidSize > 0 && q.askSize > 0 && q.bid > q.ask) && (side === 'bid' ? q.bidSize : q.askSize) > 0,
  );
  const sign = side === 'bid' ? -1 : 1;
  const size = (q: Quote) => (side === 'bid' ? q.bidSize : q.askSize);
  usable.sort(([, a], [, b]) => sign * (a.q[side] - b.q[side]) || size(b.q) - size(a.q) || a.at - b.at);
  return usable[0]?.[0] ?? -1;
}
