import type { QualityDimension } from '@fairlead/core/analytics/quality-dimension';
import { v7 as uuidV7 } from 'uuid';
import { expect, it } from 'vitest';
import type { ChildRow, ExecutionRow, OrderRow } from '../order-rows.ts';
import { createPool } from '../pool.ts';
import { storeImported } from '../testing/imported-rows.ts';
import { childRows, decisionRow, fillRow, orderRow } from '../testing/order-rows.ts';
import { query } from '../testing/query.ts';
import { storeRows } from '../testing/stored-rows.ts';
import { testDatabase } from '../testing/test-database.ts';
import { ExecutionQualityRepository, ViewedQuality } from './execution-quality-repository.ts';
import type { QualityFilter } from './quality-cut.ts';
import type { QualityFigures } from './quality-figures.ts';

const AT = '2026-11-20T15:00:00Z';
const us = (iso: string) => Date.parse(iso) * 1_000;
const NOVEMBER: QualityFilter = {
  ...{ from_us: us('2026-11-01T05:00:00Z'), to_us: us('2026-12-01T05:00:00Z'), clientId: null, simulated: false },
  ...{ sources: ['ROUTED', 'REPORTED', 'IMPORTED'], venueId: null, instrumentId: null, objective: null, size: null },
};

async function setUp() {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-11-01Z', 1)");
  const pool = createPool(db.url, { max: 2, onError: () => undefined });
  return {
    ...{ url: db.url, pool, quality: new ExecutionQualityRepository(pool) },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

const id = (at: string) => uuidV7({ msecs: Date.parse(at) });

interface Fill {
  readonly quantity: string;
  readonly price: string;
  readonly fee?: string;
  /** Mids at the execution and a minute later. */
  readonly mid?: string;
  readonly later?: string;
}

/** An order with one decision: a part a row of `parts`, with its fills. */
async function store(
  url: string,
  order: Partial<OrderRow>,
  parts: readonly (Partial<ChildRow> & { readonly fills?: readonly Fill[] })[],
  decision: { readonly expected_fill_rate?: string | null } = {},
): Promise<OrderRow> {
  const stored = orderRow({ id: id(AT), created_at_us: us(AT), ...order });
  const decided = { ...decisionRow(stored), ...decision, venue_ids: parts.map((part) => part.venue_id ?? 'XNAS') };
  const [pattern] = childRows(decided);
  if (pattern === undefined) throw new Error('a child expected');
  const children: ChildRow[] = [];
  const executions: ExecutionRow[] = [];
  for (const { fills = [], ...part } of parts) {
    const child = {
      ...pattern,
      id: id(AT),
      sent_at_us: us(AT),
      order_kind: 'IOC' as const,
      done_at_us: us(AT),
      ...part,
    };
    children.push(child);
    for (const { quantity, price, fee = '0', mid = null } of fills)
      executions.push({
        ...fillRow(child, { quantity, price, fee }),
        id: id(AT),
        mid,
        executed_at_us: us(AT) + 20_000,
      });
  }
  await storeRows(url, { orders: [stored], decisions: [decided], children, executions });
  const marks = parts.flatMap(({ fills = [] }) => fills.map(({ later }) => later ?? null));
  for (const [at, mid] of marks.entries())
    if (mid !== null)
      await query(url, "insert into execution_markouts values ($1, '1m', $2, null)", [executions[at]?.id, mid]);
  return stored;
}

const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(6)));
const only = (rows: readonly QualityFigures[]) => {
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (row === undefined) throw new Error('a row expected');
  return row;
};

