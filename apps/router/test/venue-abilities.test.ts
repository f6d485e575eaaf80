import type { VenueCapabilities } from '@fairlead/contracts/venue-protocol';
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
