import { beforeEach, describe, expect, it } from 'vitest';
import { BenchRouter } from './bench-router.ts';
import { restart } from './restart.ts';

const SECOND_US = 1_000_000;
const PATIENT = { held: false, routingObjective: 'LOWEST_COST', urgency: 0 } as const;
let router: BenchRouter;

/** Both sides of every venue flow fast, so that a part is worth resting. */
beforeEach(() => {
  router = new BenchRouter();
  for (let second = 0; second < 60; second++) {
    router.nowUs += SECOND_US;
    for (const venueId of ['XNYS', 'ARCX', 'BATS'])
      router.quote(venueId, [9_995, second % 2 === 0 ? 900 : 100], [10_005, second % 2 === 0 ? 900 : 100]);
  }
});

const canceledIds = () => router.sent.flatMap((each) => (each.type === 'cancel' ? [each.child_id] : []));
const askedIds = () => router.sent.flatMap((each) => (each.type === 'status' ? [each.child_id] : []));
const resting = () => router.children.filter((child) => child.time_in_force === 'DAY');

describe('an order that is not held', () => {
  it('rests a part at the near side, asks it back after its time, and takes what is left', async () => {
    await router.submit(PATIENT);
    const posts = resting();
    expect(posts.length).toBeGreaterThan(0);
    for (const post of posts) expect([post.limit_price, post.post_only]).toEqual([999_500, true]);
    for (const post of posts) await router.says(post, { type: 'ack' });
    router.overdue.endRests();
    expect(canceledIds()).toEqual([]);
    router.nowUs += 10 * SECOND_US;
    router.overdue.endRests();
    await router.settle();
    expect(canceledIds().sort()).toEqual(posts.map((post) => post.child_id).sort());
    const before = router.children.length;
    for (const post of posts) await router.canceled(post);
    const later = router.children.slice(before);
    expect(later.length).toBeGreaterThan(0);
    expect(later.every((child) => child.time_in_force === 'IOC')).toBe(true);
  });

  it('takes what a venue refuses to let rest', async () => {
    await router.submit(PATIENT);
    const posts = resting();
    for (const post of posts)
      await router.says(post, { type: 'reject', code: 'PRICE_BAND', message: '', order_fault: true });
    expect(resting()).toEqual(posts);
    expect(router.children.length).toBeGreaterThan(posts.length);
  });

  it('is asked about where a venue says nothing to a part that is to rest, or that is asked back', async () => {
    await router.submit(PATIENT);
    const [silent, ...others] = resting();
    if (silent === undefined) throw new Error('a resting part expected');
    for (const post of others) await router.says(post, { type: 'ack' });
    router.nowUs += 6 * SECOND_US;
    router.overdue.checkOverdue();
    expect(askedIds()).toEqual([silent.child_id]);
    await router.says(silent, { type: 'status', state: 'ACKED', filled_quantity: 0, executions: [] });
    router.nowUs += 5 * SECOND_US;
    router.overdue.endRests();
    await router.settle();
    router.overdue.checkOverdue();
    expect([askedIds().length, canceledIds().length]).toEqual([1, 1 + others.length]);
    router.nowUs += 6 * SECOND_US;
    router.overdue.checkOverdue();
    expect(askedIds().slice(1).sort()).toEqual(canceledIds().sort());
  });

  it('keeps its place at its own limit when the router restarts, and asks back what was to rest for a while when its time is over', async () => {
    await router.submit({ ...PATIENT, orderId: 'limit', orderType: 'LIMIT', limitPrice: '99.90' });
    await router.submit(PATIENT);
    for (const each of resting()) await router.says(each, { type: 'ack' });
    const before = router;
    router = new BenchRouter();
    router.nowUs = before.nowUs;
    router.quote('XNYS', [9_995, 900], [10_005, 900]);
    await restart(before, router);
    const rests = before.children.filter((child) => child.time_in_force === 'DAY');
    for (const each of rests)
      await router.says(each, { type: 'status', state: 'ACKED', filled_quantity: 0, executions: [] });
    router.overdue.endRests();
    await router.settle();
    expect(canceledIds()).toEqual([]);
    router.nowUs += 10 * SECOND_US;
    router.overdue.endRests();
    await router.settle();
    const passive = rests.filter((child) => child.limit_price === 999_500).map((child) => child.child_id);
    expect(passive.length).toBe(rests.length - 1);
    expect(canceledIds().sort()).toEqual(passive.sort());
  });

  it('is told nothing of the kind where it is held', async () => {
    await router.submit({ routingObjective: 'LOWEST_COST', urgency: 0 });
    expect(resting()).toEqual([]);
  });
});
