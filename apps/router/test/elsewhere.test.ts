import type { RoutingExecutionStatus } from '@fairlead/contracts/smart-routing';
import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { journaledBy, revivedOf, rowsBy, topicsBy } from './journaled.ts';

let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;
const URL = '/api/v1/smart-routing/order-1/executions';

beforeEach(async () => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 300]);
  // What the answer shows is read from the database, which the bench has not.
  const read = async () => ({ order_id: 'order-1' }) as RoutingExecutionStatus;
  app = await benchApi(router, { decisions: [], executions: { read } });
  router.loadOrder = () => (journaledBy(router).length === 0 ? null : revivedOf(router));
});

const report = (executions: readonly object[], more: object = {}) =>
  app.inject({
    method: 'POST',
    url: URL,
    headers: { 'x-api-key': 'flk_all', 'content-type': 'application/json' },
    payload: JSON.stringify({ executions, ...more }),
  });
const fill = { execution_id: 'x-1', venue_id: 'XNYS', quantity: 100, price: '100.01' };
const rows = () => rowsBy(router).flatMap((order) => order.executions);

describe('the executions of an order that its caller executes', () => {
  beforeEach(() => router.submit({}, { routeOnly: true }));

  it('are booked as events, with the venue’s fee where none is said, and the order is filled when all is', async () => {
    expect((await report([fill])).statusCode).toBe(200);
    expect(router.order).toMatchObject({ state: 'PARTIALLY_FILLED', filled_quantity: '100', notional: '10001' });
    await report([{ ...fill, execution_id: 'x-2', quantity: 200, fee: '0.60' }]);
    expect(router.order).toMatchObject({ state: 'FILLED', filled_quantity: '300' });
    expect(rows().map(({ child_id, venue_id, quantity }) => [child_id, venue_id, quantity])).toEqual([
      [null, 'XNYS', '100'],
      [null, 'XNYS', '200'],
    ]);
    expect(Number(rows()[0]?.fee)).toBeGreaterThan(0);
    expect(rows()[1]?.fee).toBe('0.6');
    const execution = ['order_execution', 'trades.executed'];
    expect(topicsBy(router)).toEqual(['orders.created', 'smart_routing_decision', ...execution, ...execution]);
    expect(router.sent).toEqual([]);
  });

  it('are booked once, however often they are reported, and in another form are a conflict', async () => {
    await report([fill]);
    expect((await report([fill, fill])).statusCode).toBe(200);
    expect((await report([{ ...fill, quantity: 99 }])).json()).toMatchObject({ code: 'EXECUTION_CONFLICT' });
    expect(rows()).toHaveLength(1);
  });

  it('end it where no more comes', async () => {
    await report([fill], { done: true });
    expect(router.order).toMatchObject({ state: 'CANCELED', filled_quantity: '100' });
    expect((await report([{ ...fill, execution_id: 'x-2' }])).json()).toMatchObject({ code: 'ORDER_ENDED' });
  });

  it('beyond it or outside its limit are booked and marked', async () => {
    await report([{ ...fill, quantity: 400, price: '200' }]);
    expect(rows()[0]?.marks).toEqual(['EXCESS', 'OUTSIDE_LIMIT']);
    expect(router.order).toMatchObject({ state: 'FILLED', filled_quantity: '400', excess_quantity: '100' });
  });

  it.each([
    [{ venue_id: 'NOWHERE' }, 'UNKNOWN_VENUE', 'executions.0.venue_id'],
    [{ quantity: '0.5' }, 'INVALID_QUANTITY', 'executions.0.quantity'],
    [{ quantity: '1000000000000' }, 'INVALID_QUANTITY', 'executions.0.quantity'],
    [{ price: -1 }, 'INVALID_PRICE', 'executions.0.price'],
    [{ price: '100000000' }, 'INVALID_PRICE', 'executions.0.price'],
    [{ executed_at: '2199-01-01T00:00:00Z' }, 'INVALID_TIME', 'executions.0.executed_at'],
  ])('with %j are refused, and nothing is booked', async (changes, code, path) => {
    const answer = await report([
      { ...fill, ...changes },
      { ...fill, execution_id: 'x-2' },
    ]);
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { errors: [{ code, path }] }]);
    expect(rows()).toEqual([]);
  });
});

it('an order that this router executes takes no executions of its caller', async () => {
  await router.submit();
  expect((await report([fill])).json()).toMatchObject({ code: 'ORDER_OURS' });
});

it('an order that is not there is not found', async () => {
  expect((await report([fill])).json()).toMatchObject({ code: 'NOT_FOUND' });
});
