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
