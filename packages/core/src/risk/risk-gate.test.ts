import { describe, expect, it } from 'vitest';
import { moneyE8, price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, orderOf } from '../testing/market.ts';
import { approveOrder, type RiskContext, waitingFault } from './risk-gate.ts';

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

  it.each(['LOCKED', 'CROSSED', 'ONE_SIDED', 'STALE'] as const)(
    'refuses an immediate midpoint peg while the market is %s, and lets one that rests wait',
    (state) => {
      const market = { nbbo: { ...nbbo, state } };
      const peg = { orderType: 'MIDPOINT_PEG', limitPrice: price(1_000_200) } as const;
      expect(check({ ...peg, timeInForce: 'IOC' }, market)).toEqual({
        ok: false,
        error: { code: 'MIDPOINT_UNAVAILABLE', path: '' },
      });
      expect(check({ ...peg, timeInForce: 'DAY' }, market).ok).toBe(true);
    },
  );
});

describe('an order that is to wait', () => {
  const faultOf = (order: Partial<ValidOrder>, changes: Partial<RiskContext> = {}) =>
    waitingFault(orderOf(order), { instrument, limits, ...changes });
  const stop = { orderType: 'STOP', stopPrice: price(1_100_000) } as const;

  it.each<[string, string, Partial<ValidOrder>, Partial<RiskContext>]>([
    ['INSTRUMENT_HALTED', 'instrument_id', stop, { instrument: { ...instrument, status: 'HALTED' } }],
    ['QUANTITY_OVER_LIMIT', 'quantity', { quantity: quantity(10_001) }, {}],
    ['SHORT_SALE_NEEDS_LOCATE', 'locate_id', { side: 'SELL_SHORT' }, {}],
    ['NOTIONAL_OVER_LIMIT', 'quantity', { ...stop, quantity: quantity(8_700) }, {}],
    ['NOTIONAL_OVER_LIMIT', 'quantity', { limitPrice: price(1_100_000), quantity: quantity(9_100) }, {}],
    ['PRICE_OUTSIDE_COLLAR', 'limit_price', { ...stop, orderType: 'STOP_LIMIT', limitPrice: price(1_155_100) }, {}],
  ])('is refused with %s at %s, whatever the market is like', (code, path, order, changes) => {
    expect(faultOf(order, changes)).toEqual({ code, path });
  });

  it('may wait where only the market could say more', () => {
    expect([faultOf({}), faultOf(stop), faultOf({ ...stop, limitPrice: price(1_155_000) })]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('a short sale while the price test is on', () => {
  const restricted = { instrument: { ...instrument, shortSaleRestricted: true } };
  const short = { side: 'SELL_SHORT', locateId: 'LOC-1' } as const;
  const terms = (order: Partial<ValidOrder>, context: Partial<RiskContext> = restricted) => {
    const outcome = check({ ...short, ...order }, context);
    if (!outcome.ok) throw new Error(outcome.error.code);
    const { order: approved, worstPrice } = outcome.value;
    return [approved.orderType, approved.limitPrice, worstPrice];
  };

  it.each<[string, Partial<ValidOrder>, [string, number | null, number]]>([
    ['at the market waits a tick above the best bid', {}, ['LIMIT', 1_000_100, 1_000_100]],
    [
      'with a limit below that is lifted to it',
      { orderType: 'LIMIT', limitPrice: price(990_000) },
      ['LIMIT', 1_000_100, 1_000_100],
    ],
    [
      'at the best bid is lifted too',
      { orderType: 'LIMIT', limitPrice: price(1_000_000) },
      ['LIMIT', 1_000_100, 1_000_100],
    ],
    [
      'with a higher limit keeps it',
      { orderType: 'LIMIT', limitPrice: price(1_000_300) },
      ['LIMIT', 1_000_300, 1_000_300],
    ],
    ['that is a long sale is free', { side: 'SELL' }, ['MARKET', null, 950_000]],
  ])('%s', (_, order, expected) => {
    expect(terms(order)).toEqual(expected);
  });

  it('is free while the test is off, or nobody bids', () => {
    expect(terms({}, {})).toEqual(['MARKET', null, 950_000]);
    const oneSided = { ...restricted, nbbo: { ...nbbo, bid: null, state: 'ONE_SIDED' } } as const;
    expect(terms({ orderType: 'LIMIT', limitPrice: price(990_000) }, oneSided)).toEqual(['LIMIT', 990_000, 990_000]);
  });
});
