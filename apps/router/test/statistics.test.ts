import type { StatisticsFilter } from '@fairlead/db/repositories/statistics-repository';
import type { MoneyStatistics, VenueStatistics } from '@fairlead/db/repositories/statistics-rows';
import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const BASE = '/api/v1/smart-routing';
const NOTHING: VenueStatistics = {
  venue_id: null,
  orders: 0,
  filled_orders: 0,
  rejected_orders: 0,
  latency_p50_ms: null,
  latency_p99_ms: null,
  currencies: [],
  units: [],
};

/** Money of one currency that cost 1.5 bps. */
const money = (currency: string, notional: string): MoneyStatistics => ({
  currency,
  notional,
  fees: '0.9',
  price_improvement_bps: null,
  effective_spread_bps: 2,
  quoted_spread_bps: 4,
  effective_over_quoted: 0.5,
  realised_cost_bps: 1.5,
});
const sent = (unit: string, quantity: string, filled: string) => ({ unit, quantity, filled_quantity: filled });

let asked: StatisticsFilter[];
let rows: VenueStatistics[];
let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;

beforeEach(async () => {
  asked = [];
  rows = [NOTHING];
  router = new BenchRouter();
  const statistics = {
    venues: async (filter: StatisticsFilter) => {
      asked.push(filter);
      return rows;
    },
    performance: async (filter: StatisticsFilter) => {
      asked.push(filter);
      const of = { fill_rate: 0.9, expected_fill_rate: 0.95 };
      const times = { routing_time_p50_us: 40, routing_time_p99_us: 90 };
      const dollars = { currency: 'USD', orders: 2, expected_cost_bps: 1, realised_cost_bps: 1.2 };
      const yen = { currency: 'JPY', orders: 1, expected_cost_bps: 0.1, realised_cost_bps: 0.2 };
      return [
        { objective: null, orders: 3, ...of, ...times, currencies: [yen, dollars] },
        { objective: 'SMART', orders: 2, ...of, ...times, currencies: [dollars] },
      ];
    },
  };
  app = await benchApi(router, { decisions: [], statistics });
});

const CLIENT = { 'x-api-key': 'flk_read' };
const FIRM = { authorization: 'Bearer token-of-auditor' };
const get = (path: string, headers: Record<string, string> = CLIENT) =>
  app.inject({ method: 'GET', url: `${BASE}${path}`, headers });

