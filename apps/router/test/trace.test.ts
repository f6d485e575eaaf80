import { beforeEach, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE}-00f067aa0ba902b7-01`;

let app: Awaited<ReturnType<typeof benchApi>>;
beforeEach(async () => {
  const router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 500]);
  app = await benchApi(router, { decisions: [] });
});

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, payload, headers: { 'x-api-key': 'flk_all', ...headers } });
const ROUTE = '/api/v1/smart-routing/route';
const SMART = '/api/v1/trading/intelligent/orders/smart';
const ORDER = { symbol: 'AAPL', side: 'BUY', quantity: 100, orderType: 'MARKET', routingObjective: 'SMART_BALANCE' };

it('an answer belongs to the trace of who asks, as a part of its own', async () => {
  const answer = await post(ROUTE, {}, { traceparent: TRACEPARENT });
  expect(answer.statusCode).toBe(400);
  expect(answer.headers['x-trace-id']).toBe(TRACE);
  expect(answer.json()).toMatchObject({ trace_id: TRACE });
  expect(answer.headers.traceparent).toMatch(new RegExp(`^00-${TRACE}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`));
});

it('a trace begins where nobody has begun one, or what was said of it cannot be read', async () => {
  for (const headers of [{}, { traceparent: `00-${TRACE}-1-01` }]) {
    const { headers: told } = await post(ROUTE, {}, headers);
    expect(told['x-trace-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(told.traceparent).toBe(`00-${told['x-trace-id']}-${String(told['x-trace-id']).slice(-16)}-00`);
  }
});

it('two orders without an id are two orders, in one trace too', async () => {
  const answers = [
    await post(SMART, ORDER, { traceparent: TRACEPARENT }),
    await post(SMART, ORDER, { traceparent: TRACEPARENT }),
  ];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect(new Set(answers.map((answer) => answer.json<{ orderId: string }>().orderId)).size).toBe(2);
  expect(answers.map(({ headers }) => headers['x-trace-id'])).toEqual([TRACE, TRACE]);
});
