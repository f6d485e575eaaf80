import { price, quantity } from '@fairlead/core/money/units';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PriceTimeBook } from './price-time-book.ts';
import {
  type BookSide,
  type Display,
  isBetter,
  type Match,
  opposite,
  type RestingOrder,
  reaches,
} from './resting-order.ts';

const RUNS = 1_500;

interface Spec {
  readonly side: BookSide;
  readonly at: number;
  readonly size: number;
  readonly display?: Display;
}

function order(orderId: string, { side, at, size, display = 'DISPLAYED' }: Spec): RestingOrder {
  return { orderId, owner: 'SESSION', side, price: price(at), display, remaining: quantity(size) };
}

function bookOf(...specs: readonly Spec[]): PriceTimeBook {
  const book = new PriceTimeBook(quantity(100));
  for (const [index, spec] of specs.entries()) book.rest(order(`o${index}`, spec));
  return book;
}

function brief(matches: readonly Match[]): [string, number, number][] {
  return matches.map((match) => [match.order.orderId, match.quantity, match.price]);
}

function take(
  book: PriceTimeBook,
  side: BookSide,
  size: number,
  limit: number,
  midpoint: number | null = null,
): Match[] {
  return book.take({
    side,
    quantity: quantity(size),
    limit: price(limit),
    midpoint: midpoint === null ? null : price(midpoint),
  });
}

describe('price-time priority', () => {
  test('the better price trades first, whatever came first', () => {
    const book = bookOf({ side: 'ASK', at: 102, size: 5 }, { side: 'ASK', at: 101, size: 5 });
    expect(brief(take(book, 'BID', 7, 102))).toEqual([
      ['o1', 5, 101],
      ['o0', 2, 102],
    ]);
  });

  test('at one price the older order trades first', () => {
    const book = bookOf({ side: 'BID', at: 99, size: 5 }, { side: 'BID', at: 99, size: 5 });
    expect(brief(take(book, 'ASK', 6, 99))).toEqual([
      ['o0', 5, 99],
      ['o1', 1, 99],
    ]);
  });

  test('hidden size trades after everything displayed at its price, and before the next price', () => {
    const book = bookOf(
      { side: 'ASK', at: 101, size: 3, display: 'HIDDEN' },
      { side: 'ASK', at: 101, size: 3 },
      { side: 'ASK', at: 102, size: 3 },
    );
    expect(brief(take(book, 'BID', 9, 102)).map(([id]) => id)).toEqual(['o1', 'o0', 'o2']);
  });

  test('a midpoint order trades before worse prices, within its own limit, first in first out', () => {
    const book = bookOf(
      { side: 'ASK', at: 101, size: 3, display: 'MIDPOINT' },
      { side: 'ASK', at: 100, size: 3, display: 'MIDPOINT' },
      { side: 'ASK', at: 90, size: 3, display: 'MIDPOINT' },
      { side: 'ASK', at: 102, size: 3 },
    );
    expect(brief(take(book, 'BID', 8, 102, 100))).toEqual([
      ['o1', 3, 100],
      ['o2', 3, 100],
      ['o3', 2, 102],
    ]);
  });

  test('without a consolidated midpoint pegged orders do not trade', () => {
    const book = bookOf({ side: 'ASK', at: 90, size: 3, display: 'MIDPOINT' });
    expect(take(book, 'BID', 3, 200)).toEqual([]);
  });

  test('the quote shows whole round lots and counts odd lots at better prices into the lot', () => {
    const book = bookOf(
      { side: 'BID', at: 99, size: 60 },
      { side: 'BID', at: 98, size: 170 },
      { side: 'ASK', at: 101, size: 99 },
    );
    expect(book.top()).toEqual({ bid: { price: 98, size: 200 }, ask: { price: 0, size: 0 } });
  });

  test('hidden size is not in the quote', () => {
    const book = bookOf({ side: 'BID', at: 99, size: 900, display: 'HIDDEN' });
    expect(book.top().bid.size).toBe(0);
  });

  test('an order that would cross its own book cannot rest', () => {
    const book = bookOf({ side: 'ASK', at: 101, size: 5 });
    expect(() => book.rest(order('x', { side: 'BID', at: 101, size: 1 }))).toThrow('cross its own book');
  });

  test('a canceled order neither trades nor cancels twice', () => {
    const book = bookOf({ side: 'BID', at: 99, size: 5 });
    const late = order('late', { side: 'BID', at: 99, size: 5 });
    book.rest(late);
    expect(book.cancel(late)).toBe(true);
    expect(book.cancel(late)).toBe(false);
    expect(brief(take(book, 'ASK', 10, 1))).toEqual([['o0', 5, 99]]);
  });
});

/** The naive book: a list, sorted for every trade. */
class ReferenceBook {
  readonly #orders: { order: RestingOrder; sequence: number }[] = [];
  #sequence = 0;

  rest(resting: RestingOrder): void {
    this.#orders.push({ order: { ...resting }, sequence: this.#sequence++ });
  }

