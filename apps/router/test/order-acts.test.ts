import { randomUUID } from 'node:crypto';
import { type Role, role } from '@fairlead/contracts/access';
import type { RoutingExecutionStatus } from '@fairlead/contracts/smart-routing';
import type { AuditEntry, AuditRecord } from '@fairlead/db/repositories/audit-repository';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type BenchAccess, benchApi, benchKeys } from './bench-api.ts';
import { OneOrder } from './one-order.ts';

const BASE = '/api/v1/smart-routing';
const NEVER = Number.MAX_SAFE_INTEGER;
const REASON = 'the client has called';

let router: OneOrder;
let app: Awaited<ReturnType<typeof benchApi>>;
let audited: AuditRecord[];
/** Whether the audit is written when it is asked to. */
let isAuditThere: boolean;
/** What the journal tells of an order that is not alive. */
let stored: Partial<RoutingExecutionStatus> | null;

const user = (name: Role, clientId: string | null = null) => ({
  email: `${name.toLowerCase()}@example.com`,
  role: name,
  clientId,
  expiresAtUs: NEVER,
});

beforeEach(async () => {
  router = new OneOrder();
  audited = [];
  isAuditThere = true;
  stored = null;
  const people: BenchAccess = {
    keys: benchKeys().set('flk_other', {
      ...{ id: 'other', name: 'other', clientId: 'client-2', scopes: ['orders:write', 'orders:read'] },
      ...{ expiresAtUs: null, owner: null, service: null },
    }),
    sessions: new Map([
      ...role.options.map((each) => [each, user(each)] as const),
      ['of client-1', user('TRADER', 'client-1')],
      ['of client-2', user('TRADER', 'client-2')],
    ]),
    verifyToken: async (token) => ({ kind: 'SESSION', sessionId: token.replaceAll('_', ' ') }),
  };
  app = await benchApi(router, {
    decisions: [],
    access: people,
    executions: { read: async (clientId) => (clientId === 'client-1' ? (stored as RoutingExecutionStatus) : null) },
    timers: {
      after: (_ms, run) => {
        router.timers.push(run);
        return { cancel: () => {} };
      },
    },
    acts: {
      keep: async (record) => {
        if (isAuditThere) audited.push(record);
        return isAuditThere;
      },
      waiting: () => null,
    },
    audits: { find: async (id) => (audited.find((each) => each.id === id) as AuditEntry | undefined) ?? null },
  });
});

const asUser = (name: string) => ({ authorization: `Bearer ${name.replaceAll(' ', '_')}` });
const asKey = (name: string) => ({ 'x-api-key': name });

const cancel = (headers: Record<string, string>, body?: object, query?: string) => ask('DELETE', headers, body, query);
const replace = (headers: Record<string, string>, body: object, query?: string) => ask('PATCH', headers, body, query);

