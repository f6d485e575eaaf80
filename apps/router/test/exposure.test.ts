import { price, quantity } from '@fairlead/core/money/units';
import { DEFAULT_LIMITS, LimitIndex, type LimitRow, NO_KEYS } from '@fairlead/core/risk/limits';
import { expect, it } from 'vitest';
import { exposureOf } from '../src/intake/exposure-view.ts';
import { LimitBook } from '../src/risk/limit-book.ts';
import { BenchRouter } from './bench-router.ts';
import { OneOrder } from './one-order.ts';
import { restart } from './restart.ts';

const DOLLAR = 100_000_000n;
const DAY_US = 86_400_000_000;
const SUNDAY_US = Date.parse('2026-01-04T12:00:00Z') * 1_000;
const client = (more: Partial<LimitRow>): LimitRow => ({ ...NO_KEYS, scope: 'CLIENT', ...more });
const REST = { orderType: 'LIMIT', limitPrice: '99.50', quantity: '100' } as const;

/** A bench whose clients are held to these limits, for the day that it is. */
function benchOf(row: Partial<LimitRow>): OneOrder {
  const router = new OneOrder();
  holdTo(router, row);
  return router;
}
function holdTo(router: BenchRouter, row: Partial<LimitRow>): void {
  const index = new LimitIndex({ name: 'limits-1', rows: [client(row)] }, DEFAULT_LIMITS);
  router.limits = (question) => index.resolve(question);
}
let orders = 0;
async function codeOf(router: BenchRouter, changes: Parameters<BenchRouter['submit']>[0] = {}) {
  orders += 1;
  const { outcome } = await router.submit({ ...REST, orderId: `order-${orders}`, ...changes });
  if (outcome.ok) return 'TAKEN';
  return outcome.error.kind === 'REJECTED' ? outcome.error.rejection.code : outcome.error.kind;
}

it('counts an order from its entry to its end, at its limit while it is open and at its price when it is executed', async () => {
  const router = benchOf({});
  await codeOf(router);
  expect(router.exposure.firm).toMatchObject({ buyOpenE8: 9_950n * DOLLAR, buyExecutedE8: 0n });
  await router.fill(router.child(0), 40);
  expect(router.exposure.firm).toMatchObject({ buyOpenE8: 5_970n * DOLLAR, buyExecutedE8: 3_980n * DOLLAR });
  router.desk.cancel(router.alive);
  await router.canceled(router.child(0));
  expect(router.exposure.firm).toMatchObject({ buyOpenE8: 0n, buyExecutedE8: 3_980n * DOLLAR });
});

it('refuses the order that would bring its client over the limit, with the figures, and records it', async () => {
  const router = benchOf({ maxGrossExposureE8: 19_900n * DOLLAR });
  expect([
    await codeOf(router),
    await codeOf(router),
    await codeOf(router, { side: 'SELL', limitPrice: '200' }),
  ]).toEqual(['TAKEN', 'TAKEN', 'GROSS_EXPOSURE_OVER_LIMIT']);
  const refused = router.log
    .flatMap((each) => ('journaled' in each ? [JSON.stringify(each.journaled.body)] : []))
    .at(-1);
  expect(refused).toContain('The client, gross: in use 19900, asked 20000, limit 19900 US dollars.');
  expect(router.exposure.firm).toMatchObject({ buyOpenE8: 19_900n * DOLLAR, sellOpenE8: 0n });
});

it('counts orders that are decided in the same turn against each other', async () => {
  const router = benchOf({ maxGrossExposureE8: 19_900n * DOLLAR });
  const codes = await Promise.all([codeOf(router), codeOf(router), codeOf(router)]);
  expect(codes.sort()).toEqual(['GROSS_EXPOSURE_OVER_LIMIT', 'TAKEN', 'TAKEN']);
});

it('gives back what the journal has not taken, and counts no order that is only routed', async () => {
  const router = benchOf({});
  router.journalError = { ok: false, error: 'JOURNAL_FULL' };
  expect(await codeOf(router)).toBe('JOURNAL');
  router.journalError = null;
  await router.submit({ ...REST, orderId: 'routed' }, { routeOnly: true });
  expect(router.exposure.firm.buyOpenE8).toBe(0n);
});

it('sends no wave of an order any more when a limit was lowered below what stands', async () => {
  const router = benchOf({});
  await codeOf(router, { orderType: 'MARKET', limitPrice: null, quantity: '300' });
  const sent = router.children.length;
  holdTo(router, { maxGrossExposureE8: 1n });
  for (const child of [...router.children]) await router.canceled(child);
  expect(router.children).toHaveLength(sent);
  expect(router.order).toMatchObject({ state: 'CANCELED', reject_code: 'GROSS_EXPOSURE_OVER_LIMIT' });
});

