import { describe, expect, it } from 'vitest';
import { quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf, venueOf } from '../testing/market.ts';
import { planRoute } from './plan.ts';

const book = (cents: number, size: number, ...deeper: (readonly [number, number])[]): QuoteOf => ({
  bid: [cents - 5, 100],
  ask: [cents, size],
  deeper,
});
const plan = (order: Partial<ValidOrder>, quotes: Record<string, QuoteOf>) =>
  planRoute({
    ...planInputOf(orderOf(order), marketOf(quotes)),
    settings: { protection: false, urgency: 0.5, passiveHorizonMs: null },
  });
const slices = (result: ReturnType<typeof plan>) =>
  result.slices.map((slice) => `${slice.quantity} ${slice.venueId} ${slice.limitPrice / 100} ${slice.kind}`);
const market = { XNYS: book(1001, 100, [1, 200], [3, 900]), ARCX: book(1001, 50, [2, 400]) };

describe('books of several levels', () => {
  it('are walked as one book by all-in price, one order a venue with its worst level as the limit', () => {
    const result = plan({ quantity: quantity(600) }, market);
    expect(slices(result)).toEqual(['300 XNYS 1002 IOC', '300 ARCX 1003 IOC']);
    // (100 at 10.01 and 200 at 10.02; 50 at 10.01 and 250 at 10.03): exact averages in 10^-8.
    expect(result.slices.map((slice) => slice.expectedPriceE8)).toEqual([1_001_666_667, 1_002_666_667]);
    expect(result.slices[0]?.reason).toBe('takes 2 levels of the book');
  });

  it('are divided pro rata by all that is displayed within the limit', () => {
    const result = plan({ quantity: quantity(330), routingMode: 'PRO_RATA' }, market);
    expect(slices(result)).toEqual(['240 XNYS 1002 IOC', '90 ARCX 1003 IOC']);
  });

  it('are taken one venue at a time in a sequence', () => {
    const order = { quantity: quantity(400), routingMode: 'SEQUENTIAL', venuePreferences: ['ARCX'] } as const;
    expect(slices(plan(order, market))).toEqual(['400 ARCX 1003 IOC']);
  });

  it('fill or kill at the venue that has the whole quantity within its levels', () => {
    expect(slices(plan({ quantity: quantity(1_000), timeInForce: 'FOK' }, market))).toEqual(['1000 XNYS 1004 FOK']);
  });

  it('give whole lots over their levels together where a venue takes no others', () => {
    const odd = { XNYS: { ...book(1001, 50, [1, 80], [2, 90]), venue: { acceptsOddLots: false } } };
    const result = plan({ quantity: quantity(220) }, odd);
    expect([slices(result), result.unallocated]).toEqual([['200 XNYS 1003 IOC'], 20]);
    // 50 at 10.01, 80 at 10.02 and 70 at 10.03, as they are displayed.
    expect(result.slices[0]?.expectedPriceE8).toBe(1_002_100_000);
  });

  it('count by what they display: a lot over cheap odd levels is no dearer than it is, and nothing is said to be cheaper', () => {
    const quotes = {
      XNYS: { ...book(1000, 40, [1, 7], [2, 100]), venue: { acceptsOddLots: false } },
      ARCX: book(1002, 100),
    };
    const order = { routingMode: 'OPTIMAL', routingObjective: 'BEST_PRICE', maxVenueSplit: 1 } as const;
    const result = plan(order, quotes);
    expect(slices(result)).toEqual(['100 XNYS 1002 IOC']);
    const [taken, other] = result.outcomes.map(({ weightedBps }) => weightedBps ?? 0);
    expect(taken).toBeLessThan(other ?? 0);
    expect(result.rationale).not.toContain('as cheaper');
  });

  it('say that lots keep the last units where they are, not the number of venues', () => {
    const quotes = {
      XNYS: { ...book(1000, 40, [1, 7], [4, 100]), venue: { acceptsOddLots: false } },
      ARCX: book(1003, 100),
    };
    const order = { routingMode: 'OPTIMAL', routingObjective: 'BEST_PRICE', maxVenueSplit: 1 } as const;
    const { outcomes } = plan(order, quotes);
    expect(outcomes.map(({ venueId, code }) => [venueId, code])).toEqual([
      ['XNYS', null],
      ['ARCX', 'LOT_REMAINDER'],
    ]);
  });
});

it('takes a deeper level only after every better protected quote elsewhere', () => {
  const quotes = { XNYS: book(1001, 100, [2, 900]), ARCX: book(1002, 200) };
  const result = planRoute(planInputOf(orderOf({ quantity: quantity(400) }), marketOf(quotes)));
  expect(slices(result)).toEqual(['200 XNYS 1003 ISO', '200 ARCX 1002 ISO']);
});

it.each([
  ['walks its book where its own quote alone is better', 1003, ['400 XNYS 1003 FOK']],
  ['is not filled past a better quote elsewhere', 1002, []],
])('fill or kill at a protected venue %s', (_, otherCents, expected) => {
  const quotes = { XNYS: book(1001, 100, [2, 900]), ARCX: book(otherCents, 200) };
  const order = orderOf({ quantity: quantity(400), timeInForce: 'FOK' });
  expect(slices(planRoute(planInputOf(order, marketOf(quotes))))).toEqual(expected);
});

it('takes a book from its best price on where a fee makes the next one cheaper, and trades through nothing', () => {
  const fees = { subDollarTakePpm: 0 };
  const penny = (cents: number, size: number, ...deeper: (readonly [number, number])[]): QuoteOf => ({
    bid: [cents, size],
    ask: [cents + 1, 100],
    deeper,
    venue: { fees: { ...venueOf('XNYS').fees, ...fees } },
  });
  const quotes = { XNYS: penny(100, 100, [0.01, 300]), ARCX: penny(100, 200) };
  const order = orderOf({ side: 'SELL', quantity: quantity(300), routingObjective: 'LOWEST_COST' });
  const result = slices(planRoute(planInputOf(order, marketOf(quotes))));
  expect(result).toEqual(['200 ARCX 100 IOC', '100 XNYS 100 IOC']);
});
