import type { RoutingExecutionStatus } from '@fairlead/contracts/smart-routing';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ExecutionReader } from '../src/intake/execution-reader.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { eventsBy, rowsBy } from './journaled.ts';

const BASE = '/api/v1/smart-routing';
const ORDER = { order_id: 'o-1', instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'MARKET' };

let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;
/** What requests wait for that has not come due. */
let moments: (() => void)[];

beforeEach(async () => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 500]);
  moments = [];
  app = await benchApi(router, {
    decisions: [],
    executions: readerOf(router),
    timers: {
      after: (_ms, run) => {
        moments.push(run);
        return { cancel: () => {} };
      },
    },
  });
});

/** Reads orders from what the bench's journal holds. */
function readerOf(bench: BenchRouter): ExecutionReader {
  return {
    read: async (_, orderId) => {
      const found = rowsBy(bench).find(({ order }) => order.order_id === orderId);
      if (found === undefined) return null;
      const { state, reject_code, route_only, last_position: position } = found.order;
      return { order_id: orderId, state, reject_code, route_only, position } as RoutingExecutionStatus;
    },
  };
}

const headers = { 'x-api-key': 'flk_all', 'content-type': 'application/json' };
const post = (path: string, changes: object = {}) =>
  app.inject({ method: 'POST', url: `${BASE}${path}`, headers, payload: JSON.stringify({ ...ORDER, ...changes }) });
const del = (orderId = 'o-1') =>
  app.inject({ method: 'DELETE', url: `${BASE}/${orderId}`, headers: { 'x-api-key': 'flk_all' } });
const answerOf = (answer: { statusCode: number; json(): { state?: string; code?: string } }) => [
  answer.statusCode,
  answer.json().state ?? answer.json().code,
];
/** Where in the journal an answer says that it is durable. */
const positionOf = (answer: { headers: Record<string, unknown> }) => answer.headers['journal-position'];
/** A cancel that has not been answered yet, once it is kept. */
async function keptCancel(orderId = 'o-1') {
  const kept = router.timers.length;
  const whole = Promise.resolve(del(orderId));
  const [answer, position] = [whole.then(answerOf), whole.then(positionOf)];
  await expect.poll(() => router.timers.length).toBe(kept + 1);
  return { answer, position };
}

/** An order that the journal does not answer for yet. */
async function orderUnderWay(changes: object = {}) {
  const release = router.holdJournal();
  const answer = post('/orders', changes).then(answerOf);
  await expect.poll(() => router.pipeline.underWay('client-1', 'o-1') !== null).toBe(true);
  return { answer, release };
}

describe('a cancel that comes before its order', () => {
  it.each(['/orders', '/route'])('is kept for it: POST %s sends nothing, and both are told', async (path) => {
    const cancel = await keptCancel();
    const order = await post(path);
    expect([order.statusCode, order.json().code, order.json().errors[0].path]).toEqual([
      422,
      'CANCEL_CAME_FIRST',
      'order_id',
    ]);
    expect(await cancel.answer).toEqual([202, 'CANCELED']);
    expect([positionOf(order), await cancel.position]).toEqual(['1', '1']);
    expect([router.sent, router.timers]).toEqual([[], []]);
    const events = eventsBy(router);
    expect(events.map((event) => event.type)).toEqual(['RECEIVED', 'CANCEL_ASKED', 'ORDER_CLOSED']);
    expect(answerOf(await post(path))).toEqual([422, 'CANCEL_CAME_FIRST']);
  });

  it('is not found after a second, and leaves a later order of that id alone', async () => {
    const cancel = await keptCancel();
    router.timers[0]?.();
    expect(await cancel.answer).toEqual([404, 'NOT_FOUND']);
    expect((await post('/orders')).statusCode).toBe(202);
    expect(router.children).toHaveLength(1);
  });

  it.each(['a%20b', '%C3%A9', 'x'.repeat(101)])('is not kept for what no order can be called: %s', async (id) => {
    expect(answerOf(await del(id))).toEqual([404, 'NOT_FOUND']);
    expect(router.timers).toEqual([]);
  });

  it('is kept for its own client and order alone', async () => {
    const cancel = await keptCancel('o-2');
    expect((await post('/orders')).statusCode).toBe(202);
    await router.submit({ orderId: 'o-2' }, { clientId: 'client-2' });
    expect(router.children).toHaveLength(2);
    router.timers[0]?.();
    expect(await cancel.answer).toEqual([404, 'NOT_FOUND']);
  });

  it('is taken by every one that waits for the same order', async () => {
    const cancels = [await keptCancel(), await keptCancel(), await keptCancel()];
    await post('/orders');
    for (const { answer } of cancels) expect(await answer).toEqual([202, 'CANCELED']);
  });

  it('is not kept beyond a thousand of one client', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => router.cancels.keep('client-1', `m-${index}`));
    expect(router.cancels.keep('client-1', 'one-more')).toBeNull();
    expect(router.cancels.keep('client-2', 'one-more')).not.toBeNull();
    many[0]?.drop();
    expect(router.cancels.keep('client-1', 'one-more')).not.toBeNull();
  });
});

