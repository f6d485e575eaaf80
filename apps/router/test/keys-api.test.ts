import type { ApiKeyMade, ApiKeysView } from '@fairlead/contracts/keys';
import { isoTime } from '@fairlead/contracts/wire-value';
import { hashApiKey } from '@fairlead/db/api-key';
import { createPool } from '@fairlead/db/pool';
import { AccessRepository } from '@fairlead/db/repositories/access-repository';
import { auditEntriesAfter } from '@fairlead/db/repositories/audit-repository';
import { KeyRepository } from '@fairlead/db/repositories/key-repository';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyUses } from '../src/intake/key-uses.ts';
import { StreamHub } from '../src/publish/stream-hub.ts';
import { type BenchAccess, benchApi, benchKeys } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const KEYS = '/api/v1/keys';
const NBBO = '/api/v1/smart-routing/nbbo?instrument_id=AAPL';
const KEY = '0190d000-0000-4000-8000-000000000001';
const NEVER = Number.MAX_SAFE_INTEGER;
const S = 1_000_000;
const ADMIN = { authorization: 'Bearer admin' };
const WISH = {
  client_id: 'client-1',
  name: 'the OMS',
  scopes: ['orders:read', 'route:write'],
  expires_at: null,
  reason: 'a new OMS',
};
const asKey = (key: string) => ({ 'x-api-key': key });

let set: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  set = await setUp();
});
afterEach(() => set.close());

