import type { WaveCost } from '@fairlead/contracts/smart-routing';
import type { OrderUpdate } from '@fairlead/contracts/stream';
import { expect, it } from 'vitest';
import type { DecisionRow } from '@/rows/decision-row';
import { DECISION_COLUMNS } from '../decision-columns';
import { mergeDecisions, withNews } from './decision-news';

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
/** Of an order of two waves, which has cost 3 bps over both. */
const order: OrderUpdate = {
  order_pk: 'p',
  order_id: 'o',
  client_id: 'c',
  instrument_id: 'AAPL',
  side: 'BUY',
  state: 'PARTIALLY_FILLED',
  quantity: 300,
  filled_quantity: 200,
  working_quantity: 100,
  average_price: 1,
  expected_cost_bps: 2,
  realised_cost_bps: 3,
  waves: 2,
  reject_code: null,
  simulated: false,
};
const orders = new Map([['p', order]]);
const cost = (decision_id: string, realised_cost_bps: number | null): [string, WaveCost] => [
  decision_id,
  { decision_id, wave: 1, filled_quantity: 100, expected_cost_bps: 1, realised_cost_bps },
];
const realisedCell = (of: DecisionRow) => DECISION_COLUMNS.find((column) => column.id === 'realised')?.cell?.(of);

it('each wave of an order shows its own cost, and a dash before its first fill, never that of the order', () => {
  const waveCosts = new Map([cost('first', 2.5), cost('second', 0)]);
  const shown = ['first', 'second', 'third'].map((id) => withNews(row(id), { orders, waveCosts }));
  expect(shown.map((each) => each.realised_cost_bps)).toEqual([2.5, 0, null]);
  expect(shown.map(realisedCell)).toEqual(['+2.50', '0.00', '–']);
  expect(shown.map((each) => each.order_state)).toEqual(Array(3).fill('PARTIALLY_FILLED'));
});

it('what was read of a wave stays until the stream tells more of it', () => {
  const read = row('first', { realised_cost_bps: 2.5, order_state: 'WORKING' });
  expect(withNews(read, { orders, waveCosts: new Map() }).realised_cost_bps).toBe(2.5);
  expect(withNews(read, { orders: new Map(), waveCosts: new Map([cost('first', 4)]) })).toEqual({
    ...read,
    realised_cost_bps: 4,
  });
});

it('a decision that is streamed and stored is shown once, with what was stored of it', () => {
  const stored = [row('a', { realised_cost_bps: 2.5 }), row('old', { at_ms: 0 })];
  const merged = mergeDecisions([row('new', { at_ms: 2 }), row('a')], stored);
  expect(merged.map((each) => [each.decision_id, each.realised_cost_bps])).toEqual([
    ['new', null],
    ['a', 2.5],
    ['old', null],
  ]);
});
