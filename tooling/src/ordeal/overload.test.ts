import { expect, test } from 'vitest';
import { atMost, distribution, type Findings, figure } from '../bench/benchmark.ts';
import { overloadOutcome } from './overload.ts';

/** In the words of the benchmark of the order path. */
const FINDINGS: Findings = {
  metrics: [
    figure('orders, as many as it takes', 'requests/s', { value: 1_166, n: 10 }),
    distribution('orders at 699/s open loop', 'ms', [10, 20]),
    distribution('one bare row a commit, the same', 'ms', [1]),
    distribution('orders at 3498/s open loop, accepted', 'ms', [30, 50]),
    distribution('  refused', 'ms', [4, 5, 6, 7, 8, 9]),
    distribution('a second later, at 699/s again', 'ms', [12]),
  ],
  ratios: [
    atMost('p99 at 699/s / one bare row a commit', 20, 3),
    atMost('p99 of what is accepted under 3x overload / normal', 2.5, 3),
    atMost('p99 a second after the overload / normal', 4, 3),
  ],
};

test('of the benchmark the overload is told and judged, and nothing else', () => {
  const { passed, failed, figures } = overloadOutcome(FINDINGS);
  expect([passed, failed]).toEqual([1, 1]);
  expect(figures).toContainEqual({ what: 'accepted, refused', value: '2 (25.0 %), 6 (75.0 %)' });
  expect(figures).toContainEqual({
    what: 'orders at 3498/s open loop, accepted',
    value: 'p50 30 ms, p99 50 ms, longest 50 ms',
  });
  expect(figures).toContainEqual({ what: 'a refusal', value: 'p50 6 ms, p99 9 ms, longest 9 ms' });
});

test('a benchmark that has not measured it is no overload that held', () => {
  expect(() => overloadOutcome({ metrics: [], ratios: [] })).toThrow('has not measured');
});
