import { price, quantity } from '@fairlead/core/money/units';
import { beforeEach, describe, expect, it } from 'vitest';
import { BenchRouter } from './bench-router.ts';
import { rowsBy } from './journaled.ts';

let router: BenchRouter;
const feesOf = () =>
  rowsBy(router)
    .flatMap((order) => order.executions)
    .map((row) => row.fee);

/** A venue quotes both sides of an instrument at one price, at the instrument's scale. */
function quote(venueId: string, instrumentId: string, at: number, size: number): void {
  const times = { eventTimeUs: router.nowUs, receiptTimeUs: router.nowUs };
  const sides = { bid: price(at), bidSize: quantity(size), ask: price(at), askSize: quantity(size) };
  router.market.applyQuote(venueId, instrumentId, { quote: { ...sides, ...times } });
}

function newest(): BenchRouter['children'][number] {
  const child = router.children.at(-1);
  if (child === undefined) throw new Error('a child expected');
  return child;
}

beforeEach(() => {
  router = new BenchRouter();
});

describe('the fees of fills', () => {
  it('hold a child order’s fixed charge with its first fill alone, and the order’s sum holds it once', async () => {
    quote('LP4', 'EURUSD', 108_500, 100_000);
    await router.submit({ instrumentId: 'EURUSD', quantity: '90000', timeInForce: 'IOC' });
    await router.fill(newest(), 50_000);
    await router.fill(newest(), 40_000);
    expect([feesOf(), router.order?.total_fees]).toEqual([['1', '0'], '1']);
  });

  it('fall with the tier that the month’s own fills reach, in the records and in the next decision', async () => {
    quote('CX1', 'BTC/USD', 10_000_000, 2_000_000_000);
    const order = { instrumentId: 'BTC/USD', quantity: '10', timeInForce: 'IOC' } as const;
    await router.submit({ ...order, orderId: 'first' });
    await router.fill(newest(), 1_000_000_000);
    expect(router.market.feesInForce('CX1')?.takePpm).toBe(1_800);
    await router.submit({ ...order, orderId: 'second' });
    await router.fill(newest(), 1_000_000_000);
    // A million dollars at 25 basis points, then a million at 18.
    expect(feesOf()).toEqual(['2500', '1800']);
    const view = router.market.view('BTC/USD', 'BUY', router.nowUs);
    expect(view?.venues[0]?.venue.fees).toMatchObject({ takePpm: 1_800, tiers: [] });
  });
});
