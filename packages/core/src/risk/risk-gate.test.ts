import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HaltScope } from '../control/control-event.ts';
import { type HaltView, NO_HALTS } from '../control/halts.ts';
import { isOnTick, movedByTicks, roundedUpToTick } from '../instrument/tick.ts';
import { moneyE8, price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, nbboOf, orderOf } from '../testing/market.ts';
import { approveOrder, approveWaiting, type RiskContext, type WaitingContext } from './risk-gate.ts';

const { instrument, nbbo } = marketOf({ XNYS: { bid: [10_000, 500], ask: [10_002, 300] } });
const limits = {
  maxOrderQuantity: quantity(10_000),
  maxOrderNotionalE8: moneyE8(100_000_000_000_000n),
  collarBps: 500,
};
const check = (order: Partial<ValidOrder>, context: Partial<RiskContext> = {}) =>
  approveOrder(orderOf(order), {
    instrument,
    nbbo,
    limits,
    halts: NO_HALTS,
    exposure: null,
    lastPrice: null,
    entitlements: null,
    ...context,
  });

const haltOn = (scope: Partial<HaltScope>): { halts: HaltView } => {
  const whole = { clientId: null, venueId: null, instrumentId: null, ...scope };
  const halt = { id: 'h', scope: whole, reason: 'a reason', cancelAll: false, actor: 'USER one', atUs: 1 };
  return { halts: { clientId: 'C1', inForce: [halt] } };
};

