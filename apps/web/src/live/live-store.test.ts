import type { OrderUpdate, StreamMessage } from '@fairlead/contracts/stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DecisionRow } from '@/rows/decision-row';
import { DECISION_COLUMNS } from '@/screens/decision-columns';
import { LiveStore } from './live-store';

const at = { timestamp: '2026-01-02T15:00:00.000000Z' };
const venue: StreamMessage = {
  ...at,
  seq: 1,
  type: 'VENUE_UPDATE',
  data: {
    ...{ venue_id: 'XNYS', venue_type: 'EXCHANGE', connected: true },
    ...{ status: 'SLOW', status_cause: 'SAID', status_since: '2026-01-02T15:00:00Z', status_reason: 'test' },
  },
};
const fillOf = (decision_id: string, realised_cost_bps: number | null): StreamMessage => ({
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
    wave_cost: { decision_id, wave: 2, filled_quantity: 1, expected_cost_bps: 1, realised_cost_bps },
  },
});
/** An order that has cost 3 bps over all its waves. */
const orderIn = (state: OrderUpdate['state']): StreamMessage => ({
  ...at,
  seq: 3,
  type: 'ORDER_UPDATE',
  data: {
    order_pk: 'p',
    order_id: 'o',
    client_id: 'c',
    instrument_id: 'AAPL',
    side: 'BUY',
    state,
    quantity: 300,
    filled_quantity: 200,
    working_quantity: 100,
    average_price: 1,
    expected_cost_bps: 2,
    realised_cost_bps: 3,
    waves: 2,
    reject_code: null,
    simulated: false,
    route_only: false,
  },
});
const halt: StreamMessage = {
  ...at,
  seq: 4,
  type: 'HALT',
  data: {
    ...{ halt_id: 'h1', scope: 'FIRM', client_id: null, venue_id: null, instrument_id: null },
    ...{ halted: true, reason: 'drill' },
  },
};
const gap: StreamMessage = { ...at, seq: 9, type: 'GAP', data: { from_seq: 3, oldest_seq: 10 } };
const row = (decision_id: string, changes: Partial<DecisionRow> = {}): DecisionRow => ({
  decision_id,
  order_pk: 'p',
  order_id: 'o',
  client_id: 'c',
  instrument_id: 'AAPL',
  side: 'BUY',
  order_type: 'MARKET',
  quantity: 300,
  objective: 'BEST_PRICE',
  mode: 'SWEEP',
  wave: 1,
  slices: [],
  unallocated_quantity: 0,
  expected_cost_bps: 1,
  realised_cost_bps: null,
  order_state: null,
  routing_time_us: 1,
  simulated: false,
  at_ms: 1,
  ...changes,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A store with stored decisions, and what it shows after some messages. */
function makeStore(...stored: DecisionRow[]) {
  const store = new LiveStore();
  store.putStored(stored);
  const after = (...messages: StreamMessage[]) => {
    for (const message of messages) store.take(message);
    vi.runAllTimers();
    return store.snapshot();
  };
  return { store, after };
}

describe('after a gap in the stream', () => {
  it('what happened is kept, how things stood is forgotten, and the screens hear that they must ask again', () => {
    const { after } = makeStore();
    const shown = (...messages: StreamMessage[]) => {
      const { venues, halts, waveCosts, executions, gaps } = after(...messages);
      return [venues.size, halts.size, waveCosts.size, executions.length, gaps];
    };
    expect(shown(venue, halt, fillOf('d', 2))).toEqual([1, 1, 1, 1, 0]);
    expect(shown(gap)).toEqual([0, 0, 0, 1, 1]);
    expect(shown(venue)).toEqual([1, 0, 0, 1, 1]);
  });
});

describe('decisions', () => {
  const realisedCell = (of: DecisionRow) => DECISION_COLUMNS.find((column) => column.id === 'realised')?.cell?.(of);

  it('of one order show each its own cost, and a dash before the first fill, never that of the order', () => {
    const { after } = makeStore(row('third', { at_ms: 3 }), row('second', { at_ms: 2 }), row('first'));
    const { decisions } = after(orderIn('PARTIALLY_FILLED'), fillOf('first', 2.5), fillOf('second', 0));
    expect(decisions.map((each) => [each.decision_id, realisedCell(each), each.order_state])).toEqual([
      ['third', '–', 'PARTIALLY_FILLED'],
      ['second', '0.00', 'PARTIALLY_FILLED'],
      ['first', '+2.50', 'PARTIALLY_FILLED'],
    ]);
  });

  it('that are read later than they are told of have the news all the same, and keep what is stored where there is none', () => {
    const { store, after } = makeStore();
    after(orderIn('WORKING'), fillOf('first', 4));
    store.putStored([
      row('first', { realised_cost_bps: 2.5 }),
      row('other', { order_pk: 'q', realised_cost_bps: 1, at_ms: 0 }),
    ]);
    expect(after().decisions.map((each) => [each.realised_cost_bps, each.order_state])).toEqual([
      [4, 'WORKING'],
      [1, null],
    ]);
  });

  it('that nothing was told of are the same objects, so that they are not drawn again', () => {
    const { store, after } = makeStore(row('first', { order_pk: 'q' }), row('second', { at_ms: 2 }));
    vi.runAllTimers();
    const before = store.snapshot();
    const news = after(orderIn('FILLED'));
    expect(news.decisions.map((each, index) => each === before.decisions[index])).toEqual([false, true]);
    expect([news.executions === before.executions, news.venues === before.venues]).toEqual([true, true]);
    expect(after(orderIn('FILLED')).decisions).toBe(news.decisions);
  });
});