/** Bought 100 at 190.25, at the offer, and 40 of 100 at 190.245, its odd lot; refused by a third venue. The market was 190.24 - 190.25, mid 190.245. */
const bought = (url: string) =>
  store(url, { quantity: '300' }, [
    {
      ...{ venue_id: 'XNAS', filled_quantity: '100', state: 'FILLED', acked_at_us: us(AT) + 3_000 },
      expected_price: '190.245',
      fills: [{ quantity: '100', price: '190.25', fee: '0.3', mid: '190.245', later: '190.225' }],
    },
    {
      ...{ venue_id: 'ARCX', filled_quantity: '40', state: 'CANCELED', acked_at_us: us(AT) + 1_000 },
      fills: [{ quantity: '40', price: '190.245', fee: '-0.08', mid: '190.255' }],
    },
    { venue_id: 'BATS', filled_quantity: '0', state: 'REJECTED', acked_at_us: us(AT) + 2_000 },
  ]);

it('adds executions up as they are measured by hand', async () => {
  await using t = await setUp();
  await bought(t.url);
  // Sold 200 at 189.99 where 190.00 - 190.02 was shown, mid 190.01: a cent outside.
  await store(t.url, { side: 'SELL', nbbo_bid: '190', nbbo_ask: '190.02', odd_lot_ask: null, arrival_mid: '190.01' }, [
    {
      ...{ venue_id: 'XNAS', wave: 2, quantity: '200', filled_quantity: '200', state: 'FILLED' },
      fills: [{ quantity: '200', price: '189.99', fee: '0.6', mid: '190.01', later: '190.03' }],
    },
  ]);
  const row = only(await t.quality.figures(NOVEMBER, []));
  const reference = 140 * 190.245 + 200 * 190.01;
  const bps = (amount: number, of = reference) => rounded((amount / of) * 10_000);
  expect(row).toMatchObject({
    ...{ keys: [], currency: 'USD', unit: 'SHARES' },
    ...{
      children: 4,
      quantity: '500',
      filled_quantity: '340',
      fill_rate: 0.68,
      filled_children: 3,
      rejected_children: 1,
    },
    // Of three parts that took displayed size and were not refused, one found less than it came for.
    ...{ taking_children: 3, first_wave_quantity: '300', answer_ms: { n: 3, p50: 2 } },
    ...{ executions: 3, executed_quantity: '340', notional: '64632.8', fees: '0.82', priced_executions: 3 },
    execution_ms: { n: 3, p50: 20, p95: 20, p99: 20 },
  });
  expect(row.fade_rate).toBeCloseTo(1 / 3, 12);
  expect(row.first_wave_fill_rate).toBeCloseTo(140 / 300, 12);
  expect(rounded(row.effective_spread_bps)).toBe(bps(2 * (0.5 + 0 + 4)));
  expect(rounded(row.quoted_spread_bps)).toBe(bps(140 * 0.01 + 200 * 0.02));
  expect(row.effective_over_quoted).toBeCloseTo(9 / 5.4, 9);
  expect(rounded(row.realised_cost_bps)).toBe(bps(4.5 + 0.82));
  // Against the quote 40 shares are half a cent better, 100 at it and 200 a cent outside; against the odd lot 100 are half a cent outside.
  expect(rounded(row.nbbo.improvement_bps)).toBe(bps(0.2 - 2));
  expect([row.nbbo.improved_share, row.nbbo.at_share, row.nbbo.outside_share].map(rounded)).toEqual(
    [40 / 340, 100 / 340, 200 / 340].map(rounded),
  );
  expect(rounded(row.best_displayed.improvement_bps)).toBe(bps(-0.5 - 2));
  expect(rounded(row.best_displayed.at_share)).toBe(rounded(40 / 340));
  const minute = row.horizons.find(({ horizon }) => horizon === '1m');
  const marked = 100 * 190.245 + 200 * 190.01;
  expect(minute?.executions).toBe(2);
  expect(rounded(minute?.realised_spread_bps ?? null)).toBe(bps(2 * (100 * 0.025 + 200 * 0.04), marked));
  expect(rounded(minute?.markout_bps ?? null)).toBe(bps(100 * 0.02 + 200 * 0.02, marked));
  expect(row.horizons[0]).toEqual({ horizon: '50ms', executions: 0, realised_spread_bps: null, markout_bps: null });
});

