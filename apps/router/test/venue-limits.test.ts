import { DEFAULT_LIMITS, LimitIndex, type LimitRow, NO_KEYS } from '@fairlead/core/risk/limits';
import { expect, it } from 'vitest';
import { requestOf } from './bench-router.ts';
import { OneOrder } from './one-order.ts';

const UNIT = 100_000_000n;

/** A market of two venues that offer at the same price, of which one is bounded: XNYS 1,000, ARCX 500. */
function benchOf(row: Partial<LimitRow>): OneOrder {
  const router = new OneOrder();
  router.quote('XNYS', [9_999, 500], [10_001, 1_000]);
  router.quote('ARCX', [9_998, 500], [10_001, 500]);
  const rows: LimitRow[] = [{ ...NO_KEYS, scope: 'VENUE', venueId: 'XNYS', ...row }];
  const index = new LimitIndex({ name: 'limits-1', rows }, DEFAULT_LIMITS);
  router.limits = (question) => index.resolve(question);
  return router;
}
const sent = (router: OneOrder) =>
  Object.fromEntries(router.children.map(({ venueId, quantity }) => [venueId, quantity]));

it.each<[string, Partial<LimitRow>, number]>([
  ['its quantity', { maxOrderQuantityE8: 50n * UNIT }, 50],
  ['its value, at the worst price that the order may have', { maxOrderNotionalE8: 10_502n * UNIT }, 100],
  ['its value to the cent', { maxOrderNotionalE8: 10_501n * UNIT }, 100],
  ['its value, a cent less', { maxOrderNotionalE8: 10_501n * UNIT - UNIT / 100n }, 99],
])('a venue over the limit of %s gets no more than that, and the others get the rest', async (_, row, most) => {
  const router = benchOf(row);
  const { outcome } = await router.submit({ quantity: '300' });
  expect(outcome.ok).toBe(true);
  expect(sent(router)).toEqual({
    XNYS: most,
    ARCX: 300 - most,
  });
});

it('a venue that may have nothing is passed over, and the record says that it is capped', async () => {
  const router = benchOf({ maxOrderQuantityE8: 0n });
  await router.submit({ quantity: '300' });
  expect(sent(router)).toEqual({ ARCX: 300 });
  const input = router.pipeline.preview('client-1', requestOf({ quantity: '300' }));
  expect(input.ok && input.value.order.venueCaps).toEqual([{ venueId: 'XNYS', maxQuantity: 0 }]);
});

it('the next wave keeps to the limits of then', async () => {
  const router = benchOf({});
  await router.submit({ quantity: '300' });
  const rows: LimitRow[] = [{ ...NO_KEYS, scope: 'VENUE', venueId: 'ARCX', maxOrderQuantityE8: 10n * UNIT }];
  const index = new LimitIndex({ name: 'limits-2', rows }, DEFAULT_LIMITS);
  router.limits = (question) => index.resolve(question);
  const before = router.children.length;
  for (const child of [...router.children]) await router.canceled(child);
  const later = router.children.slice(before);
  expect(later.length).toBeGreaterThan(0);
  expect(later.every(({ venueId, quantity }) => venueId !== 'ARCX' || quantity <= 10)).toBe(true);
});

it('is not traded around where its better price is protected: what may not go there waits (Rule 611)', async () => {
  const router = benchOf({ maxOrderQuantityE8: 50n * UNIT });
  router.quote('ARCX', [9_998, 500], [10_002, 500]);
  await router.submit({ quantity: '300' });
  expect(sent(router)).toEqual({ XNYS: 50 });
});

it('a venue with a narrower collar is left out where the plan would reach through it, and the others get its part', async () => {
  const router = benchOf({ collarBps: 1 });
  router.quote('XNYS', [9_999, 500], [10_003, 1_000]);
  router.quote('ARCX', [9_998, 500], [10_001, 100]);
  router.quote('BATS', [9_998, 500], [10_003, 500]);
  const { outcome } = await router.submit({ quantity: '300' });
  expect(outcome.ok).toBe(true);
  expect(sent(router)).toEqual({ ARCX: 100, BATS: 200 });
  const asked = router.pipeline.preview('client-1', requestOf({ quantity: '300' }));
  expect(asked.ok && asked.value.order.venueCaps).toEqual([{ venueId: 'XNYS', maxQuantity: 0 }]);
});
