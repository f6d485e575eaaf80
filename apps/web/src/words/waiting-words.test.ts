import { expect, it } from 'vitest';
import type { OrderDetail } from '../rows/order-detail';
import { waitsFor } from './waiting-words';

const cents = { least: 2, most: 4 };
const order: OrderDetail['order'] = {
  order_pk: 'pk',
  order_id: 'order-1',
  client_id: 'client-1',
  instrument_id: 'AAPL',
  side: 'BUY',
  order_type: 'STOP',
  objective: 'BEST_PRICE',
  state: 'RECEIVED',
  quantity: 400,
  filled_quantity: 0,
  limit_price: null,
  average_price: null,
  realised_cost_bps: null,
  waves: 0,
  reject_code: null,
  simulated: false,
  route_only: false,
  at_ms: 0,
  mode: 'OPTIMAL',
  sourcing: 'ANY',
  time_in_force: 'GTC',
  held: true,
  account: null,
  account_erased: false,
  tag: null,
  arrival_bid: 269.98,
  arrival_ask: 270,
  arrival_state: 'NORMAL',
  arrival_mid: 269.99,
  odd_lot_bid: null,
  odd_lot_bid_size: null,
  odd_lot_ask: null,
  odd_lot_ask_size: null,
  total_fees: 0,
  excess_quantity: 0,
  updated_at_ms: 0,
  stop_price: 275,
  released_at_ms: null,
};

it('a stop waits for the side that it would take, in the direction of its price', () => {
  expect(waitsFor({ held_for: 'STOP_PRICE', order }, cents)).toBe('for a best offer of 275.00 or more');
  const sale = { ...order, side: 'SELL_SHORT', stop_price: 260.5 } as const;
  expect(waitsFor({ held_for: 'STOP_PRICE', order: sale }, cents)).toBe('for a best bid of 260.50 or less');
});

it('an order that came while its market was closed waits for the open, and any other for nothing', () => {
  expect(waitsFor({ held_for: 'MARKET_OPEN', order }, cents)).toBe('for its market to open');
  expect(waitsFor({ held_for: null, order }, cents)).toBeNull();
});