it('tells them apart by venue, size, time and the others, and finds what is asked for', async () => {
  await using t = await setUp();
  await bought(t.url);
  await store(
    t.url,
    {
      ...{ id: id('2026-11-24T01:30:00Z'), created_at_us: us('2026-11-24T01:30:00Z'), client_id: 'DEMO' },
      quantity: '10',
      limit_price: '24',
      arrival_mid: null,
    },
    [
      {
        ...{ id: id('2026-11-24T01:30:00Z'), venue_id: 'XNAS', quantity: '10', sent_at_us: us('2026-11-24T01:30:00Z') },
      },
    ],
  );
  const by = async (...dimensions: QualityDimension[]) =>
    (await t.quality.figures(NOVEMBER, dimensions)).map(({ keys, children, executions }) => [
      ...keys,
      children,
      executions,
    ]);
  expect(await by('VENUE')).toEqual([
    ['ARCX', 1, 1],
    ['BATS', 1, 0],
    ['XNAS', 2, 1],
  ]);
  // 300 at a mid of 190.245 are large enough for 50,000; without a mid the limit says the size. 01:30 in London is the evening before in New York.
  expect(await by('SIZE')).toEqual([
    ['0', 1, 0],
    ['50000', 3, 2],
  ]);
  expect(await by('DAY', 'HOUR')).toEqual([
    ['2026-11-20', '10', 3, 2],
    ['2026-11-23', '20', 1, 0],
  ]);
  expect(await by('QUARTER', 'MONTH')).toEqual([['2026-Q4', '2026-11', 4, 2]]);
  expect(await by('CLIENT')).toEqual([
    ['DEMO', 1, 0],
    ['default', 3, 2],
  ]);
  expect(await by('INSTRUMENT', 'OBJECTIVE')).toEqual([['AAPL', 'BEST_PRICE', 4, 2]]);
  const asked = async (some: Partial<QualityFilter>) =>
    (await t.quality.figures({ ...NOVEMBER, ...some }, [])).map(({ children, executions }) => [children, executions]);
  expect(await asked({ venueId: 'ARCX' })).toEqual([[1, 1]]);
  expect(await asked({ size: '0' })).toEqual([[1, 0]]);
  expect(await asked({ clientId: 'DEMO' })).toEqual([[1, 0]]);
  expect(await asked({ to_us: us('2026-11-21T00:00:00Z') })).toEqual([[3, 2]]);
  for (const nothing of [
    { instrumentId: 'MSFT' },
    { objective: 'SMART' },
    { simulated: true },
    { from_us: us('2026-11-25T00:00:00Z') },
  ])
    expect(await asked(nothing)).toEqual([]);
  await expect(by('VENUE', 'SIZE', 'DAY')).rejects.toThrow('too many');
  const viewer = new ViewedQuality(t.pool, 'DEMO');
  expect((await viewer.figures({ ...NOVEMBER, clientId: 'default' }, ['CLIENT'])).map(({ keys }) => keys)).toEqual([
    ['DEMO'],
  ]);
});

it('says apart what it does not know: no market at arrival, what a client has executed, another currency', async () => {
  await using t = await setUp();
  const filled = { venue_id: 'XNAS', filled_quantity: '100', state: 'FILLED' } as const;
  const order = await bought(t.url);
  await store(t.url, { arrival_mid: null, limit_price: null }, [
    { ...filled, fills: [{ quantity: '100', price: '999' }] },
  ]);
  const [pattern] = childRows(decisionRow(order));
  const reported = { ...fillRow(pattern, { quantity: '7', price: '190.25', fee: '0' }), id: id(AT), child_id: null };
  await storeRows(t.url, { executions: [reported] });
  await query(t.url, "update instruments set currency = 'EUR', quantity_unit = 'SHARES' where instrument_id = 'MSFT'");
  await store(t.url, { instrument_id: 'MSFT' }, [{ ...filled, fills: [{ quantity: '100', price: '190.25' }] }]);
  const rows = await t.quality.figures(NOVEMBER, ['SOURCE']);
  expect(
    rows.map(({ keys, currency, children, executions, priced_executions }) => [
      ...keys,
      currency,
      children,
      executions,
      priced_executions,
    ]),
  ).toEqual([
    ['REPORTED', 'USD', 0, 1, 1],
    ['ROUTED', 'EUR', 1, 1, 1],
    ['ROUTED', 'USD', 4, 3, 2],
  ]);
  // What has no market is executed and paid for, and in no spread.
  expect(rows[2]).toMatchObject({ executed_quantity: '240', nbbo: { executions: 2 } });
  expect(rounded(rows[2]?.effective_spread_bps ?? null)).toBe(rounded((1 / (140 * 190.245)) * 10_000));
  expect((await t.quality.figures(NOVEMBER, ['SIZE'])).at(-1)?.keys).toEqual([null]);
});

