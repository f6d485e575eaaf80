import { expect, it } from 'vitest';
import { OneOrder } from './one-order.ts';

/** What each alert of a router is about. */
const subjectsOf = (router: OneOrder) =>
  router.stream.flatMap(({ data }) =>
    'severity' in data ? [[data.code, data.client_id, data.order_pk, data.order_id]] : [],
  );

it.each<[string, (router: OneOrder, child: Awaited<ReturnType<OneOrder['atRest']>>) => Promise<unknown>]>([
  ['OVERFILL', (router, child) => router.fill(child, 301)],
  [
    'FILL_OUTSIDE_LIMIT',
    (router, child) => {
      const execution = { execution_id: 'dear', quantity: 100, liquidity_flag: 'MAKE' } as const;
      return router.says(child, { type: 'fill', ...execution, price: child.limit_price + 100 });
    },
  ],
  [
    'QUANTITY_DIFFERS',
    (router, child) => router.says(child, { type: 'status', state: 'FILLED', filled_quantity: 100, executions: [] }),
  ],
  [
    'VENUE_LOST_ORDER',
    async (router, child) => {
      router.overdue.onVenueDown(child.venueId);
      await router.says(child, { type: 'status', state: null, filled_quantity: 0, executions: [] });
    },
  ],
  [
    'CHILD_UNKNOWN',
    async (router, child) => {
      router.market.setConnected(child.venueId, false);
      router.overdue.onVenueDown(child.venueId);
      await router.settle();
    },
  ],
  [
    'RECORD_BROKEN',
    async (router, child) => {
      router.journalError = { ok: false, error: 'JOURNAL_FULL' };
      await router.fill(child, 100);
    },
  ],
  [
    'JOURNAL_FULL',
    async (router, child) => {
      router.journalError = { ok: false, error: 'JOURNAL_FULL' };
      await router.fill(child, 100);
    },
  ],
])('%s names the order and whose it is', async (code, happen) => {
  const router = new OneOrder();
  const child = await router.atRest();
  const { pk } = router.alive.identity;
  await happen(router, child);
  const subjects = subjectsOf(router);
  expect(subjects).toContainEqual([code, 'client-1', pk, 'order-1']);
  expect(new Set(subjects.map(([, ...subject]) => subject.join()))).toEqual(new Set([`client-1,${pk},order-1`]));
});

it('an order that the journal does not hold is named without a key by which nobody could read it', async () => {
  const router = new OneOrder();
  router.journalError = { ok: false, error: 'JOURNAL_REFUSED' };
  await router.submit();
  expect(subjectsOf(router)).toEqual([['JOURNAL_REFUSED', 'client-1', null, 'order-1']]);
});

it('a report of an order that nobody here knows is about no client', async () => {
  const router = new OneOrder();
  await router.says({ child_id: 'nobody', venueId: 'XNYS' }, { type: 'canceled', reason: 'IOC' });
  expect(subjectsOf(router)).toEqual([['ORPHAN_REPORT', null, null, null]]);
});
