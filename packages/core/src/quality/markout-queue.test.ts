import { describe, expect, it } from 'vitest';
import { adverseBps, type MarkedFill, MarkoutQueue } from './markout-queue.ts';

const fillAt = (filledAtUs: number, changes: Partial<MarkedFill> = {}): MarkedFill => ({
  venueId: 'XNYS',
  instrumentId: 'AAPL',
  sign: 1,
  doubleMid: 2_000_000,
  filledAtUs,
  isBlind: false,
  ...changes,
});

describe('a markout', () => {
  it('is positive where the price came back after we had traded', () => {
    expect(adverseBps(fillAt(0), 1_999_800)).toBeCloseTo(1, 12);
    expect(adverseBps(fillAt(0, { sign: -1 }), 2_000_200)).toBeCloseTo(1, 12);
    expect(adverseBps(fillAt(0), 2_000_200)).toBeCloseTo(-1, 12);
    expect(adverseBps(fillAt(0), 2_000_000)).toBe(0);
  });
});

describe('the queue of markouts', () => {
  it('gives every fill at each of the five horizons, once, not a microsecond early', () => {
    const queue = new MarkoutQueue(10);
    queue.add(fillAt(1_000));
    const seen: [number, string][] = [];
    for (const afterUs of [
      49_999, 50_000, 999_999, 1_000_000, 14_999_999, 15_000_000, 60_000_000, 299_999_999, 300_000_000,
    ]) {
      for (const { metric } of queue.due(1_000 + afterUs)) seen.push([afterUs, metric]);
    }
    expect(seen).toEqual([
      [50_000, 'markout50ms'],
      [1_000_000, 'markout1s'],
      [15_000_000, 'markout15s'],
      [60_000_000, 'markout1m'],
      [300_000_000, 'markout5m'],
    ]);
    expect(queue.size).toBe(0);
  });

  it('gives all that is due where nobody has looked for long', () => {
    const queue = new MarkoutQueue(10);
    queue.add(fillAt(0));
    expect(queue.due(400_000_000).map(({ metric }) => metric)).toEqual([
      'markout50ms',
      'markout1s',
      'markout15s',
      'markout1m',
      'markout5m',
    ]);
  });

  it('never holds more than it may in a line, and counts what it leaves out', () => {
    const queue = new MarkoutQueue(3);
    for (let i = 0; i < 5; i++) queue.add(fillAt(i));
    expect([queue.size, queue.dropped]).toEqual([3, 2]);
    expect(queue.due(50_002).map(({ fill }) => fill.filledAtUs)).toEqual([0, 1, 2]);
  });

  it('stays as small after a hundred thousand fills', () => {
    const queue = new MarkoutQueue(5_000);
    let due = 0;
    for (let i = 0; i < 100_000; i++) {
      queue.add(fillAt(i * 100_000));
      due += queue.due(i * 100_000).length;
    }
    expect(queue.size).toBeLessThanOrEqual(3_001 + 600 + 150 + 10 + 1);
    expect([queue.dropped, due > 390_000]).toEqual([0, true]);
  });
});