it('is the same after a restart, and of the next day only what is open', async () => {
  const router = benchOf({});
  await codeOf(router);
  await router.fill(router.child(0), 40);
  const before = router.exposure.firm;
  const after = new OneOrder();
  after.nowUs = router.nowUs + 1;
  await restart(router, after);
  expect(after.exposure.firm).toEqual(before);
  after.nowUs += 86_400_000_000;
  after.exposure.tick(after.desk.live.alive());
  expect(after.exposure.firm).toMatchObject({ buyOpenE8: 5_970n * DOLLAR, buyExecutedE8: 0n });
});

it('counts a market order that waits for the open by the collar about the last sale, before and after a restart', async () => {
  const router = new BenchRouter({ hours: 'exchange', closedMarket: 'park', nowUs: SUNDAY_US });
  holdTo(router, { maxGrossExposureE8: 40_000n * DOLLAR });
  router.market.print('XNYS', 'AAPL', {
    ...{ atUs: SUNDAY_US - 3_600_000_000, price: price(1_000_000), quantity: quantity(1), condition: 'CLOSE' },
  });
  const market = { orderType: 'MARKET', limitPrice: null, quantity: '300' } as const;
  expect([await codeOf(router, market), await codeOf(router, market)]).toEqual(['TAKEN', 'GROSS_EXPOSURE_OVER_LIMIT']);
  expect(router.exposure.firm.buyOpenE8).toBe(31_500n * DOLLAR);
  const after = new BenchRouter({ hours: 'exchange', closedMarket: 'park', nowUs: SUNDAY_US + 1 });
  await restart(router, after);
  expect(after.exposure.firm).toEqual(router.exposure.firm);
});

it('counts after a restart what an order of yesterday has executed today, though no readable table knows of it', async () => {
  const router = benchOf({});
  await codeOf(router, { timeInForce: 'GTC' });
  await router.fill(router.child(0), 40);
  router.nowUs += DAY_US;
  router.exposure.tick(router.desk.live.alive());
  await router.fill(router.child(0), 25);
  expect(router.exposure.firm).toMatchObject({
    buyOpenE8: 3_482n * DOLLAR + DOLLAR / 2n,
    buyExecutedE8: 2_487n * DOLLAR + DOLLAR / 2n,
  });
  const after = new OneOrder();
  after.nowUs = router.nowUs + 1;
  await restart(router, after);
  expect(after.exposure.firm).toEqual(router.exposure.firm);
});

it('is shown beside what may be, by client, firm and instrument', async () => {
  const router = benchOf({});
  await codeOf(router);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const limitBook = new LimitBook({ store: { inForce: async () => null }, pseudonymOf: async () => '', log });
  const { exposure, arrivals } = router;
  const view = exposureOf({ exposure, arrivals, limitBook, clock: { nowUs: () => router.nowUs } });
  expect(view).toMatchObject({
    limits: 'DEFAULT',
    firm: { gross: { use: '9950', limit: '80000000000' } },
    clients: [
      {
        client_id: 'client-1',
        net: { use: '9950', limit: '5000000000' },
        credit: { use: '9950', limit: '5000000000' },
      },
    ],
    instruments: [{ instrument_id: 'AAPL', buy_open: '9950', gross: { use: '9950', limit: null } }],
  });
});

it('refuses orders that come too fast, or twice, before anything else is asked of them', async () => {
  const fast = benchOf({ maxOrdersPerSecond: 1 });
  expect([await codeOf(fast), await codeOf(fast, { quantity: '5000000' })]).toEqual(['TAKEN', 'ORDER_RATE_OVER_LIMIT']);
  fast.nowUs += 1_000_000;
  expect(await codeOf(fast)).toBe('TAKEN');
  const twice = benchOf({ duplicateWindowMs: 500, duplicateMinNotionalE8: 0n });
  expect([await codeOf(twice), await codeOf(twice), await codeOf(twice, { quantity: '99' })]).toEqual([
    'TAKEN',
    'DUPLICATE_ORDER_SUSPECTED',
    'TAKEN',
  ]);
  twice.nowUs += 500_000;
  expect(await codeOf(twice)).toBe('TAKEN');
});

it.each<[string, Parameters<BenchRouter['submit']>[0], string]>([
  ['by its limit, as much as the least', { quantity: '100', limitPrice: '99.50' }, 'DUPLICATE_ORDER_SUSPECTED'],
  ['by its limit, less than the least', { quantity: '100', limitPrice: '99.49' }, 'TAKEN'],
  ['by its stop, as much', { orderType: 'STOP', stopPrice: '100.50' }, 'DUPLICATE_ORDER_SUSPECTED'],
  ['by the best offer, as much', { orderType: 'MARKET', quantity: '100' }, 'DUPLICATE_ORDER_SUSPECTED'],
  ['by the best offer, less', { orderType: 'MARKET', quantity: '99' }, 'TAKEN'],
])('suspects a repeated order that comes to so much, %s', async (_, order, code) => {
  const router = benchOf({ duplicateWindowMs: 500, duplicateMinNotionalE8: 9_950n * DOLLAR });
  const asked = { quantity: '100', ...order, ...(order?.orderType === undefined ? {} : { limitPrice: null }) };
  expect([await codeOf(router, asked), await codeOf(router, asked)]).toEqual(['TAKEN', code]);
});
