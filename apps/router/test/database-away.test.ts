import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const BASE = '/api/v1/smart-routing';
const ORDER = { order_id: 'o-1', instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'MARKET' };

let router: BenchRouter;
beforeEach(() => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 500]);
});

type Method = 'GET' | 'POST' | 'DELETE';

/** One call of the API; what is read of the database ends as given. */
async function call(method: Method, path: string, more: { body?: object; error?: Error } = {}) {
  const read = async () => {
    if (more.error !== undefined) throw more.error;
    return null;
  };
  const app = await benchApi(router, { decisions: [], executions: { read } });
  const answer = await app.inject({
    method,
    url: `${BASE}${path}`,
    headers: { 'x-api-key': 'flk_all', ...(more.body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(more.body === undefined ? {} : { payload: JSON.stringify(more.body) }),
  });
  return { status: answer.statusCode, body: answer.json(), retryAfter: answer.headers['retry-after'] };
}

describe('while the journal is away', () => {
  it('a new order is 503 at once, and the same order is taken when it is back', async () => {
    router.isJournalHealthy = false;
    expect(await call('POST', '/orders', { body: ORDER })).toMatchObject({
      status: 503,
      body: { code: 'JOURNAL_UNAVAILABLE', detail: expect.stringContaining('JOURNAL_AWAY') },
      retryAfter: '1',
    });
    expect([router.sent, router.log]).toEqual([[], []]);
    router.isJournalHealthy = true;
    expect((await call('POST', '/orders', { body: ORDER })).status).toBe(202);
  });

  it('an order that was taken before gets its first answer again', async () => {
    const first = await call('POST', '/orders', { body: ORDER });
    router.isJournalHealthy = false;
    expect((await call('POST', '/orders', { body: ORDER })).body).toEqual(first.body);
  });

  it('a cancel reaches the venue, and the caller is told that it is not written yet', async () => {
    await call('POST', '/orders', { body: { ...ORDER, order_type: 'LIMIT', limit_price: 99 } });
    router.isJournalHealthy = false;
    expect(await call('DELETE', '/o-1')).toMatchObject({ status: 503, body: { code: 'NOT_DURABLE', sent: true } });
    expect(router.sent.map(({ type }) => type)).toContain('cancel');
  });
});

describe('what the database does not answer', () => {
  const named = (name: string, code: string) => Object.assign(new Error(name), { code });
  it.each([
    ['a refused connection', named('connect ECONNREFUSED 127.0.0.1:54329', 'ECONNREFUSED')],
    [
      'refused connections at all its addresses',
      new AggregateError([named('connect ECONNREFUSED ::1:54329', 'ECONNREFUSED')]),
    ],
    ['a connection that broke', new Error('Connection terminated unexpectedly')],
    ['no connection in time', new Error('timeout exceeded when trying to connect')],
  ])('is a 503 that may be asked again: %s', async (_, error) => {
    expect(await call('GET', '/o-1/execution', { error })).toMatchObject({
      status: 503,
      body: { code: 'DATABASE_UNAVAILABLE' },
      retryAfter: '1',
    });
  });

  it('is a 500 where we are at fault', async () => {
    const { body } = await call('GET', '/o-1/execution', { error: new TypeError('x is not a function') });
    expect(body).toMatchObject({ status: 500, code: 'INTERNAL' });
  });
});
