import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { price, quantity } from '@fairlead/core/money/units';
import type { Side } from '@fairlead/core/order/request';
import { orderOf } from '@fairlead/core/testing/market';
import { describe, expect, it } from 'vitest';
import type { ChildOrder } from './child-order.ts';
import { DisplayedQuotes } from './displayed-quotes.ts';
import { type CheckedDecision, invariantFaults } from './invariant-check.ts';
import { usEquityMarket } from './recording/us-equity-market.ts';
import { tradeThroughs } from './trade-through-check.ts';

const XNYS = 0;
const ARCX = 1;
const recorded = usEquityMarket({
  days: DEFAULT_MARKET_DAYS,
  symbol: 'XXX',
  path: 'quotes_XXX_2018-01-02.csv.gz',
  date: '2018-01-02',
  venueIds: ['XNYS', 'ARCX', 'XNAS'],
  primaryVenueId: 'XNYS',
  recordedUs: { first: 0, last: 86_400_000_000 },
});
/** Every step behind a best price is a cent; nothing is known of XNAS. */
const next = [
  { bid: 100, ask: 100 },
  { bid: 100, ask: 100 },
];
const quoteOf = (bid: number, bidSize: number, ask: number, askSize: number) => ({
  bid: price(bid),
  bidSize: quantity(bidSize),
  ask: price(ask),
  askSize: quantity(askSize),
  eventTimeUs: 0,
  receiptTimeUs: 0,
});
const child = (venueId: string, count: number, limit: number, kind: ChildOrder['kind'] = 'IOC'): ChildOrder => ({
  venueId,
  quantity: quantity(count),
  limitPrice: price(limit),
  minQuantity: quantity(0),
  kind,
  restMs: null,
});
/** XNYS 10.00/10.10 × 200, ARCX 9.90/10.20 × 300. */
const market = () => {
  const quotes = new DisplayedQuotes(recorded, next);
  quotes.quote(XNYS, quoteOf(100_000, 200, 101_000, 200));
  quotes.quote(ARCX, quoteOf(99_000, 300, 102_000, 300));
  return quotes;
};

describe('the trade-through checker', () => {
  it.each<[string, Side, ChildOrder[], number]>([
    ['lets the best price pass', 'BUY', [child('XNYS', 100, 101_000)], 0],
    ['catches a worse price alone', 'BUY', [child('ARCX', 100, 102_000)], 1],
    [
      'catches a worse price with too little sent to the better',
      'BUY',
      [child('XNYS', 199, 101_000, 'ISO'), child('ARCX', 100, 102_000, 'ISO')],
      1,
    ],
    [
      'catches a worse price that is not marked',
      'BUY',
      [child('XNYS', 200, 101_000, 'ISO'), child('ARCX', 100, 102_000)],
      1,
    ],
    [
      'catches a better quote swept without its mark',
      'BUY',
      [child('XNYS', 200, 101_000), child('ARCX', 100, 102_000, 'ISO')],
      1,
    ],
    ['does not look at children that trade at the midpoint', 'BUY', [child('ARCX', 100, 102_000, 'MID_IOC')], 0],
    ['lets a full sweep pass', 'BUY', [child('XNYS', 200, 101_000, 'ISO'), child('ARCX', 100, 102_000, 'ISO')], 0],
    ['catches a seller below a better bid', 'SELL', [child('ARCX', 100, 99_000)], 1],
    ['lets a seller sweep', 'SELL', [child('XNYS', 200, 100_000, 'ISO'), child('ARCX', 100, 99_000, 'ISO')], 0],
    ['does not look at posted children', 'BUY', [child('ARCX', 100, 102_000, 'POST')], 0],
  ])('%s', (_, side, children, count) => {
    expect(tradeThroughs(children, side, { quotes: market(), roundLot: 100, nowUs: 0 })).toBe(count);
  });

  it('does not protect what our own fill has taken, but what then comes to light behind it', () => {
    const quotes = market();
    quotes.taken(XNYS, 'BUY', { price: 101_000, quantity: 200 });
    expect(tradeThroughs([child('ARCX', 100, 101_100)], 'BUY', { quotes, roundLot: 100, nowUs: 0 })).toBe(0);
    expect(tradeThroughs([child('ARCX', 100, 102_000)], 'BUY', { quotes, roundLot: 100, nowUs: 0 })).toBe(1);
    for (let price = 101_100; price < 102_000; price += 100) quotes.taken(XNYS, 'BUY', { price, quantity: 200 });
    expect(tradeThroughs([child('ARCX', 100, 102_000)], 'BUY', { quotes, roundLot: 100, nowUs: 0 })).toBe(0);
  });

  it.each([
    ['an odd lot', quoteOf(100_000, 200, 101_000, 99)],
    ['a quote crossed against itself', quoteOf(101_500, 200, 101_000, 200)],
    ['any quote while the market is crossed', quoteOf(103_000, 200, 104_000, 200)],
  ])('does not protect %s', (_, quote) => {
    const quotes = market();
    quotes.quote(XNYS, quote);
    expect(tradeThroughs([child('ARCX', 100, 102_000)], 'BUY', { quotes, roundLot: 100, nowUs: 0 })).toBe(0);
  });
});

