import { calendarView } from '@fairlead/contracts/calendar';
import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import type { KeptDecision } from './records.ts';

const BASE = '/api/v1/smart-routing';
const ORDER = { order_id: 'o-1', instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'MARKET' };

let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;
let stored: { decisions: KeptDecision[] };

beforeEach(async () => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
  router.quote('ARCX', [9_998, 500], [10_002, 500]);
  stored = { decisions: [] };
  app = await benchApi(router, stored);
});

const post = (path: string, payload: unknown, key = 'flk_all') =>
  app.inject({
    method: 'POST',
    url: `${BASE}${path}`,
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
const get = (path: string, headers: Record<string, string> = { 'x-api-key': 'flk_all' }) =>
  app.inject({ method: 'GET', url: `${BASE}${path}`, headers });

describe('POST route', () => {
  it('answers with the split, exact to the share', async () => {
    const answer = await post('/route', ORDER);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      order_id: 'o-1',
      routing_decisions: [
        { venue_id: 'XNYS', quantity_allocated: 200, limit_price: 100.01, order_kind: 'ISO', routing_priority: 1 },
        { venue_id: 'ARCX', quantity_allocated: 100, limit_price: 100.02, order_kind: 'ISO', routing_priority: 2 },
      ],
      unallocated_quantity: 0,
      nbbo: { bid: 99.99, ask: 100.01, mid: 100, state: 'NORMAL' },
      versions: { rules: 'none' },
    });
    expect(router.sent).toEqual([]);
  });

  it('expects nothing where nothing can be sent: no cost, no confidence, no zero', async () => {
    const order = { ...ORDER, order_id: 'nowhere', order_type: 'LIMIT', limit_price: '0.01', time_in_force: 'IOC' };
    const answer = await post('/route', order);
    expect([answer.statusCode, answer.json().routing_decisions]).toEqual([200, []]);
    expect(answer.json().expected_execution_quality).toEqual({
      expected_fill_rate: null,
      expected_cost: null,
      expected_time_ms: null,
      expected_market_impact: null,
      routing_confidence: null,
    });
  });

  it('names the venue that comes first, and by what, and adds its shares up to the whole', async () => {
    router.quote('ARCX', [9_998, 500], [10_001, 100]);
    const order = { ...ORDER, order_id: 'tie', quantity: 16, routing_objective: 'BEST_PRICE', routing_mode: 'SWEEP' };
    const answer = (await post('/route', order)).json();
    const first = answer.routing_decisions[0].venue_id;
    const ranked = answer.alternatives.filter(({ code }: { code: string }) => code === 'RANKED_LATER');
    expect(ranked).toMatchObject([{ blocked_by: null, ranked_by: { venue_id: first } }]);
    expect(
      answer.routing_decisions.map((slice: { allocation_percentage: number }) => slice.allocation_percentage),
    ).toEqual([1]);
  });

  it('takes the aliases of the requirement documents', async () => {
    const answer = await post('/route', {
      ...ORDER,
      side: 'buy',
      order_type: 'market',
      routing_objective: 'lowest_cost',
      routing_mode: 'best',
      sourcing: 'external',
    });
    expect(answer.statusCode).toBe(200);
    for (const [index, alias] of ['split', 'sequential'].entries())
      expect((await post('/route', { ...ORDER, order_id: `o-${index + 2}`, routing_mode: alias })).statusCode).toBe(
        200,
      );
    const smart = await post('/route', { ...ORDER, order_id: 'o-9', routing_objective: 'SMART_BALANCE', urgency: 0.8 });
    expect(smart.json().weights).toMatchObject({ spread: 1, fee: 1, delay: 0.65 });
  });

  it('gives the same answer again, and says that it does', async () => {
    const first = await post('/route', ORDER);
    const again = await post('/route', ORDER);
    expect([first.headers['idempotent-replay'], again.headers['idempotent-replay']]).toEqual([undefined, 'true']);
    expect(again.json()).toEqual(first.json());
    expect((await post('/route', { ...ORDER, quantity: 301 })).json()).toMatchObject({
      status: 409,
      code: 'ORDER_CONFLICT',
    });
  });
});

