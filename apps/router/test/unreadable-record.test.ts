import type { OpenOrder } from '@fairlead/db/repositories/recovery-repository';
import { afterEach, expect, it } from 'vitest';
import { startRouter } from '../src/router.ts';
import { FAKE_ENV, FakeOutside } from './fake-adapters.ts';
import { storedOrders } from './journaled.ts';

const BASE = '/api/v1/smart-routing';
const RESTING = {
  ...{ instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'LIMIT', limit_price: 90 },
  ...{ time_in_force: 'GTC', routing_objective: 'BEST_PRICE' },
};

/** As much of an answer as is looked at here. */
interface Told {
  readonly code?: string;
  readonly checks?: readonly { readonly name: string; readonly ready: boolean; readonly detail: string }[];
}

let close = async () => {};
afterEach(() => close());

/** A router that finds these orders alive; it is as ready as it gets. */
async function startedOn(found: readonly OpenOrder[]) {
  const outside = new FakeOutside();
  outside.addKey('flk_client', 'client-1', ['orders:write', 'orders:read']);
  const { recovery } = await outside.adapters().openStore();
  const stored = { recovery: { ...recovery, openOrders: async () => [...found] } };
  const router = await startRouter(FAKE_ENV, outside.adapters({}, stored));
  close = () => outside.time.passUntil(router.close());
  await outside.time.passUntil(router.ready);
  const ask = async (method: string, path: string, body?: object) => {
    const headers = { 'x-api-key': 'flk_client', 'content-type': 'application/json', connection: 'close' };
    const payload = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${router.address}${path}`, { method, headers, ...payload });
    const told: Told = JSON.parse(await answer.text());
    return { status: answer.status, body: told };
  };
  return { outside, router, ask };
}

/** Two resting orders as the journal has them. */
async function twoOrders(): Promise<[OpenOrder, OpenOrder]> {
  const { outside, ask, router } = await startedOn([]);
  for (const order_id of ['read', 'unread'])
    expect((await ask('POST', `${BASE}/orders`, { ...RESTING, order_id })).status).toBe(202);
  await outside.time.passUntil(router.close());
  const [first, second] = storedOrders(outside.journaled);
  if (first === undefined || second === undefined) throw new Error('two orders expected');
  return [first, second];
}

it('a router that cannot read an order says which and why, takes no new ones, and works the others', async () => {
  const [whole, other] = await twoOrders();
  const later = other.entries.map((entry) => ({ ...entry, body: entry.body.replace('[1,', '[99,') }));
  const { ask, outside } = await startedOn([{ ...other, entries: later }, whole]);
  const health = await ask('GET', '/health/ready');
  const recovery = health.body.checks?.find(({ name }) => name === 'recovery');
  expect([health.status, recovery?.ready]).toEqual([503, false]);
  expect(recovery?.detail).toBe(
    `RECORD_UNREADABLE: order ${other.orderPk} cannot be read; the log says why. New orders are refused, the other orders are worked on. What to do: docs/operations.md, RECORD_UNREADABLE.`,
  );
  const err = { message: 'a body of version 99: this router reads 1' };
  expect(outside.errors).toMatchObject([{ code: 'RECORD_UNREADABLE', orderPk: other.orderPk, err }]);
  const refused = await ask('POST', `${BASE}/orders`, { ...RESTING, order_id: 'new' });
  expect([refused.status, refused.body.code]).toEqual([503, 'NOT_READY']);
  expect((await ask('DELETE', `${BASE}/read`)).status).toBe(202);
  expect(outside.sent.map(({ type }) => type)).toContain('cancel');
});

it('a router whose orders can all be read says that recovery is done', async () => {
  const { ask } = await startedOn(await twoOrders());
  const { status, body } = await ask('GET', '/health/ready');
  expect([status, body.checks?.find(({ name }) => name === 'recovery')]).toEqual([
    200,
    { name: 'recovery', ready: true, detail: 'done' },
  ]);
});