describe('the invariant checker', () => {
  const order = (changes: Parameters<typeof orderOf>[0] = {}) => orderOf({ quantity: quantity(300), ...changes });
  const good: CheckedDecision = {
    order: order(),
    quantity: 300,
    worstPrice: 102_000,
    children: [child('XNYS', 200, 101_000, 'ISO'), child('ARCX', 100, 102_000, 'ISO')],
    unallocated: 0,
    committed: 0,
  };

  it('finds nothing in a good decision', () => {
    expect(invariantFaults(good, { market: recorded, quotes: market(), nowUs: 0 })).toEqual([]);
  });

  it.each<[string, Partial<CheckedDecision>]>([
    ['1 SUM', { unallocated: 1 }],
    ['1 SUM', { unallocated: -100, quantity: 200 }],
    ['1 NOT_WHOLE', { children: [...good.children, child('XNAS', 0, 101_000)] }],
    ['2 VENUE_EXCLUDED', { order: order({ excludeVenues: ['ARCX'] }) }],
    ['2 VENUE_EXCLUDED', { order: order({ directedVenue: 'XNYS' }) }],
    ['2 VENUE_UNKNOWN', { children: [child('NOWHERE', 300, 101_000)] }],
    ['2 VENUE_SILENT', { children: [child('XNAS', 300, 101_000)] }],
    ['2 VENUE_SIZE', { children: [child('XNYS', 20_000_000, 101_000)] }],
    ['2 SPLIT', { order: order({ maxVenueSplit: 1 }) }],
    ['3 LIMIT', { worstPrice: 101_500 }],
    ['3 LIMIT', { order: order({ side: 'SELL' }), worstPrice: 101_500 }],
    ['6 OVER_QUANTITY', { committed: 1 }],
  ])('catches %s in case %#', (fault, change) => {
    expect(invariantFaults({ ...good, ...change }, { market: recorded, quotes: market(), nowUs: 0 })).toContain(fault);
  });

  it('lets a blind child go to a venue that displays nothing', () => {
    const children = [child('SGMT', 300, 101_500, 'MID_IOC')];
    expect(invariantFaults({ ...good, children }, { market: recorded, quotes: market(), nowUs: 0 })).toEqual([]);
  });

  it('catches a child for a quote that is too old to rely on', () => {
    const old = { ...recorded, freshUs: 1_000 };
    const quotes = new DisplayedQuotes(old, next);
    quotes.quote(XNYS, quoteOf(100_000, 200, 101_000, 200));
    const children = [child('XNYS', 300, 101_000)];
    const at = (nowUs: number) => invariantFaults({ ...good, children }, { market: old, quotes, nowUs });
    expect([at(1_000), at(1_001)]).toEqual([[], ['2 VENUE_SILENT']]);
  });
});
