import type { StreamMessage } from '@fairlead/contracts/stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveStore } from './live-store';

const at = { timestamp: '2026-01-02T15:00:00.000000Z' };
const venue: StreamMessage = {
  ...at,
  seq: 1,
  type: 'VENUE_UPDATE',
  data: { venue_id: 'XNYS', venue_type: 'EXCHANGE', status: 'SLOW', connected: true },
};
const fill: StreamMessage = {
  ...at,
  seq: 2,
  type: 'EXECUTION',
  data: {
    execution_id: 'e',
    order_pk: 'p',
    order_id: 'o',
    client_id: 'c',
    instrument_id: 'AAPL',
    side: 'BUY',
    venue_id: 'XNYS',
    quantity: 1,
    price: 1,
    liquidity_flag: 'TAKE',
    latency_ms: 1,
    wave_cost: { decision_id: 'd', wave: 2, filled_quantity: 1, expected_cost_bps: 1, realised_cost_bps: 2 },
  },
};
const gap: StreamMessage = { ...at, seq: 9, type: 'GAP', data: { from_seq: 3, oldest_seq: 10 } };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('after a gap in the stream', () => {
  it('what happened is kept, how things stood is forgotten, and the screens hear that they must ask again', () => {
    const store = new LiveStore();
    const shown = (...messages: StreamMessage[]) => {
      store.apply({ feed: 'open', messages });
      vi.runAllTimers();
      const { venues, waveCosts, executions, gaps } = store.snapshot();
      return [venues.size, waveCosts.size, executions.length, gaps];
    };
    expect(shown(venue, fill)).toEqual([1, 1, 1, 0]);
    expect(shown(gap)).toEqual([0, 0, 1, 1]);
    expect(shown(venue)).toEqual([1, 0, 1, 1]);
  });
});