describe.each(['/stats', '/performance'])('GET %s', (path) => {
  it('shows a client its own orders of the last day, whether it names itself or not', async () => {
    expect((await get(path)).statusCode).toBe(200);
    expect((await get(`${path}?user_id=client-1&instrument_id=AAPL`)).statusCode).toBe(200);
    const day = { from_us: router.nowUs - 86_400_000_000, to_us: router.nowUs };
    expect(asked).toEqual([
      { clientId: 'client-1', instrumentId: null, ...day },
      { clientId: 'client-1', instrumentId: 'AAPL', ...day },
    ]);
  });

  it('shows no client the orders of another', async () => {
    expect((await get(`${path}?user_id=client-2`)).json()).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(asked).toEqual([]);
  });

  it("shows the firm's people everybody's, or one client's", async () => {
    await get(path, FIRM);
    await get(`${path}?user_id=client-2`, FIRM);
    expect(asked.map(({ clientId }) => clientId)).toEqual([null, 'client-2']);
  });

  it('takes a period', async () => {
    await get(`${path}?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00.5Z`);
    const begins = Date.UTC(2026, 10, 1) * 1_000;
    expect(asked).toMatchObject([{ from_us: begins, to_us: begins + 86_400_500_000 }]);
  });

  it.each([
    'from=yesterday',
    'from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z',
    'from=2020-11-02T00:00:00Z&to=2026-11-01T00:00:00Z',
    'instrument=AAPL',
  ])('refuses %s', async (query) => {
    expect((await get(`${path}?${query}`)).json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    expect(asked).toEqual([]);
  });

  it('is for those who may read orders', async () => {
    expect((await get(path, {})).statusCode).toBe(401);
    expect((await get(path, { 'x-api-key': 'flk_author' })).statusCode).toBe(403);
  });
});

describe('the statistics', () => {
  it('say how orders were distributed over venues, and how well each did', async () => {
    rows = [
      { ...NOTHING, orders: 4, units: [sent('SHARES', '400', '300')], currencies: [money('USD', '30000')] },
      {
        ...NOTHING,
        venue_id: 'XNYS',
        orders: 3,
        units: [sent('SHARES', '300', '300')],
        currencies: [money('USD', '30000')],
      },
      {
        ...NOTHING,
        venue_id: 'ARCX',
        orders: 1,
        rejected_orders: 1,
        units: [sent('SHARES', '100', '0')],
        currencies: [{ ...money('USD', '0'), realised_cost_bps: null }],
      },
    ];
    expect((await get('/stats')).json()).toMatchObject({
      user_id: 'client-1',
      instrument_id: null,
      position: 0,
      orders: 4,
      notional: '30000',
      quality_metrics: { fill_rate: 0.75, effective_over_quoted: 0.5, realised_cost_bps: 1.5 },
      venue_distribution: [
        {
          venue_id: 'XNYS',
          orders_share: 0.75,
          quantity_share: 0.75,
          notional_share: 1,
          quality_metrics: { fill_rate: 1 },
        },
        {
          venue_id: 'ARCX',
          orders_share: 0.25,
          notional_share: 0,
          quality_metrics: { fill_rate: 0, rejected_orders: 1 },
        },
      ],
    });
  });

  it('add no yen to dollars and no euros to shares: one row a currency, one a unit, and no sum over them', async () => {
    const total = {
      ...NOTHING,
      orders: 3,
      units: [sent('SHARES', '10', '10'), sent('USD', '1000000', '500000')],
      currencies: [money('USD', '2500'), money('JPY', '75000000')],
    };
    const provider = {
      ...total,
      venue_id: 'LP1',
      orders: 1,
      units: total.units.slice(1),
      currencies: total.currencies.slice(1),
    };
    rows = [total, provider];
    const shown = (await get('/stats')).json();
    const nothing = { quantity: null, filled_quantity: null, notional: null };
    expect(shown).toMatchObject({
      ...nothing,
      quality_metrics: { fill_rate: null, fees: null, realised_cost_bps: null, effective_spread_bps: null },
      currencies: [
        { currency: 'USD', notional: '2500', notional_share: 1, fees: '0.9', realised_cost_bps: 1.5 },
        { currency: 'JPY', notional: '75000000', notional_share: 1, effective_over_quoted: 0.5 },
      ],
      units: [
        { unit: 'SHARES', quantity: '10', fill_rate: 1 },
        { unit: 'USD', quantity: '1000000', filled_quantity: '500000', fill_rate: 0.5 },
      ],
    });
    expect(shown.venue_distribution).toMatchObject([
      {
        venue_id: 'LP1',
        orders_share: expect.closeTo(1 / 3),
        quantity: '1000000',
        notional: '75000000',
        quantity_share: null,
        notional_share: null,
        quality_metrics: { fill_rate: 0.5, realised_cost_bps: 1.5 },
      },
    ]);
  });

  it('are empty where nothing was routed', async () => {
    expect((await get('/stats')).json()).toMatchObject({
      orders: 0,
      quantity: '0',
      notional: '0',
      venue_distribution: [],
      quality_metrics: { fill_rate: null, effective_over_quoted: null },
    });
  });
});

describe('the performance', () => {
  it('sets what came of orders beside what was expected, over all and by objective', async () => {
    expect((await get('/performance')).json()).toMatchObject({
      total: { orders: 3, fill_rate: 0.9, expected_fill_rate: 0.95, expected_cost_bps: null, realised_cost_bps: null },
      objectives: [
        { routing_objective: 'SMART', expected_cost_bps: 1, realised_cost_bps: 1.2, routing_time_p99_us: 90 },
      ],
    });
  });
});
