import { describe, expect, it } from 'vitest';
import { moneyE8, price, quantity } from '../money/units.ts';
import { filledWord, heard, newLifeOf, sentLife, told } from '../testing/lives.ts';
import { marketOf, nbboOf, orderOf } from '../testing/market.ts';
import { arrivalMarket } from './order-event.ts';
import { averagePriceE8, childOf, withTerms } from './order-life.ts';

describe('what an order keeps of the market of its arrival', () => {
  it('is the state, the best prices, the odd lots with their sizes and what it is measured by, but no venue', () => {
    const { nbbo } = marketOf({ XNYS: { bid: [9_999, 500], ask: [10_001, 300] } });
    const odd = { price: price(1_000_000), size: quantity(30), venueId: 'ARCX' };
    expect(arrivalMarket({ ...nbbo, oddBid: odd })).toEqual({
      state: 'NORMAL',
      bid: { price: 999_900 },
      ask: { price: 1_000_100 },
      oddBid: { price: 1_000_000, size: 30 },
      oddAsk: null,
      referenceBid: nbbo.referenceBid,
      referenceAsk: nbbo.referenceAsk,
    });
  });

  it('says which side was not there', () => {
    expect(arrivalMarket(nbboOf(null, null))).toMatchObject({ state: 'STALE', bid: null, ask: null, oddAsk: null });
  });
});

describe('the terms that replace an order’s', () => {
  const order = orderOf({ orderType: 'LIMIT', limitPrice: price(1_000_000), quantity: quantity(300) });

  it('leave it as it is where they are its own', () => {
    expect(withTerms(order, quantity(300), price(1_000_000))).toBe(order);
  });

  it.each([
    ['quantity', 200, 1_000_000],
    ['limit', 300, 1_000_100],
  ])('change its %s and nothing else', (_, count, limit) => {
    const changed = withTerms(order, quantity(count), price(limit));
    expect(changed).toEqual({ ...order, quantity: count, limitPrice: limit });
  });
});

it('the average price is of a whole unit, however finely its quantity is counted', () => {
  const life = newLifeOf();
  // Half a coin for 32,000.00: 64,000.00 a coin.
  const coin = { ...life, scale: { ...life.scale, quantityDecimals: 8 }, filled: quantity(50_000_000) };
  expect(averagePriceE8({ ...coin, notionalE8: moneyE8(3_200_000_000_000n) })).toBe(6_400_000_000_000n);
  expect(averagePriceE8(life)).toBeNull();
});

it('an execution that is told again with a larger sum says that another was missed, and with an older one nothing', () => {
  const acked = told(sentLife(newLifeOf(), { a: { quantity: 300 } }), {
    type: 'CHILD_ACKED',
    childId: 'a',
    venueOrderId: null,
  });
  const first = heard(acked, 'a', filledWord('e1', 100, 100)).life;
  const both = heard(first, 'a', filledWord('e2', 100, 200)).life;
  expect(childOf(heard(both, 'a', filledWord('e1', 100, 100)).life, 'a')).toEqual(childOf(both, 'a'));
  expect(childOf(heard(both, 'a', filledWord('e1', 100, 300)).life, 'a')).toMatchObject({
    state: 'UNKNOWN',
    doubt: 'QUANTITY_DIFFERS',
    filled: 200,
  });
});
