import { newLifeOf, receivedFact } from '@fairlead/core/testing/lives';
import { expect, it } from 'vitest';
import type { DecisionRow, OrderRow } from '../order-rows.ts';
import { receivedRow } from '../projection/order-row.ts';
import type { MigratedChildRow, MigratedRows, OrderHead } from './entry-content.ts';
import { migratedLife } from './fold-entries.ts';

const HEAD: OrderHead = {
  clientId: 'client-1',
  orderId: 'order-1',
  instrumentId: 'AAPL',
  side: 'BUY',
  scale: { priceDecimals: 4, quantityDecimals: 0 },
  simulated: false,
  routeOnly: false,
};

const NO_TIMES = {
  sent_at_us: 5,
  acked_at_us: 6,
  done_at_us: null,
  venue_epoch: 'e',

  version: 3,
  created_at_us: 4,
  updated_at_us: 6,
};

function childOf(changes: Partial<MigratedChildRow>): MigratedChildRow {
  return {
    ...{ id: 'a', order_pk: 'pk', decision_id: 'd1', wave: 1, venue_id: 'XNAS', quantity: '200', limit_price: '100' },
    ...{ order_kind: 'POST', expected_price: null, expected_fee: null, priority: 1, state: 'ACKED', reject_code: null },
    ...{ filled_quantity: '0', ...NO_TIMES },
    ...changes,
  };
}

/** An order of 300 with one wave, of which a router of before the fold kept an event that says too little. */
function rowsOf(order: Partial<OrderRow>, more: Partial<MigratedRows>): MigratedRows {
  const received = receivedFact(newLifeOf());
  if (received.type !== 'RECEIVED') throw new Error('a receipt expected');
  const row = { ...receivedRow(received.receipt, { orderPk: 'pk', atUs: 5, scale: HEAD.scale }), ...order };
  const decision = {
    id: 'd1',
    wave: 1,
    mode: 'SWEEP',
    decision_hash: 'h',
    expected_cost_bps: '0.5',
    evidence: '{}',
    routing_time_us: 50,
  };
  return {
    order: row,
    decisions: [decision as DecisionRow],
    children: [],
    executions: [],
    events: [{ seq: 1, event_type: 'ORDER_ACCEPTED', payload: '{"request":{}}', created_at_us: 5 }],
    ...more,
  };
}

const lifeOf = (rows: MigratedRows) => migratedLife({ kind: 'MIGRATED', head: HEAD, rows });

const fill = {
  ...{
    id: 'x1',
    order_pk: 'pk',
    child_id: 'a',
    venue_id: 'XNAS',
    venue_execution_id: 'e1',
    quantity: '120',
    price: '100',
  },
  ...({ fee: '0.36', liquidity_flag: 'MAKE', latency_us: null, nbbo_bid: null, nbbo_ask: null, mid: null } as const),
  ...{ price_improvement_bps: null, quality: null, marks: [], executed_at_us: 6, created_at_us: 6 },
};

it('an order of before the fold has its parts and sums again', () => {
  const children = [
    childOf({ state: 'PARTIALLY_FILLED', filled_quantity: '120' }),
    childOf({ id: 'b', quantity: '50', state: 'CANCELED', reject_code: 'NO' }),
  ];
  const life = lifeOf(rowsOf({ state: 'PARTIALLY_FILLED' }, { children, executions: [fill] }));
  expect(life).toMatchObject({ state: 'PARTIALLY_FILLED', filled: 120, working: 80, residual: 100, version: 1 });
  expect(life).toMatchObject({ notionalE8: 1_200_000_000_000n, feesE8: 36_000_000n });
  expect(life.children).toMatchObject([
    { id: 'a', filled: 120 },
    { id: 'b', state: 'CANCELED', code: 'NO' },
  ]);
});

it('what rests at another limit than that of an order that is not held comes back at once', () => {
  const children = [childOf({ limit_price: '99' })];
  expect(lifeOf(rowsOf({ held: false }, { children })).children).toMatchObject([{ restMs: 0 }]);
  expect(lifeOf(rowsOf({ held: true }, { children })).children).toMatchObject([{ restMs: null }]);
});

it.each([
  ['PENDING_CANCEL', { state: 'PENDING_CANCEL', endAsked: 'CALLER' }],
  ['CANCELED', { state: 'CANCELED', code: 'NOTHING_LEFT' }],
  ['REJECTED', { state: 'REJECTED', code: 'NOTHING_LEFT' }],
] as const)('one that was %s is', (state, expected) => {
  const decisions = state === 'REJECTED' ? { decisions: [] } : {};
  expect(lifeOf(rowsOf({ state, reject_code: 'NOTHING_LEFT' }, decisions))).toMatchObject(expected);
});

it('what its caller executed itself is booked', () => {
  const executions = [{ ...fill, child_id: null }];
  const life = lifeOf(rowsOf({ route_only: true }, { executions }));
  expect(life).toMatchObject({ filled: 120, elsewhere: [{ id: 'x1', venueId: 'XNAS' }] });
});
