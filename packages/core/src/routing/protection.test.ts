import { describe, expect, it } from 'vitest';
import { quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf } from '../testing/market.ts';
import { planRoute } from './plan.ts';
import { protectedQuotes } from './protection.ts';

const offer = (cents: number, size: number, ...deeper: (readonly [number, number])[]): QuoteOf => ({
  bid: [cents - 20, 100],
  ask: [cents, size],
  ...(deeper.length === 0 ? {} : { deeper }),
});
const quotesOf = (quotes: Record<string, QuoteOf>) =>
  protectedQuotes(marketOf(quotes), 'BUY').map((each) => `${each.venueId} ${each.price / 100} ${each.displayed}`);
const slicesOf = (quotes: Record<string, QuoteOf>, order: Partial<ValidOrder>) =>
  planRoute(planInputOf(orderOf(order), marketOf(quotes))).slices.map(
    (slice) => `${slice.quantity} ${slice.venueId} ${slice.limitPrice / 100} ${slice.kind}`,
  );

describe('the quotes that must not be traded through', () => {
  it('are of round lots: an odd lot is none, and what stands behind it is', () => {
    expect(
      quotesOf({
        XNYS: offer(1_002, 250),
        ARCX: offer(1_000, 30),
        BATS: offer(999, 30, [1, 20], [2, 170]),
        EDGX: offer(999, 30, [1, 20]),
      }),
    ).toEqual(['BATS 1001 200', 'XNYS 1002 200']);
  });

  it.each(['SWEEP', 'OPTIMAL', 'PRO_RATA'] as const)(
    'are taken over all the levels that make them, before anything worse elsewhere: %s',
    (routingMode) => {
      const quotes = { BATS: offer(999, 30, [1, 20], [2, 60]), XNYS: offer(1_002, 500) };
      expect(slicesOf(quotes, { quantity: quantity(310), routingMode })).toEqual([
        '110 BATS 1001 ISO',
        '200 XNYS 1002 ISO',
      ]);
    },
  );

  it('and that a venue would not take bar what is worse', () => {
    const quotes = {
      BATS: { ...offer(999, 30, [1, 20], [2, 60]), venue: { minOrderQuantity: quantity(200) } },
      XNYS: offer(1_002, 500),
    };
    expect(slicesOf(quotes, { quantity: quantity(310) })).toEqual([]);
  });
});

describe('an odd lot at a better price', () => {
  const quotes = { ARCX: offer(1_000, 30), XNYS: offer(1_002, 500) };

  it('is taken where that is cheaper, and nothing is marked as a sweep for its sake', () => {
    expect(slicesOf(quotes, { quantity: quantity(100) })).toEqual(['30 ARCX 1000 IOC', '70 XNYS 1002 IOC']);
  });

  it('is left where its venue takes whole lots only, or the order may not go there', () => {
    const whole = { ...quotes, ARCX: { ...quotes.ARCX, venue: { acceptsOddLots: false } } };
    expect(slicesOf(whole, { quantity: quantity(100) })).toEqual(['100 XNYS 1002 IOC']);
    expect(slicesOf(quotes, { quantity: quantity(100), directedVenue: 'XNYS' })).toEqual(['100 XNYS 1002 IOC']);
  });
});