it('counts imported executions by their own marks, and look-through only where it is asked for', async () => {
  await using t = await setUp();
  const route = (venue: string, mic?: string) => ({
    ...{ venue, sentAt: AT, ...(mic === undefined ? {} : { mic }) },
    executed: [{ at: '2026-11-20T15:00:00.040Z', quantity: '400', amounts: ['1.2', '0.2', '9', '9'] }],
  });
  await storeImported(t.url, 'COMPLETE', [
    { receivedAt: AT, symbol: 'AAPL', routes: [route('Nasdaq somewhere', 'XNAS'), route('Wholesaler')] },
    { receivedAt: AT, symbol: 'AAPL  261218C00190000', securityClass: 'OPTION', routes: [route('Options floor')] },
  ]);
  await storeImported(t.url, 'LOADING', [{ receivedAt: AT, symbol: 'AAPL', routes: [route('Wholesaler')] }]);
  await query(
    t.url,
    "update imported_orders set nbbo_bid = 9.99, nbbo_ask = 10.01, best_ask = 10 where security_class = 'NMS_STOCK'",
  );
  await query(t.url, 'update imported_executions set nbbo_bid = 9.98, nbbo_ask = 10.02, mid_1min = 10.02');
  await query(t.url, "update imported_routes set routing_firm = 'Another firm' where venue = 'Wholesaler'");
  const rows = await t.quality.figures(NOVEMBER, ['VENUE']);
  expect(
    rows.map(({ keys, unit, children, fill_rate, executions }) => [...keys, unit, children, fill_rate, executions]),
  ).toEqual([
    ['Options floor', 'CONTRACTS', 1, 0.4, 1],
    ['XNAS', 'SHARES', 1, 0.4, 1],
  ]);
  const [option, stock] = rows;
  expect(option).toMatchObject({ priced_executions: 0, effective_spread_bps: null, rejected_children: null });
  // Bought 400 at 10.00, the mid, with 1.00 of fees; a minute later it was 10.02.
  expect(stock).toMatchObject({
    ...{ fees: '1', effective_spread_bps: 0, effective_over_quoted: 0, taking_children: 0, fade_rate: null },
    ...{ first_wave_fill_rate: null, answer_ms: { n: 0, p50: null }, execution_ms: { n: 1, p50: 40 } },
    best_displayed: { executions: 1, at_share: 1 },
  });
  expect(stock?.quoted_spread_bps).toBeCloseTo(20, 9);
  expect(stock?.realised_cost_bps).toBeCloseTo(2.5, 9);
  expect(stock?.nbbo.improvement_bps).toBeCloseTo(10, 9);
  const minute = stock?.horizons.find(({ horizon }) => horizon === '1m');
  expect([minute?.realised_spread_bps, minute?.markout_bps].map((value) => rounded(value ?? null))).toEqual([-40, -20]);
  const through = await t.quality.figures({ ...NOVEMBER, sources: ['LOOK_THROUGH'] }, ['SOURCE', 'VENUE']);
  expect(through.map(({ keys }) => keys)).toEqual([['LOOK_THROUGH', 'Wholesaler']]);
});