describe('the risk gate', () => {
  it.each<[string, string, Partial<ValidOrder>, Partial<RiskContext>]>([
    ['TRADING_HALTED', '', {}, haltOn({})],
    ['TRADING_HALTED', '', {}, haltOn({ clientId: 'C1' })],
    ['TRADING_HALTED', 'instrument_id', {}, haltOn({ instrumentId: instrument.instrumentId })],
    ['TRADING_HALTED', 'instrument_id', {}, haltOn({ clientId: 'C1', instrumentId: instrument.instrumentId })],
    ['INSTRUMENT_HALTED', 'instrument_id', {}, { instrument: { ...instrument, status: 'HALTED' } }],
    ['INSTRUMENT_RESTRICTED', 'instrument_id', {}, { instrument: { ...instrument, status: 'RESTRICTED' } }],
    ['QUANTITY_OVER_LIMIT', 'quantity', { quantity: quantity(10_001) }, {}],
    ['NOTIONAL_OVER_LIMIT', 'quantity', { quantity: quantity(9_600) }, {}],
    ['SHORT_SALE_NEEDS_LOCATE', 'locate_id', { side: 'SELL_SHORT' }, {}],
    ['MARKET_UNAVAILABLE', '', {}, { nbbo: nbboOf(nbbo.bid, null) }],
    ['PRICE_OUTSIDE_COLLAR', 'limit_price', { orderType: 'LIMIT', limitPrice: price(1_060_000) }, {}],
    ['PRICE_OUTSIDE_COLLAR', 'limit_price', { side: 'SELL', orderType: 'LIMIT', limitPrice: price(940_000) }, {}],
  ])('refuses with %s at %s', (code, path, order, context) => {
    expect(check(order, context)).toMatchObject({ ok: false, error: { code, path } });
  });

  it.each([
    [{ clientId: 'C2' }],
    [{ instrumentId: 'MSFT' }],
    [{ clientId: 'C2', instrumentId: instrument.instrumentId }],
    [{ clientId: 'C1', instrumentId: 'MSFT' }],
    [{ venueId: 'XNYS' }],
    [{ clientId: 'C1', venueId: 'XNYS' }],
    [{ venueId: 'XNYS', instrumentId: instrument.instrumentId }],
  ])('takes an order that a halt of %o does not stop as a whole', (scope) => {
    expect(check({}, haltOn(scope)).ok).toBe(true);
  });

  it('lets a market order reach no further than the collar, in whole ticks', () => {
    expect(check({})).toMatchObject({ ok: true, value: { worstPrice: 1_050_200 } });
    expect(check({ side: 'SELL' })).toMatchObject({ ok: true, value: { worstPrice: 950_000 } });
  });

  it.each<[string, number, number, Partial<ValidOrder>, number]>([
    ['a peg that buys, just below a dollar', 9_799, 9_801, { orderType: 'MIDPOINT_PEG' }, 10_200],
    ['a market buy there', 9_799, 9_801, {}, 10_200],
    ['a market sell, just above a dollar', 10_200, 10_300, { side: 'SELL' }, 9_690],
    ['a buy whose collar is less than a tick', 100, 102, {}, 107],
    ['a buy at a price that is itself between ticks', 19_950, 19_999, {}, 20_900],
  ])('reaches from %s to a price that is on a tick at its own level', (_, bid, ask, order, worstPrice) => {
    const best = (at: number) => ({ price: price(at), size: quantity(100), venueId: 'XNYS' });
    expect(check(order, { nbbo: nbboOf(best(bid), best(ask)) })).toMatchObject({ ok: true, value: { worstPrice } });
  });

  it('has a collar on a tick, within it, and no better than the best price (property)', () => {
    const bps = fc.integer({ min: 0, max: 2_000 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), bps, fc.boolean(), (said, collarBps, isBuy) => {
        const at = roundedUpToTick(instrument, price(said));
        const best = { price: at, size: quantity(100), venueId: 'XNYS' };
        const context = { nbbo: nbboOf(best, best), limits: { ...limits, collarBps } };
        const outcome = check({ side: isBuy ? 'BUY' : 'SELL' }, context);
        if (!outcome.ok) throw new Error(outcome.error.code);
        const { worstPrice } = outcome.value;
        expect(isOnTick(instrument, worstPrice)).toBe(true);
        expect(isBuy ? worstPrice - at : at - worstPrice).toBeGreaterThanOrEqual(0);
        expect(Math.abs(worstPrice - at) * 10_000).toBeLessThanOrEqual(at * collarBps);
        const next = movedByTicks(instrument, worstPrice, isBuy ? 1 : -1);
        if (next > 0) expect(Math.abs(next - at) * 10_000).toBeGreaterThan(at * collarBps);
      }),
    );
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
  const wait = (order: Partial<ValidOrder>, changes: Partial<WaitingContext> = {}) => {
    const context = { instrument, limits, halts: NO_HALTS, exposure: null, entitlements: null, weighedBy: null };
    return approveWaiting(orderOf(order), { ...context, ...changes });
  };
  const faultOf = (order: Partial<ValidOrder>, changes: Partial<WaitingContext> = {}) => {
    const outcome = wait(order, changes);
    return outcome.ok ? null : outcome.error;
  };
  const stop = { orderType: 'STOP', stopPrice: price(1_100_000) } as const;

  it.each<[string, string, Partial<ValidOrder>, Partial<WaitingContext>]>([
    ['TRADING_HALTED', '', stop, haltOn({})],
    ['INSTRUMENT_HALTED', 'instrument_id', stop, { instrument: { ...instrument, status: 'HALTED' } }],
    ['QUANTITY_OVER_LIMIT', 'quantity', { quantity: quantity(10_001) }, {}],
    ['SHORT_SALE_NEEDS_LOCATE', 'locate_id', { side: 'SELL_SHORT' }, {}],
    ['NOTIONAL_OVER_LIMIT', 'quantity', { ...stop, quantity: quantity(8_700) }, {}],
    ['NOTIONAL_OVER_LIMIT', 'quantity', { limitPrice: price(1_100_000), quantity: quantity(9_100) }, {}],
    ['NOTIONAL_OVER_LIMIT', 'quantity', { quantity: quantity(9_600) }, { weighedBy: price(1_000_000) }],
    ['PRICE_OUTSIDE_COLLAR', 'limit_price', { ...stop, orderType: 'STOP_LIMIT', limitPrice: price(1_155_100) }, {}],
  ])('is refused with %s at %s, whatever the market is like', (code, path, order, changes) => {
    expect(faultOf(order, changes)).toMatchObject({ code, path });
  });

  it.each<[string, Partial<ValidOrder>, number | null]>([
    ['the collar about what is known of the market, where it has no price of its own', {}, 1_050_000],
    ['the collar about its stop price', stop, 1_155_000],
    ['its limit, which nobody else need say', { orderType: 'LIMIT', limitPrice: price(2_000_000) }, null],
  ])('counts until then by %s', (_, order, worst) => {
    expect(wait(order, { weighedBy: price(1_000_000) })).toEqual({ ok: true, value: worst });
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

  it('waits at the next price that there is: above a bid of $0.9999 that is a dollar, above a dollar $1.01', () => {
    const bidOf = (at: number) => ({ ...restricted, nbbo: { ...nbbo, bid: { ...best, price: price(at) } } });
    const best = { size: quantity(100), venueId: 'XNYS' };
    expect(terms({}, bidOf(9_999))).toEqual(['LIMIT', 10_000, 10_000]);
    expect(terms({}, bidOf(10_000))).toEqual(['LIMIT', 10_100, 10_100]);
  });

  it('is free while the test is off, or nobody bids', () => {
    expect(terms({}, {})).toEqual(['MARKET', null, 950_000]);
    const oneSided = { ...restricted, nbbo: { ...nbbo, bid: null, state: 'ONE_SIDED' } } as const;
    expect(terms({ orderType: 'LIMIT', limitPrice: price(990_000) }, oneSided)).toEqual(['LIMIT', 990_000, 990_000]);
  });
});
