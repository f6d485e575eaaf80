import { describe, expect, it } from 'vitest';
import { priceE8, quantity } from '../../money/units.ts';
import { type Queue, rankQueues } from './posting-rank.ts';

const queue = (ahead: number, rate: number, rebateMils: number): Queue => ({
  queueAhead: quantity(ahead),
  ratePerSecond: rate,
  makeFeeE8: priceE8(-rebateMils * 100_000),
});
const SECONDS_PER_MIL = 1 / 100_000;
const orderOf = (queues: readonly Queue[], patience: number) => rankQueues(queues, patience).map(({ index }) => index);

describe('the choice of a queue to join', () => {
  const long = queue(6_000, 100, 2);
  const short = queue(500, 50, 1);
  const inverted = queue(10, 10, -1);

  it('expects to wait for what is ahead, at the rate at which it trades', () => {
    expect(rankQueues([long, short], 0).map((each) => each.expectedDelaySeconds)).toEqual([10, 60]);
  });

  it('asks for the shortest wait alone where rebates count for nothing', () => {
    expect(orderOf([long, short, inverted], 0)).toEqual([2, 1, 0]);
  });

  it('joins the longer queue when its rebate is worth the wait: 50 seconds a mil is where it turns', () => {
    expect(orderOf([long, short], 49 * SECONDS_PER_MIL)).toEqual([1, 0]);
    expect(orderOf([long, short], 51 * SECONDS_PER_MIL)).toEqual([0, 1]);
    expect(rankQueues([long], 51 * SECONDS_PER_MIL)[0]?.scoreSeconds).toBeCloseTo(102 - 60, 9);
  });

  it('puts queues that never trade last, and keeps the order of equals', () => {
    const dead = queue(1, 0, 3);
    expect(orderOf([dead, long, dead, long], 1)).toEqual([1, 3, 0, 2]);
    expect(rankQueues([dead], 1)[0]?.expectedDelaySeconds).toBe(Number.POSITIVE_INFINITY);
  });

  it('refuses what is no patience and no rate', () => {
    expect(() => rankQueues([], -1)).toThrow('patience');
    expect(() => rankQueues([queue(1, -1, 0)], 0)).toThrow('rate');
  });
});
