import { beforeEach, describe, expect, it } from 'vitest';
import { StoredExecutionReader } from '../src/intake/execution-reader.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { journaledBy, revivedOf, walkOf } from './journaled.ts';

const BASE = '/api/v1/smart-routing';
const ORDER = { order_id: 'o-1', instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'MARKET' };
const RESTING = { ...ORDER, order_type: 'LIMIT', limit_price: '99.5' };

let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;

beforeEach(async () => {
  router = new BenchRouter({ timersRun: 'at once' });
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
  router.quote('ARCX', [9_998, 500], [10_002, 500]);
  router.loadOrder = () => (journaledBy(router).length === 0 ? null : revivedOf(router));
  const orders = { findByClientId: async () => walkOf(router).order, findWalk: async () => walkOf(router) };
  const executions = new StoredExecutionReader({ orders, markouts: { of: async () => [] } });
  // Who waits for the end of an order has waited long enough in the next turn.
  const timers = {
    after: (_delayMs: number, run: () => void) => ({ cancel: clearImmediate.bind(null, setImmediate(run)) }),
  };
  app = await benchApi(router, { decisions: [], executions, timers });
});

/** Sends it; gives the position that the answer says. */
async function positionOf(method: 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object): Promise<unknown> {
  const { statusCode, headers } = await app.inject({
    method,
    url: path.startsWith('/api') ? path : `${BASE}${path}`,
    headers: { 'x-api-key': 'flk_all', ...(payload === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
  });
  return [statusCode, headers['journal-position']];
}
/** Where the journal ends. */
const lastPosition = () => journaledBy(router).at(-1)?.position;

describe('the answer to something that wrote says where in the journal it is durable', () => {
  it.each([
    ['an order', '/orders', ORDER, 202],
    ['a decision', '/route', ORDER, 200],
    ['a brief one', '/orders?view=brief', ORDER, 202],
    ['an order that waits', '/orders', { ...ORDER, order_type: 'STOP', stop_price: '900' }, 202],
    ['one that the gate refuses, and that is recorded', '/orders', { ...ORDER, side: 'SELL_SHORT' }, 422],
  ])('%s', async (_, path, order, status) => {
    expect(await positionOf('POST', path, order)).toEqual([status, '1']);
    expect(journaledBy(router)[0]?.position).toBe(1);
    // The same again tells the same, wherever the journal has come to.
    await positionOf('POST', '/orders', { ...RESTING, order_id: 'another' });
    expect(await positionOf('POST', path, order)).toEqual([status, '1']);
  });

  it('an order in the words of the broker document', async () => {
    const order = { orderId: 'b-1', symbol: 'AAPL', side: 'BUY', quantity: 300, orderType: 'MARKET' };
    expect(await positionOf('POST', '/api/v1/trading/intelligent/orders/smart', order)).toEqual([200, '1']);
  });

  it('a replacement, a cancel', async () => {
    await positionOf('POST', '/orders', RESTING);
    const replaced = await positionOf('PATCH', '/o-1', { quantity: 200 });
    expect(replaced).toEqual([200, String(lastPosition())]);
    const canceled = await positionOf('DELETE', '/o-1');
    expect(canceled).toEqual([202, String(lastPosition())]);
    expect(canceled).not.toEqual(replaced);
  });

  it('executions that a caller reports, also again', async () => {
    await positionOf('POST', '/route', ORDER);
    const report = { executions: [{ execution_id: 'x-1', venue_id: 'XNYS', quantity: 100, price: '100.01' }] };
    expect(await positionOf('POST', '/o-1/executions', report)).toEqual([200, '2']);
    expect(await positionOf('POST', '/o-1/executions', report)).toEqual([200, '2']);
  });

  it('an order at its end', async () => {
    await positionOf('POST', '/orders', RESTING);
    await positionOf('DELETE', '/o-1');
    const again = await positionOf('POST', '/orders?wait=done', RESTING);
    expect(again).toEqual([200, String(lastPosition())]);
    expect(lastPosition()).toBeGreaterThan(1);
  });

  it('what wrote nothing says none', async () => {
    expect(await positionOf('POST', '/orders', { ...ORDER, quantity: 0 })).toEqual([422, undefined]);
    expect(await positionOf('POST', '/orders', { ...ORDER, quantity: {} })).toEqual([400, undefined]);
    await positionOf('POST', '/orders', RESTING);
    expect(await positionOf('POST', '/orders', { ...RESTING, quantity: 1 })).toEqual([409, undefined]);
  });
});
