import { describe, expect, it } from 'vitest';
import { moneyE8, price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, orderOf } from '../testing/market.ts';
import { approveOrder, type RiskContext } from './risk-gate.ts';

const { instrument, nbbo } = marketOf({ XNYS: { bid: [10_000, 500], ask: [10_002, 300] } });
const limits = {
  maxOrderQuantity: quantity(10_000),
  maxOrderNotionalE8: moneyE8(100_000_000_000_000n),
  collarBps: 500,
};
const check = (order: Partial<ValidOrder>, context: Partial<RiskContext> = {}) =>
  approveOrder(orderOf(order), { instrument, nbbo, limits, ...context });

describe('the risk gate', () => {
  it.each<[string, string, Partial<ValidOrder>, Partial<RiskContext>]>([
    ['INSTRUMENT_HALTED', 'instrument_id', {}, { instrument: { ...instrument, status: 'HALTED' } }],
    ['INSTRUMENT_RESTRICTED', 'instrument_id', {}, { instrument: { ...instrument, status: 'RESTRICTED' } }],
    ['QUANTITY_OVER_LIMIT', 'quantity', { quantity: quantity(10_001) }, {}],
    ['NOTIONAL_OVER_LIMIT', 'quantity', { quantity: quantity(9_600) }, {}],
    ['SHORT_SALE_NEEDS_LOCATE', 'locate_id', { side: 'SELL_SHORT' }, {}],
    ['MARKET_UNAVAILABLE', '', {}, { nbbo: { ...nbbo, ask: null, state: 'ONE_SIDED' } }],
    ['PRICE_OUTSIDE_COLLAR', 'limit_price', { orderType: 'LIMIT', limitPrice: price(1_060_000) }, {}],
    ['PRICE_OUTSIDE_COLLAR', 'limit_price', { side: 'SELL', orderType: 'LIMIT', limitPrice: price(940_000) }, {}],
  ])('refuses with %s at %s', (code, path, order, context) => {
    expect(check(order, context)).toEqual({ ok: false, error: { code, path } });
  });

  it('lets a market order reach no further than the collar, in whole ticks', () => {
    expect(check({})).toMatchObject({ ok: true, value: { worstPrice: 1_050_200 } });
    expect(check({ side: 'SELL' })).toMatchObject({ ok: true, value: { worstPrice: 950_000 } });
  });

  it('lets a limit order reach its own limit', () => {
    expect(check({ orderType: 'LIMIT', limitPrice: price(1_000_300) })).toMatchObject({
      ok: true,
      value: { worstPrice: 1_000_300 },
    });
    expect(check({ orderType: 'LIMIT', limitPrice: price(500_000) })).toMatchObject({
      ok: true,
      value: { worstPrice: 500_000 },
    });
  });

  it('lets a located short sale through', () => {
    expect(check({ side: 'SELL_SHORT', locateId: 'LOC-1' }).ok).toBe(true);
  });
});
