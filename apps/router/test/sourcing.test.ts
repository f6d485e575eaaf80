import { beforeEach, expect, it } from 'vitest';
import { BenchRouter } from './bench-router.ts';

let router: BenchRouter;

beforeEach(() => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 300]);
});

it('crosses internally first, then takes the rest elsewhere, even of an order that is to end at once', async () => {
  await router.submit({ sourcing: 'INTERNALIZE_FIRST', timeInForce: 'IOC' });
  expect(router.children.map((child) => `${child.quantity} ${child.venueId}`)).toEqual(['300 INTERNAL']);
  const [internal] = router.children;
  if (internal === undefined) throw new Error('a child expected');
  // Never beyond the national best offer.
  expect(internal.limit_price).toBe(1_000_100);
  await router.fill(internal, 120);
  await router.canceled(internal);
  const [, lit] = router.children;
  expect(lit).toMatchObject({ venueId: 'XNYS', quantity: 180 });
  if (lit === undefined) throw new Error('a child expected');
  await router.canceled(lit);
  expect(router.order).toMatchObject({ state: 'CANCELED', filled_quantity: '120' });
});
