import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { coveredRuns } from '../testing/covered-runs.ts';
import { storeImported } from '../testing/imported-rows.ts';
import { query } from '../testing/query.ts';
import { runningReport } from '../testing/report-run.ts';
import { storeReported } from '../testing/reported-orders.ts';
import { testDatabase } from '../testing/test-database.ts';
import { ReportItemsRepository } from './report-items-repository.ts';

const Q3 = { from: '2026-07-01', to: '2026-10-01', simulated: false, clientId: null };
const JULY = '2026-07-06T14:00:00Z';

async function setUp() {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-05-15Z', 6)");
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  const items = new ReportItemsRepository(pool);
  return {
    url: db.url,
    /** What a report has left out, and the orders that are in it, by their symbols. */
    report: async (parameters: object = {}) => {
      const run = await runningReport(pool, Q3, parameters);
      const { leftOut } = await items.fill(run, Q3, () => undefined);
      const sql = "select symbol from report_items where run_id = $1 and item_kind = 'ORDER' order by symbol";
      return { leftOut, symbols: (await query(db.url, sql, [run])).map(({ symbol }) => symbol) };
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('leaves out orders of options of the market value of the limit or more, and counts those of which it is not known', async () => {
  await using set = await setUp();
  const option = (symbol: string, order: Readonly<Record<string, unknown>>) => ({
    ...{ receivedAt: JULY, symbol, securityClass: 'OPTION' as const, order },
    routes: [{ venue: 'CBOE', sentAt: JULY }],
  });
  const [limit, market] = [
    (price: string) => ({ order_type: 'LIMIT', limit_price: price }),
    { order_type: 'MARKET', nbbo_bid: '4', nbbo_ask: '6' },
  ];
  await storeImported(set.url, 'COMPLETE', [
    option('BELOW', { quantity: '100', ...limit('4.99') }),
    option('AT', { quantity: '100', ...limit('5') }),
    option('BOUGHT', { quantity: '100', side: 'BUY', ...market }),
    option('SOLD', { quantity: '100', side: 'SELL', ...market }),
    option('UNKNOWN', { quantity: '900', order_type: 'MARKET' }),
    { ...option('STOCK', { quantity: '900000', ...limit('500') }), securityClass: 'NMS_STOCK' },
  ]);
  const chosen = (value: string) => ({
    choices: { OPTIONS_CUSTOMER_LIMIT_USD: { value, source: null, effective_from: null } },
  });
  expect(await set.report(chosen('50000'))).toEqual({
    symbols: ['BELOW', 'SOLD', 'STOCK', 'UNKNOWN'],
    leftOut: { notInDollars: 0, options: { overLimit: 2, ofUnknownValue: 1 } },
  });
  expect((await set.report(chosen('50001'))).symbols).toEqual(['AT', 'BELOW', 'SOLD', 'STOCK', 'UNKNOWN']);
  // A run of before there was such a choice has no limit.
  expect((await set.report()).symbols).toHaveLength(6);
});

it('takes instruments that trade in US dollars only, and tells how many orders that leaves out', async () => {
  await using set = await setUp();
  await storeReported(set.url, { receivedAt: JULY, parts: [{ venueId: 'XNAS', sentAt: JULY }] });
  await storeReported(set.url, { receivedAt: JULY, order: { instrument_id: 'MSFT' }, parts: [] });
  await query(set.url, "update instruments set currency = 'EUR' where instrument_id = 'MSFT'");
  const { symbols, leftOut } = await set.report();
  expect([symbols, leftOut.notInDollars]).toEqual([['AAPL'], 1]);
});

it('does so in a report of Rule 605 too', async () => {
  await using set = await coveredRuns();
  await set.order({ receivedAt: '2026-11-03T15:00:00Z', order: {} });
  await query(set.url, "update instruments set currency = 'EUR' where instrument_id = 'AAPL'");
  const { filled } = await set.fill();
  expect([filled.items, filled.notInDollars]).toEqual([0, 1]);
});
