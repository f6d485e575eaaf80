import { invariant } from '@fairlead/core/result';
import pg from 'pg';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { storeImported } from '../testing/imported-rows.ts';
import { personWriter } from '../testing/person-writer.ts';
import { query } from '../testing/query.ts';
import { runningReport } from '../testing/report-run.ts';
import { type ReportedOrder, storeReported } from '../testing/reported-orders.ts';
import { testDatabase } from '../testing/test-database.ts';
import { IndexMembersRepository, SP500 } from './index-members-repository.ts';
import { PaymentTermsRepository } from './payment-terms-repository.ts';
import { ReportFactsRepository } from './report-facts-repository.ts';
import { type ReportCell, type ReportItem, ReportItemsRepository } from './report-items-repository.ts';
import { ReportRunRepository } from './report-run-repository.ts';
import type { ReportScope } from './report-scope.ts';

const Q3: ReportScope = { from: '2026-07-01', to: '2026-10-01', simulated: false, clientId: null };
const JULY = '2026-07-06T14:00:00Z';
const MSFT = { instrument_id: 'MSFT' };

async function setUp() {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-05-15Z', 6)");
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  const items = new ReportItemsRepository(pool);
  const facts = new ReportFactsRepository(pool);
  const fill = async (scope: ReportScope = Q3) => {
    const run = await runningReport(pool, scope);
    return { run, ...(await items.fill(run, scope, () => undefined)) };
  };
  return {
    ...{ url: db.url, pool, items, facts, fill },
    store: (...orders: readonly ReportedOrder[]) => Promise.all(orders.map((order) => storeReported(db.url, order))),
    /** Each row of a filled run in a line, sorted. */
    rowsOf: async (scope: ReportScope = Q3) => {
      const { run } = await fill(scope);
      const sql = `select concat_ws(' ', item_kind, to_char(month, 'Mon'), section, case when held then 'held' else 'not-held' end,
          case when directed then 'directed' end, order_type, nullif(venue_id, ''), case item_kind when 'ROUTE' then routed || 'x' end,
          nullif(trim_scale(shares), 0), case when fees > 0 then 'fee ' || trim_scale(fees) end, case when rebates > 0 then 'rebate ' || trim_scale(rebates) end,
          case when pfof <> 0 then 'pfof ' || trim_scale(pfof) end, case when profit_sharing <> 0 then 'share ' || trim_scale(profit_sharing) end) as line
        from report_items where run_id = $1`;
      return (await query(db.url, sql, [run])).map(({ line }) => String(line)).sort();
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('tells of an order, of each part that was sent, and of what they executed', async () => {
  await using set = await setUp();
  await set.store({
    receivedAt: JULY,
    parts: [
      {
        ...{ venueId: 'XNAS', sentAt: JULY },
        fills: [
          { at: JULY, quantity: '60', fee: '0.18' },
          { at: '2026-07-06T14:00:01Z', quantity: '40', fee: '-0.08' },
        ],
      },
      { venueId: 'ARCX', sentAt: JULY },
      { venueId: 'BATS', sentAt: null },
    ],
  });
  expect(await set.rowsOf()).toEqual([
    'ORDER Jul OTHER held MARKETABLE_LIMIT',
    'ROUTE Jul OTHER held MARKETABLE_LIMIT ARCX 1x',
    'ROUTE Jul OTHER held MARKETABLE_LIMIT XNAS 1x 100 fee 0.18 rebate 0.08',
  ]);
});

it('counts by months of New York: orders by receipt, parts by sending, executions by trade date', async () => {
  await using set = await setUp();
  const fills = (...times: readonly string[]) => times.map((at) => ({ at, quantity: '10', fee: '0' }));
  const from = { venueId: 'XNAS' };
  await set.store(
    // Of the evening before in New York, and of its first moment.
    { receivedAt: '2026-07-01T03:59:59.999Z', parts: [{ ...from, sentAt: '2026-07-01T03:59:59.999Z' }] },
    { receivedAt: '2026-07-01T04:00:00.000Z', order: { held: false }, parts: [] },
    { receivedAt: '2026-10-01T03:59:59.999Z', order: { classification: 'OTHER' } },
    { receivedAt: '2026-10-01T04:00:00.000Z' },
    // Received in June: what of it was sent or executed in the quarter counts there.
    {
      ...{ receivedAt: '2026-06-12T15:00:00Z', order: MSFT },
      parts: [
        {
          ...from,
          sentAt: '2026-06-12T15:00:00Z',
          fills: fills('2026-06-12T15:00:01Z', '2026-07-02T15:00:00Z', '2026-07-03T15:00:00Z'),
        },
        {
          venueId: 'ARCX',
          sentAt: '2026-08-03T15:00:00Z',
          fills: fills('2026-08-03T15:00:01Z', '2026-09-03T15:00:01Z'),
        },
      ],
    },
  );
  expect(await set.rowsOf()).toEqual([
    'ORDER Jul OTHER not-held MARKETABLE_LIMIT',
    'ORDER Sep OTHER held OTHER',
    'ROUTE Aug OTHER held MARKETABLE_LIMIT ARCX 1x 10',
    'ROUTE Jul OTHER held MARKETABLE_LIMIT XNAS 0x 20',
    'ROUTE Sep OTHER held MARKETABLE_LIMIT ARCX 0x 10',
  ]);
});

it('divides stocks by the list that holds on the first day of their quarter', async () => {
  await using set = await setUp();
  await new IndexMembersRepository(set.pool).load(SP500, [
    { asOf: '2026-06-01', symbols: ['AAPL'] },
    { asOf: '2026-08-01', symbols: ['MSFT'] },
    { asOf: '2026-10-01', symbols: ['MSFT'] },
  ]);
  const august = '2026-08-10T15:00:00Z';
  await set.store(
    { receivedAt: august },
    { receivedAt: august, order: MSFT },
    { receivedAt: '2026-10-05T15:00:00Z', order: MSFT },
  );
  const scope = { ...Q3, to: '2026-11-01' };
  expect(await set.rowsOf(scope)).toEqual([
    'ORDER Aug OTHER held MARKETABLE_LIMIT',
    'ORDER Aug SP500 held MARKETABLE_LIMIT',
    'ORDER Oct SP500 held MARKETABLE_LIMIT',
  ]);
  expect((await set.fill(scope)).quarters).toEqual([
    { quarter: '2026-07-01', asOf: '2026-06-01' },
    { quarter: '2026-10-01', asOf: '2026-10-01' },
  ]);
  expect((await set.fill({ ...Q3, from: '2026-04-01' })).quarters[0]).toEqual({ quarter: '2026-04-01', asOf: null });
});

it('leaves out what was refused, what is no stock, and of what its client works alone all without an execution', async () => {
  await using set = await setUp();
  await set.store(
    { receivedAt: JULY, order: { state: 'REJECTED', reject_code: 'PRICE_COLLAR' } },
    { receivedAt: JULY, order: { security_class: 'NO_SECURITY' } },
    { receivedAt: JULY, order: { instrument_id: 'BTC/USD', security_class: null } },
    { receivedAt: JULY, order: { route_only: true } },
  );
  expect(await set.rowsOf()).toEqual([]);
});

it('takes what a client has executed of a decision as one routed order a venue', async () => {
  await using set = await setUp();
  await set.store({
    ...{ receivedAt: JULY, order: { route_only: true } },
    elsewhere: [
      { venueId: 'XNAS', at: JULY, quantity: '10' },
      { venueId: 'XNAS', at: '2026-07-06T14:00:05Z', quantity: '5' },
      { venueId: 'XNAS', at: '2026-08-06T14:00:05Z', quantity: '7' },
      { venueId: 'ARCX', at: JULY, quantity: '3' },
    ],
  });
  expect(await set.rowsOf()).toEqual([
    'ORDER Jul OTHER held MARKETABLE_LIMIT',
    'ROUTE Aug OTHER held MARKETABLE_LIMIT XNAS 0x 7',
    'ROUTE Jul OTHER held MARKETABLE_LIMIT ARCX 1x 3',
    'ROUTE Jul OTHER held MARKETABLE_LIMIT XNAS 1x 15',
  ]);
});

it('keeps simulated orders apart, and asks for one client where that is wanted', async () => {
  await using set = await setUp();
  await storeImported(set.url, 'COMPLETE', [{ receivedAt: JULY, symbol: 'ZZZ', routes: [] }]);
  await set.store(
    { receivedAt: JULY, order: { simulated: true, classification: 'OTHER' } },
    { receivedAt: JULY, order: { client_id: 'C1', held: false, directed_venue: 'XNAS' } },
  );
  const directed = 'ORDER Jul OTHER not-held directed MARKETABLE_LIMIT';
  expect(await set.rowsOf({ ...Q3, simulated: true })).toEqual(['ORDER Jul OTHER held OTHER']);
  expect(await set.rowsOf({ ...Q3, clientId: 'C1' })).toEqual([directed]);
  expect(await set.rowsOf()).toEqual(['ORDER Jul OTHER held MARKET', directed]);
});

it('pays by the terms of the trade date and the type of order, exactly', async () => {
  await using set = await setUp();
  const terms = new PaymentTermsRepository(set.pool);
  const kept = { venue_id: 'XNAS', profit_sharing: '', material_aspects: 'first', source: 'a list' };
  const rates = {
    pfof_market: '0.2',
    pfof_marketable_limit: '0.00000003',
    pfof_non_marketable_limit: '-0.31',
    pfof_other: '0.4',
  };
  await terms.set({ ...kept, effective_from: '2026-07-06', ...rates, profit_sharing_rate: '0.01' }, personWriter());
  const later = { ...rates, pfof_market: '0.5', material_aspects: 'second' };
  await terms.set({ ...kept, effective_from: '2026-08-01', ...later, profit_sharing_rate: '0' }, personWriter());
  const at = (time: string, classification: ReportedOrder['order'] = {}) => ({
    ...{ receivedAt: time, order: classification },
    parts: [{ venueId: 'XNAS', sentAt: time, fills: [{ at: time, quantity: '1', fee: '0' }] }],
  });
  await set.store(
    at('2026-07-03T15:00:00Z', { classification: 'MARKET' }),
    at(JULY, { classification: 'MARKET' }),
    at(JULY),
    at(JULY, { classification: 'NON_MARKETABLE_LIMIT' }),
    // The last of July and the first of August in New York.
    at('2026-08-01T03:59:00Z', { classification: 'OTHER' }),
    at('2026-08-01T04:00:00Z', { classification: 'MARKET' }),
  );
  expect((await set.rowsOf()).filter((line) => line.startsWith('ROUTE'))).toEqual([
    'ROUTE Aug OTHER held MARKET XNAS 1x 1 pfof 0.005',
    'ROUTE Jul OTHER held MARKET XNAS 1x 1',
    'ROUTE Jul OTHER held MARKET XNAS 1x 1 pfof 0.002 share 0.0001',
    'ROUTE Jul OTHER held MARKETABLE_LIMIT XNAS 1x 1 pfof 0.0000000003 share 0.0001',
    'ROUTE Jul OTHER held NON_MARKETABLE_LIMIT XNAS 1x 1 pfof -0.0031 share 0.0001',
    'ROUTE Jul OTHER held OTHER XNAS 1x 1 pfof 0.004 share 0.0001',
  ]);
  const { run } = await set.fill();
  expect((await set.facts.publicFacts(run)).venues).toMatchObject([{ venueId: 'XNAS', materialAspects: 'second' }]);
});

it('reads imported orders of complete batches beside our own, options among them', async () => {
  await using set = await setUp();
  const paid = (at: string, quantity: string) => ({ at, quantity, amounts: ['0.5', '0.25', '0.125', '0.0625'] });
  const [september, next] = ['2026-09-30T19:00:00Z', '2026-10-02T19:00:00Z'];
  await storeImported(set.url, 'COMPLETE', [
    {
      ...{ receivedAt: JULY, symbol: 'AAPL' },
      routes: [
        { venue: 'Wholesaler One', sentAt: JULY, executed: [paid(JULY, '100'), paid('2026-08-03T15:00:00Z', '50')] },
        { venue: 'Our own name of it', mic: 'XNAS', sentAt: JULY },
      ],
    },
    { receivedAt: JULY, symbol: 'AAPL 261218C00200000', securityClass: 'OPTION', handling: 'NOT_HELD', routes: [] },
    { receivedAt: JULY, symbol: 'PINKX', securityClass: 'OTC', routes: [{ venue: 'OTC Link', sentAt: JULY }] },
    { receivedAt: september, symbol: 'AAPL', routes: [{ venue: 'ARCX', sentAt: next, executed: [paid(next, '9')] }] },
    {
      ...{ receivedAt: '2026-06-29T19:00:00Z', symbol: 'AAPL' },
      routes: [{ venue: 'ARCX', sentAt: '2026-06-29T19:00:00Z', executed: [paid('2026-07-01T14:00:00Z', '7')] }],
    },
  ]);
  await storeImported(set.url, 'LOADING', [{ receivedAt: JULY, symbol: 'AAPL', classification: 'OTHER', routes: [] }]);
  await set.store({ receivedAt: JULY });
  expect(await set.rowsOf()).toEqual([
    'ORDER Jul OPTIONS not-held MARKET',
    'ORDER Jul OTHER held MARKET',
    'ORDER Jul OTHER held MARKETABLE_LIMIT',
    'ORDER Sep OTHER held MARKET',
    'ROUTE Aug OTHER held MARKET Wholesaler One 0x 50 fee 0.5 rebate 0.25 pfof 0.125 share 0.0625',
    'ROUTE Jul OTHER held MARKET ARCX 0x 7 fee 0.5 rebate 0.25 pfof 0.125 share 0.0625',
    'ROUTE Jul OTHER held MARKET Wholesaler One 1x 100 fee 0.5 rebate 0.25 pfof 0.125 share 0.0625',
    'ROUTE Jul OTHER held MARKET XNAS 1x',
  ]);
});

it('sums the rows of held orders in stocks, and of all in options', async () => {
  await using set = await setUp();
  const part = (venueId: string, quantity: string, fee: string) => ({
    ...{ venueId, sentAt: JULY },
    fills: [{ at: JULY, quantity, fee }],
  });
  await set.store(
    { receivedAt: JULY, parts: [part('XNAS', '10', '0.03'), part('ARCX', '5', '-0.00000001')] },
    { receivedAt: JULY, parts: [part('XNAS', '30', '0.09')] },
    { receivedAt: JULY, order: { directed_venue: 'XNAS' }, parts: [part('XNAS', '1', '0')] },
    { receivedAt: JULY, order: { held: false }, parts: [part('XNYS', '1', '0')] },
  );
  const routes = [{ venue: 'Options Hall', sentAt: JULY }];
  await storeImported(set.url, 'COMPLETE', [
    { receivedAt: JULY, symbol: 'AAPL 261218C00200000', securityClass: 'OPTION', handling: 'NOT_HELD', routes },
  ]);
  const { run } = await set.fill();
  const { orders, routed, venues } = await set.facts.publicFacts(run);
  const key = { month: '2026-07', section: 'OTHER', directed: false, orderType: 'MARKETABLE_LIMIT' };
  const nothing = { executedQuantityE8: 0n, feesUsdE8: 0n, rebatesUsdE8: 0n, pfofUsdE8: 0n, profitSharingUsdE8: 0n };
  const options = { month: '2026-07', section: 'OPTIONS', directed: false, orderType: 'MARKET' };
  expect(orders).toEqual([
    { ...options, orders: 1 },
    { ...key, orders: 2 },
    { ...key, directed: true, orders: 1 },
  ]);
  expect(routed).toEqual([
    { ...options, venueId: 'Options Hall', routed: 1, ...nothing },
    { ...key, venueId: 'ARCX', routed: 1, ...nothing, executedQuantityE8: 500_000_000n, rebatesUsdE8: 1n },
    { ...key, venueId: 'XNAS', routed: 2, ...nothing, executedQuantityE8: 4_000_000_000n, feesUsdE8: 12_000_000n },
    { ...key, directed: true, venueId: 'XNAS', routed: 1, ...nothing, executedQuantityE8: 100_000_000n },
  ]);
  expect(venues).toMatchObject([
    { venueId: 'ARCX', mic: 'ARCX', materialAspects: '' },
    { venueId: 'Options Hall', name: 'Options Hall', mic: null, mpid: null },
    { venueId: 'XNAS', mic: 'XNAS' },
  ]);
});

const CELL: ReportCell = {
  ...{ kind: 'ROUTE', month: '2026-07-01', section: 'OTHER', held: true, directed: false },
  ...{ venueId: null, orderType: null, services: null, part: null },
};

it('gives the rows of a cell a page at a time, each once', async () => {
  await using set = await setUp();
  const parts = ['XNAS', 'ARCX'].map((venueId) => ({ venueId, sentAt: JULY }));
  const orders = Array.from({ length: 5 }, (_, index) => ({
    ...{ receivedAt: JULY, parts },
    order: {
      classification: index % 2 === 0 ? 'MARKET' : 'OTHER',
      directed_venue: index === 4 ? 'XNAS' : null,
    } as const,
  }));
  const keys = await set.store(...orders);
  const { run } = await set.fill();
  const read: ReportItem[] = [];
  for (;;) {
    const page = await set.items.page(run, CELL, { after: read.at(-1) ?? null, limit: 3 });
    if (page.length === 0) break;
    read.push(...page);
  }
  expect(read.map(({ venue_id, order_type }) => `${venue_id} ${order_type}`).sort()).toEqual([
    ...['ARCX MARKET', 'ARCX MARKET', 'ARCX OTHER', 'ARCX OTHER'],
    ...['XNAS MARKET', 'XNAS MARKET', 'XNAS OTHER', 'XNAS OTHER'],
  ]);
  expect(new Set(read.map(({ source_id }) => source_id)).size).toBe(8);
  expect(new Set(read.map(({ order_pk }) => order_pk))).toEqual(new Set(keys.slice(0, 4)));
  const first = { after: null, limit: 10 };
  const market = await set.items.page(run, { ...CELL, venueId: 'XNAS', orderType: 'MARKET' }, first);
  expect(market).toMatchObject([
    { order_pk: expect.any(String), source_table: 'child_orders', symbol: 'AAPL', routed: true, shares: '0' },
    { venue_id: 'XNAS' },
  ]);
  expect(await set.items.page(run, { ...CELL, kind: 'ORDER', orderType: 'OTHER' }, first)).toHaveLength(2);
  expect(await set.items.page(run, { ...CELL, directed: true }, first)).toHaveLength(2);
  expect(await set.items.page(run, { ...CELL, month: '2026-08-01' }, first)).toEqual([]);
  expect(await set.items.page('none', CELL, first)).toEqual([]);
});

it('is filled anew by the next attempt, and by none once it is done', async () => {
  await using set = await setUp();
  await set.store({ receivedAt: JULY });
  const { run } = await set.fill();
  await set.store({ receivedAt: JULY });
  expect(await set.items.fill(run, Q3, () => undefined)).toMatchObject({ items: 2 });
  const runs = new ReportRunRepository(set.pool);
  await runs.finish(
    { id: run, attempt: 1, atUs: 1 },
    { items: 2, as_of_position: 0, figures: {}, reconciliation: {}, files: [], content_hash: 'a'.repeat(64) },
  );
  await expect(set.items.fill(run, Q3, () => undefined)).rejects.toThrow('is not being made');
  expect(await set.items.page(run, { ...CELL, kind: 'ORDER' }, { after: null, limit: 9 })).toHaveLength(2);
});

it('leaves nothing of a filling that breaks off, and tells how far it is', async () => {
  await using set = await setUp();
  await set.store({ receivedAt: JULY });
  const run = await runningReport(set.pool, Q3);
  const told: number[] = [];
  const breaksOff = (done: number) => {
    told.push(done);
    invariant(told.length < 5, 'the worker is gone');
  };
  await expect(set.items.fill(run, Q3, breaksOff)).rejects.toThrow('the worker is gone');
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBeLessThan(1);
  expect(await set.items.drop(run)).toBe(false);
  expect(await set.items.fill(run, Q3, () => undefined)).toMatchObject({ items: 1 });
  expect(await set.items.drop(run)).toBe(true);
  expect(await query(set.url, 'select count(*)::int as n from report_items')).toEqual([{ n: 0 }]);
});

it('is not changed by the applications once it is filled, and kept for three years where it is published', async () => {
  await using set = await setUp();
  await set.store({ receivedAt: JULY });
  const { run } = await set.fill();
  const partition = `report_items_${run.replaceAll('-', '')}`;
  for (const sql of [
    'delete from report_items',
    'update report_items set routed = 1',
    `insert into report_items (run_id) select run_id from report_items`,
    `insert into ${partition} (run_id) select run_id from report_items`,
    'update report_cells set routed = routed + 1',
    'delete from report_cells',
    `delete from ${partition}`,
    `drop table ${partition}`,
  ]) {
    const code = await set.pool.query(sql).then(
      () => 'done',
      (error) => (error instanceof pg.DatabaseError ? error.code : error),
    );
    expect(code, sql).toBe('42501');
  }
  const published = `state = 'PUBLISHED', done_at = now(), content_hash = repeat('a', 64), files = '[]', reconciliation = '{}', approved_at = now(),
    approved_by = 'ben', published_at = now(), published_by = 'ben'`;
  await query(set.url, `update report_runs set ${published} where id = '${run}'`);
  await expect(set.items.drop(run)).rejects.toThrow('kept for three years');
});
