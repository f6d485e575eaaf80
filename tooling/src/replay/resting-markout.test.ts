import { price, quantity } from '@fairlead/core/money/units';
import type { Side } from '@fairlead/core/order/request';
import { describe, expect, it } from 'vitest';
import { markoutBps, RestingMarkout } from './resting-markout.ts';

const S = 1_000_000;
const fill = (side: Side, at: number, count = 100) => ({ row: 0, side, price: price(at), quantity: quantity(count) });

describe('what a fill of a posted order is worth a while later', () => {
  it.each<[string, Side, number, number]>([
    ['half the spread, where the mid stays', 'BUY', 100_010, 1],
    ['less, where the mid falls after we bought', 'BUY', 99_990, -1],
    ['less, where the mid rises after we sold', 'SELL', 100_030, -3],
  ])('is %s', (_, side, mid, bps) => {
    const markout = new RestingMarkout();
    markout.add(fill(side, 100_000), 5 * S);
    expect(markout.nextUs).toBe(6 * S);
    markout.tell(6 * S, mid * 2);
    expect(markoutBps([markout]).afterOneS).toBeCloseTo(bps, 9);
    expect(markoutBps([markout]).afterFifteenS).toBeNull();
    expect(markout.nextUs).toBe(20 * S);
  });

  it('is weighted by value over fills and runs, and counts no moment without a mid', () => {
    const [one, other] = [new RestingMarkout(), new RestingMarkout()];
    one.add(fill('BUY', 100_000, 300), 0);
    one.tell(15 * S, 200_020);
    other.add(fill('BUY', 100_000, 100), 0);
    other.tell(S, 199_980);
    other.tell(15 * S, null);
    const { afterOneS, afterFifteenS } = markoutBps([one, other]);
    expect(afterOneS).toBeCloseTo(0.5, 9);
    expect(afterFifteenS).toBeCloseTo(1, 9);
    expect(one.filled + other.filled).toBe(400);
    expect(one.nextUs).toBe(Number.POSITIVE_INFINITY);
  });
});
