import { expect, it } from 'vitest';
import type { DecisionRow } from '@/rows/decision-row';
import { liveRates } from './live-rates';

const NOW_MS = 1_800_000_000_000;
/** Only what rates are made of. */
const decided = (at_ms: number, routing_time_us: number) => ({ at_ms, routing_time_us, wave: 1 }) as DecisionRow;

it('nothing is claimed while the stream is not heard, whatever was heard before', () => {
  expect(liveRates([decided(NOW_MS - 1_000, 40)], [], null)).toEqual({
    ordersPerSecond: null,
    fillsPerSecond: null,
    orderCounts: [],
    fillCounts: [],
    decisionP50Us: null,
    decisionP99Us: null,
    decisions: null,
  });
});

it('a stream that is heard and quiet has rates of zero and no latency', () => {
  expect(liveRates([], [], NOW_MS)).toMatchObject({ ordersPerSecond: 0, decisions: 0, decisionP50Us: null });
});

it('rates are of the last minute, or of as much of it as was heard', () => {
  const rows = [2_000, 4_000, 10_000].map((ago) => decided(NOW_MS - ago, ago / 100));
  expect(liveRates(rows, [], NOW_MS)).toMatchObject({ ordersPerSecond: 0.3, decisionP50Us: 40, decisions: 3 });
});
