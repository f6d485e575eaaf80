import { randomUUID } from 'node:crypto';
import type { AuditEntry, AuditRecord } from '@fairlead/db/repositories/audit-repository';
import { beforeEach, describe, expect, it } from 'vitest';
import { type BenchAccess, benchApi, benchKeys } from './bench-api.ts';
import { OneOrder } from './one-order.ts';

const BASE = '/api/v1/smart-routing';
const NEVER = Number.MAX_SAFE_INTEGER;
const REASON = 'the desk goes home';

let router: OneOrder;
let app: Awaited<ReturnType<typeof benchApi>>;
let audited: AuditRecord[];

beforeEach(async () => {
  router = new OneOrder();
  audited = [];
  const access: BenchAccess = {
    keys: benchKeys().set('flk_other', {
      ...{ id: 'other', name: 'other', clientId: 'client-2', scopes: ['orders:write', 'orders:read'] },
      ...{ expiresAtUs: null, owner: null, service: null },
    }),
    sessions: new Map([
      ['TRADER', { email: 'trader@example.com', role: 'TRADER', clientId: null, expiresAtUs: NEVER }],
      ['of client-2', { email: 'two@example.com', role: 'TRADER', clientId: 'client-2', expiresAtUs: NEVER }],
    ]),
    verifyToken: async (token) => ({ kind: 'SESSION', sessionId: token.replaceAll('_', ' ') }),
  };
  app = await benchApi(router, {
    decisions: [],
    access,
    timers: {
      after: (_ms, run) => {
        router.timers.push(run);
        return { cancel: () => {} };
      },
    },
    acts: { keep: async (record) => audited.push(record) > 0, waiting: () => null },
    audits: { find: async (id) => (audited.find((each) => each.id === id) as AuditEntry | undefined) ?? null },
  });
});

const asUser = (name: string) => ({ authorization: `Bearer ${name.replaceAll(' ', '_')}` });
const asKey = (name: string) => ({ 'x-api-key': name });

/** Sends a limit order that rests. */
const rest = (orderId: string, key = 'flk_all') =>
  app.inject({
    method: 'POST',
    url: `${BASE}/orders`,
    headers: { ...asKey(key), 'content-type': 'application/json' },
    payload: JSON.stringify({
      ...{ order_id: orderId, instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'LIMIT' },
      limit_price: '99.50',
    }),
  });

async function cancelAll(headers: Record<string, string>, body?: object, query = '') {
  // What waits a second for the journal has waited.
  const moments = setInterval(() => [...router.timers].map((run) => run()), 1);
  const answer = await app
    .inject({
      method: 'DELETE',
      url: `${BASE}/orders${query}`,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    .finally(() => clearInterval(moments));
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}

const open = () => [...router.desk.live.alive()].map(({ identity, life }) => [identity.order.orderId, life.endAsked]);

describe('a cancel of all orders', () => {
  it('asks each open order of the client to end, and no other’s, and tells the audit once', async () => {
    for (const orderId of ['a', 'b']) await rest(orderId);
    await rest('c', 'flk_other');
    const answer = await cancelAll(asKey('flk_all'));
    expect(answer).toMatchObject({ status: 202, body: { orders: 2, under_way: 0 } });
    expect(open()).toEqual([
      ['a', 'CALLER'],
      ['b', 'CALLER'],
      ['c', null],
    ]);
    expect(router.canceledIds).toHaveLength(2);
    expect(audited).toMatchObject([
      {
        id: answer.body.audit_id,
        action: 'ORDERS_CANCEL',
        subject_type: 'client',
        subject_id: 'client-1',
        reason: null,
      },
    ]);
  });

  it('is not begun with by a router that has not taken up all orders of the time before', async () => {
    await rest('a');
    router.desk.live.isWhole = false;
    expect(await cancelAll(asKey('flk_all'))).toMatchObject({ status: 503, body: { code: 'NOT_READY' } });
    expect([open(), audited]).toEqual([[['a', null]], []]);
  });

  it('takes what is being decided too, before anything of it is sent, and not what comes afterwards', async () => {
    const release = router.holdJournal();
    const deciding = rest('a');
    let asked = 0;
    const { pipeline } = router;
    const cancelAllUnderWay = pipeline.cancelAllUnderWay.bind(pipeline);
    pipeline.cancelAllUnderWay = (clientId) => {
      asked += 1;
      return cancelAllUnderWay(clientId);
    };
    await expect.poll(() => router.pipeline.underWay('client-1', 'a') !== null).toBe(true);
    const answer = app.inject({ method: 'DELETE', url: `${BASE}/orders`, headers: asKey('flk_all') });
    // It has come in when it is asked for what is under way.
    await expect.poll(() => asked).toBe(1);
    release();
    expect((await deciding).statusCode).toBe(202);
    expect((await answer).json()).toMatchObject({ orders: 0, under_way: 1 });
    expect(router.sent.filter(({ type }) => type === 'new')).toEqual([]);
    await rest('b');
    expect(open()).toEqual([['b', null]]);
  });

  it('of a person says why, and names the client whose orders are meant', async () => {
    await rest('c', 'flk_other');
    expect((await cancelAll(asUser('TRADER'), undefined, '?client_id=client-2')).body.errors).toMatchObject([
      { path: 'reason' },
    ]);
    const answer = await cancelAll(asUser('TRADER'), { reason: REASON }, '?client_id=client-2');
    expect(answer).toMatchObject({ status: 202, body: { orders: 1 } });
    expect(audited).toMatchObject([{ actor_id: 'trader@example.com', subject_id: 'client-2', reason: REASON }]);
  });

  it('of another client’s orders is nothing that a client can ask for', async () => {
    await rest('a');
    const answer = await cancelAll(asUser('of client-2'), { reason: REASON }, '?client_id=client-1');
    expect([answer.status, open()]).toEqual([404, [['a', null]]]);
  });

  it('sent again with its key answers as the first, and cancels nothing that has come since', async () => {
    await rest('a');
    const body = { reason: REASON, idempotency_key: randomUUID() };
    const first = await cancelAll(asKey('flk_all'), body);
    await rest('b');
    const again = await cancelAll(asKey('flk_all'), body);
    expect([again.status, again.body, again.headers['idempotent-replay']]).toEqual([202, first.body, 'true']);
    expect(open().find(([orderId]) => orderId === 'b')).toEqual(['b', null]);
  });

  it('is told as sent and not durable while the journal does not take it', async () => {
    await rest('a');
    const release = router.holdJournal();
    const answer = await cancelAll(asKey('flk_all'));
    expect([answer.status, answer.body]).toMatchObject([503, { code: 'NOT_DURABLE', sent: true }]);
    expect(router.canceledIds).toHaveLength(1);
    release();
  });
});
