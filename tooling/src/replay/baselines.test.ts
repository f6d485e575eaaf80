import { price, quantity } from '@fairlead/core/money/units';
import { marketOf, orderOf, planInputOf, type QuoteOf } from '@fairlead/core/testing/market';
import { describe, expect, it } from 'vitest';
import { BASELINES } from './baselines.ts';

const ask = (cents: number, size: number): QuoteOf => ({ bid: [cents - 9, 100], ask: [cents, size] });
const quotes = {
  BATS: ask(1001, 100),
  EDGX: ask(1001, 200),
  XNAS: ask(1003, 900),
};

function sent(name: keyof typeof BASELINES, change: Parameters<typeof orderOf>[0], worstCents = 1100) {
  const order = orderOf({ quantity: quantity(100), ...change });
  const view = marketOf(quotes);
  const worstPrice = order.limitPrice ?? price(worstCents * 100);
  const decision = BASELINES[name]({ ...planInputOf(order, view), worstPrice });
  const slices = decision.slices.map((slice) => `${slice.quantity} ${slice.venueId} ${slice.kind}`);
  return [...slices, `${decision.unallocated} left`];
}

describe('the baselines', () => {
  it('primary-only looks at the listing venue alone', () => {
    expect(sent('primary_only', {})).toEqual(['100 XNAS IOC', '0 left']);
    expect(sent('primary_only', {}, 1002)).toEqual(['100 left']);
  });

  it('best-displayed takes the best price, the larger size among equals', () => {
    expect(sent('best_displayed', { quantity: quantity(500) })).toEqual(['500 EDGX IOC', '0 left']);
    expect(sent('best_displayed', { timeInForce: 'FOK' })).toEqual(['100 EDGX FOK', '0 left']);
  });

  it('pro-rata divides among the venues at the best price, largest remainders first', () => {
    expect(sent('pro_rata', { quantity: quantity(100) })).toEqual(['33 BATS IOC', '67 EDGX IOC', '0 left']);
    expect(sent('pro_rata', { quantity: quantity(101) })).toEqual(['34 BATS IOC', '67 EDGX IOC', '0 left']);
    expect(sent('pro_rata', { excludeVenues: ['BATS', 'EDGX'] })).toEqual(['100 XNAS IOC', '0 left']);
  });

  it('rests what cannot be taken at the listing venue', () => {
    const limitPrice = marketOf(quotes).nbbo.bid?.price ?? null;
    const limit = { orderType: 'LIMIT', limitPrice } as const;
    expect(sent('best_displayed', limit)).toEqual(['100 XNAS POST', '0 left']);
    expect(sent('best_displayed', { ...limit, timeInForce: 'IOC' })).toEqual(['100 left']);
  });
});
