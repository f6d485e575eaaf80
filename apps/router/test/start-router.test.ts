import { expect, it } from 'vitest';
import { type Running, startRouter } from '../src/router.ts';
import { FAKE_ENV, FakeOutside } from './fake-adapters.ts';
import { rowsOf } from './journaled.ts';

const ORDER = {
  order_id: 'order-1',
  instrument_id: 'AAPL',
  side: 'BUY',
  quantity: 300,
  order_type: 'MARKET',
  time_in_force: 'DAY',
  routing_objective: 'BEST_PRICE',
};
const SCOPES = ['route:write', 'orders:write', 'orders:read'];

function outsideWithKey(): FakeOutside {
  const outside = new FakeOutside();
  outside.addKey('flk_client', 'client-1', SCOPES);
  return outside;
}

function send({ address }: Pick<Running, 'address'>, order: object): Promise<Response> {
  const headers = { 'x-api-key': 'flk_client', 'content-type': 'application/json', connection: 'close' };
  return fetch(`${address}/api/v1/smart-routing/orders`, { method: 'POST', headers, body: JSON.stringify(order) });
}

/** The venue fills everything that it was sent. */
function fillAll({ sent, venues, time }: FakeOutside): void {
  for (const child of sent.splice(0)) {
    if (child.type !== 'new') continue;
    venues?.says(child.venueId, {
      type: 'fill',
      child_id: child.child_id,
      execution_id: `fill of ${child.child_id}`,
      quantity: child.quantity,
      price: child.limit_price,
      liquidity_flag: 'TAKE',
      filled_quantity: child.quantity,
      leaves_quantity: 0,
      time_us: time.nowUs,
    });
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('works an order that came over HTTP, and leaves nothing running when it is closed', async () => {
  const outside = outsideWithKey();
  const running = await startRouter(FAKE_ENV, outside.adapters());
  await running.ready;
  const answer = await send(running, ORDER);
  expect(answer.status).toBe(202);
  await answer.json();
  expect(outside.sent.map(({ type }) => type)).toContain('new');
  fillAll(outside);
  await turn();
  expect(rowsOf(outside.journaled).at(-1)?.order).toMatchObject({ state: 'FILLED' });
  const metrics = await running.parts.meter.registry.metrics();
  const counted = (stage: string) => metrics.match(`fairlead_stage_seconds_count{stage="${stage}"} (\\d+)`)?.[1];
  const venues = metrics.match(/fairlead_fills_total{venue="\w+"}/g) ?? [];
  expect(['DECIDE', 'PLAN', 'JOURNAL', 'ACCEPT'].map(counted)).toEqual(['1', '1', '1', '1']);
  expect(counted('VENUE')).toBe(String(venues.length));

  await running.close();
  expect(outside.closings).toEqual(['venues', 'journal', 'projector', 'store']);
  expect([outside.open.size, outside.time.waitingCount, outside.errors]).toEqual([0, 0, []]);
  await expect(send(running, ORDER)).rejects.toThrow('fetch failed');
});

it('takes no order before it knows what became of the old ones, and none after a close that came first', async () => {
  const outside = outsideWithKey();
  let isRead = () => {};
  outside.recovered = new Promise((resolve) => {
    isRead = resolve;
  });
  const running = await startRouter(FAKE_ENV, outside.adapters());
  expect((await send(running, ORDER)).status).toBe(503);
  const closing = running.close();
  isRead();
  await Promise.all([closing, running.ready]);
  expect([running.parts.pipeline.isReady, outside.time.waitingCount, outside.sent]).toEqual([false, 0, []]);
});

it('is not ready before its journal takes entries', async () => {
  const outside = outsideWithKey();
  outside.isJournalHealthy = false;
  const running = await startRouter(FAKE_ENV, outside.adapters());
  await turn();
  expect((await send(running, ORDER)).status).toBe(503);
  outside.isJournalHealthy = true;
  outside.time.pass(10);
  await running.ready;
  expect((await send(running, { ...ORDER, time_in_force: 'GTC', order_type: 'LIMIT', limit_price: 90 })).status).toBe(
    202,
  );
  await running.close();
});

it('waits at its close for children that are out to take, while venues and rounds go on', async () => {
  const outside = outsideWithKey();
  const running = await startRouter(FAKE_ENV, outside.adapters());
  await running.ready;
  await (await send(running, ORDER)).json();
  let hasClosed = false;
  const closing = running.close().then(() => {
    hasClosed = true;
  });
  outside.time.pass(100);
  await turn();
  expect([hasClosed, outside.closings]).toEqual([false, []]);
  fillAll(outside);
  outside.time.pass(100);
  await closing;
  expect(outside.closings).toEqual(['venues', 'journal', 'projector', 'store']);
});

it('sends and takes nothing any more once another has taken over, says so, and closes at once', async () => {
  const outside = outsideWithKey();
  const running = await startRouter(FAKE_ENV, outside.adapters());
  await running.ready;
  await (await send(running, ORDER)).json();
  outside.isOurs = false;
  outside.time.pass(1_000);
  await running.takenOver;
  outside.sent.length = 0;
  expect((await send(running, { ...ORDER, order_id: 'order-2' })).status).toBe(503);
  const ready = await fetch(`${running.address}/health/ready`, { headers: { connection: 'close' } });
  expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('another router has taken over')]);
  expect(outside.errors).toHaveLength(1);
  // Though an order is out: it is not this router’s to wait for.
  await running.close();
  expect(outside.sent).toEqual([]);
  expect(outside.closings).toEqual(['venues', 'venues', 'journal', 'projector', 'store']);
});

it('leaves nothing open where a start fails, whichever step it is', async () => {
  const fail = () => Promise.reject(new Error('away'));
  const rows = { marketDays: fail, marketRules: fail };
  const early = new FakeOutside();
  await expect(startRouter(FAKE_ENV, early.adapters({}, { calendar: rows }))).rejects.toThrow('away');
  const late = new FakeOutside();
  await expect(startRouter({ ...FAKE_ENV, ROUTER_HOST: '192.0.2.1' }, late.adapters())).rejects.toThrow('192.0.2.1');
  expect([early.closings, late.closings]).toEqual([['store'], ['venues', 'journal', 'projector', 'store']]);
  for (const outside of [early, late]) expect([outside.open.size, outside.time.waitingCount]).toEqual([0, 0]);
});

it('tells at its start how far the journal has come, which the router before may not have told any more', async () => {
  const outside = outsideWithKey();
  const mute = await startRouter(FAKE_ENV, outside.adapters({}, { announce: () => Promise.reject(new Error('away')) }));
  await mute.ready;
  await (await send(mute, { ...ORDER, order_type: 'LIMIT', limit_price: 90 })).json();
  fillAll(outside);
  await mute.close();
  const told: number[] = [];
  const announce = async (position: number) => void told.push(position);
  const next = await startRouter(FAKE_ENV, outside.adapters({}, { announce }));
  await next.ready;
  await next.close();
  expect(outside.journaled.length).toBeGreaterThan(0);
  expect(told).toEqual([outside.journaled.length]);
});
