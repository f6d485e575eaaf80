import { type MarketChange, MINUTE_US, NOTHING_SHOWN } from '@fairlead/core/market/history/history-minute';
import { writeMinute } from '@fairlead/core/market/history/minute-writer';
import type { LastSale, SaleCondition } from '@fairlead/core/market/venue-news';
import { price, quantity } from '@fairlead/core/money/units';
import { createPool } from '@fairlead/db/pool';
import { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import { ReportRunRepository } from '@fairlead/db/repositories/report-run-repository';
import { TcaRepository } from '@fairlead/db/repositories/tca-repository';
import { storeImported } from '@fairlead/db/testing/imported-rows';
import { personWriter } from '@fairlead/db/testing/person-writer';
import { query } from '@fairlead/db/testing/query';
import { type ReportedOrder, storeReported } from '@fairlead/db/testing/reported-orders';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { expect, it } from 'vitest';
import { tcaMaker } from '../src/report/tca/tca-maker.ts';
import { lineText, pdfPages } from './pdf-text.ts';

const NOVEMBER = { kind: 'TCA', period_from: '2026-11-01', period_to: '2026-12-01', simulated: false } as const;
const EVERYBODY = { bd: 'Meridian Securities LLC', client_id: null, customer_id: null };
const SCALE = { priceDecimals: 2, quantityDecimals: 0 };
const AT = '2026-11-20T15:00:00.000Z';
const us = (iso: string) => Date.parse(iso) * 1_000;

type Printed = readonly [at: string, cents: number, count: number, condition?: SaleCondition];

async function setUp() {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-10-15Z', 2)");
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  const [runs, history] = [new ReportRunRepository(pool), new MarketHistoryRepository(pool)];
  await history.ensurePartitions(us(AT), 1);
  const maker = tcaMaker({ orders: new TcaRepository(pool), history });
  return {
    url: db.url,
    store: (order: ReportedOrder) => storeReported(db.url, order),
    /** The minutes of a time are known; what was printed in them is this. */
    print: async (
      fromIso: string,
      minutes: number,
      prints: readonly Printed[],
      changes: readonly MarketChange[] = [],
    ) => {
      const rows = Array.from({ length: minutes }, (_, at) => {
        const fromUs = us(fromIso) + at * MINUTE_US;
        const untilUs = fromUs + MINUTE_US;
        const lastSales = prints.map(saleOf).filter((sale) => sale.atUs >= fromUs && sale.atUs < untilUs);
        const bytes = writeMinute({ fromUs, scale: SCALE, changes, lastSales, statuses: [] });
        return { instrumentId: 'AAPL', fromUs, untilUs, unknown: null, bytes };
      });
      await history.write(rows);
    },
    make: async (parameters: object = EVERYBODY, simulated = false) => {
      const { done } = await runs.create({ ...NOVEMBER, simulated, parameters }, personWriter());
      const run = await runs.of(done.id);
      if (run === null) throw new Error('no run');
      const told: number[] = [];
      const made = await maker.make(run, (part) => told.push(part));
      return { made, told };
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

function saleOf([at, cents, count, condition = 'REGULAR']: Printed): LastSale {
  return { atUs: us(at), price: price(cents), quantity: quantity(count), condition };
}

type Made = Awaited<ReturnType<Awaited<ReturnType<typeof setUp>>['make']>>['made'];
const madeOf = (made: Made) => {
  if (!made.ok) throw new Error(made.error);
  return made.value;
};
const csvOf = (made: Made) => {
  const [csv] = madeOf(made).files;
  const [head = '', ...lines] = String(csv?.content).trimEnd().split('\r\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])));
};

/** Bought 300 in two parts at 190, with 0.90 and 0.30 of fees, within two minutes; the arrival mid was 189.95. */
const bought: ReportedOrder = {
  receivedAt: AT,
  order: { order_id: 'bought', arrival_mid: '189.95', quantity: '400' },
  parts: [
    {
      ...{ venueId: 'XNAS', sentAt: AT },
      fills: [
        { at: '2026-11-20T15:00:01Z', quantity: '200', fee: '0.9' },
        { at: '2026-11-20T15:01:30Z', quantity: '100', fee: '0.3' },
      ],
    },
  ],
};

it('reckons what an order cost against its arrival, the prints of its time, and the close', async () => {
  await using t = await setUp();
  await t.store(bought);
  await t.print('2026-11-20T14:59:00Z', 4, [
    ['2026-11-20T14:59:59.999Z', 10_000, 9_999],
    ['2026-11-20T15:00:00Z', 18_990, 100],
    ['2026-11-20T15:01:30Z', 19_010, 300],
    ['2026-11-20T15:01:30.001Z', 20_000, 9_999],
  ]);
  await t.print('2026-11-20T20:59:00Z', 20, [
    ['2026-11-20T20:59:59Z', 19_100, 500],
    ['2026-11-20T21:00:01Z', 19_050, 5_000, 'CLOSE'],
    ['2026-11-20T21:00:02Z', 19_070, 40, 'CLOSE'],
  ]);
  const { made, told } = await t.make();
  // Average 189.90·100 + 190.10·300 over 400 = 190.05; close 190.50. Paid 57,000 and 1.20 of fees for 300.
  const costs = { arrival: 15 + 1.2, interval_vwap: -15 + 1.2, close: -150 + 1.2 };
  const prices = { arrival: 189.95, interval_vwap: 190.05, close: 190.5 };
  const [row, ...more] = csvOf(made);
  expect(more).toEqual([]);
  expect(row).toMatchObject({
    ...{ order_id: 'bought', source: 'ROUTED', size: '50000', filled_quantity: '300', notional: '57000', fees: '1.2' },
    ...{ begins_at: '2026-11-20T15:00:00.000000Z', last_executed_at: '2026-11-20T15:01:30.000000Z' },
  });
  const [market] = (madeOf(made).figures as { markets: { benchmarks: Record<string, { cost_bps: string }> }[] })
    .markets;
  for (const name of ['arrival', 'interval_vwap', 'close'] as const) {
    const bps = ((costs[name] / (300 * prices[name])) * 10_000).toFixed(4);
    expect([row?.[`${name}_price`], row?.[`${name}_cost`], row?.[`${name}_gap`]]).toEqual([
      String(prices[name]),
      String(Number(costs[name].toFixed(8))),
      '',
    ]);
    expect(Number(row?.[`${name}_cost_bps`]).toFixed(4)).toBe(bps);
    expect(Number(market?.benchmarks[name.toUpperCase()]?.cost_bps).toFixed(4)).toBe(bps);
  }
  expect(told.length).toBeGreaterThan(0);
});

it('says of each order why it has no benchmark, and counts it in no cost', async () => {
  await using t = await setUp();
  await t.store({ ...bought, order: { ...bought.order, arrival_mid: null } });
  await t.store({ receivedAt: '2026-11-20T16:00:00Z', order: { order_id: 'unfilled' }, parts: [] });
  const after = (at: string) => ({ receivedAt: at, order: { order_id: at } });
  const fill = (at: string) => [{ venueId: 'XNAS', sentAt: at, fills: [{ at, quantity: '100', fee: '0' }] }];
  // The history knows the minute and that nothing was printed in it, and that of the close without an auction.
  await t.store({ ...after('2026-11-20T17:00:00Z'), parts: fill('2026-11-20T17:00:01Z') });
  await t.print('2026-11-20T17:00:00Z', 1, []);
  await t.print('2026-11-20T17:59:00Z', 3, []);
  await t.print('2026-11-20T20:59:00Z', 3, [['2026-11-20T20:59:59Z', 19_100, 500]]);
  // Of another day nothing is known at all.
  await t.store({ ...after('2026-11-23T17:00:00Z'), parts: fill('2026-11-23T17:00:01Z') });
  const { made } = await t.make();
  const gaps = csvOf(made).map((row) => [row.arrival_gap, row.interval_vwap_gap, row.close_gap]);
  expect(gaps).toEqual([
    ['NO_MARKET', 'NOT_KNOWN', 'NO_CLOSE'],
    ['', '', ''],
    ['', 'NO_PRINTS', 'NO_CLOSE'],
    ['', 'NOT_KNOWN', 'NOT_KNOWN'],
  ]);
  expect(madeOf(made)).toMatchObject({
    items: 4,
    figures: {
      markets: [
        {
          ...{ key: null, currency: 'USD', unit: 'SHARES', orders: 4, filled_orders: 3 },
          benchmarks: {
            ARRIVAL: { orders: 2, missing: { NO_MARKET: 1 } },
            INTERVAL_VWAP: { orders: 0, cost_bps: null, missing: { NOT_KNOWN: 2, NO_PRINTS: 1 } },
            CLOSE: { orders: 0, missing: { NO_CLOSE: 2, NOT_KNOWN: 1 } },
          },
        },
      ],
    },
  });
});

it('reckons what was lost on what was left of an order, by the close of the day on which it ended, and the shortfall of the whole', async () => {
  await using t = await setUp();
  const ended = { state: 'CANCELED', updated_at_us: us('2026-11-20T18:00:00Z') } as const;
  await t.store({ ...bought, order: { ...bought.order, ...ended } });
  await t.store({
    receivedAt: AT,
    order: { order_id: 'open', arrival_mid: '189.95', state: 'WORKING', quantity: '100' },
    parts: [],
  });
  await t.print('2026-11-20T20:59:00Z', 20, [['2026-11-20T21:00:01Z', 19_050, 5_000, 'CLOSE']]);
  const { made } = await t.make();
  // 100 were left at 189.95 and closed at 190.50: 55.00. 300 were bought for 16.20 more than on arrival, fees among it.
  // Both came in the same instant: which of them is told first is nobody's to say.
  const rowOf = (id: string) => csvOf(made).find((row) => row.order_id === id);
  expect(rowOf('bought')).toMatchObject({
    ...{ left_quantity: '100', ended_at: '2026-11-20T18:00:00.000000Z', left_price: '190.5' },
    ...{ opportunity_cost: '55', opportunity_cost_bps: '28.955', opportunity_gap: '' },
    ...{ shortfall_cost: '71.2', shortfall_cost_bps: ((71.2 / 75_980) * 10_000).toFixed(4) },
  });
  expect(rowOf('open')).toMatchObject({
    left_quantity: '100',
    ended_at: '',
    opportunity_cost: '',
    opportunity_gap: 'NOT_ENDED',
  });
  expect(madeOf(made).figures).toMatchObject({
    markets: [
      {
        ...{ orders: 2, left_orders: 2, left_quantity: '200' },
        opportunity: { orders: 1, reference: '18995', cost: '55', missing: { NOT_ENDED: 1 } },
        shortfall: { orders: 1, reference: '75980', cost: '71.2', missing: { NOT_ENDED: 1 } },
      },
    ],
  });
  const pages = await pdfPages(madeOf(made).files[1]?.content ?? Buffer.alloc(0));
  const text = pages.flat().map(lineText).join('\n');
  for (const said of ['Not executed whole', 'Stocks in USD', 'Opportunity', '28.96', '9.37', 'Opportunity, 1 order:'])
    expect(text).toContain(said);
});

it('values what was left where there is no closing auction by the market at its end', async () => {
  await using t = await setUp();
  const ended = { state: 'EXPIRED', updated_at_us: us('2026-11-20T15:00:30Z') } as const;
  await t.store({
    receivedAt: AT,
    order: { order_id: 'sold', side: 'SELL', arrival_mid: '190.00', quantity: '100', ...ended },
    parts: [],
  });
  const at = (cents: number) => ({ price: price(cents), size: quantity(100) });
  const shown = { ...NOTHING_SHOWN, state: 'NORMAL', isBidBelieved: true, isAskBelieved: true } as const;
  await t.print('2026-11-20T15:00:00Z', 1, [], [{ ...shown, bid: at(18_990), ask: at(18_995), atUs: us(AT) }]);
  for (const from of ['2026-11-20T17:59:00Z', '2026-11-20T20:59:00Z']) await t.print(from, 31, []);
  const { made } = await t.make();
  // A hundred that could have been sold at 190.00 stand at 189.925.
  expect(csvOf(made)).toMatchObject([{ left_price: '189.925', opportunity_cost: '7.5', shortfall_cost: '7.5' }]);
});

it('counts imported orders beside our own, and what another firm has routed among the sources alone', async () => {
  await using t = await setUp();
  await t.store(bought);
  const routes = [
    { venue: 'Nasdaq', sentAt: AT, executed: [{ at: AT, quantity: '100', amounts: ['0.5', '0.2', '0', '0'] }] },
  ];
  await storeImported(t.url, 'COMPLETE', [
    { receivedAt: AT, symbol: 'AAPL', routes },
    { receivedAt: AT, symbol: 'MSFT', routes },
    { receivedAt: '2026-12-01T05:00:00Z', symbol: 'AAPL', routes },
  ]);
  await storeImported(t.url, 'LOADING', [{ receivedAt: AT, symbol: 'AAPL', routes }]);
  await query(t.url, 'update imported_orders set nbbo_bid = 9.98, nbbo_ask = 10');
  await query(
    t.url,
    "update imported_routes set routing_firm = 'B' where order_pk in (select id from imported_orders where symbol = 'MSFT')",
  );
  const { made } = await t.make();
  const figures = madeOf(made).figures as {
    by: Record<string, { key: string; orders: number; benchmarks: object }[]>;
  };
  expect(figures.by.SOURCE?.map(({ key, orders }) => [key, orders])).toEqual([
    ['IMPORTED', 1],
    ['LOOK_THROUGH', 1],
    ['ROUTED', 1],
  ]);
  expect(figures.by.INSTRUMENT?.map(({ key, orders }) => [key, orders])).toEqual([['AAPL', 2]]);
  // Bought 100 at 10.00 with 0.30 net of fees where the mid was 9.99.
  expect(figures.by.SOURCE?.[0]?.benchmarks).toMatchObject({
    ARRIVAL: { reference: '999', cost: '1.3', cost_bps: '13.013' },
  });
  const own = await t.make({ ...EVERYBODY, client_id: 'nobody' });
  expect(csvOf(own.made)).toEqual([]);
  expect(await t.make({ bd: 'x' })).toMatchObject({
    made: { ok: false, error: expect.stringMatching('PARAMETERS_INVALID') },
  });
});

it('is the same bytes again, and a document that says what it is of', async () => {
  await using t = await setUp();
  await t.store({ ...bought, order: { ...bought.order, simulated: true } });
  const [first, again] = [await t.make(EVERYBODY, true), await t.make(EVERYBODY, true)];
  const files = madeOf(first.made).files;
  expect(files.map(({ name }) => name)).toEqual([
    'TCA_ALL_2026-11-01_2026-11-30.csv',
    'TCA_ALL_2026-11-01_2026-11-30.pdf',
  ]);
  expect(files.map(({ content }) => content)).toEqual(madeOf(again.made).files.map(({ content }) => content));
  const pages = await pdfPages(files[1]?.content ?? Buffer.alloc(0));
  const text = pages.flat().map(lineText).join('\n');
  for (const said of [
    'SIMULATED ORDERS',
    'Meridian Securities LLC',
    'All clients, 2026-11-01 to 2026-11-30',
    'AAPL',
    '2.84',
  ])
    expect(text).toContain(said);
  const { made } = await t.make({ ...EVERYBODY, client_id: 'DEMO', customer_id: 'p-17' }, true);
  const [page = []] = await pdfPages(madeOf(made).files[1]?.content ?? Buffer.alloc(0));
  expect(page.map(lineText).join(' ')).toContain('Client DEMO, customer p-17, 2026-11-01 to 2026-11-30');
});
