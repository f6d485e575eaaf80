import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf } from '../testing/market.ts';
import { planRoute } from './plan.ts';

/** A venue at 9.99 to 10.02 whose queues move as said, and with other terms where there are some. */
function queue(bidOutflow: number, askOutflow: number, venue: NonNullable<QuoteOf['venue']> = {}): QuoteOf {
  return { bid: [999, 300], ask: [1002, 300], bidOutflow, askOutflow, venue };
}

/** What a limit order of 300 far from the other side leaves to rest, and where. */
function restingOf(order: Partial<ValidOrder>, quotes: Readonly<Record<string, QuoteOf>>): string[] {
  const at = order.side === 'SELL' ? 100_200 : 99_900;
  const limit = orderOf({ orderType: 'LIMIT', limitPrice: price(at), quantity: quantity(300), ...order });
  const plan = planRoute({ ...planInputOf(limit, marketOf(quotes)), worstPrice: limit.limitPrice });
  return plan.slices.map((slice) => `${slice.kind} ${slice.quantity} ${slice.venueId}`);
}

describe('a limit order that nobody meets yet', () => {
  it.each(['DAY', 'GTC'] as const)('rests where it is %s', (timeInForce) => {
    expect(restingOf({ timeInForce }, { XNYS: queue(50, 50) })).toEqual(['POST 300 XNYS']);
  });

  it.each(['IOC', 'FOK'] as const)('does not rest where it is %s', (timeInForce) => {
    expect(restingOf({ timeInForce }, { XNYS: queue(50, 50) })).toEqual([]);
  });

  it('joins the queue of its own side that moves fastest', () => {
    const same = { routingObjective: 'FASTEST_EXECUTION' } as const;
    const quotes = { XNYS: queue(400, 1), ARCX: queue(1, 400) };
    expect(restingOf({ ...same, side: 'BUY' }, quotes)).toEqual(['POST 300 XNYS']);
    expect(restingOf({ ...same, side: 'SELL' }, quotes)).toEqual(['POST 300 ARCX']);
  });

  it('goes to no venue that takes only more, or only less', () => {
    const fits = { XNYS: queue(1, 1) };
    expect(restingOf({}, { ...fits, ARCX: queue(400, 400, { minOrderQuantity: quantity(301) }) })).toEqual([
      'POST 300 XNYS',
    ]);
    expect(restingOf({}, { ...fits, ARCX: queue(400, 400, { maxOrderQuantity: quantity(299) }) })).toEqual([
      'POST 300 XNYS',
    ]);
  });
});

describe('the part of a patient order that rests', () => {
  const patient = (venue: NonNullable<QuoteOf['venue']>) => {
    const order = orderOf({ routingObjective: 'LOWEST_COST', quantity: quantity(1_000) });
    const deep: QuoteOf = { ...queue(200, 200, venue), ask: [1002, 900] };
    const input = planInputOf(order, marketOf({ XNYS: deep }));
    const settings = { ...input.settings, passiveHorizonMs: 10_000, urgency: 0.2 };
    const { slices } = planRoute({ ...input, settings });
    return slices.filter(({ kind }) => kind === 'POST').reduce((sum, slice) => sum + slice.quantity, 0);
  };

  it('is none where the venue takes only larger orders', () => {
    const usual = patient({});
    expect(usual).toBeGreaterThan(0);
    expect(patient({ minOrderQuantity: quantity(usual) })).toBe(usual);
    expect(patient({ minOrderQuantity: quantity(usual + 1) })).toBe(0);
  });
});
