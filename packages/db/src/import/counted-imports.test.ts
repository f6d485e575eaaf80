import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { CustomerReportRepository } from '../repositories/customer-report-repository.ts';
import { ReportItemsRepository } from '../repositories/report-items-repository.ts';
import { storeImported } from '../testing/imported-rows.ts';
import { query } from '../testing/query.ts';
import { runningReport } from '../testing/report-run.ts';
import { type ReportedOrder, storeReported } from '../testing/reported-orders.ts';
import { testDatabase } from '../testing/test-database.ts';

const Q3 = { from: '2026-07-01', to: '2026-10-01', simulated: false, clientId: null };
const JULY = '2026-07-06T14:00:00.000Z';
const E8 = 100_000_000n;

async function setUp() {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-05-15Z', 6)");
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  return {
    ...{ url: db.url, pool },
    /** Stores orders that came through the router, with the keys that it knows them by. */
    store: async (...orders: readonly ReportedOrder[]) => {
      for (const order of orders) await storeReported(db.url, order);
      await query(db.url, 'insert into order_keys select client_id, order_id, id from orders');
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

const executed = [{ at: JULY, quantity: '400', amounts: ['0.5', '0', '0', '0'] }];
const sent = (venue: string, route = {}) => ({ venue, sentAt: JULY, executed, route });
const THROUGH = { routing_firm: 'Clearing Co' };

it('counts an order once that was routed here and imported too, and leaves out what another firm has routed on', async () => {
  await using set = await setUp();
  await set.store(
    { receivedAt: JULY, order: { order_id: 'twice' }, parts: [{ venueId: 'XNAS', sentAt: JULY }] },
    { receivedAt: JULY, order: { order_id: 'refused', state: 'REJECTED', reject_code: 'NO_VENUE' } },
    { receivedAt: JULY, order: { order_id: 'worked alone', route_only: true } },
    { receivedAt: JULY, order: { order_id: 'tried', simulated: true } },
  );
  await storeImported(
    ...[set.url, 'COMPLETE' as const],
    ['twice', 'refused', 'worked alone', 'tried'].map((order_id) => ({
      ...{ receivedAt: JULY, symbol: 'AAPL', order: { order_id }, routes: [sent(`Venue of ${order_id}`)] },
    })),
  );
  await storeImported(set.url, 'COMPLETE', [
    { receivedAt: JULY, symbol: 'AAPL', order: { order_id: 'twice', client_id: 'C1' }, routes: [] },
    {
      ...{ receivedAt: JULY, symbol: 'AAPL', classification: 'OTHER' },
      routes: [sent('Clearing Co'), sent('Behind it', THROUGH)],
    },
  ]);
  const run = await runningReport(set.pool, Q3);
  await new ReportItemsRepository(set.pool).fill(run, Q3, () => undefined);
  const rows = await query(
    ...[
      set.url,
      "select concat_ws(' ', item_kind, order_type, nullif(venue_id, '')) as line from report_items where run_id = $1",
    ],
    [run],
  );
  expect(rows.map(({ line }) => line).sort()).toEqual([
    ...Array.from({ length: 4 }, () => 'ORDER MARKET'),
    ...['ORDER MARKETABLE_LIMIT', 'ORDER OTHER'],
    ...['ROUTE MARKET Venue of refused', 'ROUTE MARKET Venue of tried', 'ROUTE MARKET Venue of worked alone'],
    ...['ROUTE MARKETABLE_LIMIT XNAS', 'ROUTE OTHER Clearing Co'],
  ]);
});

it('counts what another firm has routed on for its order only where this firm has routed nothing of it', async () => {
  await using set = await setUp();
  const anna = { customer_id: 'anna' };
  await set.store({
    ...{ receivedAt: JULY, order: { ...anna, order_id: 'here', held: true } },
    parts: [{ venueId: 'XNAS', sentAt: JULY }],
  });
  const came = { receivedAt: JULY, symbol: 'AAPL', handling: 'NOT_HELD_EXEMPT' as const };
  await storeImported(set.url, 'COMPLETE', [
    { ...came, order: { ...anna, order_id: 'here' }, routes: [sent('Clearing Co')] },
    { ...came, order: { ...anna, order_id: 'both' }, routes: [sent('Clearing Co'), sent('Pool Nine', THROUGH)] },
    { ...came, order: { ...anna, order_id: 'through' }, routes: [sent('Pool Nine', THROUGH)] },
  ]);
  const whole = { ...Q3, clientId: 'default', customerId: 'anna', exportedBy: null };
  const run = await runningReport(set.pool, Q3);
  const { facts, exemptions } = await new CustomerReportRepository(set.pool).routing(run, whole, () => undefined);
  const went = facts.orders.map(({ orderId, routes }) => [orderId, ...routes.map(({ venueId }) => venueId)]);
  expect(went.sort()).toEqual([
    ['both', 'Clearing Co'],
    ['here', 'XNAS'],
    ['through', 'Pool Nine'],
  ]);
  const [{ quantity } = {}] = await query(set.url, 'select quantity::int as quantity from orders');
  // Two orders of 1,000 shares that executed 400 at 10 each, and the one here.
  expect(exemptions).toEqual({
    ...{ notHeldSharesE8: 2_000n * E8, allSharesE8: (2_000n + BigInt(Number(quantity))) * E8 },
    customerTradedUsdE8: 8_000n * E8,
  });
});
