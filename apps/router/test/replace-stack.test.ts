import { expect, it } from 'vitest';
import { middleCents, type TrueOrder, trueOrders, works } from './ordeal/venue-orders.ts';
import { RunningStack } from './running-stack.ts';

const QUANTITY = 600;
type Terms = readonly [quantity: number, cents: number];

/** What works at the venues of an order: quantity, limit in cents, and how many changes its venue has heard of. */
async function atVenues(stack: RunningStack): Promise<readonly (readonly [number, number, number])[]> {
  const orders = await trueOrders(stack.controlAddress);
  return [...orders.values()].filter(works).map(termsOf);
}

function termsOf({ quantity, limit_price, revision }: TrueOrder): readonly [number, number, number] {
  return [quantity, limit_price / 100, revision];
}

/** An order of KO that rests well below the market, acknowledged; gives its limit in cents. */
async function rested(stack: RunningStack, orderId: string): Promise<number> {
  const cents = (await middleCents(stack.controlAddress, 'KO')) - 200;
  const terms = { quantity: QUANTITY, order_type: 'LIMIT', limit_price: cents / 100, time_in_force: 'GTC' };
  const answer = await stack.call('POST', '/orders', { order_id: orderId, instrument_id: 'KO', side: 'BUY', ...terms });
  expect(answer?.status).toBe(202);
  await expect.poll(() => atVenues(stack), { timeout: 5_000 }).toEqual([[QUANTITY, cents, 0]]);
  await expect.poll(() => childrenOf(stack, orderId)).toEqual([['ACKED', QUANTITY, cents]]);
  return cents;
}

async function patched(stack: RunningStack, orderId: string, [quantity, cents]: Terms): Promise<void> {
  const answer = await stack.call('PATCH', `/${orderId}`, { quantity, limit_price: cents / 100 });
  expect([answer?.status, answer?.body]).toMatchObject([200, { quantity, limit_price: cents / 100 }]);
}

/**
 * State, quantity and limit of each child that works, or that a venue has refused, as the router shows them. One that a dying router had written down and that
 * never left is neither: its part is sent anew.
 */
async function childrenOf(stack: RunningStack, orderId: string) {
  const children = (await stack.call('GET', `/${orderId}/execution`))?.body.children as Record<string, unknown>[];
  const open = children.filter(({ state, reject_code }) => state !== 'CANCELED' && reject_code !== 'NOT_SENT');
  return open.map(({ state, quantity, limit_price }) => [state, quantity, Math.round(Number(limit_price) * 100)]);
}

async function countOf(stack: RunningStack): Promise<number> {
  return (await trueOrders(stack.controlAddress)).size;
}

it('a resting order has its new quantity and limit in the book of its venue, by changes of the one order there', async () => {
  await using stack = await RunningStack.start();
  const cents = await rested(stack, 'changed');
  const changes: Terms[] = [
    [400, cents],
    [400, cents - 3],
    [300, cents - 5],
  ];
  for (const [index, [quantity, limit]] of changes.entries()) {
    await patched(stack, 'changed', [quantity, limit]);
    await expect.poll(() => atVenues(stack), { timeout: 5_000 }).toEqual([[quantity, limit, index + 1]]);
    // What is asked for while the router still waits for the venue's answer is no change of the same order.
    await expect.poll(() => childrenOf(stack, 'changed'), { timeout: 5_000 }).toEqual([['ACKED', quantity, limit]]);
  }
  expect(await countOf(stack)).toBe(1);
}, 60_000);

it('at venues that cannot change orders the old one is canceled and another sent', async () => {
  await using stack = await RunningStack.start({ VENUE_SIM_REPLACE: 'off' });
  const cents = await rested(stack, 'anew');
  await patched(stack, 'anew', [400, cents]);
  await expect.poll(() => atVenues(stack), { timeout: 5_000 }).toEqual([[400, cents, 0]]);
  await expect.poll(() => childrenOf(stack, 'anew'), { timeout: 5_000 }).toEqual([['ACKED', 400, cents]]);
  await patched(stack, 'anew', [400, cents - 3]);
  await expect.poll(() => atVenues(stack), { timeout: 5_000 }).toEqual([[400, cents - 3, 0]]);
  expect(await countOf(stack)).toBe(3);
}, 60_000);

it('a router that is killed with a change on its way is as its venue is when it is back', async () => {
  await using stack = await RunningStack.start();
  const cents = await rested(stack, 'killed');
  for (let round = 0; round < 3; round += 1) {
    const [quantity, limit] = [500 - round * 100, cents - round];
    // Killed when the change is durable: it may have left, and its answer may have been read.
    await patched(stack, 'killed', [quantity, limit]);
    await stack.killRouter();
    await stack.startRouter();
    await expect
      .poll(async () => (await atVenues(stack)).map(([count, at]) => [count, at]), { timeout: 10_000 })
      .toEqual([[quantity, limit]]);
    await expect.poll(() => childrenOf(stack, 'killed'), { timeout: 10_000 }).toEqual([['ACKED', quantity, limit]]);
  }
  const orders = [...(await trueOrders(stack.controlAddress)).values()];
  expect(orders.every(({ times_received }) => times_received === 1)).toBe(true);
  expect(orders.filter(works)).toHaveLength(1);
}, 120_000);
