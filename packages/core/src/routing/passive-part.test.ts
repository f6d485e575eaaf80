import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf } from '../testing/market.ts';
import { planRoute } from './plan.ts';
import type { RoutingSettings } from './plan-input.ts';

const quote = (outflow: number, more: QuoteOf = {}): QuoteOf => ({
  bid: [999, 300],
  ask: [1002, 900],
  bidOutflow: outflow,
  askOutflow: outflow,
  ...more,
});
const busy = { XNYS: quote(100), ARCX: quote(200) };
const plan = (
  order: Partial<ValidOrder> = {},
  settings: Partial<RoutingSettings> = {},
  quotes: Record<string, QuoteOf> = busy,
) => {
  const input = planInputOf(
    orderOf({ routingObjective: 'LOWEST_COST', quantity: quantity(1_000), ...order }),
    marketOf(quotes),
  );
  return planRoute({ ...input, settings: { ...input.settings, passiveHorizonMs: 10_000, ...settings } });
};
const resting = (result: ReturnType<typeof plan>) =>
  result.slices
    .filter((slice) => slice.kind === 'POST')
    .map((slice) => `${slice.quantity} ${slice.venueId} ${slice.limitPrice / 100}`);
const restingCount = (result: ReturnType<typeof plan>) =>
  result.slices.reduce((sum, slice) => sum + (slice.kind === 'POST' ? slice.quantity : 0), 0);

describe('an order that has time', () => {
  it('rests at the near side where the queues move fast, more where they move faster', () => {
    const posts = resting(plan({}, { urgency: 0.2 }));
    expect(posts.every((post) => post.endsWith(' 999'))).toBe(true);
    const [xnys, arcx] = ['XNYS', 'ARCX'].map((id) =>
      Number(posts.find((post) => post.includes(id))?.split(' ')[0] ?? 0),
    );
    expect(arcx).toBeGreaterThan(xnys ?? 0);
  });

  it('rests less the more it is hurried', () => {
    const counts = [0, 0.5, 1].map((urgency) => restingCount(plan({}, { urgency }, { XNYS: quote(40) })));
    expect(counts[0]).toBeGreaterThan(counts[2] ?? 0);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });

  it('takes no price now that is dearer than waiting, and rests the remainder', () => {
    const thin = { XNYS: quote(20, { ask: [1002, 200] }), ARCX: quote(20, { ask: [1030, 900] }) };
    const result = plan({ quantity: quantity(1_000) }, { urgency: 0.5 }, thin);
    const taken = result.slices.filter((slice) => slice.kind !== 'POST');
    expect(taken.map((slice) => `${slice.quantity} ${slice.venueId}`)).toEqual(['200 XNYS']);
    expect(restingCount(result)).toBe(800);
  });

  it('rests whole where it is smaller than a round lot, where the venue takes that', () => {
    expect(resting(plan({ quantity: quantity(75) }, { urgency: 0.2 })).map((post) => post.split(' ')[0])).toEqual([
      '75',
    ]);
    expect(restingCount(plan({ quantity: quantity(75) }, { urgency: 0.2 }, { XNYS: quote(0), ARCX: quote(0) }))).toBe(
      0,
    );
  });

  it('sells at the offer', () => {
    expect(resting(plan({ side: 'SELL' }, { urgency: 0.2 })).every((post) => post.endsWith(' 1002'))).toBe(true);
  });

  it.each([
    ['the order is held', {}, { passiveHorizonMs: null }, busy],
    ['it must end at once', { timeInForce: 'IOC' }, {}, busy],
    ['it is to be fast', { routingObjective: 'FASTEST_EXECUTION' }, {}, busy],
    ['it is divided pro rata', { routingMode: 'PRO_RATA' }, {}, busy],
    ['the internal book is asked first', { sourcing: 'INTERNALIZE_FIRST' }, {}, { ...busy, INTERNAL: {} }],
    ['no queue moves', {}, {}, { XNYS: quote(0), ARCX: quote(0) }],
    ['the market is locked', {}, {}, { XNYS: quote(100), ARCX: quote(100, { bid: [1002, 100], ask: [1003, 100] }) }],
    ['its limit is away from the market', { orderType: 'LIMIT', limitPrice: price(100_100) }, {}, busy],
  ] as const)('takes or rests at its limit where %s', (_, order, settings, quotes) => {
    const result = plan(order, { urgency: 0.2, ...settings }, quotes);
    expect(result.slices.some((slice) => slice.reason.includes('in the hope of the spread'))).toBe(false);
  });

  it('takes no heed of the fee of a venue that shows nothing at that price', () => {
    const inverted = (cents: number, size: number): QuoteOf => ({ bid: [998, 100], ask: [cents, size] });
    const rests = (cents: number, size: number) =>
      resting(
        plan({ quantity: quantity(10_000) }, { urgency: 0.2 }, { XNYS: quote(200), XBOS: inverted(cents, size) }),
      );
    expect(rests(1002, 0)).toEqual(rests(1003, 0));
    expect(rests(1002, 100)).not.toEqual(rests(1003, 100));
  });

  it('says what rests, and what is expected of it', () => {
    const result = plan({}, { urgency: 0.2 });
    expect(result.rationale).toContain('rests at the near side for a while, in the hope of the spread.');
    const [post] = result.slices.filter((slice) => slice.kind === 'POST');
    expect(post?.expectedFillTimeMs).toBe(10_000);
    expect(post?.expectedFillRate).toBeGreaterThan(0);
    expect(post?.expectedFillRate).toBeLessThan(1);
  });
});