/** An API whose keys are those of a database, beside those of every bench. */
async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 4, onError: () => {} });
  await pool.query("insert into clients (client_id, name) values ('client-1', 'One'), ('client-2', 'Two')");
  const stored = new AccessRepository(pool);
  const router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
  const hub = new StreamHub({ nowUs: () => router.nowUs }, 100);
  const uses = new KeyUses({
    keep: (times) => new KeyRepository(pool).used(times),
    clock: { nowUs: () => router.nowUs },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const person = (email: string, role: string, clientId: string | null = null) => ({ email, role, clientId });
  const access: BenchAccess = {
    keys: benchKeys(),
    sessions: new Map([
      ['admin', { ...person('admin@example.com', 'ADMIN'), expiresAtUs: NEVER }],
      ['of one', { ...person('one@example.com', 'ADMIN', 'client-1'), expiresAtUs: NEVER }],
    ]),
    verifyToken: async (token) => ({ kind: 'SESSION', sessionId: token.replace('-', ' ') }),
    findStoredKey: (hash) => stored.findKey(hash),
  };
  const app = await benchApi(router, {
    ...{ decisions: [], access, hub, keys: new KeyRepository(pool) },
    onKeyUsed: (keyId) => uses.note(keyId),
  });
  return {
    ...{ pool, router, hub, uses, app },
    async make(body: object = {}, headers: Record<string, string> = ADMIN) {
      const answer = await app.inject({ method: 'POST', url: KEYS, headers, payload: { ...WISH, ...body } });
      const replayed = answer.headers['idempotent-replay'];
      return { status: answer.statusCode, replayed, body: answer.json<ApiKeyMade & Record<string, unknown>>() };
    },
    async revoke(id: string, body: object = {}, headers: Record<string, string> = ADMIN) {
      const payload = { reason: 'it leaked', ...body };
      const answer = await app.inject({ method: 'POST', url: `${KEYS}/${id}/revoke`, headers, payload });
      return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
    },
    async list(query = '', headers: Record<string, string> = ADMIN) {
      return (await app.inject({ url: `${KEYS}${query}`, headers })).json<ApiKeysView>();
    },
    status: async (headers: Record<string, string>) => (await app.inject({ url: NBBO, headers })).statusCode,
    audits: async () =>
      (await auditEntriesAfter(pool, 0, 100)).filter(({ subject_type }) => subject_type === 'api_keys'),
    async close() {
      await app.close();
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

describe('a key', () => {
  it('is made for a client, shown once, works at once, and nowhere stands what it is', async () => {
    const { status, body } = await set.make({ expires_at: '2030-01-01T00:00:00Z' });
    expect([status, body]).toMatchObject([
      201,
      {
        ...{
          client_id: 'client-1',
          name: 'the OMS',
          scopes: ['route:write', 'orders:read'],
          made_by: 'admin@example.com',
        },
        ...{ expires_at: '2030-01-01T00:00:00.000000Z', revoked_at: null, last_used_at: null, owner: null },
      },
    ]);
    const { api_key: key, audit_id, ...shown } = body;
    if (key === null) throw new Error('the key was not shown');
    expect([key.startsWith(shown.key_prefix), await set.status(asKey(key))]).toEqual([true, 200]);
    expect(await set.list()).toEqual({ keys: [shown], next_cursor: null });
    const [entry] = await set.audits();
    expect(entry).toMatchObject({
      ...{ id: audit_id, actor_type: 'USER', actor_id: 'admin@example.com', action: 'key.make', subject_id: shown.id },
      ...{ before: null, reason: 'a new OMS' },
    });
    expect(JSON.parse(String(entry?.after))).toMatchObject({ client_id: 'client-1', scopes: shown.scopes });
    const kept = JSON.stringify([await set.list(), await set.audits()]);
    expect([kept.includes(key), kept.includes(hashApiKey(key))]).toEqual([false, false]);
  });

  it('is made once for an idempotency key: the same again tells which it is and not what, another is refused', async () => {
    const first = await set.make({ idempotency_key: KEY });
    const again = await set.make({ idempotency_key: KEY, scopes: ['route:write', 'orders:read'] });
    const { api_key: _key, ...shown } = first.body;
    expect([again.status, again.replayed, again.body]).toEqual([200, 'true', { ...shown, api_key: null }]);
    expect((await set.make({ idempotency_key: KEY, name: 'another' })).body).toMatchObject({ code: 'ACT_CONFLICT' });
    expect([(await set.list()).keys.length, (await set.audits()).length]).toEqual([1, 1]);
  });

  it('gets no scope that its maker lacks, whoever that is', async () => {
    const made = await set.make({ scopes: ['admin', 'orders:read'] });
    const maker = asKey(String(made.body.api_key));
    const refused = await set.make({ scopes: ['orders:read', 'risk:halt', 'audit:read'] }, maker);
    expect([refused.status, refused.body]).toMatchObject([
      403,
      { code: 'FORBIDDEN', errors: [{ path: 'scopes', code: 'SCOPE_NOT_HELD' }, { code: 'SCOPE_NOT_HELD' }] },
    ]);
    expect(String(refused.body.detail)).toContain('risk:halt, audit:read');
    // Whoever answers for the key that makes one answers for that one too.
    expect((await set.make({ scopes: ['orders:read'] }, maker)).body).toMatchObject({ made_by: 'admin@example.com' });
    expect((await set.list()).keys.length).toBe(2);
  });

  it.each([
    ['for a client that is not there', { client_id: 'client-3' }, ['client_id', 'UNKNOWN_CLIENT']],
    ['that is over already', { expires_at: '2020-01-01T00:00:00Z' }, ['expires_at', 'PASSED']],
  ])('is not made %s', async (_, body, [path, code]) => {
    const refused = await set.make(body);
    expect([refused.status, refused.body]).toMatchObject([422, { code: 'KEY_INVALID', errors: [{ path, code }] }]);
    expect(await set.audits()).toEqual([]);
  });

  it('of whom nothing says when it expires is not made', async () => {
    expect((await set.make({ expires_at: undefined })).body).toMatchObject({
      ...{ code: 'INVALID_REQUEST', errors: [{ path: 'expires_at' }] },
    });
  });

  it('of another client is neither seen, made nor revoked by the people of one', async () => {
    const mine = { authorization: 'Bearer of-one' };
    const other = await set.make({ client_id: 'client-2' });
    const own = await set.make({}, mine);
    expect([own.status, (await set.make({ client_id: 'client-2' }, mine)).body.code]).toEqual([201, 'KEY_INVALID']);
    const { keys } = await set.list('', mine);
    expect(keys.map(({ id }) => id)).toEqual([own.body.id]);
    expect((await set.list('?client_id=client-2', mine)).keys).toEqual([]);
    expect((await set.revoke(other.body.id, {}, mine)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await set.revoke(own.body.id, {}, mine)).status).toBe(200);
  });

  it('is listed page by page, the newest first, those of one client alone where asked', async () => {
    for (const name of ['a', 'b', 'c']) {
      await set.make({ name });
      set.router.nowUs += S;
    }
    await set.make({ name: 'd', client_id: 'client-2' });
    const first = await set.list('?limit=2&client_id=client-1');
    expect(first.keys.map(({ name }) => name)).toEqual(['c', 'b']);
    const next = await set.list(`?limit=2&client_id=client-1&cursor=${first.next_cursor}`);
    expect([next.keys.map(({ name }) => name), next.next_cursor]).toEqual([['a'], null]);
  });
});

describe('a key that is revoked', () => {
  it('lets nobody in from then on, with its entry of the audit; again by its key is once', async () => {
    const { body } = await set.make();
    const key = asKey(String(body.api_key));
    expect(await set.status(key)).toBe(200);
    const revoked = await set.revoke(body.id, { idempotency_key: KEY });
    expect([revoked.status, await set.status(key)]).toEqual([200, 401]);
    expect(await set.revoke(body.id, { idempotency_key: KEY })).toEqual(revoked);
    expect((await set.revoke(body.id)).body).toMatchObject({ status: 409, code: 'KEY_REVOKED' });
    const [, entry, ...more] = await set.audits();
    expect([entry, more]).toMatchObject([{ action: 'key.revoke', subject_id: body.id, reason: 'it leaked' }, []]);
    expect(JSON.parse(String(entry?.before))).toMatchObject({ revoked_at_us: null });
    expect(JSON.parse(String(entry?.after))).toMatchObject({ revoked_at_us: set.router.nowUs });
  });

  it('ends the streams that it has opened, and no other', async () => {
    const [going, staying] = [await set.make(), await set.make()];
    const ended: string[] = [];
    const address = await set.app.listen({ host: '127.0.0.1', port: 0 });
    const read = async (name: string, key: unknown) => {
      const answer = await fetch(`${address}/api/v1/smart-routing/stream`, { headers: asKey(String(key)) });
      const reader = answer.body?.getReader();
      await reader?.read();
      const over = (async () => {
        while (!(await reader?.read())?.done);
        ended.push(name);
      })();
      return { over, stop: () => reader?.cancel() };
    };
    const gone = await read('going', going.body.api_key);
    const stays = await read('staying', staying.body.api_key);
    expect(set.hub.readerCount).toBe(2);
    await set.revoke(going.body.id);
    await gone.over;
    expect([ended, set.hub.readerCount]).toEqual([['going'], 1]);
    await stays.stop();
  });
});

describe('the last use of a key', () => {
  const lastUsed = async () => (await set.list()).keys.map(({ last_used_at: at }) => at);

  it('is written beside the path, once for however many uses', async () => {
    const { body } = await set.make();
    const key = asKey(String(body.api_key));
    for (let times = 0; times < 3; times++) {
      set.router.nowUs += S;
      await set.status(key);
    }
    expect(await lastUsed()).toEqual([null]);
    await set.uses.write();
    expect(await lastUsed()).toEqual([isoTime(set.router.nowUs)]);
  });

  it('is written the next time where the database was away', async () => {
    const kept: [string, number][] = [];
    let isAway = true;
    const uses = new KeyUses({
      keep: async (times) => {
        if (isAway) throw new Error('away');
        kept.push(...times);
      },
      clock: { nowUs: () => set.router.nowUs },
      log: { info: () => {}, warn: () => {}, error: () => {} },
    });
    uses.note('a');
    uses.note('b');
    await uses.write();
    set.router.nowUs += S;
    uses.note('a');
    isAway = false;
    await uses.write();
    await uses.write();
    expect(kept).toEqual([
      ['a', set.router.nowUs],
      ['b', set.router.nowUs - S],
    ]);
  });
});
