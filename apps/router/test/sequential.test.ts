import { quantity } from '@fairlead/core/money/units';
import { triedVenues } from '@fairlead/core/order-life/order-life';
import { readRequestExtras, writeRequestExtras } from '@fairlead/db/record/request-extras';
import { beforeEach, describe, expect, it } from 'vitest';
import { BenchRouter } from './bench-router.ts';
import { revivedOf } from './journaled.ts';

let router: BenchRouter;
const sequence = { routingMode: 'SEQUENTIAL', venuePreferences: ['XNYS', 'ARCX'], timeInForce: 'IOC' } as const;
const sentTo = () => router.children.map((child) => `${child.quantity} ${child.venueId}`);

/** The newest child that was sent. */
function newest(): BenchRouter['children'][number] {
  const child = router.children.at(-1);
  if (child === undefined) throw new Error('a child expected');
  return child;
}

beforeEach(() => {
  router = new BenchRouter();
  for (const venueId of ['XNYS', 'ARCX', 'BATS']) router.quote(venueId, [9_999, 500], [10_001, 300]);
});

describe('an order that goes to one venue at a time', () => {
  it('falls over to the next venue on a reject, on a partial fill and where there is no session, each venue once', async () => {
    await router.submit(sequence);
    expect(sentTo()).toEqual(['300 XNYS']);
    await router.says(newest(), { type: 'reject', code: 'VENUE_BUSY', message: '' });
    expect(sentTo()).toEqual(['300 XNYS', '300 ARCX']);
    await router.fill(newest(), 100);
    await router.canceled(newest());
    expect(sentTo()).toEqual(['300 XNYS', '300 ARCX', '200 BATS']);
    await router.canceled(newest());
    expect(router.order).toMatchObject({ state: 'CANCELED', filled_quantity: '100', reject_code: 'ALL_VENUES_TRIED' });
  });

  it('goes on where the session took nothing', async () => {
    router.down.add('XNYS');
    await router.submit(sequence);
    await router.settle();
    expect(sentTo()).toEqual(['300 ARCX']);
  });

  it('keeps its part at a silent venue until that has said what became of it, and then goes on', async () => {
    await router.submit(sequence);
    router.nowUs += 6_000_000;
    router.overdue.checkOverdue();
    await router.settle();
    expect([router.order?.state, sentTo()]).toEqual(['UNKNOWN', ['300 XNYS']]);
    for (const venueId of ['XNYS', 'ARCX', 'BATS']) router.quote(venueId, [9_999, 500], [10_001, 300]);
    await router.says(newest(), { type: 'status', state: 'CANCELED', filled_quantity: 0, executions: [] });
    expect(sentTo()).toEqual(['300 XNYS', '300 ARCX']);
  });

  it('still knows after a crash where it has been, and how it was asked for', async () => {
    await router.submit({ ...sequence, urgency: 0.9 });
    const live = revivedOf(router);
    expect([triedVenues(live.life), live.identity.order.urgency]).toEqual([['XNYS'], 0.9]);
    expect(router.waves.inputOf(live.identity, live.life)).toMatchObject({
      triedVenues: ['XNYS'],
      settings: { urgency: 0.9 },
    });
  });
});

describe('what an order asks for beyond its columns', () => {
  it('is stored as one text and read back as it was', () => {
    const instrument = router.market.instrument('AAPL');
    if (instrument === undefined) throw new Error('an instrument expected');
    const extras = {
      urgency: 0.25,
      constraints: { maxFeeE8: null, minFillRate: 0.5, maxLatencyMs: 2, maxImpactBps: null },
      manualAllocations: [{ venueId: 'XNYS', quantity: quantity(100) }],
      said: ['objective' as const],
      traderId: 'T-1',
    };
    expect(readRequestExtras(writeRequestExtras(extras, instrument), instrument)).toEqual(extras);
    const none = { urgency: null, constraints: null, manualAllocations: [], said: [], traderId: null };
    expect([writeRequestExtras(none, instrument), readRequestExtras(null, instrument)]).toEqual([null, none]);
  });
});
