import { describe, expect, it } from 'vitest';
import { price } from '../money/units.ts';
import type { Side } from '../order/request.ts';
import { marketOf, type QuoteOf } from '../testing/market.ts';
import { isStopReached } from './stop-reached.ts';

const BID = 9_999;
const ASK = 10_001;
const TWO_SIDED: QuoteOf = { bid: [BID, 100], ask: [ASK, 100] };

describe('a stop', () => {
  it.each<[Side, number, boolean]>([
    ['BUY', 10_002, false],
    ['BUY', 10_001, true],
    ['BUY', 10_000, true],
    ['SELL', 9_998, false],
    ['SELL', 9_999, true],
    ['SELL', 10_000, true],
    ['SELL_SHORT', 9_998, false],
    ['SELL_SHORT', 9_999, true],
  ])('%s at %i cents is reached in a market of 99.99 to 100.01: %s', (side, cents, reached) => {
    const order = { side, stopPrice: price(cents * 100) };
    expect(isStopReached(order, marketOf({ XNYS: TWO_SIDED }).nbbo)).toBe(reached);
  });

  it.each<[string, Record<string, QuoteOf>, boolean]>([
    ['locked', { XNYS: TWO_SIDED, ARCX: { bid: [ASK, 100], ask: [ASK + 1, 100] } }, true],
    ['crossed', { XNYS: TWO_SIDED, ARCX: { bid: [ASK + 1, 100], ask: [ASK + 2, 100] } }, false],
    ['one-sided', { XNYS: { ask: [ASK, 100] } }, false],
    ['empty', {}, false],
    ['an offer of an odd lot', { XNYS: { bid: [BID, 100], ask: [ASK, 30] }, ARCX: { ask: [BID, 30] } }, false],
    ['a stub', { XNYS: { bid: [1, 100], ask: [19_999, 100] } }, false],
  ])('is not set off by a market that says too little: %s', (_, quotes, reached) => {
    expect(isStopReached({ side: 'BUY', stopPrice: price(1_000_100) }, marketOf(quotes).nbbo)).toBe(reached);
  });
});
