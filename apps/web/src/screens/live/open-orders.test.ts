import type { OrderUpdate } from '@fairlead/contracts/stream';
import { expect, it } from 'vitest';
import type { OrderRow } from '@/rows/order-row';
import { openOf } from './open-orders';

const ORDER: OrderRow & OrderUpdate = {
  order_pk: 'rests',
  order_id: 'rests',
  client_id: 'ACME',
  instrument_id: 'AAPL',
  side: 'BUY',
  order_type: 'LIMIT',
  objective: 'SMART',
  state: 'WORKING',
  quantity: 100,
  filled_quantity: 0,
  working_quantity: 100,
  limit_price: 190,
  average_price: null,
  expected_cost_bps: null,
  realised_cost_bps: null,
  waves: 1,
  reject_code: null,
  simulated: false,
  route_only: false,
  at_ms: 0,
};
const named = (order_pk: string, rest: Partial<OrderRow & OrderUpdate> = {}) => ({ ...ORDER, order_pk, ...rest });
const told = (...orders: OrderUpdate[]) => new Map(orders.map((order) => [order.order_pk, order]));

it('shows what was told last first, then what was read, and what has ended no more', () => {
  const open = openOf(told(named('first'), named('last'), named('read', { state: 'FILLED' })), [
    named('read'),
    named('rests'),
    named('first'),
  ]);
  expect(open.map(({ order_pk }) => order_pk)).toEqual(['last', 'first', 'rests']);
});

it('leaves out an order that was decided here for its caller to execute', () => {
  const decided = named('decided', { state: 'ROUTING', route_only: true });
  expect(openOf(told(decided), [named('stored', { state: 'ROUTING', route_only: true })])).toEqual([]);
});