describe('the brief view', () => {
  it.each(['/route', '/orders'])(
    'is the same answer of %s without the alternatives, also when it is repeated',
    async (path) => {
      const brief = await post(`${path}?view=brief`, ORDER);
      const full = await post(`${path}?view=full`, ORDER);
      const { alternatives, ...rest } = full.json();
      expect(alternatives).not.toHaveLength(0);
      expect([brief.json(), full.headers['idempotent-replay']]).toEqual([rest, 'true']);
      expect((await post(path, ORDER)).json()).toEqual(full.json());
    },
  );

  it.each(['/route?view=short', '/route?view=', '/orders?view=BRIEF', '/orders?view=brief&view=full'])(
    'is asked for by its name, anything else is refused: %s',
    async (path) => {
      const answer = await post(path, ORDER);
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'INVALID_REQUEST']);
      expect(answer.json().errors).toMatchObject([{ path: 'view' }]);
      expect(router.children).toHaveLength(0);
    },
  );
});

describe('POST orders', () => {
  it('answers 202 when the first wave is durable', async () => {
    const answer = await post('/orders', ORDER);
    expect([answer.statusCode, answer.json().state]).toEqual([202, 'ROUTING']);
    expect(router.children).toHaveLength(2);
  });

  it.each([
    [
      'a price with more decimals than the instrument',
      { order_type: 'LIMIT', limit_price: '100.00001' },
      'PRICE_TOO_PRECISE',
    ],
    [
      'a number that a double would round',
      '{"order_id":"o-1","instrument_id":"AAPL","side":"BUY","order_type":"MARKET","quantity":300.0000000000000001}',
      'QUANTITY_TOO_PRECISE',
    ],
    ['a price off tick', { order_type: 'LIMIT', limit_price: 100.005 }, 'PRICE_OFF_TICK'],
    ['a zero quantity', { quantity: 0 }, 'QUANTITY_NOT_POSITIVE'],
    ['a quantity that no record holds', { quantity: 1e12 }, 'QUANTITY_TOO_LARGE'],
    [
      'a number without end',
      '{"order_id":"o-1","instrument_id":"AAPL","side":"BUY","order_type":"MARKET","quantity":1e999}',
      'QUANTITY_INVALID',
    ],
    ['an unknown instrument', { instrument_id: 'NOPE' }, 'UNKNOWN_INSTRUMENT'],
    ['an unknown venue', { exclude_venues: ['NOPE'] }, 'UNKNOWN_VENUE'],
    ['a manual order that says nothing', { routing_mode: 'manual' }, 'MANUAL_ALLOCATIONS_MISSING'],
    ['an urgency over 1', { urgency: 2 }, 'URGENCY_INVALID'],
    ['a rate over 1', { constraints: { min_fill_rate: 1.5 } }, 'CONSTRAINT_INVALID'],
  ])('refuses %s with 422 and its code', async (_, change, code) => {
    const answer = await post('/orders', typeof change === 'string' ? change : { ...ORDER, ...change });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ status: 422, code, trace_id: expect.any(String) });
    expect(router.log).toEqual([]);
  });

  it('reads 0.10 and "0.10" as the same exact price', async () => {
    const text = (price: string) =>
      `{"order_id":"o-1","instrument_id":"AAPL","side":"SELL","quantity":"100.0","order_type":"LIMIT","limit_price":${price}}`;
    const first = await post('/orders', text('100.10'));
    expect(first.statusCode).toBe(202);
    expect(router.order).toMatchObject({ limit_price: '100.1', quantity: '100' });
  });

  it.each([
    ['no JSON', '{', 'MALFORMED_JSON', 400],
    ['no object', '7', 'INVALID_REQUEST', 400],
    ['a missing field', { ...ORDER, side: undefined }, 'INVALID_REQUEST', 400],
    ['a misspelt field', { ...ORDER, limit_prise: 1 }, 'INVALID_REQUEST', 400],
    ['a body over 256 KiB', { ...ORDER, tag: 'x'.repeat(300_000) }, 'BODY_TOO_LARGE', 413],
  ])('refuses %s', async (_, payload, code, status) => {
    const answer = await post('/orders', payload);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it('names the faulty field of a malformed request', async () => {
    const answer = await post('/orders', { ...ORDER, max_venue_split: 0 });
    expect(answer.json().errors).toEqual([{ path: 'max_venue_split', code: 'TOO_SMALL', message: expect.any(String) }]);
  });

  it('says that it is our fault where the journal refuses the record, and never to come again', async () => {
    router.journalError = { ok: false, error: 'JOURNAL_REFUSED' };
    const answer = await post('/orders', ORDER);
    expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([
      500,
      'JOURNAL_REFUSED',
      undefined,
    ]);
  });

  it('says when to come back while it is overloaded', async () => {
    router.pending = 100;
    const answer = await post('/orders', ORDER);
    expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([503, 'OVERLOADED', '1']);
  });
});

