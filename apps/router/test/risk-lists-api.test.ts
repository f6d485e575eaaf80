import { randomUUID } from 'node:crypto';
import { createPool } from '@fairlead/db/pool';
import { auditEntriesAfter } from '@fairlead/db/repositories/audit-repository';
import { RiskListsRepository } from '@fairlead/db/repositories/risk-lists-repository';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { expect, it } from 'vitest';
import { benchApi, benchRules } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 4, onError: () => {} });
  const router = new BenchRouter();
  const listStore = new RiskListsRepository(pool);
  router.readLists = (atUs) => listStore.lists(atUs);
  router.quote('XNYS', [10_000, 10_000], [10_002, 10_000]);
  const app = await benchApi(router, { decisions: [], listStore }, benchRules(router, pool));
  const url = (path: string) => `/api/v1/smart-routing/risk/${path}`;
  const headers = { 'x-api-key': 'flk_second', 'content-type': 'application/json' };
  return {
    pool,
    router,
    listStore,
    async say(path: string, body: object, key = 'flk_second') {
      const asKey = { ...headers, 'x-api-key': key };
      const answer = await app.inject({
        method: 'POST',
        url: url(path),
        headers: asKey,
        payload: JSON.stringify(body),
      });
      return { status: answer.statusCode, body: answer.json<Record<string, string>>() };
    },
    lists: async () => (await app.inject({ url: url('lists'), headers })).json<Record<string, object[]>>(),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('puts an instrument on the restricted list and takes it off, from that moment on, audited', async () => {
  await using set = await setUp();
  const codeOf = async (orderId: string) => {
    const { outcome } = await set.router.submit({ orderId });
    return outcome.ok ? 'TAKEN' : outcome.error.kind === 'REJECTED' && outcome.error.rejection.code;
  };
  const made = await set.say('restricted', { instrument_id: 'AAPL', side: 'BUY', reason: 'we advise them' });
  expect(made).toMatchObject({ status: 201, body: { client_id: null, side: 'BUY', to: null, author: 'flk_second' } });
  expect(await codeOf('one')).toBe('INSTRUMENT_RESTRICTED');
  expect((await set.lists()).restricted).toMatchObject([{ id: made.body.id, reason: 'we advise them' }]);
  set.router.nowUs += 1_000;
  expect((await set.say(`restricted/${made.body.id}/lift`, { reason: 'it is public' })).status).toBe(200);
  expect(await codeOf('two')).toBe('TAKEN');
  expect((await set.say(`restricted/${made.body.id}/lift`, { reason: 'again' })).status).toBe(404);
  expect((await set.say('restricted/x/lift', { reason: 'no such' })).status).toBe(404);
  expect(await auditEntriesAfter(set.pool, 0, 10)).toMatchObject([
    { action: 'risk.restrict', actor_id: 'id of flk_second', reason: 'we advise them' },
    { action: 'risk.lift', actor_id: 'id of flk_second', reason: 'it is public' },
  ]);
});

it('keeps locates and accounts, and tells of them; the audit names no account', async () => {
  await using set = await setUp();
  const locate = {
    client_id: 'client-1',
    locate_id: 'L',
    instrument_id: 'AAPL',
    quantity: '100.5',
    reason: 'the desk',
  };
  const expires = { expires_at: '2027-01-01T00:00:00Z' };
  expect((await set.say('locates', { ...locate, ...expires })).status).toBe(201);
  expect((await set.say('locates', { ...locate, ...expires, quantity: '0' })).status).toBe(400);
  expect(
    (await set.say('accounts', { client_id: 'client-1', accounts: ['B', 'A', 'B'], reason: 'asked' })).status,
  ).toBe(200);
  expect(await set.lists()).toMatchObject({
    locates: [{ locate_id: 'L', quantity: '100.5', used: '0' }],
    accounts: [{ client_id: 'client-1', accounts: ['A', 'B'] }],
  });
  const audited = JSON.stringify(await auditEntriesAfter(set.pool, 0, 10));
  expect(audited).toContain('\\"accounts\\":2');
  expect(await set.listStore.locatesUsed([])).toEqual([]);
  const expiredUs = Date.parse(expires.expires_at) * 1_000;
  expect([await set.listStore.deleteLocates(expiredUs), await set.listStore.deleteLocates(expiredUs + 1)]).toEqual([
    0, 1,
  ]);
  expect((await set.say('accounts', { client_id: 'client-1', accounts: [], reason: 'no more' })).status).toBe(200);
  expect((await set.lists()).accounts).toEqual([]);
});

it('adds an account to the list and closes one, and never the last: a client without a list may trade for all', async () => {
  await using set = await setUp();
  const change = async (more: object) => {
    const { status, body } = await set.say('accounts', { client_id: 'client-1', reason: 'asked', ...more });
    return status === 200 ? body.accounts : (body.code ?? status);
  };
  const codeOf = async (account: string) => {
    const { outcome } = await set.router.submit({ orderId: randomUUID(), account });
    return outcome.ok ? 'TAKEN' : outcome.error.kind === 'REJECTED' && outcome.error.rejection.code;
  };
  expect(await codeOf('B')).toBe('TAKEN');
  expect([await change({ add: ['A'] }), await codeOf('B')]).toEqual([['A'], 'ACCOUNT_NOT_AUTHORISED']);
  expect([await change({ add: ['B', 'A'] }), await codeOf('B')]).toEqual([['A', 'B'], 'TAKEN']);
  expect([await change({ close: ['B'] }), await codeOf('B')]).toEqual([['A'], 'ACCOUNT_NOT_AUTHORISED']);
  expect([await change({ close: ['B'] }), await change({ close: ['A'] })]).toEqual(['NOT_FOUND', 'LAST_ACCOUNT']);
  expect(await change({ close: ['A'], add: ['C'] })).toEqual(['C']);
  expect([await change({}), await change({ accounts: [], add: ['D'] })]).toEqual([
    'INVALID_REQUEST',
    'INVALID_REQUEST',
  ]);
  expect([await change({ accounts: [] }), await codeOf('B')]).toEqual([[], 'TAKEN']);
  const audited = await auditEntriesAfter(set.pool, 0, 20);
  expect(audited.map(({ after }) => JSON.parse(after ?? '').accounts)).toEqual([1, 2, 1, 1, 0]);
});

it('does once what is sent again with its key', async () => {
  await using set = await setUp();
  const key = { idempotency_key: '0190d000-0000-7000-8000-000000000001' };
  const restriction = { instrument_id: 'AAPL', reason: 'we advise them', ...key };
  const first = await set.say('restricted', restriction);
  expect(await set.say('restricted', restriction)).toEqual(first);
  const lift = { reason: 'it is public', ...key };
  const lifted = await set.say(`restricted/${first.body.id}/lift`, lift);
  expect(await set.say(`restricted/${first.body.id}/lift`, lift)).toEqual(lifted);
  const accounts = { client_id: 'client-1', accounts: ['A'], reason: 'asked', ...key };
  const kept = await set.say('accounts', accounts);
  await set.say('accounts', { client_id: 'client-1', accounts: [], reason: 'no more' });
  expect((await set.say('accounts', accounts)).body.audit_id).toBe(kept.body.audit_id);
  expect((await set.lists()).accounts).toEqual([]);
  expect((await auditEntriesAfter(set.pool, 0, 10)).map(({ action }) => action)).toEqual([
    'risk.restrict',
    'risk.lift',
    'risk.accounts',
    'risk.accounts',
  ]);
});

it('is written by those who may change risk alone', async () => {
  await using set = await setUp();
  const said = await set.say('restricted', { instrument_id: 'AAPL', reason: 'x' }, 'flk_all');
  expect([said.status, (await set.lists()).restricted]).toEqual([403, []]);
});
