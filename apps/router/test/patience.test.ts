import { beforeEach, describe, expect, it } from 'vitest';
import { BenchRouter } from './bench-router.ts';

const SECOND_US = 1_000_000;
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
const resting = () => router.children.filter((child) => child.time_in_force === 'DAY');

describe('an order that is not held', () => {
  it('rests a part at the near side, asks it back after its time, and takes what is left', async () => {
    await router.submit({ held: false, routingObjective: 'LOWEST_COST', urgency: 0 });
    const posts = resting();
    expect(posts.length).toBeGreaterThan(0);
    for (const post of posts) expect([post.limit_price, post.post_only]).toEqual([999_500, true]);
    for (const post of posts) await router.says(post, { type: 'ack' });
    router.desk.endRests();
    expect(canceledIds()).toEqual([]);
    router.nowUs += 10 * SECOND_US;
    router.desk.endRests();
    expect(canceledIds().sort()).toEqual(posts.map((post) => post.child_id).sort());
    const before = router.children.length;
    for (const post of posts) await router.canceled(post);
    const later = router.children.slice(before);
    expect(later.length).toBeGreaterThan(0);
    expect(later.every((child) => child.time_in_force === 'IOC')).toBe(true);
  });

  it('is told nothing of the kind where it is held', async () => {
    await router.submit({ routingObjective: 'LOWEST_COST', urgency: 0 });
    expect(resting()).toEqual([]);
  });
});