describe('a request that is not to become an order', () => {
  it('is analyzed by every objective and mode on the market as it is, and leaves nothing behind', async () => {
    const answer = await post('/analyze', ORDER);
    expect([answer.statusCode, answer.json().alternatives.length, answer.json().nbbo.mid]).toEqual([200, 24, 100]);
    expect((await post('/route', { ...ORDER, quantity: 200 })).statusCode).toBe(200);
    expect(router.sent).toEqual([]);
  });

  it('is split as an order would be', async () => {
    const answer = await post('/split', { ...ORDER, routing_mode: 'split' });
    expect(answer.json()).toMatchObject({
      mode: 'PRO_RATA',
      slices: [
        { venue_id: 'XNYS', quantity: '200', limit_price: '100.01' },
        { venue_id: 'ARCX', quantity: '100' },
      ],
      unallocated_quantity: '0',
    });
    expect(router.log).toEqual([]);
  });

  it.each(['/analyze', '/split'])('is refused by %s in the words of an order', async (path) => {
    expect((await post(path, { ...ORDER, quantity: 0 })).json()).toMatchObject({
      status: 422,
      code: 'QUANTITY_NOT_POSITIVE',
    });
    expect((await post(path, { ...ORDER, quantity: 200_000 })).json()).toMatchObject({ code: 'QUANTITY_OVER_LIMIT' });
    expect((await post(path, { ...ORDER, side: undefined })).statusCode).toBe(400);
    expect((await post(path, ORDER, 'flk_read')).statusCode).toBe(403);
    expect(router.log).toEqual([]);
  });
});

describe('access', () => {
  it.each([
    ['nobody', {}, 401],
    ['an unknown key', { 'x-api-key': 'flk_guess' }, 401],
    ['an expired key', { 'x-api-key': 'flk_old' }, 401],
    ['a forged token', { authorization: 'Bearer forged' }, 401],
    ['a key as bearer', { authorization: 'Bearer flk_read' }, 200],
    ['a console token', { authorization: 'Bearer token-of-auditor' }, 200],
  ])('to the NBBO for %s', async (_, headers, status) => {
    expect((await get('/nbbo?instrument_id=AAPL', headers)).statusCode).toBe(status);
  });

  it('needs the scope: a reading key and an auditor cannot send orders', async () => {
    expect((await post('/orders', ORDER, 'flk_read')).json()).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    const answer = await app.inject({
      method: 'POST',
      url: `${BASE}/orders`,
      headers: { authorization: 'Bearer token-of-auditor', 'content-type': 'application/json' },
      payload: JSON.stringify(ORDER),
    });
    expect(answer.statusCode).toBe(403);
    expect(router.log).toEqual([]);
  });
});

