import { beforeEach, describe, expect, it } from 'vitest';
import { BenchRouter } from './bench-router.ts';

const LATE_US = 50_000;
let router: BenchRouter;

const quoteAll = () => {
  router.quote('XNYS', [9_999, 500], [10_001, 300]);
  for (const venueId of ['ARCX', 'BATS']) router.quote(venueId, [9_999, 500], [10_002, 300]);
};
/** An order whose first part goes to XNYS, which gives it back after a while. */
const sendAndGiveBack = async (orderId: string) => {
  quoteAll();
  await router.submit({ orderId, quantity: '100', orderType: 'LIMIT', limitPrice: '100.05' });
  const child = router.children.at(-1);
  if (child?.venueId !== 'XNYS') throw new Error('a part at XNYS expected');
  await router.canceled(child);
  return child;
};
const sentTo = (from: number) => router.children.slice(from).map(({ venueId }) => venueId);
const letDue = async () => {
  for (const due of router.timers.splice(0)) due();
  await router.settle();
};

beforeEach(async () => {
  router = new BenchRouter();
  const first = await sendAndGiveBack('first');
  // The bench lets 400 us pass with each report.
  router.nowUs += LATE_US - 400;
  await router.fill(first, 100);
});

describe('what a venue has given back that has filled late before', () => {
  it('is routed on when it can no more be filled by what was measured, and not before', async () => {
    expect(router.market.health('XNYS')?.lateness.heldBackUs(router.nowUs)).toBe(LATE_US);
    const sent = router.children.length;
    await sendAndGiveBack('second');
    expect(sentTo(sent)).toEqual(['XNYS']);
    router.nowUs += LATE_US - 1;
    quoteAll();
    await letDue();
    expect(sentTo(sent)).toEqual(['XNYS']);
    router.nowUs += 1;
    quoteAll();
    await letDue();
    expect(sentTo(sent).length).toBe(2);
  });

  it('is not bought a second time where it is filled meanwhile', async () => {
    const sent = router.children.length;
    const child = await sendAndGiveBack('second');
    router.nowUs += LATE_US / 2;
    await router.fill(child, 100);
    router.nowUs += LATE_US;
    quoteAll();
    await letDue();
    expect(sentTo(sent)).toEqual(['XNYS']);
    expect(
      router.stream.filter(({ type, data }) => type === 'ALERT' && 'code' in data && data.code === 'OVERCOMMITTED')
        .length,
    ).toBe(
      // Of the first order alone, of which nobody could know.
      1,
    );
  });

  it('is routed on at once where the venue is as good as its word again', async () => {
    router.nowUs += 16 * 60 * 1_000_000;
    const sent = router.children.length;
    await sendAndGiveBack('second');
    expect(sentTo(sent).length).toBe(2);
  });
});
