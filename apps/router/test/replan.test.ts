import { beforeEach, describe, expect, it } from 'vitest';
import { BenchRouter } from './bench-router.ts';
import { eventsBy, rowsBy } from './journaled.ts';

const INTERVAL_US = 500_000;
type Child = BenchRouter['children'][number];

let router: BenchRouter;

/** The time passes, and the rounds come round to everybody. */
async function later(us = INTERVAL_US): Promise<void> {
  router.nowUs += us;
  for (let round = 0; round < 4; round += 1) router.replanner.round();
  await router.settle();
}

const [BID, ASK] = [
  [9_999, 500],
  [10_001, 200],
] as const;
/** XNYS is where everything rests; ARCX shows what the test says. */
function market(ask: readonly [number, number] = [10_002, 500], bid: readonly [number, number] = [9_990, 500]): void {
  router.quote('XNYS', BID, ASK);
  router.quote('ARCX', bid, ask);
}

const resting = (): Child => {
  const child = router.children.findLast((each) => each.time_in_force === 'DAY');
  if (child === undefined) throw new Error('a resting child expected');
  return child;
};
const rest = async (changes: Parameters<BenchRouter['submit']>[0] = {}): Promise<Child> => {
  await router.submit({ orderType: 'LIMIT', limitPrice: '99.99', ...changes });
  await router.says(resting(), { type: 'ack' });
  return resting();
};
const sentBesidesNew = () => router.sent.filter(({ type }) => type !== 'new');
const told = (from: number) =>
  eventsBy(router)
    .slice(from)
    .map(({ type, cause }) => `${type} ${cause}`);
const life = () => [...router.desk.live.alive()].map((live) => live.life)[0];

beforeEach(() => {
  router = new BenchRouter();
  market();
});

describe('an order that rests while its limit comes within reach elsewhere', () => {
  it('gives so much back as can be taken, keeps the place of the rest, and takes it', async () => {
    const child = await rest();
    router.canReplace(child.venueId);
    const from = eventsBy(router).length;
    market([9_999, 100]);
    await later();
    expect(sentBesidesNew()).toMatchObject([{ type: 'replace', child_id: child.child_id, quantity: 200 }]);
    expect(told(from)).toEqual(['REPLANNED MARKET', 'CHILD_REPLACE_ASKED MARKET']);
    expect(eventsBy(router)[from]).toMatchObject({ code: 'TAKES', market: { ask: 999_900 } });
    await router.says(child, {
      type: 'replaced',
      revision: 1,
      quantity: 200,
      limit_price: 999_900,
      leaves_quantity: 200,
    });
    expect(router.children.slice(1)).toMatchObject([
      { venueId: 'ARCX', quantity: 100, limit_price: 999_900, time_in_force: 'IOC' },
    ]);
    expect(life()).toMatchObject({ working: 300, residual: 0 });
  });

  it('is asked back where its venue cannot change it, and routed on the market of then', async () => {
    const child = await rest();
    market([9_999, 100]);
    await later();
    expect(sentBesidesNew()).toMatchObject([{ type: 'cancel', child_id: child.child_id, venueId: child.venueId }]);
    await router.canceled(child);
    expect(router.children.slice(1).map(({ venueId, quantity }) => [venueId, quantity])).toEqual([
      ['ARCX', 100],
      ['XNYS', 200],
    ]);
    expect(rowsBy(router)[0]?.decisions).toHaveLength(2);
  });

  it('is left alone while nothing can be taken', async () => {
    await rest();
    market([10_000, 500]);
    await later();
    expect(sentBesidesNew()).toEqual([]);
  });

  it('is looked at no oftener than its interval, and not before it has rested that long', async () => {
    const child = await rest();
    router.canReplace(child.venueId);
    market([9_999, 100]);
    await later(INTERVAL_US - 1_000);
    expect(sentBesidesNew()).toEqual([]);
    await later(1_000);
    expect(sentBesidesNew()).toHaveLength(1);
    const less = { type: 'replaced', revision: 1, quantity: 200, limit_price: 999_900, leaves_quantity: 200 };
    await router.says(child, less);
    const [, taking] = router.children;
    if (taking === undefined) throw new Error('a taking child expected');
    await router.fill(taking, 100);
    await later(INTERVAL_US - 10_000);
    expect(sentBesidesNew()).toHaveLength(1);
    await later(10_000);
    expect(sentBesidesNew()).toMatchObject([{ quantity: 200 }, { type: 'replace', revision: 2, quantity: 100 }]);
  });

  it('may be planned again as often as the market asks for it, beyond the bound on waves', async () => {
    await rest();
    for (let time = 0; time < 8; time += 1) {
      const child = resting();
      market([9_999, 100]);
      await later();
      await router.canceled(child);
      const taking = router.children.findLast((each) => each.time_in_force === 'IOC');
      market();
      if (taking !== undefined) await router.canceled(taking);
      for (const each of router.children.slice(-2))
        if (each.time_in_force === 'DAY') await router.says(each, { type: 'ack' });
    }
    expect(life()).toMatchObject({ state: 'WORKING', working: 300, residual: 0 });
    expect(life()?.waves.length).toBeGreaterThan(8);
  });

  it.each<[string, () => void]>([
    [
      'trading is halted',
      () =>
        void router.tradingHalts.place({
          id: 'h',
          scope: { clientId: null, venueId: null, instrumentId: 'AAPL' },
          reason: 'a reason',
          cancelAll: false,
          actor: 'ann',
        }),
    ],
    [
      'the circuit of its venue is open',
      () =>
        void router.market
          .health('XNYS')
          ?.circuit.take({ type: 'FORCED', action: 'open', reason: 'a reason', actor: 'ann' }, router.nowUs),
    ],
    [
      'the journal is away',
      () => {
        router.isJournalHealthy = false;
      },
    ],
    [
      'it is to end',
      () => {
        for (const live of router.desk.live.alive()) router.desk.cancel(live);
      },
    ],
  ])('is left alone while %s', async (_, happens) => {
    await rest();
    market([9_999, 100]);
    happens();
    await router.settle();
    const from = eventsBy(router).length;
    await later();
    expect(told(from).filter((each) => each.startsWith('REPLANNED'))).toEqual([]);
  });

  it('is left alone while anything is on its way to it, or it is in doubt', async () => {
    const child = await rest();
    router.canReplace(child.venueId);
    const [live] = router.desk.live.alive();
    if (live === undefined) throw new Error('an order expected');
    router.desk.replace(live, {
      ...live.life.order,
      market: null,
      quantity: live.life.order.quantity,
      limitPrice: live.life.order.limitPrice,
      worstPrice: live.life.start.worstPrice,
    });
    router.overdue.onVenueDown(child.venueId);
    await router.settle();
    market([9_999, 100]);
    const from = eventsBy(router).length;
    await later();
    expect(told(from)).toEqual([]);
  });

  it.each(['MANUAL', 'SEQUENTIAL'] as const)(
    'is left alone where its venues are its caller’s to choose: %s',
    async (mode) => {
      const terms = mode === 'MANUAL' ? { manualAllocations: [{ venueId: 'XNYS', quantity: '300' }] } : {};
      await router.submit({ orderType: 'LIMIT', limitPrice: '99.99', routingMode: mode, ...terms });
      for (const child of router.children) await router.says(child, { type: 'ack' });
      market([9_999, 100]);
      const from = eventsBy(router).length;
      await later();
      expect(told(from).filter((each) => each.startsWith('REPLANNED'))).toEqual([]);
    },
  );
});

