import { beforeEach, expect, it } from 'vitest';
import { BenchRouter } from './bench-router.ts';

let router: BenchRouter;

beforeEach(() => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
});

it('asks back what rests when a venue fills a part that it had given back and that works elsewhere', async () => {
  await router.submit({ orderType: 'LIMIT', limitPrice: '100.01' });
  const [taken, rested] = router.children;
  if (taken === undefined || rested === undefined) throw new Error('two children expected');
  expect([taken.time_in_force, taken.quantity, rested.time_in_force, rested.quantity]).toEqual([
    'IOC',
    200,
    'DAY',
    100,
  ]);
  await router.says(rested, { type: 'ack' });
  await router.canceled(taken);
  expect(router.children.at(-1)).toMatchObject({ venueId: 'XNYS', quantity: 200 });
  await router.fill(taken, 200);
  const asked = router.sent.flatMap((each) => (each.type === 'cancel' ? [each.child_id] : []));
  expect(asked).toEqual([rested.child_id]);
  const alerts = router.stream.filter((each) => each.type === 'ALERT').map((each) => each.data);
  expect(alerts).toMatchObject([{ code: 'OVERCOMMITTED', severity: 'CRITICAL', venue_id: 'XNYS' }]);
  expect(router.order).toMatchObject({ filled_quantity: '200' });
});
