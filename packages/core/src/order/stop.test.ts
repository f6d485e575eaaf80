import { expect, it } from 'vitest';
import { price } from '../money/units.ts';
import { orderOf } from '../testing/market.ts';
import { withoutStop } from './stop.ts';

it('a stop that is reached becomes a market or a limit order, and keeps its stop price', () => {
  const stopPrice = price(1_000_000);
  expect(withoutStop(orderOf({ orderType: 'STOP', stopPrice }))).toMatchObject({ orderType: 'MARKET', stopPrice });
  const limited = orderOf({ orderType: 'STOP_LIMIT', stopPrice, limitPrice: price(1_000_500) });
  expect(withoutStop(limited)).toMatchObject({ orderType: 'LIMIT', limitPrice: 1_000_500 });
  expect(withoutStop(orderOf())).toEqual(orderOf());
});