it('of many orders only so many are planned in a round, each in its turn', async () => {
  for (let order = 0; order < 7; order += 1) await rest({ orderId: `order-${order}` });
  market([9_999, 5_000]);
  router.nowUs += INTERVAL_US;
  const planned: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    router.replanner.round();
    planned.push(sentBesidesNew().length + router.desk.live.aliveCount);
    await router.settle();
    planned.splice(-1, 1, sentBesidesNew().length);
  }
  expect(planned).toEqual([2, 4, 6, 7, 7, 7]);
  const asked = sentBesidesNew().map((message) => 'child_id' in message && message.child_id);
  expect(new Set(asked).size).toBe(7);
});

describe('a part that rests for a while at the near side', () => {
  const VENUES = ['XNYS', 'ARCX', 'BATS'];
  const quotes = (bid: number, size: number) => {
    for (const venueId of VENUES) router.quote(venueId, [bid, size], [bid + 10, size]);
  };
  const posts = () => router.children.filter((child) => child.time_in_force === 'DAY');

  /** Both sides of every venue flow fast, so that a part is worth resting. */
  beforeEach(async () => {
    for (let second = 0; second < 60; second += 1) {
      router.nowUs += 1_000_000;
      quotes(9_995, second % 2 === 0 ? 900 : 100);
    }
    await router.submit({ held: false, routingObjective: 'LOWEST_COST', urgency: 0 });
    for (const post of posts()) await router.says(post, { type: 'ack' });
  });

  it('follows it in its place, each by a decision of its own, and keeps its quantity and its time', async () => {
    for (const venueId of VENUES) router.canReplace(venueId);
    const from = eventsBy(router).length;
    quotes(9_997, 900);
    await later();
    const changes = router.sent.filter((message) => message.type === 'replace');
    const moved = posts().map(({ child_id, quantity }) => ({ child_id, quantity, revision: 1, limit_price: 999_700 }));
    expect(changes).toMatchObject(moved);
    const each = ['WAVE_PLANNED DESK', 'CHILD_REPLACE_ASKED MARKET'];
    expect(told(from)).toEqual(['REPLANNED MARKET', ...posts().flatMap(() => each)]);
    expect(rowsBy(router)[0]?.decisions).toHaveLength(1 + posts().length);
    for (const change of changes)
      if (change.type === 'replace')
        await router.says(change, { ...change, type: 'replaced', leaves_quantity: change.quantity });
    const before = life()?.children.map(({ restMs, sentAtUs }) => [restMs, sentAtUs]);
    expect(life()?.children.map(({ limitPrice }) => limitPrice)).toEqual(posts().map(() => 999_700));
    router.nowUs += 10_000_000;
    router.overdue.endRests();
    await router.settle();
    expect(router.sent.filter(({ type }) => type === 'cancel')).toHaveLength(posts().length);
    expect(life()?.children.map(({ restMs, sentAtUs }) => [restMs, sentAtUs])).toEqual(before);
  });

  it('waits out its time where its venue cannot change it', async () => {
    const from = eventsBy(router).length;
    quotes(9_997, 900);
    await later();
    expect(told(from)).toEqual([]);
  });

  it('stays where the near side has not moved', async () => {
    for (const venueId of VENUES) router.canReplace(venueId);
    const from = eventsBy(router).length;
    quotes(9_995, 900);
    await later();
    expect(told(from)).toEqual([]);
  });
});
