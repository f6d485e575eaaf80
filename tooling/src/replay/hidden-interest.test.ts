import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { price } from '@fairlead/core/money/units';
import { describe, expect, it } from 'vitest';
import {
  FIRST_IN_QUEUE_US,
  HiddenBook,
  type HiddenInterest,
  hiddenInterests,
  type MidpointChild,
  PRINTS_PER_DARK_VENUE,
  STOOD_US,
} from './hidden-interest.ts';
import { TapeBuilder } from './quote-tape.ts';
import type { RecordedTrade } from './recording/recorded-market.ts';
import { OPEN_US, usEquityMarket } from './recording/us-equity-market.ts';

const market = usEquityMarket({
  days: DEFAULT_MARKET_DAYS,
  symbol: 'XXX',
  path: '',
  date: null,
  venueIds: ['XNYS'],
  primaryVenueId: 'XNYS',
  recordedUs: { first: 0, last: 86_400_000_000 },
});
const XNYS = 0;
const noon = OPEN_US + 9_000_000_000;

function interestsOf(trades: readonly RecordedTrade[], quote = { bid: 1000, ask: 1010 }) {
  const builder = new TapeBuilder();
  builder.add({ timeUs: OPEN_US, row: XNYS, ...quote, bidSize: 100, askSize: 100, changed: 0 });
  const rows = { rows: 1, isFlagged: false, skipped: {}, assumptions: {} };
  return hiddenInterests({ format: 'test', market, tape: builder.tape(0), trades, ...rows });
}
const printAt = (at: number, change: Partial<RecordedTrade> = {}): RecordedTrade => {
  return { timeUs: noon, row: XNYS, price: at, size: 70, ...change };
};

describe('the hidden interest of a recording', () => {
  it('is what printed exactly at the midpoint, at the exchange that printed it', () => {
    const found = interestsOf([printAt(1005), printAt(1004), printAt(1010), printAt(1005, { timeUs: 0 })]);
    expect(found.map((each) => [each.row, each.price, each.size, each.timeUs])).toEqual([[XNYS, 1005, 70, noon]]);
  });

  it('is nothing of what printed beside the midpoint by less than the scale', () => {
    expect(interestsOf([printAt(1005, { isBetween: true })])).toEqual([]);
  });

  it('is nothing in a locked or crossed market', () => {
    expect(interestsOf([printAt(1000)], { bid: 1000, ask: 1000 })).toEqual([]);
  });

  it('is of a dark venue for the stated share of what printed off the exchanges, and on either side as often', () => {
    const found = interestsOf(Array.from({ length: 20_000 }, () => printAt(1005, { row: null })));
    const share = 5 / PRINTS_PER_DARK_VENUE;
    expect(found.length / 20_000).toBeCloseTo(share, 1);
    expect(new Set(found.map((each) => each.row))).toEqual(new Set([1, 2, 3, 4, 5]));
    expect(found.filter((each) => each.sign === 1).length / found.length).toBeCloseTo(0.5, 1);
  });
});

describe('a blind midpoint child', () => {
  const seller: HiddenInterest = { row: 1, sign: -1, price: 1005, size: 70, timeUs: noon };
  const buy: MidpointChild = { row: 1, side: 'BUY', quantity: 100, limitPrice: price(1010), timeUs: noon - 1 };
  const book = (...interests: HiddenInterest[]) => new HiddenBook<string>(2, interests);

  it('meets interest of the other side that prints within a second, once', () => {
    const here = book(seller);
    expect(here.take(buy, 2010)).toEqual([{ price: 1005, quantity: 70 }]);
    expect(here.take(buy, 2010)).toEqual([]);
  });

  it.each<[string, Partial<MidpointChild>, number, number]>([
    ['as early as the interest is taken to have stood', { timeUs: noon - STOOD_US }, 2010, 70],
    ['not earlier', { timeUs: noon - STOOD_US - 1 }, 2010, 0],
    ['not after it has printed', { timeUs: noon }, 2010, 0],
    ['not at another venue', { row: 0 }, 2010, 0],
    ['not of its own side', { side: 'SELL' }, 2010, 0],
    ['not beyond its limit', { limitPrice: price(1004) }, 2010, 0],
    ['not at a better price than the interest traded at', {}, 2008, 0],
    ['at a worse one', {}, 2014, 70],
    ['not at half of the smallest unit', {}, 2011, 0],
  ])('%s', (_, change, doubleMid, count) => {
    const taken = book(seller).take({ ...buy, ...change }, doubleMid);
    expect(taken.reduce((sum, each) => sum + each.quantity, 0)).toBe(count);
  });
});

describe('a pegged order', () => {
  const print: HiddenInterest = { row: 1, sign: 1, price: 1005, size: 70, timeUs: noon };
  const resting = (
    timeUs: number,
    change: { side?: 'SELL'; limitPrice?: ReturnType<typeof price>; row?: number; owner?: string } = {},
  ) => ({
    owner: 'us',
    row: 1,
    side: 'BUY' as const,
    limitPrice: price(1005),
    remaining: 100,
    timeUs,
    ...change,
  });
  const filled = (order: ReturnType<typeof resting> | { side: 'SELL' }, ...prints: HiddenInterest[]) => {
    const book = new HiddenBook<string>(2, prints);
    book.rest({ ...resting(0), ...order });
    return prints.flatMap(() => book.print().map(({ taken }) => [taken.price, taken.quantity]));
  };

  it('meets the prints of its venue once it was there first, until it is filled', () => {
    expect(filled(resting(noon - FIRST_IN_QUEUE_US), print, print)).toEqual([
      [1005, 70],
      [1005, 30],
    ]);
  });

  it.each([
    ['came too late', resting(noon - FIRST_IN_QUEUE_US + 1)],
    ['has a limit below it', resting(0, { limitPrice: price(1004) })],
    ['rests elsewhere', resting(0, { row: 0 })],
  ])('is not met by a print where it %s', (_, order) => {
    expect(filled(order, print)).toEqual([]);
  });

  it('can be withdrawn', () => {
    const book = new HiddenBook<string>(2, [print]);
    book.rest(resting(0));
    book.rest(resting(0, { owner: 'them' }));
    expect([book.cancel('us'), book.cancel('us')]).toEqual([100, 0]);
    expect(book.print().map(({ pegged }) => pegged.owner)).toEqual(['them']);
  });

  it('gets no more of a print than a blind child has left', () => {
    const book = new HiddenBook<string>(2, [print]);
    book.rest(resting(0));
    book.take({ row: 1, side: 'SELL', quantity: 50, limitPrice: price(1000), timeUs: noon - 1 }, 2010);
    expect(book.nextUs).toBe(noon);
    expect(book.print().map(({ taken }) => taken.quantity)).toEqual([20]);
    expect(book.nextUs).toBe(Number.POSITIVE_INFINITY);
  });
});
