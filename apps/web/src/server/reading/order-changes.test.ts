import { expect, it } from 'vitest';
import { changesOf } from './order-changes';

const event = (seq: number, event_type: string, facts: object) => ({
  seq,
  event_type,
  payload: JSON.stringify({ v: 2, cause: 'REQUEST', ...facts }),
  created_at_us: seq * 1_000,
});
const NOTHING = { child_id: null, wave: null, quantity: null, limit_price: null, code: null };

it('the changes of an order are read of its events, and of no others', () => {
  const terms = { quantity: '120', limit_price: '99.6' };
  const changes = changesOf([
    event(1, 'CHILD_ACKED', { child_id: 'c1' }),
    event(2, 'ORDER_REPLACED', { ...terms, worst_price: '99.6' }),
    event(3, 'CHILD_REPLACE_ASKED', { child_id: 'c1', revision: 1, ...terms, wave: 2 }),
    event(4, 'CHILD_REPLACE_REFUSED', { child_id: 'c1', revision: 1, code: 'TOO_LATE' }),
    event(5, 'REPLANNED', { code: 'TAKES', market: {} }),
  ]);
  const to = { quantity: 120, limit_price: 99.6 };
  expect(changes).toEqual([
    { ...NOTHING, seq: 2, event_type: 'ORDER_REPLACED', at_ms: 2, ...to },
    { ...NOTHING, seq: 3, event_type: 'CHILD_REPLACE_ASKED', at_ms: 3, child_id: 'c1', wave: 2, ...to },
    { ...NOTHING, seq: 4, event_type: 'CHILD_REPLACE_REFUSED', at_ms: 4, child_id: 'c1', code: 'TOO_LATE' },
    { ...NOTHING, seq: 5, event_type: 'REPLANNED', at_ms: 5, code: 'TAKES' },
  ]);
});

it('a market order that is replaced has no limit', () => {
  const [change] = changesOf([event(1, 'ORDER_REPLACED', { quantity: '120', limit_price: null, worst_price: null })]);
  expect(change).toMatchObject({ quantity: 120, limit_price: null });
});
