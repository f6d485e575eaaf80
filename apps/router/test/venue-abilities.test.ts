import type { VenueCapabilities } from '@fairlead/contracts/venue-protocol';
import { failuresAmong, NO_OUTCOMES } from '@fairlead/core/venue/circuit-window';
import { beforeEach, describe, expect, it } from 'vitest';
import { venueEvents } from '../src/execution/venue-events.ts';
import type { SessionEvents } from '../src/ports.ts';
import { BenchRouter } from './bench-router.ts';
import { evidenceOfAll } from './records.ts';

const ABLE: VenueCapabilities = {
  kinds: ['MARKET', 'LIMIT', 'MIDPOINT_PEG'],
  times_in_force: ['DAY', 'IOC', 'FOK'],
  can_replace: true,
  status_by_client_id: true,
  min_quantity: true,
  orders_per_second: null,
  cancels_on_disconnect: false,
  id_max_length: 36,
};

let router: BenchRouter;
let events: SessionEvents;

beforeEach(() => {
  router = new BenchRouter();
  const quiet = () => {};
  events = venueEvents(() => ({ desk: router.desk, overdue: router.overdue, room: router.room }), {
    market: router.market,
    publisher: { publish: (type, data) => void router.stream.push({ type, data } as (typeof router.stream)[number]) },
    clock: { nowUs: () => router.nowUs },
    log: { info: quiet, warn: quiet, error: quiet },
  });
  router.quote('XNYS', [9_999, 900], [10_001, 900]);
  router.quote('ARCX', [9_999, 900], [10_001, 900]);
  router.quote('BATS', [9_998, 900], [10_002, 900]);
});

/** Where the children of the last order went, and why the last plan left XNYS out. */
async function routed(changes: Parameters<BenchRouter['submit']>[0] = {}): Promise<(string | null | undefined)[]> {
  const before = router.children.length;
  await router.submit({ orderId: `o-${router.nowUs++}`, quantity: '100', ...changes });
  await router.settle();
  const outcome = evidenceOfAll(router)
    .at(-1)
    ?.candidates.find(({ venue_id }) => venue_id === 'XNYS');
  return [...router.children.slice(before).map(({ venueId }) => venueId), outcome?.code];
}

describe('a venue that says at its logon what it can do', () => {
  it.each([
    ['limit orders', { kinds: ['MARKET'] }, {}, 'ORDER_TYPE_NOT_TAKEN'],
    ['immediate orders', { times_in_force: ['DAY'] }, {}, 'TIME_IN_FORCE_NOT_TAKEN'],
    ['fill or kill', { times_in_force: ['DAY', 'IOC'] }, { timeInForce: 'FOK' }, 'TIME_IN_FORCE_NOT_TAKEN'],
    ['ids as long as ours', { id_max_length: 20 }, {}, 'ORDER_TYPE_NOT_TAKEN'],
  ] as const)('is not planned for where it does not take %s', async (_, less, order, code) => {
    const there = { directedVenue: null, venuePreferences: ['XNYS'], ...order };
    events.onUp('XNYS', ABLE);
    expect(await routed(there)).toEqual(['XNYS', null]);
    events.onUp('XNYS', { ...ABLE, ...less } as VenueCapabilities);
    expect(await routed(there)).toEqual(['ARCX', code]);
  });

  it('is planned for by its settings again where it says nothing the next time', async () => {
    events.onUp('XNYS', { ...ABLE, kinds: [] });
    expect(await routed({ venuePreferences: ['XNYS'] })).toEqual(['ARCX', 'ORDER_TYPE_NOT_TAKEN']);
    events.onUp('XNYS');
    expect(await routed({ venuePreferences: ['XNYS'] })).toEqual(['XNYS', null]);
  });

  it('has people told where it cannot name our orders', () => {
    events.onUp('XNYS', { ...ABLE, id_max_length: 35 });
    expect(router.stream).toContainEqual({
      type: 'ALERT',
      data: expect.objectContaining({ code: 'VENUE_ID_TOO_SHORT', venue_id: 'XNYS', client_id: null }),
    });
  });
});