async function ask(
  ...[method, headers, body, query = '?client_id=client-1']: [
    'DELETE' | 'PATCH',
    Record<string, string>,
    object | undefined,
    string | undefined,
  ]
) {
  const type = { 'content-type': 'application/json' };
  // A cancel waits a moment for an order that is not there; here the moment is over at once.
  const moments = setInterval(() => [...router.timers].map((run) => run()), 1);
  const answer = await app
    .inject({
      method,
      url: `${BASE}/order-1${query}`,
      headers: { ...headers, ...(body === undefined ? {} : type) },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    .finally(() => clearInterval(moments));
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}

describe('a cancel', () => {
  it('of a person tells the audit who, what, before, after and why, and answers the entry’s id', async () => {
    await router.atRest();
    const answer = await cancel(asUser('TRADER'), { reason: `  ${REASON} ` });
    expect(answer).toMatchObject({ status: 202, body: { order_id: 'order-1', state: 'PENDING_CANCEL' } });
    expect(router.canceledIds).toHaveLength(1);
    expect(audited).toEqual([
      expect.objectContaining({
        id: answer.body.audit_id,
        actor_type: 'USER',
        actor_id: 'trader@example.com',
        action: 'ORDER_CANCEL',
        subject_type: 'order',
        subject_id: 'client-1 order-1',
        reason: REASON,
        trace_id: answer.headers['x-trace-id'],
        created_at_us: router.nowUs,
      }),
    ]);
    const told = (text: string | null | undefined) => JSON.parse(text ?? 'null');
    const order = { quantity: 300, filled_quantity: 0, working_quantity: 300, limit_price: 99.5, venues: ['XNYS'] };
    expect(told(audited[0]?.before)).toEqual({ ...order, state: 'WORKING' });
    expect(told(audited[0]?.after)).toEqual({ ...order, state: 'PENDING_CANCEL' });
  });

  it('of a key is told too, and needs no reason', async () => {
    await router.atRest();
    expect((await cancel(asKey('flk_all'), undefined, '')).status).toBe(202);
    expect(audited).toMatchObject([{ actor_type: 'API_KEY', actor_id: 'id of flk_all', reason: null }]);
  });

  it.each([undefined, {}, { reason: null }, { reason: '  x ' }, { reason: 'x'.repeat(501) }])(
    'of a person without a reason is refused, and nothing is canceled: %j',
    async (body) => {
      await router.atRest();
      expect(await cancel(asUser('TRADER'), body)).toMatchObject({
        status: 400,
        body: { code: 'INVALID_REQUEST', errors: [{ path: 'reason' }] },
      });
      expect([router.canceledIds, audited]).toEqual([[], []]);
    },
  );

  it('sent again with its key is done once and answers the same entry, also when the order has ended', async () => {
    const child = await router.atRest();
    const body = { reason: REASON, idempotency_key: randomUUID() };
    const first = await cancel(asUser('TRADER'), body);
    const again = await cancel(asUser('TRADER'), body);
    expect([again.status, again.body.audit_id]).toEqual([202, first.body.audit_id]);
    expect(new Set(audited.map(({ id }) => id)).size).toBe(1);
    await router.says(child, { type: 'canceled', reason: '' });
    stored = { order_id: 'order-1', state: 'CANCELED', position: 7, route_only: false };
    const late = await cancel(asUser('TRADER'), body);
    expect([late.status, late.body, late.headers['idempotent-replay']]).toEqual([
      202,
      { order_id: 'order-1', state: 'CANCELED', audit_id: first.body.audit_id },
      'true',
    ]);
    for (const other of [{ ...body, idempotency_key: randomUUID() }, { reason: REASON }])
      expect(await cancel(asUser('TRADER'), other)).toMatchObject({ status: 409, body: { code: 'ORDER_ENDED' } });
    // The same key of somebody else is another act.
    expect(await cancel(asUser('ADMIN'), body)).toMatchObject({ status: 409, body: { code: 'ORDER_ENDED' } });
    expect(router.canceledIds).toHaveLength(1);
  });

  it('that changes nothing and has no key adds nothing to what the first has told', async () => {
    await router.atRest();
    const first = await cancel(asKey('flk_all'), undefined, '');
    const second = await cancel(asUser('ADMIN'), { reason: REASON });
    expect([second.status, second.body.audit_id]).toEqual([202, first.body.audit_id]);
    expect(audited).toHaveLength(1);
  });

  it('whose entry is not written in time is told as sent and not durable, with the id that it will have', async () => {
    await router.atRest();
    isAuditThere = false;
    const answer = await cancel(asUser('TRADER'), { reason: REASON });
    expect(answer).toMatchObject({ status: 503, body: { code: 'NOT_DURABLE', sent: true } });
    expect(answer.body.audit_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(router.canceledIds).toHaveLength(1);
  });
});

describe('a replacement', () => {
  const told = (text: string | null | undefined) => JSON.parse(text ?? 'null');
  const keyed = () => ({ reason: REASON, idempotency_key: randomUUID() });

  it('of a person tells the audit who, what, before, after and why, and answers the entry’s id', async () => {
    await router.atRest();
    const answer = await replace(asUser('TRADER'), { quantity: 200, limit_price: '99.60', reason: ` ${REASON}` });
    expect(answer).toMatchObject({ status: 200, body: { order_id: 'order-1', quantity: 200, limit_price: 99.6 } });
    expect(audited).toEqual([
      expect.objectContaining({
        id: answer.body.audit_id,
        actor_type: 'USER',
        actor_id: 'trader@example.com',
        action: 'ORDER_REPLACE',
        subject_type: 'order',
        subject_id: 'client-1 order-1',
        reason: REASON,
        trace_id: answer.headers['x-trace-id'],
        created_at_us: router.nowUs,
      }),
    ]);
    expect(told(audited[0]?.before)).toMatchObject({ state: 'WORKING', quantity: 300, limit_price: 99.5 });
    expect(told(audited[0]?.after)).toMatchObject({ quantity: 200, limit_price: 99.6 });
  });

  it('of a key is told too, and needs no reason', async () => {
    await router.atRest();
    expect((await replace(asKey('flk_all'), { quantity: 200 }, '')).status).toBe(200);
    expect(audited).toMatchObject([{ action: 'ORDER_REPLACE', actor_type: 'API_KEY', reason: null }]);
  });

  it.each([{}, { reason: null }, { reason: '  x ' }])(
    'of a person without a reason is refused, and nothing is replaced: %j',
    async (body) => {
      await router.atRest();
      expect(await replace(asUser('TRADER'), { quantity: 200, ...body })).toMatchObject({
        status: 400,
        body: { code: 'INVALID_REQUEST', errors: [{ path: 'reason' }] },
      });
      expect([router.alive.life.order.quantity, audited]).toEqual([300, []]);
    },
  );

  it('that is refused tells nothing', async () => {
    await router.atRest();
    const refused = await replace(asUser('TRADER'), { limit_price: '99.501', ...keyed() });
    expect(refused).toMatchObject({ status: 422, body: { code: 'PRICE_OFF_TICK' } });
    await cancel(asKey('flk_all'), undefined, '');
    const ending = await replace(asUser('TRADER'), { quantity: 200, ...keyed() });
    expect(ending).toMatchObject({ status: 409, body: { code: 'ORDER_ENDING' } });
    expect(audited.map(({ action }) => action)).toEqual(['ORDER_CANCEL']);
  });

  it('sent again with its key is done once and answered as the first was, whatever the order has become since', async () => {
    const child = await router.atRest();
    const body = { quantity: 200, ...keyed() };
    const first = await replace(asUser('TRADER'), body);
    await replace(asUser('ADMIN'), { quantity: 250, ...keyed() });
    const again = await replace(asUser('TRADER'), body);
    expect([again.status, again.headers['idempotent-replay'], again.body]).toEqual([200, 'true', first.body]);
    expect(router.alive.life.order.quantity).toBe(250);
    await cancel(asKey('flk_all'), undefined, '');
    await router.says(child, { type: 'canceled', reason: '' });
    stored = { order_id: 'order-1', state: 'CANCELED', position: 7, route_only: false };
    expect((await replace(asUser('TRADER'), body)).body).toEqual(first.body);
    // The same key of somebody else, or without one, is another act.
    for (const [headers, other] of [
      [asUser('ADMIN'), body],
      [asUser('TRADER'), { quantity: 200, reason: REASON }],
    ] as const)
      expect(await replace(headers, other)).toMatchObject({ status: 409, body: { code: 'ORDER_ENDED' } });
    expect(audited.map(({ action }) => action)).toEqual(['ORDER_REPLACE', 'ORDER_REPLACE', 'ORDER_CANCEL']);
  });

  it('that the journal refuses and the end of the order overtakes is not told as taken, and not audited', async () => {
    await router.submit({ orderType: 'STOP', stopPrice: '100.05' });
    router.journalError = { ok: false, error: 'JOURNAL_FULL' };
    const back = router.holdJournal();
    // No moment is over meanwhile: it is waited until the journal has taken or refused it.
    const payload = { quantity: 200, ...keyed() };
    const url = `${BASE}/order-1?client_id=client-1`;
    const answer = app.inject({ method: 'PATCH', url, headers: asUser('TRADER'), payload });
    await expect.poll(() => router.alive.life.order.quantity, { interval: 1 }).toBe(200);
    back();
    await router.settle();
    router.journalError = null;
    router.overdue.checkOverdue();
    await router.settle();
    const { statusCode, body } = await answer;
    expect([statusCode, JSON.parse(body).code]).toEqual([409, 'ORDER_ENDED']);
    expect([router.order?.quantity, router.order?.reject_code, audited]).toEqual(['300', 'RECORD_BROKEN', []]);
  });

  it('with a key that asked for something else before is refused', async () => {
    await router.atRest();
    const key = keyed();
    await replace(asUser('TRADER'), { quantity: 200, ...key });
    const other = await replace(asUser('TRADER'), { quantity: 100, ...key });
    expect(other).toMatchObject({ status: 409, body: { code: 'ACT_CONFLICT' } });
    expect([router.alive.life.order.quantity, audited.length]).toEqual([200, 1]);
  });

  it('that changes nothing is told only where it has a key: its entry may have been lost with a stop', async () => {
    await router.atRest();
    const bare = await replace(asKey('flk_all'), { quantity: 300 }, '');
    expect([bare.status, bare.body.audit_id, audited]).toEqual([200, null, []]);
    const withKey = await replace(asUser('TRADER'), { quantity: 300, ...keyed() });
    expect([withKey.status, audited.map(({ id }) => id)]).toEqual([200, [withKey.body.audit_id]]);
  });

  it('is told when the journal holds it and not before; a repeat meanwhile waits for the same', async () => {
    await router.atRest();
    const body = { quantity: 200, ...keyed() };
    const release = router.holdJournal();
    const [first, again] = [replace(asUser('TRADER'), body), replace(asUser('TRADER'), body)];
    const answers = await Promise.all([first, again]);
    for (const answer of answers)
      expect(answer.body).toMatchObject({ code: 'NOT_DURABLE', sent: false, audit_id: answers[0]?.body.audit_id });
    expect(audited).toEqual([]);
    release();
    await router.settle();
    expect(audited).toMatchObject([{ id: answers[0]?.body.audit_id }]);
    expect(await replace(asUser('TRADER'), body)).toMatchObject({ status: 200, body: { quantity: 200 } });
    expect(audited).toHaveLength(1);
  });

  it('whose entry is not written in time is told as sent and not durable, with the id that it will have', async () => {
    await router.atRest();
    isAuditThere = false;
    const answer = await replace(asUser('TRADER'), { quantity: 200, ...keyed() });
    expect(answer).toMatchObject({ status: 503, body: { code: 'NOT_DURABLE', sent: true } });
    expect(answer.body.audit_id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('whose order is canceled', () => {
  const MAY: readonly Role[] = ['TRADER', 'ADMIN'];

  it.each(role.options)('%s of the firm, of any client where the role may cancel at all', async (name) => {
    await router.atRest();
    const { status } = await cancel(asUser(name), { reason: REASON });
    expect(status).toBe(MAY.includes(name) ? 202 : 403);
    expect(router.canceledIds).toHaveLength(MAY.includes(name) ? 1 : 0);
  });

  it.each<[string, Record<string, string>, string, number]>([
    ['its own, by a client’s user', asUser('of client-1'), '', 202],
    ['its own, named', asUser('of client-1'), '?client_id=client-1', 202],
    ['another client’s, named', asUser('of client-2'), '?client_id=client-1', 404],
    ['another client’s, by its id alone', asUser('of client-2'), '', 404],
    ['its own, by a key', asKey('flk_all'), '', 202],
    ['its own, named by a key', asKey('flk_all'), '?client_id=client-1', 202],
    ['another client’s, by a key', asKey('flk_other'), '?client_id=client-1', 404],
    ['another client’s, by a key and its id alone', asKey('flk_other'), '', 404],
    ['that of nobody, by the firm’s people', asUser('TRADER'), '', 404],
    ['that of an unknown client', asUser('TRADER'), '?client_id=nobody', 404],
    ['with a question that is misspelt', asUser('TRADER'), '?client=client-1', 400],
  ])('%s', async (_what, headers, query, status) => {
    await router.atRest();
    expect((await cancel(headers, { reason: REASON }, query)).status).toBe(status);
    expect([router.canceledIds.length, audited.length]).toEqual(status === 202 ? [1, 1] : [0, 0]);
  });

  it('is seen and replaced by the firm’s people in the same way, and by nobody else', async () => {
    await router.atRest();
    stored = { order_id: 'order-1', state: 'WORKING' };
    const ask = async (headers: Record<string, string>, method: 'GET' | 'PATCH') => {
      const url = `${BASE}/order-1${method === 'GET' ? '/execution' : ''}?client_id=client-1`;
      const body = method === 'GET' ? {} : { payload: { quantity: 200, reason: REASON } };
      return (await app.inject({ method, url, headers, ...body })).statusCode;
    };
    for (const method of ['GET', 'PATCH'] as const) {
      expect(await ask(asUser('of client-2'), method)).toBe(404);
      expect(await ask(asKey('flk_other'), method)).toBe(404);
      expect(await ask(asUser('TRADER'), method)).toBe(200);
    }
  });
});

describe('an order that the journal has and the router has not taken up yet', () => {
  it.each<[RoutingExecutionStatus['state'], number, string]>([
    ['WORKING', 503, 'NOT_READY'],
    ['UNKNOWN', 503, 'NOT_READY'],
    ['FILLED', 409, 'ORDER_ENDED'],
  ])('%s: is not said to have ended unless it has', async (state, status, code) => {
    stored = { order_id: 'order-1', state, route_only: false, position: 7 };
    expect(await cancel(asKey('flk_all'), undefined, '')).toMatchObject({ status, body: { code } });
    expect(await replace(asKey('flk_all'), { quantity: 200 }, '')).toMatchObject({ status, body: { code } });
    expect(audited).toEqual([]);
  });

  it('is changed where it comes while it is looked for: a start takes it up, or it was decided just then', async () => {
    await router.atRest();
    stored = { order_id: 'order-1', state: 'WORKING', route_only: false, position: 7 };
    vi.spyOn(router.desk.live, 'findByName').mockReturnValueOnce(undefined);
    expect(await replace(asKey('flk_all'), { quantity: 200 }, '')).toMatchObject({ status: 200 });
    expect(router.order).toMatchObject({ quantity: '200' });
  });
});