  take(side: BookSide, size: number, limit: number): [string, number, number][] {
    const rank = (display: Display) => (display === 'DISPLAYED' ? 0 : 1);
    const found = this.#orders
      .filter(({ order: each }) => each.side === opposite(side) && each.remaining > 0)
      .filter(({ order: each }) => reaches(side, price(limit), each.price))
      .sort((a, b) => {
        if (a.order.price !== b.order.price) return isBetter(opposite(side), a.order.price, b.order.price) ? -1 : 1;
        return rank(a.order.display) - rank(b.order.display) || a.sequence - b.sequence;
      });
    const trades: [string, number, number][] = [];
    let left = size;
    for (const { order: each } of found) {
      const traded = Math.min(left, each.remaining);
      if (traded === 0) break;
      each.remaining = quantity(each.remaining - traded);
      left -= traded;
      trades.push([each.orderId, traded, each.price]);
    }
    return trades;
  }

  cancel(orderId: string): boolean {
    const found = this.#orders.find(({ order: each }) => each.orderId === orderId && each.remaining > 0);
    if (found === undefined) return false;
    found.order.remaining = quantity(0);
    return true;
  }

  total(): number {
    return this.#orders.reduce((sum, { order: each }) => sum + each.remaining, 0);
  }
}

const command = fc.record({
  kind: fc.constantFrom('ENTER', 'ENTER', 'TAKE', 'CANCEL'),
  side: fc.constantFrom<BookSide>('BID', 'ASK'),
  at: fc.integer({ min: 95, max: 105 }),
  size: fc.integer({ min: 1, max: 400 }),
  display: fc.constantFrom<Display>('DISPLAYED', 'DISPLAYED', 'HIDDEN'),
  pick: fc.nat(30),
});

interface Command extends Spec {
  readonly kind: string;
  readonly pick: number;
}

/** The book and the naive one, given the same commands and compared after each. */
class BookPair {
  readonly #book = new PriceTimeBook(quantity(100));
  readonly #reference = new ReferenceBook();
  readonly #entered: RestingOrder[] = [];
  #inBook = 0;

  apply(each: Command): void {
    if (each.kind === 'CANCEL') this.#cancel(each.pick);
    else this.#trade(each);
    const { bestPrice: bid } = this.#book.bids;
    const { bestPrice: ask } = this.#book.asks;
    expect(bid === null || ask === null || bid < ask).toBe(true);
    expect(this.#reference.total()).toBe(this.#inBook);
  }

  checkAll(): void {
    const levels = [...this.#book.bids.levels, ...this.#book.asks.levels];
    expect(levels.reduce((sum, level) => sum + level.quantity, 0)).toBe(this.#inBook);
  }

  #cancel(pick: number): void {
    const target = this.#entered[pick % Math.max(1, this.#entered.length)];
    if (target === undefined) return;
    const before = target.remaining;
    const canceled = this.#book.cancel(target);
    expect(canceled).toBe(this.#reference.cancel(target.orderId));
    if (canceled) this.#inBook -= before;
  }

  #trade(each: Command): void {
    const trades = brief(take(this.#book, each.side, each.size, each.at));
    expect(trades).toEqual(this.#reference.take(each.side, each.size, each.at));
    for (const [, , tradedAt] of trades) expect(reaches(each.side, price(each.at), price(tradedAt))).toBe(true);
    const traded = trades.reduce((sum, [, size]) => sum + size, 0);
    expect(traded).toBeLessThanOrEqual(each.size);
    this.#inBook -= traded;
    if (each.kind === 'ENTER' && traded < each.size) this.#rest({ ...each, size: each.size - traded });
  }

  #rest(spec: Spec): void {
    const resting = order(`c${this.#entered.length}`, spec);
    this.#book.rest(resting);
    this.#reference.rest(resting);
    this.#entered.push(resting);
    this.#inBook += spec.size;
  }
}

describe('properties', () => {
  test('any sequence of orders trades exactly as the naive sorted book does, and conserves quantity', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const pair = new BookPair();
        for (const each of commands) pair.apply(each);
        pair.checkAll();
      }),
      { numRuns: RUNS },
    );
  });

  test('what quantityFor promises is what a take without bound trades', () => {
    const resting = fc.record({
      at: fc.integer({ min: 100, max: 105 }),
      size: fc.integer({ min: 1, max: 300 }),
      display: fc.constantFrom<Display>('DISPLAYED', 'HIDDEN', 'MIDPOINT'),
    });
    fc.assert(
      fc.property(
        fc.array(resting, { maxLength: 12 }),
        fc.integer({ min: 98, max: 106 }),
        fc.integer({ min: 98, max: 104 }),
        (specs, limit, midpoint) => {
          const book = bookOf(...specs.map((spec) => ({ ...spec, side: 'ASK' as const })));
          const taker = { side: 'BID' as const, limit: price(limit), midpoint: price(midpoint) };
          const promised = book.quantityFor(taker);
          const matches = book.take({ ...taker, quantity: quantity(1_000_000) });
          expect(matches.reduce((sum, match) => sum + match.quantity, 0)).toBe(promised);
          for (const match of matches) expect(match.price).toBeLessThanOrEqual(limit);
          // A pegged seller never gets less than its own limit.
          for (const match of matches) expect(match.price).toBeGreaterThanOrEqual(match.order.price);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