describe('the market', () => {
  it('is shown by instrument', async () => {
    expect((await get('/nbbo?instrument_id=AAPL')).json()).toMatchObject({
      bid: 99.99,
      bid_venue: 'XNYS',
      ask: 100.01,
      ask_size: 200,
      mid: 100,
    });
    expect((await get('/nbbo?instrument_id=NOPE')).statusCode).toBe(404);
    expect((await get('/nbbo')).json()).toMatchObject({ status: 400, errors: [{ path: 'instrument_id' }] });
  });

  it('say what each market does now, by the exchanges and by the router', async () => {
    const { body } = await get('/calendar');
    expect(calendarView.parse(JSON.parse(body))).toMatchObject({
      session_hours: 'always',
      holidays_known_until: '2028-12-31',
      market_day: null,
      sessions: [
        { asset_class: 'EQUITY', phase: 'REGULAR', closes_at: '2026-01-02T21:00:00.000000Z', takes_orders: true },
        { asset_class: 'FX', phase: 'REGULAR', closes_at: '2026-01-02T22:00:00.000000Z', takes_orders: true },
        { asset_class: 'CRYPTO', phase: 'REGULAR', opens_at: '2026-01-02T00:00:00.000000Z', takes_orders: true },
      ],
    });
    router.nowUs = Date.parse('2026-11-27T19:00:00Z') * 1_000;
    expect((await get('/calendar')).json()).toMatchObject({
      market_day: { date: '2026-11-27', opens_at: '09:30', closes_at: '13:00', name: 'Day after Thanksgiving' },
      sessions: [{ phase: 'CLOSED', opens_at: '2026-11-30T14:30:00.000000Z', takes_orders: true }, {}, {}],
    });
  });

  it('lists venues with their fees, and their quality with what it rests on', async () => {
    expect((await get('/venues')).json()[0]).toMatchObject({
      venue_id: 'XNYS',
      ...{ status: 'ACTIVE', status_cause: 'WELL', status_reason: '', said: null },
      take_fee: '0.003',
      fee_note: expect.stringContaining('illustrative'),
    });
    const [nyse] = (await get('/venues/quality?instrument_id=AAPL')).json();
    expect(nyse).toMatchObject({ venue_id: 'XNYS', observations: 0, fill_rate: 0.9, last_updated: null });
    expect(nyse.estimates.fill_rate).toMatchObject({ value: 0.9, observations: 0 });
    expect(nyse.estimates.fill_rate.low95).toBeLessThan(0.9);
    expect(Object.keys(nyse.markouts_bps)).toEqual(['after_50ms', 'after_1s', 'after_15s', 'after_1m', 'after_5m']);
  });

  it('tells the quality of every venue over all its instruments, and of one in each of them', async () => {
    const overall = (await get('/venues/quality/overall')).json();
    expect(overall.length).toBe(router.market.venues.length);
    expect(overall[0]).toMatchObject({ venue_id: 'XNYS', observations: 0, estimates: { fill_rate: { value: 0.9 } } });
    expect((await get('/venues/XNYS/quality')).json()).toEqual([]);
    expect((await get('/venues/NOPE/quality')).statusCode).toBe(404);
  });

  it('ranks the venues for an order as a decision would, with the reason', async () => {
    const ranked = (await get('/venues/rankings?instrument_id=AAPL&side=buy&quantity=100')).json();
    expect(ranked.slice(0, 3)).toMatchObject([
      { rank: 1, venue_id: 'XNYS', price: 100.01, code: null, reason: 'The lowest weighted cost.' },
      {
        rank: 2,
        venue_id: 'ARCX',
        price: 100.02,
        reason: expect.stringMatching(/more than XNYS, most of all by its price \(1\.\d+ bp\)/),
      },
      { rank: null, venue_id: 'BATS', code: 'NO_DISPLAYED_QUOTE', cost_bps: null },
    ]);
    expect(ranked[0].cost_bps).toBeLessThan(ranked[1].cost_bps);
    const split = (
      await post('/split', { ...ORDER, routing_objective: 'SMART', time_in_force: 'IOC', quantity: 100 })
    ).json();
    expect(split.slices[0].venue_id).toBe(ranked[0].venue_id);
  });

  it.each([
    ['no side', '?instrument_id=AAPL&quantity=100', 400],
    ['no quantity', '?instrument_id=AAPL&side=BUY', 400],
    ['an unknown field', '?instrument_id=AAPL&side=BUY&quantity=100&x=1', 400],
    ['an unknown objective', '?instrument_id=AAPL&side=BUY&quantity=100&routing_objective=NONE', 400],
    ['an unknown instrument', '?instrument_id=NOPE&side=BUY&quantity=100', 422],
    ['no quantity that can be', '?instrument_id=AAPL&side=BUY&quantity=0', 422],
  ])('does not rank for %s', async (_, query, status) => {
    expect((await get(`/venues/rankings${query}`)).statusCode).toBe(status);
  });
});

describe('health', () => {
  it('is live at once and ready when recovery is done', async () => {
    const ready = async () => (await app.inject('/health/ready')).statusCode;
    expect(await ready()).toBe(200);
    router.pipeline.isReady = false;
    expect([await ready(), (await app.inject('/health/live')).statusCode]).toEqual([503, 200]);
  });
});
