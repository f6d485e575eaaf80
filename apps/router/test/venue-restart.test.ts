import { beforeEach, describe, expect, it } from 'vitest';
import { BenchRouter } from './bench-router.ts';
import { eventsBy, rowsBy } from './journaled.ts';
import { restart } from './restart.ts';

let router: BenchRouter;
beforeEach(() => {
  router = newRouter();
});

function newRouter(): BenchRouter {
  const made = new BenchRouter();
  for (const venueId of ['XNYS', 'ARCX']) {
    made.quote(venueId, [10_000, 500], [10_010, 500]);
    made.epochs.set(venueId, 'first');
  }
  return made;
}

const AT_REST = { orderType: 'LIMIT', limitPrice: '99.50' } as const;

/** Submits a limit order, and gives its child when that rests, part of it filled. */
async function resting(more: { simulated?: boolean; filled?: number } = {}) {
  await router.submit(AT_REST, { simulated: more.simulated ?? false });
  const [child] = router.children;
  if (child === undefined) throw new Error('a child expected');
  await router.says(child, { type: 'ack' });
  if (more.filled !== undefined) await router.fill(child, more.filled);
  return child;
}

/** The venue's session breaks and comes back; then the desk looks at what is overdue. */
async function comesBack(venueId: string, epoch: string | null): Promise<void> {
  router.overdue.onVenueDown(venueId);
  await router.settle();
  if (epoch === null) router.epochs.delete(venueId);
  else router.epochs.set(venueId, epoch);
  router.overdue.onVenueUp(venueId);
  await router.settle();
  router.overdue.checkOverdue();
  await router.settle();
}

const events = () => eventsBy(router);
const childUpdates = () => rowsBy(router).flatMap((order) => order.children);
const alertCodes = () => router.stream.flatMap(({ data }) => ('severity' in data ? [data.code] : []));
const asked = () => router.sent.filter((message) => message.type === 'status');

describe('a simulated venue that has started anew', () => {
  it('has ended what it had: the child is VENUE_LOST in the journal, and the rest is routed on', async () => {
    const child = await resting({ filled: 100 });
    await comesBack(child.venueId, 'second');
    expect(asked()).toEqual([]);
    expect(childUpdates().find((update) => update.reject_code !== null)).toMatchObject({
      id: child.child_id,
      state: 'CANCELED',
      reject_code: 'VENUE_LOST',
      venue_epoch: 'first',
      filled_quantity: '100',
    });
    expect(events()).toContainEqual(expect.objectContaining({ type: 'CHILD_CANCELED', code: 'VENUE_LOST' }));
    expect(router.children.map(({ quantity }) => quantity)).toEqual([300, 200]);
    expect(router.order?.filled_quantity).toBe('100');
  });

  it('keeps the part reserved until it is back, and frees it then', async () => {
    const child = await resting();
    const [live] = router.desk.live.alive();
    router.overdue.onVenueDown(child.venueId);
    router.overdue.checkOverdue();
    await router.settle();
    expect([live?.life.state, live?.life.working, live?.life.residual]).toEqual(['UNKNOWN', 300, 0]);
    await comesBack(child.venueId, 'second');
    expect([live?.life.state, live?.life.working, router.children.length]).toEqual(['WORKING', 300, 2]);
  });

  it('costs a person nothing where the order is simulated, and is told where it is somebody’s', async () => {
    const told = async (simulated: boolean) => {
      router = newRouter();
      const child = await resting({ simulated });
      await comesBack(child.venueId, 'second');
      return alertCodes().filter((code) => code === 'VENUE_LOST').length;
    };
    expect([await told(true), await told(false)]).toEqual([0, 1]);
  });

  it('ends an order that was being canceled', async () => {
    const child = await resting();
    const [live] = router.desk.live.alive();
    if (live === undefined) throw new Error('an order expected');
    router.desk.cancel(live);
    await comesBack(child.venueId, 'second');
    expect([router.order?.state, router.children.length]).toEqual(['CANCELED', 1]);
  });

  it('ends an immediate order with what it got', async () => {
    await router.submit({ timeInForce: 'IOC' });
    const [child] = router.children;
    if (child === undefined) throw new Error('a child expected');
    await router.fill(child, 100);
    for (const { venueId } of router.children) await comesBack(venueId, 'second');
    expect(router.order).toMatchObject({
      state: 'CANCELED',
      reject_code: 'NOT_FILLED_AT_ONCE',
      filled_quantity: '100',
    });
  });

  it('loses an order’s children at several venues in one step', async () => {
    await router.submit({ quantity: '800' });
    const venues = router.children.map(({ venueId }) => venueId);
    expect(venues).toHaveLength(2);
    for (const venueId of venues) router.overdue.onVenueDown(venueId);
    for (const venueId of venues) router.epochs.set(venueId, 'second');
    router.overdue.checkOverdue();
    await router.settle();
    expect(router.children).toHaveLength(4);
    expect(childUpdates().filter(({ reject_code }) => reject_code === 'VENUE_LOST')).toHaveLength(2);
  });

  it('teaches nothing about how the venue deals', async () => {
    const learned = () => router.market.health('XNYS')?.estimates.takeUnsaved().length ?? 0;
    await router.submit({ quantity: '100' });
    const [child] = router.children;
    if (child === undefined) throw new Error('a child expected');
    learned();
    router.down.add('XNYS').add('ARCX');
    await comesBack(child.venueId, 'second');
    expect([router.order?.state === 'UNKNOWN', learned()]).toEqual([false, 0]);
  });
});

describe('a venue that is back as it was', () => {
  it.each([
    ['tells the same life', 'first'],
    ['tells none, as real venues do', null],
  ])('and %s is asked; nothing is assumed dead', async (_, epoch) => {
    const child = await resting();
    await comesBack(child.venueId, epoch);
    expect(asked().map(({ child_id }) => child_id)).toContain(child.child_id);
    expect([router.order?.state, router.children.length]).toEqual(['UNKNOWN', 1]);
  });
});

describe('a router that was down while its venues started anew', () => {
  it('ends what was lost as soon as it has recovered, and goes on with the rest', async () => {
    const child = await resting({ filled: 100 });
    const after = newRouter();
    after.epochs.set(child.venueId, 'second');
    await restart(router, after);
    expect(after.sent.filter((message) => message.type === 'status')).toEqual([]);
    expect(after.children.map(({ quantity }) => quantity)).toEqual([200]);
    expect(after.order).toMatchObject({ state: 'PARTIALLY_FILLED', filled_quantity: '100' });
  });

  it('asks for a child of which it does not know where it went, as after a crash between sending and writing', async () => {
    router.epochs.clear();
    const child = await resting();
    const after = newRouter();
    after.epochs.set(child.venueId, 'second');
    await restart(router, after);
    expect(after.sent.map(({ type }) => type)).toEqual(['status']);
    expect(after.order?.state).toBe('UNKNOWN');
  });
});
