import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import { QueueOutflow } from './queue-outflow.ts';
import type { Quote } from './quote.ts';

const SECOND_US = 1_000_000;
const quoteOf = (bid: number, bidSize: number, atSecond: number): Quote => ({
  bid: price(bid),
  bidSize: quantity(bidSize),
  ask: price(1_005),
  askSize: quantity(100),
  eventTimeUs: atSecond * SECOND_US,
  receiptTimeUs: atSecond * SECOND_US,
});

describe('the outflow of a queue', () => {
  it.each([
    ['size that goes at the same price counts', quoteOf(1_000, 500, 0), quoteOf(1_000, 200, 0), 300],
    ['size that comes does not', quoteOf(1_000, 500, 0), quoteOf(1_000, 900, 0), 0],
    ['a level that is gone counts whole', quoteOf(1_000, 500, 0), quoteOf(999, 800, 0), 500],
    ['a side that is gone counts whole', quoteOf(1_000, 500, 0), quoteOf(0, 0, 0), 500],
    ['a better price before the queue does not', quoteOf(1_000, 500, 0), quoteOf(1_001, 100, 0), 0],
  ])('%s', (_, before, after, units) => {
    const flow = new QueueOutflow(1);
    flow.observe(0, before, after);
    expect(flow.perSecond(0, 'BID', 0) * 60).toBeCloseTo(units, 9);
    expect(flow.perSecond(0, 'ASK', 0)).toBe(0);
  });

  it('comes near a steady rate and fades when nothing goes any more', () => {
    const flow = new QueueOutflow(1);
    for (let second = 0; second < 600; second++)
      flow.observe(0, quoteOf(1_000, 500, second), quoteOf(1_000, 490, second));
    const steady = flow.perSecond(0, 'BID', 600 * SECOND_US);
    expect(steady).toBeGreaterThan(9);
    expect(steady).toBeLessThan(11);
    expect(flow.perSecond(0, 'BID', 660 * SECOND_US)).toBeCloseTo(steady / 2, 0);
  });
});
