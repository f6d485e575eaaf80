import type { BrokerExecutionProfile, BrokerScore } from '@fairlead/contracts/broker';
import { executionAnalytics, orderRoutingResult, routingRecommendation } from '@fairlead/contracts/broker';
import { price, quantity } from '@fairlead/core/money/units';
import type { StatisticsFilter } from '@fairlead/db/repositories/statistics-repository';
import type { RoutingPerformance, VenueStatistics } from '@fairlead/db/repositories/statistics-rows';
import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const BASE = '/api/v1/trading/intelligent';
/** The order of the broker document’s own test, in a stock of ours. */
const ORDER = { symbol: 'AAPL', side: 'BUY', quantity: 300, orderType: 'MARKET', routingObjective: 'SMART_BALANCE' };

let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;
let asked: StatisticsFilter[];
let venues: VenueStatistics[];
let performance: RoutingPerformance[];

beforeEach(async () => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
  router.quote('ARCX', [9_998, 500], [10_002, 500]);
  [asked, venues, performance] = [[], [], []];
  const statistics = {
    venues: async (filter: StatisticsFilter) => {
      asked.push(filter);
      return venues;
    },
    performance: async (filter: StatisticsFilter) => {
      asked.push(filter);
      return performance;
    },
  };
  app = await benchApi(router, { decisions: [], statistics });
});

