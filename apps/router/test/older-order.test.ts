import { expect, it } from 'vitest';
import { reviveOrder } from '../src/recovery/stored-order.ts';
import { OneOrder } from './one-order.ts';
import { journaledBy, storedOrders } from './restart.ts';

/** What the rows hold of the bench's order, with an event as a router of before the fold wrote it. */
function asOlder(router: OneOrder) {
  const [stored] = storedOrders(journaledBy(router));
  const [first] = stored?.events ?? [];
  const instrument = router.market.instrument('AAPL');
  if (stored === undefined || first === undefined || instrument === undefined) throw new Error('an order expected');
  const older = { ...first, payload: '{"request":{},"client_id":"client-1"}' };
  return reviveOrder({ ...stored, events: [older] }, instrument);
}

it('an order that a router of before left at rest has its parts, sums and state again, and goes on with its chain', async () => {
  const router = new OneOrder();
  const resting = await router.atRest();
  await router.fill(resting, 120);
  const { durable } = router.alive;
  const live = asOlder(router);
  const { state, filled, working, residual, notionalE8, feesE8 } = durable;
  expect(live.life).toMatchObject({ state, filled, working, residual, notionalE8, feesE8 });
  expect(live.life.children).toMatchObject([{ id: resting.child_id, state: 'PARTIALLY_FILLED', filled: 120 }]);
  expect(live.chain.seq).toBe(1);
});

it('one whose cancel was asked for is still to end', async () => {
  const router = new OneOrder();
  await router.atRest();
  router.desk.cancel(router.alive);
  await router.settle();
  expect(asOlder(router).life).toMatchObject({ state: 'PENDING_CANCEL', endAsked: 'CALLER', working: 300 });
});
