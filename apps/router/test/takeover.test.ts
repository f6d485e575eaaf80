import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RunningStack } from './running-stack.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await RunningStack.start();
}, 60_000);
afterAll(() => stack[Symbol.asyncDispose]());

const resting = (orderId: string) => ({
  order_id: orderId,
  instrument_id: 'AAPL',
  side: 'BUY',
  quantity: 100,
  order_type: 'LIMIT',
  limit_price: 1,
  time_in_force: 'GTC',
  routing_objective: 'BEST_PRICE',
});
const WAITS = 'another router acts; its end, or its silence, is waited for';

it('a second router waits while the first one acts, and takes over at once when that has ended', async () => {
  expect((await stack.call('POST', '/orders', resting('before')))?.status).toBe(202);
  const first = await stack.startSecondRouter(WAITS);
  expect(first.exitCode).toBe(null);
  first.kill('SIGTERM');
  expect((await once(first, 'exit'))[0]).toBe(0);
  await stack.untilReady();
  expect(await stack.call('DELETE', '/before')).toMatchObject({ status: 202 });
}, 60_000);

it('a router that was stopped, and taken over from, sends and takes nothing when it goes on, and ends with code 1', async () => {
  expect((await stack.call('POST', '/orders', resting('held')))?.status).toBe(202);
  stack.signalRouter('SIGSTOP');
  const first = await stack.startSecondRouter('router is ready');
  const position = await stack.journalEnd();
  const ended = once(first, 'exit');
  first.kill('SIGCONT');
  expect(await ended).toEqual([1, null]);
  // It has neither written nor made a venue forget the session of the one that acts.
  expect(await stack.journalEnd()).toBe(position);
  expect(await stack.call('DELETE', '/held')).toMatchObject({ status: 202 });
  expect((await stack.venueBooks()).map(({ repeated_child_ids }) => repeated_child_ids)).not.toContain(1);
}, 60_000);
