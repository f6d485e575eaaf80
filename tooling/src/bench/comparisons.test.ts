import { QuoteBook } from '@fairlead/core/market/quote-book';
import { price, quantity } from '@fairlead/core/money/units';
import { planRoute } from '@fairlead/core/routing/plan';
import { describe, expect, it } from 'vitest';
import { Random } from '../replay/random.ts';
import { decisionCases, inputOf } from './decision-market.ts';
import { fixedWork } from './fixed-work.ts';
import { FullScanNbbo } from './full-scan-nbbo.ts';
import { orderEntries } from './order-entries.ts';
import { referencePlan } from './reference-planner.ts';

const VENUES = 5;

describe('what a benchmark compares with does the same work', () => {
  it('the full scan finds the same best prices and sizes as the book', () => {
    const random = new Random(7);
    const book = new QuoteBook(Array.from({ length: VENUES }, () => true));
    const scan = new FullScanNbbo(VENUES);
    const quotes = Array.from({ length: VENUES }, () => ({ bid: 0, bidSize: 0, ask: 0, askSize: 0 }));
    for (let round = 0; round < 5_000; round++) {
      const row = random.below(VENUES);
      const numbers = {
        bid: 100 + random.below(6),
        bidSize: random.below(3),
        ask: 103 + random.below(6),
        askSize: random.below(3),
      };
      quotes[row] = numbers;
      const quote = {
        bid: price(numbers.bid),
        bidSize: quantity(numbers.bidSize),
        ask: price(numbers.ask),
        askSize: quantity(numbers.askSize),
        eventTimeUs: round,
        receiptTimeUs: round,
      };
      book.apply(row, quote);
      scan.apply(row, quote);
      const [bid, ask] = [quotes[scan.bidRow], quotes[scan.askRow]];
      expect([scan.bidRow === -1, scan.askRow === -1]).toEqual([book.bidRow === -1, book.askRow === -1]);
      if (bid !== undefined) expect([bid.bid, bid.bidSize]).toEqual([book.bid, book.bidSize]);
      if (ask !== undefined) expect([ask.ask, ask.askSize]).toEqual([book.ask, book.askSize]);
    }
  });

  it.each([3, 20, 64])('the reference sort takes as much as LOWEST_COST does, at %d venues', (venues) => {
    for (const each of decisionCases(venues, 'LOWEST_COST')) {
      const input = inputOf(each);
      const plan = planRoute(input);
      const taken = plan.slices.reduce((sum, slice) => sum + slice.quantity, 0);
      expect(referencePlan(input).reduce((sum, slice) => sum + slice.quantity, 0)).toBe(taken);
      expect(taken).toBeGreaterThan(0);
    }
  });

  it('fixed work gives the same every time', () => {
    expect(fixedWork(1_000)).toBe(fixedWork(1_000));
  });

  it('orders write as much as real ones, each something else, and each part of evidence once', () => {
    const orders = orderEntries()(300);
    for (const [first, last] of orders) {
      expect([first.body.length, last.body.length, first.orderPk === last.orderPk]).toEqual([2_500, 600, true]);
      expect([first.key === null, last.key, last.firstEvent]).toEqual([false, null, first.lastEvent + 1]);
    }
    const parts = orders.flatMap((order) => order.flatMap((entry) => entry.parts.map((part) => part.hash)));
    expect(new Set(parts).size).toBe(parts.length);
    expect(parts.length).toBeGreaterThan(1);
    expect(new Set(orders.map(([first]) => first.body.slice(-500))).size).toBeGreaterThan(100);
  });
});