describe('a cancel while its order is being made durable', () => {
  it('is taken before anything is sent', async () => {
    const order = await orderUnderWay();
    const cancel = await keptCancel();
    order.release();
    expect(await order.answer).toEqual([202, 'ROUTING']);
    expect(await cancel.answer).toEqual([202, 'CANCELED']);
    expect(router.sent).toEqual([]);
    await router.settle();
    expect(router.order).toMatchObject({ state: 'CANCELED', filled_quantity: '0' });
  });

  it('ends one that waits for its stop price', async () => {
    const order = await orderUnderWay({ order_type: 'STOP', stop_price: 900 });
    const cancel = await keptCancel();
    order.release();
    expect(await order.answer).toEqual([202, 'RECEIVED']);
    expect(await cancel.answer).toEqual([202, 'CANCELED']);
  });

  it('of one that the gate refuses says that it has ended', async () => {
    const order = await orderUnderWay({ side: 'SELL_SHORT' });
    const cancel = await keptCancel();
    order.release();
    expect(await order.answer).toEqual([422, 'SHORT_SALE_NEEDS_LOCATE']);
    expect(await cancel.answer).toEqual([409, 'ORDER_ENDED']);
  });
});

describe('a replacement while its order is being made durable', () => {
  const RESTS = { order_type: 'LIMIT', limit_price: 99.5 };
  const patch = () =>
    app.inject({ method: 'PATCH', url: `${BASE}/o-1`, headers, payload: JSON.stringify({ quantity: 200 }) });

  it('waits for it, and is done', async () => {
    const order = await orderUnderWay(RESTS);
    const answer = Promise.resolve(patch());
    await expect.poll(() => moments.length).toBe(1);
    order.release();
    expect(await order.answer).toEqual([202, 'ROUTING']);
    expect((await answer).json()).toMatchObject({ order_id: 'o-1', quantity: 200 });
    await router.settle();
    expect(router.order).toMatchObject({ quantity: '200' });
  });

  it('is told that nothing was done where that takes too long, and can be sent again', async () => {
    const order = await orderUnderWay(RESTS);
    const answer = Promise.resolve(patch());
    await expect.poll(() => moments.length).toBe(1);
    moments[0]?.();
    expect((await answer).json()).toMatchObject({ status: 503, code: 'NOT_DURABLE', sent: false });
    order.release();
    await order.answer;
    expect(router.order).toMatchObject({ quantity: '300' });
    expect((await patch()).json()).toMatchObject({ quantity: 200 });
  });

  it('of one that the gate refuses says that it has ended, and of none that it is not found', async () => {
    const order = await orderUnderWay({ side: 'SELL_SHORT' });
    const answer = patch();
    order.release();
    expect(answerOf(await answer)).toEqual([409, 'ORDER_ENDED']);
    expect(
      answerOf(await app.inject({ method: 'PATCH', url: `${BASE}/o-2`, headers, payload: '{"quantity":1}' })),
    ).toEqual([404, 'NOT_FOUND']);
  });
});

describe('a cancel of what was only routed', () => {
  it('says so, beside a state that says the same', async () => {
    await post('/route');
    expect(answerOf(await del())).toEqual([409, 'ORDER_ROUTED_ONLY']);
  });

  it('says that it has ended where there was nothing to route', async () => {
    await post('/route', { order_type: 'LIMIT', limit_price: 98, time_in_force: 'IOC' });
    expect(answerOf(await del())).toEqual([409, 'ORDER_ENDED']);
  });
});

it('a cancel asked for twice is answered twice alike, until the order has ended', async () => {
  await post('/orders');
  expect(answerOf(await del())).toEqual([202, 'PENDING_CANCEL']);
  expect(answerOf(await del())).toEqual([202, 'PENDING_CANCEL']);
  for (const child of router.children) await router.canceled(child);
  expect(answerOf(await del())).toEqual([409, 'ORDER_ENDED']);
});

describe('an order that has ended, of which the journal does not know yet', () => {
  const patch = () =>
    app.inject({ method: 'PATCH', url: `${BASE}/o-1`, headers, payload: JSON.stringify({ quantity: 200 }) });

  it.each([
    ['cancel', del],
    ['replacement', patch],
  ])(
    'is not said to have ended, by the answer to a %s, until it does: a router that dies before goes on with it',
    async (_, ask) => {
      await post('/orders');
      const release = router.holdJournal();
      const [child] = router.children;
      if (child === undefined) throw new Error('a child expected');
      const filled = router.fill(child, 300);
      await expect.poll(() => router.desk.live.findByName('client-1', 'o-1')?.life.state).toBe('FILLED');
      const before = router.timers.length;
      const answer = Promise.resolve(ask()).then(answerOf);
      await expect.poll(() => router.timers.length).toBeGreaterThan(before);
      for (const timer of router.timers.splice(0)) timer();
      expect(await answer).toEqual([503, 'NOT_DURABLE']);
      release();
      await filled;
      expect(answerOf(await ask())).toEqual([409, 'ORDER_ENDED']);
    },
  );
});
