import { describe, expect, it } from 'vitest';
import { NO_HALTS } from '../control/halts.ts';
import { moneyE8, price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, nbboOf, orderOf } from '../testing/market.ts';
import { approveOrder, type RiskContext } from './risk-gate.ts';

const { instrument, nbbo } = marketOf({ XNYS: { bid: [10_000, 500], ask: [10_002, 300] } });
const limits = {
  maxOrderQuantity: quantity(10_000),
  maxOrderNotionalE8: moneyE8(100_000_000_000_000n),
  collarBps: 500,
};

/** The worst price that the gate allows, or the code with which it refuses. */
function said(order: Partial<ValidOrder>, context: Partial<RiskContext> = {}): number | string {
  const outcome = approveOrder(orderOf(order), {
    instrument,
    nbbo,
    limits,
    halts: NO_HALTS,
    exposure: null,
    lastPrice: null,
    entitlements: null,
    ...context,
  });
  return outcome.ok ? outcome.value.worstPrice : outcome.error.code;
}

const best = (at: number) => ({ price: price(at), size: quantity(100), venueId: 'XNYS' });
const marketAt = (bid: number, ask: number) => ({ nbbo: nbboOf(best(bid), best(ask)) });

describe('an order that is exactly at a limit passes, and one that is one beyond it does not', () => {
  it('in shares', () => {
    const limit = { orderType: 'LIMIT', limitPrice: price(500_000) } as const;
    expect(said({ ...limit, quantity: quantity(10_000) })).toBe(500_000);
    expect(said({ ...limit, quantity: quantity(10_001) })).toBe('QUANTITY_OVER_LIMIT');
  });

  it('in money', () => {
    const order = { orderType: 'LIMIT', limitPrice: price(1_000_000), quantity: quantity(100) } as const;
    const atMost = (maxOrderNotionalE8: bigint) => ({
      limits: { ...limits, maxOrderNotionalE8: moneyE8(maxOrderNotionalE8) },
    });
    expect(said(order, atMost(1_000_000_000_000n))).toBe(1_000_000);
    expect(said(order, atMost(999_999_999_999n))).toBe('NOTIONAL_OVER_LIMIT');
  });

  it.each([
    ['BUY', 1_050_200, 1_050_300],
    ['SELL', 950_000, 949_900],
  ] as const)('at the collar, for a %s', (side, within, beyond) => {
    expect(said({ side, orderType: 'LIMIT', limitPrice: price(within) })).toBe(within);
    expect(said({ side, orderType: 'LIMIT', limitPrice: price(beyond) })).toBe('PRICE_OUTSIDE_COLLAR');
  });
});

describe('a collar that is less than a tick wide', () => {
  const noCollar = { limits: { ...limits, collarBps: 0 } };

  it('lets a sale at a bid between ticks reach the tick below, and a buy at an offer between ticks the tick above', () => {
    expect(said({ side: 'SELL' }, { ...marketAt(19_950, 20_000), ...noCollar })).toBe(19_900);
    expect(said({ side: 'BUY' }, { ...marketAt(19_900, 19_950), ...noCollar })).toBe(20_000);
  });

  it('never asks for a price of nothing: below the lowest tick a sale is measured by that tick', () => {
    const coarse = { instrument: { ...instrument, tickBands: [{ fromPrice: price(0), tick: price(100) }] } };
    expect(said({ side: 'SELL' }, { ...marketAt(50, 52), ...noCollar, ...coarse })).toBe(100);
  });
});

describe('an immediate order at the midpoint', () => {
  const peg = { orderType: 'MIDPOINT_PEG', limitPrice: price(1_000_200), timeInForce: 'IOC' } as const;

  it('passes while there is a midpoint', () => {
    expect(said(peg)).toBe(1_000_200);
  });

  it('is refused where a price is too far from the last good one to be believed', () => {
    expect(said(peg, { nbbo: { ...nbbo, referenceAsk: price(1_100_000) } })).toBe('MIDPOINT_UNAVAILABLE');
  });

  it('is the only order that needs one: an immediate limit order passes in a locked market', () => {
    const limit = { ...peg, orderType: 'LIMIT' } as const;
    expect(said(limit, { nbbo: { ...nbbo, state: 'LOCKED' } })).toBe(1_000_200);
  });
});

describe('a short sale while the price test is on', () => {
  it('stays the kind of order that it is, unless it is a market order', () => {
    const restricted = { instrument: { ...instrument, shortSaleRestricted: true } };
    const short = { side: 'SELL_SHORT', locateId: 'LOC-1' } as const;
    for (const [orderType, becomes] of [
      ['MARKET', 'LIMIT'],
      ['LIMIT', 'LIMIT'],
      ['MIDPOINT_PEG', 'MIDPOINT_PEG'],
    ] as const) {
      const limitPrice = orderType === 'MARKET' ? null : price(1_000_000);
      const outcome = approveOrder(orderOf({ ...short, orderType, limitPrice }), {
        nbbo,
        limits,
        halts: NO_HALTS,
        exposure: null,
        lastPrice: null,
        entitlements: null,
        ...restricted,
      });
      expect(outcome).toMatchObject({ ok: true, value: { order: { orderType: becomes, limitPrice: 1_000_100 } } });
    }
  });
});