it('measures an imported order that waited by the market in which it became executable, and by no other', async () => {
  await using t = await setUp();
  const executed = [{ at: '2026-11-20T16:00:01Z', quantity: '100', amounts: ['0', '0', '0', '0'] }];
  await storeImported(t.url, 'COMPLETE', [
    { receivedAt: AT, symbol: 'AAPL', routes: [{ venue: 'Nasdaq', mic: 'XNAS', sentAt: AT, executed }] },
  ]);
  const executable =
    "update imported_orders set nbbo_bid = 1, nbbo_ask = 2, best_ask = 2, executable_at = '2026-11-20T16:00:00Z'";
  await query(t.url, executable);
  expect(only(await t.quality.figures(NOVEMBER, []))).toMatchObject({
    priced_executions: 0,
    execution_ms: { p50: 1_000 },
  });
  await query(t.url, 'update imported_orders set executable_bid = 9.9, executable_ask = 10.1');
  const row = only(await t.quality.figures(NOVEMBER, []));
  expect(row).toMatchObject({ priced_executions: 1, effective_spread_bps: 0, best_displayed: { executions: 0 } });
  expect(row.quoted_spread_bps).toBeCloseTo(200, 9);
});

it('holds what parts were expected to cost against what they did', async () => {
  await using t = await setUp();
  await bought(t.url);
  const [xnas, ...others] = (await t.quality.expectations(NOVEMBER, ['VENUE'])).toReversed();
  // Expected 190.245, the mid, and 0.30 of fees; paid 190.25 and 0.30.
  expect(xnas).toMatchObject({ keys: ['XNAS'], children: 1, filled_quantity: '100' });
  expect(rounded(xnas?.expected_cost_bps ?? null)).toBe(rounded((0.3 / 19_024.5) * 10_000));
  expect(rounded(xnas?.realised_cost_bps ?? null)).toBe(rounded((0.8 / 19_024.5) * 10_000));
  // 40 of 100 were filled: 40 shares and two fifths of the fee were expected, at 190.25.
  expect(others).toHaveLength(1);
  expect(rounded(others[0]?.expected_cost_bps ?? null)).toBe(rounded(((40 * 0.005 + 0.12) / 7_609.8) * 10_000));
  expect(rounded(others[0]?.realised_cost_bps ?? null)).toBe(rounded((-0.08 / 7_609.8) * 10_000));
});

it('holds what decisions expected to be filled against what was', async () => {
  await using t = await setUp();
  const part = (filled: string, more: Partial<ChildRow> = {}) => ({
    venue_id: 'XNAS',
    filled_quantity: filled,
    ...more,
  });
  const order = { quantity: '200' };
  await store(t.url, order, [part('100'), part('100', { venue_id: 'ARCX' })], { expected_fill_rate: '0.96' });
  await store(t.url, order, [part('100')], { expected_fill_rate: '1' });
  await store(t.url, order, [part('50')], { expected_fill_rate: '0.35' });
  // What rests was not expected to be filled at once; what is under way has not come to its end; nothing was expected of what only rests.
  await store(t.url, order, [part('50'), part('150', { order_kind: 'POST', done_at_us: null })], {
    expected_fill_rate: '0.31',
  });
  await store(t.url, order, [part('0', { done_at_us: null })], { expected_fill_rate: '0.9' });
  await store(t.url, order, [part('200', { order_kind: 'POST' })], { expected_fill_rate: null });
  const all = await t.quality.calibration(NOVEMBER);
  expect(all.decisions).toBe(4);
  expect(
    all.buckets.map(({ low, decisions, expected, realised }) => [low, decisions, rounded(expected), realised]),
  ).toEqual([
    [0.3, 2, 0.33, 0.25],
    [0.9, 2, 0.98, 0.75],
  ]);
  expect(all.bias).toBeCloseTo((-0.16 - 0.46) / 4, 9);
  expect(all.brier).toBeCloseTo((0.04 ** 2 + 0.5 ** 2 + 0.1 ** 2 + 0.06 ** 2) / 4, 9);
  expect((await t.quality.calibration({ ...NOVEMBER, venueId: 'XNAS' })).decisions).toBe(2);
});