const post = (path: string, payload: unknown, headers: Record<string, string> = { 'x-api-key': 'flk_all' }) =>
  app.inject({
    method: 'POST',
    url: path.startsWith('/api') ? path : `${BASE}${path}`,
    headers: { ...headers, 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
const get = (path: string, headers: Record<string, string> = { 'x-api-key': 'flk_read' }) =>
  app.inject({ method: 'GET', url: `${BASE}${path}`, headers });

describe('POST orders/smart', () => {
  it('decides and executes the order of the document, in its words', async () => {
    const answer = await post('/orders/smart', ORDER);
    expect(answer.statusCode).toBe(200);
    const result = orderRoutingResult.parse(answer.json());
    expect(result).toMatchObject({
      orderId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: 'ROUTING',
      strategy: 'SMART',
      routingMode: 'OPTIMAL',
      allocations: [
        { brokerId: 'XNYS', quantity: 200, allocationPercentage: 66.6667, expectedExecutionPrice: 100.01, priority: 1 },
        { brokerId: 'ARCX', quantity: 100, allocationPercentage: 33.3333, status: 'PENDING', estimatedFee: '0.3' },
      ],
      unallocatedQuantity: 0,
      waitsFor: null,
    });
    // 200 at 100.01 and 100 at 100.02, over a mid of 100.
    expect(result.expectedExecution?.slippageBps).toBe(1.3333);
    expect(result.confidenceScore).toBeGreaterThan(0);
    expect(result.alternatives.map(({ brokerId }) => brokerId)).not.toContain('XNYS');
    expect(router.children.map(({ venueId, quantity }) => [venueId, quantity])).toEqual([
      ['XNYS', 200],
      ['ARCX', 100],
    ]);
  });

  it('counts the slippage of a sale as a buyer’s: positive costs us', async () => {
    const answer = await post('/orders/smart', { ...ORDER, side: 'SELL' });
    expect(answer.json()).toMatchObject({
      allocations: [{ brokerId: 'XNYS', quantity: 300, expectedExecutionPrice: 99.99 }],
      expectedExecution: { slippageBps: 1 },
    });
  });

  it('is the same order by either path: the first answer again, or a conflict', async () => {
    const named = { ...ORDER, orderId: 'o-1' };
    const first = await post('/orders/smart', named);
    const again = await post('/orders/smart', { ...named, side: 'buy', routingObjective: 'smart' });
    expect([first.headers['idempotent-replay'], again.headers['idempotent-replay']]).toEqual([undefined, 'true']);
    expect(again.json()).toEqual(first.json());
    const { symbol: instrument_id, orderType: order_type, side, quantity } = ORDER;
    const other = { order_id: 'o-1', instrument_id, order_type, side, quantity, routing_objective: 'SMART' };
    const elsewhere = await post('/api/v1/smart-routing/orders', other);
    expect(elsewhere.headers['idempotent-replay']).toBe('true');
    expect(elsewhere.json().decision_id).toBe(first.json().decisionId);
    const changed = await post('/orders/smart', { ...named, quantity: 301 });
    expect(changed.json()).toMatchObject({ status: 409, code: 'ORDER_CONFLICT' });
    expect(router.children).toHaveLength(2);
  });

  it('takes an order without an id as often as it comes', async () => {
    const ids = [await post('/orders/smart', ORDER), await post('/orders/smart', ORDER)].map(
      (answer) => answer.json().orderId,
    );
    expect(new Set(ids).size).toBe(2);
    expect(router.children).toHaveLength(4);
  });

  it('means the same order as the other path in every field', async () => {
    const whole = {
      orderId: 'o-1',
      symbol: 'AAPL',
      side: 'sell_short',
      quantity: '200',
      orderType: 'limit',
      limitPrice: '99.99',
      timeInForce: 'ioc',
      routingObjective: 'fastest',
      routingMode: 'manual',
      sourcing: 'external',
      venuePreferences: ['XNYS'],
      excludeVenues: ['BATS'],
      maxVenueSplit: 2,
      account: 'a',
      customerId: 'c',
      held: false,
      capacity: 'PRINCIPAL',
      locateId: 'l',
      tag: 't',
      urgency: 0.3,
      constraints: { maxFee: '0.01', minFillRate: 0.1, maxLatencyMs: 50, maxImpactBps: 20 },
      manualAllocations: [{ brokerId: 'XNYS', quantity: 200 }],
    };
    const answer = await post('/orders/smart', whole);
    expect(answer.json()).toMatchObject({ routingMode: 'MANUAL', allocations: [{ brokerId: 'XNYS', quantity: 200 }] });
    const elsewhere = await post('/api/v1/smart-routing/orders', {
      order_id: 'o-1',
      instrument_id: 'AAPL',
      side: 'SELL_SHORT',
      quantity: '200',
      order_type: 'LIMIT',
      limit_price: '99.99',
      time_in_force: 'IOC',
      routing_objective: 'FASTEST_EXECUTION',
      routing_mode: 'MANUAL',
      sourcing: 'EXTERNAL_ONLY',
      venue_preferences: ['XNYS'],
      exclude_venues: ['BATS'],
      max_venue_split: 2,
      account: 'a',
      customer_id: 'c',
      held: false,
      capacity: 'PRINCIPAL',
      locate_id: 'l',
      tag: 't',
      urgency: 0.3,
      constraints: { max_fee: '0.01', min_fill_rate: 0.1, max_latency_ms: 50, max_impact_bps: 20 },
      manual_allocations: [{ venue_id: 'XNYS', quantity: 200 }],
    });
    expect([elsewhere.statusCode, elsewhere.headers['idempotent-replay']]).toEqual([202, 'true']);
  });

  it('sends a directed order where it is directed to', async () => {
    const answer = await post('/orders/smart', { ...ORDER, quantity: 100, directedVenue: 'XNYS' });
    expect(answer.json().allocations).toMatchObject([{ brokerId: 'XNYS', quantity: 100 }]);
    const directed = { ...ORDER, quantity: 100, directedVenue: 'NOPE' };
    expect((await post('/orders/smart', directed)).json().errors).toMatchObject([{ path: 'directedVenue' }]);
  });

  it('says what an order waits for, and nothing that is not decided', async () => {
    const answer = await post('/orders/smart', { ...ORDER, orderType: 'STOP', stopPrice: 101 });
    expect(orderRoutingResult.parse(answer.json())).toMatchObject({
      status: 'RECEIVED',
      waitsFor: 'STOP_PRICE',
      allocations: [],
      strategy: null,
      decisionId: null,
      confidenceScore: null,
      expectedExecution: null,
    });
  });

  it('says when the journal cannot take it, and sends nothing', async () => {
    router.journalError = { ok: false, error: 'JOURNAL_FULL' };
    expect((await post('/orders/smart', ORDER)).json()).toMatchObject({ status: 503, code: 'JOURNAL_UNAVAILABLE' });
    expect(router.sent).toEqual([]);
  });
});

describe('POST orders/analyze', () => {
  it('recommends what the same order would do, and leaves nothing behind', async () => {
    const answer = await post('/orders/analyze', ORDER);
    expect(answer.statusCode).toBe(200);
    const { brokerScores, brokerProfiles, weights, symbol, side, ...recommended } = routingRecommendation.parse(
      answer.json(),
    );
    expect(router.log).toEqual([]);
    const done = orderRoutingResult.parse((await post('/orders/smart', ORDER)).json());
    const { decisionId, status, waitsFor, routingTimeMs, ...decided } = done;
    expect({ ...recommended, orderId: '' }).toEqual({ ...decided, orderId: '' });
    expect([symbol, side, weights.spread]).toEqual(['AAPL', 'BUY', 1]);
  });

  it('scores the brokers that could be sent to by five factors, in the order of their cost', async () => {
    const { brokerScores: scores, weights } = routingRecommendation.parse(
      (await post('/orders/analyze', ORDER)).json(),
    );
    expect(scores.slice(0, 2).map(({ rank, brokerId }) => [rank, brokerId])).toEqual([
      [1, 'XNYS'],
      [2, 'ARCX'],
    ]);
    // One and two basis points over the mid; nine fills of ten before anything is measured.
    expect(scores.slice(0, 2)).toMatchObject([
      { priceQualityScore: 50, reliabilityScore: 90, observations: 0 },
      { priceQualityScore: 33.33, reliabilityScore: 90 },
    ]);
    const factors = (score: BrokerScore) => [
      [score.executionSpeedScore, weights.delay],
      [score.priceQualityScore, weights.spread],
      [score.reliabilityScore, weights.fade],
      [score.liquidityScore, weights.impact],
      [score.costScore, weights.fee],
    ];
    for (const score of scores) {
      const weighed = factors(score).map(([value = 0, weight = 0]) => ({ value, weight }));
      for (const { value } of weighed) expect(value >= 0 && value <= 100).toBe(true);
      const total = weighed.reduce((sum, { value, weight }) => sum + value * weight, 0);
      const weight = weighed.reduce((sum, each) => sum + each.weight, 0);
      expect(score.totalScore).toBeCloseTo(total / weight, 1);
    }
  });

  it('scores a fee below one half, and a rebate above', async () => {
    const { brokerScores } = routingRecommendation.parse((await post('/orders/analyze', ORDER)).json());
    // 0.003 a share on 100 is 0.3 bp: half of 1 - 0.3 / 1.3.
    expect(brokerScores[0]).toMatchObject({ brokerId: 'XNYS', costScore: 38.46 });
  });

  const profileOf = async (brokerId: string, order = ORDER): Promise<BrokerExecutionProfile | undefined> =>
    routingRecommendation
      .parse((await post('/orders/analyze', order)).json())
      .brokerProfiles.find((each) => each.brokerId === brokerId);

  it('profiles brokers: what they show and take, and null for what was never measured', async () => {
    expect(await profileOf('XNYS')).toMatchObject({
      symbol: 'AAPL',
      averageExecutionTimeMs: null,
      fillRatePercentage: null,
      priceImprovementBps: null,
      averageSlippageBps: null,
      errorRatePercentage: null,
      responseTimeMs: null,
      recentVolume: null,
      lastUpdated: null,
      currentSpreadBps: 2,
      orderBookDepth: 200,
      minOrderSize: 1,
      supportedOrderTypes: expect.arrayContaining(['MARKET', 'LIMIT']),
      status: 'AVAILABLE',
      observations: 0,
    });
    expect((await profileOf('XNYS', { ...ORDER, side: 'SELL' }))?.orderBookDepth).toBe(500);
    expect(await profileOf('BATS')).toMatchObject({ currentSpreadBps: null, orderBookDepth: null });
  });

  it('counts every level that a broker shows as its depth', async () => {
    const level = (cents: number, size: number) => ({ price: price(cents * 100), size: quantity(size) });
    const depth = {
      bids: [level(9_999, 500)],
      asks: [level(10_001, 200), level(10_002, 700)],
    };
    router.quote('XNYS', [9_999, 500], [10_001, 200], { depth, validUntilUs: null });
    expect((await profileOf('XNYS'))?.orderBookDepth).toBe(900);
    expect((await profileOf('XNYS', { ...ORDER, side: 'SELL' }))?.orderBookDepth).toBe(500);
  });

  it('profiles what was measured once a broker has answered', async () => {
    await post('/orders/smart', { ...ORDER, quantity: 200 });
    for (const child of router.children) await router.fill(child, 200);
    const profile = await profileOf('XNYS');
    expect(profile).toMatchObject({ observations: 1, errorRatePercentage: expect.any(Number) });
    expect(profile?.fillRatePercentage).toBeGreaterThan(90);
    expect(profile?.lastUpdated).not.toBeNull();
  });

  it.each([
    ['RESTRICTED', 'MAINTENANCE'],
    ['OFFLINE', 'OFFLINE'],
    ['CONGESTED', 'BUSY'],
    ['SLOW', 'BUSY'],
  ])('calls a venue that is %s %s', async (status, name) => {
    const said = { status, reason: 'drill' };
    await post('/api/v1/smart-routing/venues/XNYS/status', said, { 'x-api-key': 'flk_ops' });
    expect((await profileOf('XNYS'))?.status).toBe(name);
  });
});

describe.each(['/orders/smart', '/orders/analyze'])('POST %s', (path) => {
  it.each([
    ['no quantity that can be', { quantity: 0 }, 422, 'QUANTITY_NOT_POSITIVE', 'quantity'],
    ['an unknown symbol', { symbol: 'NOPE' }, 422, 'UNKNOWN_INSTRUMENT', 'symbol'],
    ['a price off tick', { orderType: 'LIMIT', limitPrice: 100.005 }, 422, 'PRICE_OFF_TICK', 'limitPrice'],
    ['a rate over 1', { constraints: { minFillRate: 2 } }, 422, 'CONSTRAINT_INVALID', 'constraints.minFillRate'],
    ['a split of none', { maxVenueSplit: 0 }, 400, 'INVALID_REQUEST', 'maxVenueSplit'],
    ['the other paths’ spelling', { limit_price: 1 }, 400, 'INVALID_REQUEST', 'limit_price'],
    ['an unknown objective', { routingObjective: 'CHEAP' }, 400, 'INVALID_REQUEST', 'routingObjective'],
  ])('refuses %s, and names the field in the words of the document', async (_, change, status, code, field) => {
    const answer = await post(path, { ...ORDER, ...change });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ status, code, errors: [{ path: field }] });
    expect(router.log).toEqual([]);
  });

  it.each([
    ['nobody', {}, 401],
    ['a key that only reads', { 'x-api-key': 'flk_read' }, 403],
    ['an auditor', { authorization: 'Bearer token-of-auditor' }, 403],
  ])('is not for %s', async (_, headers, status) => {
    expect((await post(path, ORDER, headers)).statusCode).toBe(status);
    expect(router.log).toEqual([]);
  });
});

describe('GET analytics/execution', () => {
  it('counts the last 30 days, or as many as it is asked for, of the client’s own orders', async () => {
    expect(executionAnalytics.parse((await get('/analytics/execution')).json())).toMatchObject({
      userId: 'client-1',
      days: 30,
      orders: { orders: 0, fillRatePercentage: null },
      executions: { orders: 0, averageSlippageBps: null, errorRatePercentage: null },
      brokers: [],
      strategies: [],
    });
    await get('/analytics/execution?days=1');
    const period = (days: number) => ({ from_us: router.nowUs - days * 86_400_000_000, to_us: router.nowUs });
    const own = { clientId: 'client-1', instrumentId: null };
    expect(asked).toEqual([30, 30, 1, 1].map((days) => ({ ...own, ...period(days) })));
  });

  it('says how each broker and strategy did', async () => {
    const dollars = {
      currency: 'USD',
      notional: '30000',
      fees: '0.9',
      price_improvement_bps: 0.1,
      ...{ effective_spread_bps: 2, quoted_spread_bps: 4, effective_over_quoted: 0.5 },
      realised_cost_bps: 1.5,
    };
    const all = {
      venue_id: null,
      orders: 4,
      filled_orders: 3,
      rejected_orders: 1,
      latency_p50_ms: 0.4,
      latency_p99_ms: 0.9,
      currencies: [dollars],
      units: [{ unit: 'SHARES', quantity: '400', filled_quantity: '300' }],
    };
    const part = { unit: 'SHARES', quantity: '300', filled_quantity: '300' };
    venues = [all, { ...all, venue_id: 'XNYS', orders: 3, units: [part], rejected_orders: 0 }];
    const times = { routing_time_p50_us: 40, routing_time_p99_us: 90 };
    const whole = { objective: null, orders: 2, fill_rate: 0.75, expected_fill_rate: 0.9, ...times };
    const costs = { currency: 'USD', orders: 2, expected_cost_bps: 1.2, realised_cost_bps: 1.5 };
    performance = [{ ...whole, currencies: [costs] }];
    performance.push({ ...whole, objective: 'SMART', currencies: [{ ...costs, expected_cost_bps: null }] });
    expect(executionAnalytics.parse((await get('/analytics/execution')).json())).toMatchObject({
      orders: { orders: 2, fillRatePercentage: 75, expectedFillRatePercentage: 90, medianRoutingTimeMs: 0.04 },
      executions: {
        orders: 4,
        fillRatePercentage: 75,
        errorRatePercentage: 25,
        averageSlippageBps: 1,
        averageCostBps: 1.5,
        ...{ priceImprovementBps: 0.1, medianResponseTimeMs: 0.4 },
        ...{ effectiveSpreadBps: 2, quotedSpreadBps: 4, effectiveOverQuoted: 0.5 },
      },
      brokers: [{ brokerId: 'XNYS', sharePercentage: 75, fillRatePercentage: 100, errorRatePercentage: 0 }],
      strategies: [{ strategy: 'SMART', expectedCostBps: null }],
    });
  });

  it("shows the firm's people everybody's", async () => {
    const answer = await get('/analytics/execution', { authorization: 'Bearer token-of-auditor' });
    expect(answer.json()).toMatchObject({ userId: null });
    expect(asked[0]).toMatchObject({ clientId: null });
  });

  it.each(['days=0', 'days=367', 'days=1.5', 'days=-1', 'days=', 'days=30&days=31', 'days=0x10', 'day=30'])(
    'refuses %s',
    async (query) => {
      const answer = await get(`/analytics/execution?${query}`);
      expect(answer.json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
      expect(asked).toEqual([]);
    },
  );

  it('is for those who may read orders', async () => {
    expect((await get('/analytics/execution', {})).statusCode).toBe(401);
    expect((await get('/analytics/execution', { 'x-api-key': 'flk_author' })).statusCode).toBe(403);
  });
});
