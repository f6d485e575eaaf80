import { expect, it } from 'vitest';
import { price } from '../money/units.ts';
import { marketOf } from '../testing/market.ts';
import { isStopReached } from './stop-reached.ts';

const STUB = marketOf({ XNYS: { bid: [1, 100], ask: [19_999, 100] } }).nbbo;
const EMPTY = marketOf({}).nbbo;

it.each(['BUY', 'SELL', 'SELL_SHORT'] as const)(
  'a market that cannot be believed sets off no %s stop, however far away its price is',
  (side) => {
    for (const cents of [1, 10_000, 90_000]) {
      expect(isStopReached({ side, stopPrice: price(cents * 100) }, STUB)).toBe(false);
    }
  },
);

it('an order without a stop price is never held back by the market', () => {
  for (const nbbo of [EMPTY, STUB]) expect(isStopReached({ side: 'BUY', stopPrice: null }, nbbo)).toBe(true);
});
