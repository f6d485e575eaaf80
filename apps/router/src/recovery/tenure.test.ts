import { expect, it } from 'vitest';
import { Tenure } from './tenure.ts';
import { tenuredVenues } from './tenured-venues.ts';

class World {
  nowMs = 0;
  isJournalLost = false;
  answers: Promise<boolean> = Promise.resolve(true);
  asked = 0;
  readonly alerts: string[] = [];
  readonly sent: string[] = [];
  readonly tenure = new Tenure({
    uptimeMs: () => this.nowMs,
    journal: { state: () => ({ healthy: true, lost: this.isJournalLost, pending: 0, position: 0, lastError: null }) },
    term: {
      renew: () => {
        this.asked += 1;
        return this.answers;
      },
      end: async () => {},
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    publisher: { publish: (_, data) => void this.alerts.push(JSON.stringify(data)) },
  });
  readonly venues = tenuredVenues(
    {
      connectedCount: 1,
      open: () => {},
      close: () => {},
      send: (venueId, { type }) => this.sent.push(`${type} to ${venueId}`) > 0,
      epochOf: () => null,
      isConnected: () => true,
    },
    this.tenure,
  );

  /** Whether a cancel leaves. */
  cancels(): boolean {
    return this.venues.send('XNYS', { type: 'cancel', child_id: 'c' });
  }

  run(ms: number): void {
    for (const endMs = this.nowMs + ms; this.nowMs < endMs; ) {
      this.nowMs += 100;
      this.tenure.beat();
    }
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('acts for as long as its process runs, also while the database is away', async () => {
  const world = new World();
  world.answers = Promise.reject(new Error('away'));
  world.run(10_000);
  await world.tenure.renew();
  expect([world.cancels(), world.tenure.isOver, world.alerts]).toEqual([true, false, []]);
});

it('sends nothing after its process was stopped, before it has asked, and goes on when it is still the one', async () => {
  const world = new World();
  world.run(1_000);
  world.nowMs += 2_000;
  expect([world.cancels(), world.asked]).toEqual([false, 0]);
  expect(world.venues.send('XNYS', { type: 'status', child_id: 'c' })).toBe(true);
  world.tenure.beat();
  expect([world.cancels(), world.asked]).toEqual([false, 1]);
  await settled();
  expect([world.cancels(), world.tenure.isOver]).toEqual([true, false]);
});

it('asks again after a stop until the database answers', async () => {
  const world = new World();
  world.answers = Promise.reject(new Error('away'));
  world.nowMs += 2_000;
  world.tenure.beat();
  await settled();
  expect(world.cancels()).toBe(false);
  world.answers = Promise.resolve(true);
  world.nowMs += 100;
  world.tenure.beat();
  await settled();
  expect(world.cancels()).toBe(true);
});

it('believes no answer to a question from before a stop', async () => {
  const world = new World();
  world.tenure.beat();
  const asked = world.tenure.renew();
  world.nowMs += 5_000;
  await asked;
  expect(world.cancels()).toBe(false);
});

it('ends when another has the lease, tells people once, and sends nothing from then on', async () => {
  const world = new World();
  world.answers = Promise.resolve(false);
  await world.tenure.renew();
  await world.tenure.over;
  world.answers = Promise.resolve(true);
  world.run(5_000);
  await world.tenure.renew();
  expect([world.cancels(), world.tenure.isOver, world.sent]).toEqual([false, true, []]);
  expect(world.alerts).toEqual([expect.stringContaining('TAKEN_OVER')]);
});

it('ends at once when a commit finds that another has the lease', async () => {
  const world = new World();
  world.isJournalLost = true;
  expect(world.cancels()).toBe(false);
  world.tenure.beat();
  await world.tenure.over;
  expect(world.alerts).toHaveLength(1);
});
