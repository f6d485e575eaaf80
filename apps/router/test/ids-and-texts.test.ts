import type { RoutingExecutionStatus } from '@fairlead/contracts/smart-routing';
import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { rowsBy } from './journaled.ts';

const BASE = '/api/v1/smart-routing';
const ORDER = { instrument_id: 'AAPL', side: 'BUY', quantity: 100, order_type: 'LIMIT', limit_price: 99 };

let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;
let asked: string[];

beforeEach(async () => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 500]);
  asked = [];
  const read = async (_: unknown, orderId: string) => {
    asked.push(orderId);
    return { order_id: orderId } as RoutingExecutionStatus;
  };
  app = await benchApi(router, { decisions: [], executions: { read } });
});

const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: unknown, key = 'flk_all') =>
  app.inject({
    method,
    url,
    headers: { 'x-api-key': key, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(payload === undefined ? {} : { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
  });

describe('an id that is taken is reached by every call', () => {
  it.each([
    'a/b',
    '100%',
    'a?b#c',
    '=1+1',
    "';--",
    'a//b',
    '...',
    'a;b',
    '%00',
    'a+b',
    '__proto__',
    'rules2',
    'Orders',
    '/'.repeat(100),
    '%'.repeat(100),
  ])('%s', async (id) => {
    expect((await call('POST', `${BASE}/orders`, { ...ORDER, order_id: id })).statusCode).toBe(202);
    const path = encodeURIComponent(id);
    expect((await call('GET', `${BASE}/${path}/execution`)).json()).toEqual({ order_id: id });
    expect((await call('DELETE', `${BASE}/${path}`)).json()).toMatchObject({ order_id: id });
    expect(asked).toEqual([id]);
  });
});

describe('an id that no path carries is refused where it comes in', () => {
  const SIBLINGS = [
    'decisions',
    'rules',
    'orders',
    'route',
    'analyze',
    'split',
    'stream',
    'nbbo',
    'book',
    'venues',
    'stats',
    'performance',
  ];

  it.each([...SIBLINGS, '.', '..', 'a/../b', '%2e%2e', '', ' a', 'a\u0001', 'é', 'x'.repeat(101)])('%j', async (id) => {
    for (const path of ['/orders', '/route', '/analyze', '/split']) {
      const answer = await call('POST', `${BASE}${path}`, { ...ORDER, order_id: id });
      expect(answer.json(), path).toMatchObject({
        status: 400,
        code: 'INVALID_REQUEST',
        errors: [{ path: 'order_id' }],
      });
    }
    for (const path of ['smart', 'analyze']) {
      const body = { orderId: id, symbol: 'AAPL', side: 'BUY', quantity: 1, orderType: 'MARKET' };
      const answer = await call('POST', `/api/v1/trading/intelligent/orders/${path}`, body);
      expect(answer.json(), path).toMatchObject({ status: 400, errors: [{ path: 'orderId' }] });
    }
    expect(router.log).toEqual([]);
  });

  it('and the names are those of the addresses that there are', async () => {
    for (const line of app.printRoutes({ commonPrefix: false }).matchAll(/smart-routing\/([a-z-]+)/g))
      expect((await call('POST', `${BASE}/orders`, { ...ORDER, order_id: line[1] })).statusCode, line[1]).toBe(400);
  });
});

describe('a text that no record holds is refused by its path', () => {
  it.each([
    ['a value', '"tag":"a\\u0000b"', 'tag'],
    ['half a character', '"tag":"\\ud800"', 'tag'],
    ['the other half', '"tag":"a\\udc00"', 'tag'],
    ['halves the wrong way round', '"tag":"\\udc00\\ud800"', 'tag'],
    ['a list', '"exclude_venues":["XNYS","\\u0000"]', 'exclude_venues.1'],
    ['a key', '"a\\u0000":1', 'a\u0000'],
    ['a key below', '"constraints":{"\\ud800":1}', 'constraints.\ud800'],
    ['an unknown field', '"more":{"b":[{"c":"\\u0000"}]}', 'more.b.0.c'],
  ])('in %s', async (_, fields, path) => {
    for (const url of ['/orders', '/route', '/analyze', '/rules', '/rules/1/simulate', '/venues/XNYS/status']) {
      const key = url.startsWith('/rules') ? 'flk_author' : url.startsWith('/venues') ? 'flk_ops' : 'flk_all';
      const answer = await call('POST', `${BASE}${url}`, `{"order_id":"t",${fields}}`, key);
      expect(answer.json(), url).toMatchObject({
        status: 400,
        code: 'INVALID_REQUEST',
        errors: [{ path, code: 'TEXT_INVALID' }],
      });
    }
    expect(router.log).toEqual([]);
  });

  it.each([
    ['GET', '/a%00b/execution', 'order_id'],
    ['DELETE', '/%00', 'order_id'],
    ['GET', '/decisions/%00', 'decision_id'],
    ['POST', '/venues/X%00/status', 'venue_id'],
    ['GET', '/nbbo?instrument_id=%00', 'instrument_id'],
    ['GET', '/stats?user_id=a%00', 'user_id'],
    ['GET', '/venues?%00=1', '\u0000'],
    ['GET', '/rules/%00', 'version'],
    ['GET', '/stream?topics=%00', 'topics'],
  ] as const)('in the address: %s %s', async (method, path, field) => {
    const answer = await call(method, `${BASE}${path}`, method === 'POST' ? {} : undefined);
    expect(answer.json()).toMatchObject({
      status: 400,
      code: 'INVALID_REQUEST',
      errors: [{ path: field, code: 'TEXT_INVALID' }],
    });
    expect(asked).toEqual([]);
  });

  it('and any other text is kept: emoji, right to left, control characters, 200 characters', async () => {
    for (const [index, tag] of ['😀👩‍👩‍👧', 'שלום', 'a\u0001\n\u2028b', '\ufffd\ufffe', '😀'.repeat(100)].entries())
      expect((await call('POST', `${BASE}/orders`, { ...ORDER, order_id: `k-${index}`, tag })).statusCode).toBe(202);
    const tags = rowsBy(router).map(({ order }) => order.tag);
    expect(tags[0]).toBe('😀👩‍👩‍👧');
  });
});