describe('a venue that takes so many orders in a second', () => {
  const here = { venuePreferences: ['XNYS'] };

  it('is sent no more: what comes within the second goes elsewhere, and its record says why', async () => {
    events.onUp('XNYS', { ...ABLE, orders_per_second: 2 });
    expect(await routed(here)).toEqual(['XNYS', null]);
    expect(await routed(here)).toEqual(['XNYS', null]);
    expect(await routed(here)).toEqual(['ARCX', 'VENUE_FULL']);
    router.nowUs += 1_000_000;
    expect(await routed(here)).toEqual(['XNYS', null]);
  });

  it('shows as congested meanwhile, and is asked to cancel all the same', async () => {
    events.onUp('XNYS', { ...ABLE, orders_per_second: 1 });
    expect(await routed(here)).toEqual(['XNYS', null]);
    const health = router.market.health('XNYS');
    expect([health?.measureStatus(router.nowUs), health?.status]).toEqual([true, 'CONGESTED']);
    const live = [...router.desk.live.alive()][0];
    if (live === undefined) throw new Error('a live order expected');
    router.desk.cancel(live);
    await router.settle();
    expect(router.sent.at(-1)).toMatchObject({ type: 'cancel', venueId: 'XNYS' });
  });

  it('counts orders that are decided before the first of them has left', async () => {
    events.onUp('XNYS', { ...ABLE, orders_per_second: 1 });
    const orders = ['a', 'b', 'c'].map((orderId) => router.submit({ orderId, quantity: '100', ...here }));
    await Promise.all(orders);
    await router.settle();
    expect(router.children.map(({ venueId }) => venueId)).toEqual(['XNYS', 'ARCX', 'ARCX']);
    expect(evidenceOfAll(router)).toHaveLength(3);
  });
});

it('does not trade through the protected quote of a venue that has no room', async () => {
  router.quote('ARCX', [9_998, 900], [10_002, 900]);
  events.onUp('XNYS', { ...ABLE, orders_per_second: 0 });
  expect(await routed({ timeInForce: 'IOC' })).toEqual(['VENUE_FULL']);
});

describe('what a venue refuses because too many orders came', () => {
  const here = { venuePreferences: ['XNYS'], quantity: '100' };
  const refused = (child: { child_id: string }) =>
    ({
      type: 'reject',
      child_id: child.child_id,
      code: 'THROTTLED',
      message: '',
      order_fault: false,
      time_us: 0,
    }) as const;
  const venues = () => router.children.map(({ venueId }) => venueId);

  it.each(['DAY', 'IOC', 'FOK'] as const)(
    'is routed elsewhere, an order %s too, and nothing is sent there until it has room',
    async (timeInForce) => {
      await router.submit({ orderId: 'a', ...here, timeInForce });
      events.onMessage('XNYS', { type: 'throttled', retry_after_ms: 5_000, time_us: 0 });
      events.onMessage('XNYS', refused(router.children[0] ?? { child_id: '' }));
      await router.settle();
      await router.submit({ orderId: 'b', ...here, timeInForce });
      router.nowUs += 5_000_000;
      router.quote('XNYS', [9_999, 900], [10_001, 900]);
      router.quote('ARCX', [9_999, 900], [10_001, 900]);
      await router.submit({ orderId: 'c', ...here, timeInForce });
      expect(venues()).toEqual(['XNYS', 'ARCX', 'ARCX', 'XNYS']);
      expect(failuresAmong(router.market.health('XNYS')?.circuit.now.outcomes ?? NO_OUTCOMES)).toBe(0);
    },
  );

  it('keeps the venue from being sent more for a second where it does not say for how long', async () => {
    await router.submit({ orderId: 'a', ...here });
    events.onMessage('XNYS', refused(router.children[0] ?? { child_id: '' }));
    await router.settle();
    expect([venues(), router.market.health('XNYS')?.status]).toEqual([['XNYS', 'ARCX'], 'CONGESTED']);
    router.nowUs += 1_000_000;
    await router.submit({ orderId: 'b', ...here });
    expect(venues()).toEqual(['XNYS', 'ARCX', 'XNYS']);
  });

  it('ends an immediate order where every venue refuses it, and is not sent in circles', async () => {
    router.quote('BATS', [9_999, 900], [10_001, 900]);
    await router.submit({ orderId: 'a', ...here, timeInForce: 'IOC' });
    for (let turn = 0; turn < 10; turn++) {
      const child = router.children[turn];
      if (child === undefined) break;
      events.onMessage(child.venueId, refused(child));
      await router.settle();
    }
    expect(venues()).toEqual(['XNYS', expect.any(String), expect.any(String)]);
    expect(new Set(venues())).toEqual(new Set(['XNYS', 'ARCX', 'BATS']));
    expect(router.order?.state).toBe('CANCELED');
  });
});
