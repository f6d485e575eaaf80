import { type AddressInfo, connect, type Socket } from 'node:net';
import { ROLE_SCOPES, role, scope } from '@fairlead/contracts/access';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiKeyRecord, SessionRecord } from '../src/intake/access.ts';
import { PATIENCE } from '../src/intake/connections.ts';
import type { ServerLimits } from '../src/intake/server.ts';
import { type BenchAccess, benchAccess, benchApi, ROOM } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const NBBO = '/api/v1/smart-routing/nbbo?instrument_id=AAPL';
const NEVER = Number.MAX_SAFE_INTEGER;
const PLENTY = { perKey: 1_000_000, perClient: 1_000_000, perStranger: 1_000_000 };
const SECOND_US = 1_000_000;
const SERVED_TO_ANYBODY = /^\/(health|metrics|docs|openapi)/;

/** The firm’s own: what tells of every client is refused to the keys of one. */
const FIRM = 'default';

let router: BenchRouter;
let people: { -readonly [Name in keyof BenchAccess]: BenchAccess[Name] };
let app: Awaited<ReturnType<typeof benchApi>>;

const key = (name: string, more: Partial<ApiKeyRecord> = {}): [string, ApiKeyRecord] => [
  `flk_${name}`,
  {
    id: name,
    name,
    clientId: 'client-1',
    scopes: ['orders:read'],
    expiresAtUs: null,
    owner: null,
    service: null,
    ...more,
  },
];
const session = (name: string, more: Partial<SessionRecord> = {}): [string, SessionRecord] => [
  name,
  { email: `${name}@example.com`, role: name, clientId: null, expiresAtUs: NEVER, ...more },
];

beforeEach(async () => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
  people = {
    keys: new Map([
      ...scope.options.map((each) => key(each, { scopes: [each], clientId: FIRM })),
      key('old', { expiresAtUs: 1 }),
    ]),
    sessions: new Map(role.options.map((each) => session(each))),
    verifyToken: async (token) => ({ kind: 'SESSION', sessionId: token }),
  };
  app = await benchApi(router, { decisions: [], access: people });
});
afterEach(() => app.close());

const ask = async (headers: Record<string, string>, url = NBBO, method = 'GET') => {
  // A cancel waits a moment for its order; here the moment is over at once.
  const moments = setInterval(() => [...router.timers].map((run) => run()), 1);
  const body = method === 'GET' ? {} : { payload: {} };
  return app.inject({ method: method as 'GET', url, headers, ...body }).finally(() => clearInterval(moments));
};
const asKey = (name: string) => ask({ 'x-api-key': `flk_${name}` });
const asUser = (name: string) => ask({ authorization: `Bearer ${name}` });

describe('every endpoint', () => {
  const pathOf = (url: string) => url.replaceAll(/:\w+/g, 'x');
  const guarded = () => app.scopedRoutes.filter(({ url }) => !SERVED_TO_ANYBODY.test(url) && url !== '*');

  it('asks for a scope, but for those that are open to anybody', () => {
    expect(guarded().length).toBeGreaterThan(20);
    expect(guarded().filter(({ scopes }) => scopes === null)).toEqual([]);
  });

  it('answers nobody who is not known', async () => {
    for (const { method, url } of guarded()) {
      const strangers = [{}, { 'x-api-key': 'flk_guess' }, { 'x-api-key': 'flk_old' }, { authorization: 'Bearer x' }];
      for (const headers of strangers)
        expect([method, url, (await ask({ ...headers }, pathOf(url), method)).statusCode]).toEqual([method, url, 401]);
    }
  });

  it('is refused to every role and every key that has none of its scopes, and to no other', async () => {
    const holders = [
      ...role.options.map((each) => ({ headers: { authorization: `Bearer ${each}` }, scopes: ROLE_SCOPES[each] })),
      ...scope.options.map((each) => ({ headers: { 'x-api-key': `flk_${each}` }, scopes: [each] })),
    ];
    for (const { method, url, scopes } of guarded())
      for (const holder of holders) {
        const isAllowed = scopes?.some((each) => holder.scopes.includes(each)) ?? false;
        // A stream that is let in does not end; that it is let in is shown where streams are tested.
        if (isAllowed && url.endsWith('/stream')) continue;
        const { statusCode } = await ask(holder.headers, pathOf(url), method);
        expect([method, url, holder.headers, statusCode === 403]).toEqual([method, url, holder.headers, !isAllowed]);
        expect(statusCode).not.toBe(401);
      }
  });

  it('that changes something is refused to an auditor', async () => {
    const changing = guarded().filter(({ method, url }) => method !== 'GET' && !/\/(replay|counterfactual)$/.test(url));
    expect(changing.length).toBeGreaterThan(8);
    for (const { method, url } of changing)
      expect([url, (await ask({ authorization: 'Bearer AUDITOR' }, pathOf(url), method)).statusCode]).toEqual([
        url,
        403,
      ]);
  });

  it('is kept by no cache and guessed at by no browser', async () => {
    for (const answer of [await asUser('TRADER'), await ask({}), await ask({}, '/nothing')])
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });
});

describe('somebody who was let in', () => {
  const later = (us: number) => {
    router.nowUs += us;
  };

  it.each<[string, () => void, number]>([
    ['whose session has ended is nobody', () => people.sessions.delete('TRADER'), 401],
    [
      'whose role is none that is known is nobody',
      () => people.sessions.set(...session('TRADER', { role: 'NONE' })),
      401,
    ],
    [
      'whose session runs out is nobody',
      () => people.sessions.set(...session('TRADER', { expiresAtUs: router.nowUs })),
      401,
    ],
  ])('%s within seconds', async (_, change, status) => {
    expect((await asUser('TRADER')).statusCode).toBe(200);
    change();
    later(5 * SECOND_US + 1);
    expect((await asUser('TRADER')).statusCode).toBe(status);
  });

  it('with another role may what that one may', async () => {
    const route = () => ask({ authorization: 'Bearer TRADER' }, '/api/v1/smart-routing/route', 'POST');
    expect((await route()).statusCode).toBe(400);
    people.sessions.set(...session('TRADER', { role: 'AUDITOR' }));
    later(5 * SECOND_US + 1);
    expect((await route()).statusCode).toBe(403);
  });

  it('by a key is nobody once that is revoked, or has run out', async () => {
    people.keys.set(...key('short', { expiresAtUs: router.nowUs + SECOND_US }));
    expect([(await asKey('short')).statusCode, (await asKey('orders:read')).statusCode]).toEqual([200, 200]);
    later(SECOND_US);
    expect((await asKey('short')).statusCode).toBe(401);
    people.keys.delete('flk_orders:read');
    later(4 * SECOND_US + 1);
    expect((await asKey('orders:read')).statusCode).toBe(401);
  });

  it('by a key halts without a look-up for a minute, and is nobody as soon as it has been looked up', async () => {
    people.keys.set(...key('halts', { scopes: ['risk:halt'] }));
    const halt = () => ask({ 'x-api-key': 'flk_halts' }, '/api/v1/smart-routing/halt', 'POST');
    expect((await halt()).statusCode).toBe(400);
    people.keys.delete('flk_halts');
    later(60 * SECOND_US);
    expect((await halt()).statusCode).toBe(400);
    expect((await halt()).statusCode).toBe(401);
  });

  it('is looked at again while reading: role, client, session and key', async () => {
    people.sessions.set(...session('customer', { role: 'TRADER', clientId: 'client-1' }));
    people.keys
      .set(...key('moved'))
      .set(...key('gone'))
      .set(...key('short', { expiresAtUs: router.nowUs + 60 * SECOND_US }));
    const access = benchAccess(router, people);
    const changes: [Record<string, string>, () => void][] = [
      [{ authorization: 'Bearer ADMIN' }, () => people.sessions.delete('ADMIN')],
      [{ authorization: 'Bearer TRADER' }, () => people.sessions.set(...session('TRADER', { clientId: 'client-2' }))],
      [{ authorization: 'Bearer customer' }, () => people.sessions.set(...session('customer', { role: 'TRADER' }))],
      [{ 'x-api-key': 'flk_orders:read' }, () => people.keys.set(...key('orders:read', { scopes: ['route:write'] }))],
      [{ 'x-api-key': 'flk_moved' }, () => people.keys.set(...key('moved', { clientId: 'client-2' }))],
      [{ 'x-api-key': 'flk_short' }, () => later(60 * SECOND_US)],
      [{ 'x-api-key': 'flk_gone' }, () => people.keys.delete('flk_gone')],
    ];
    for (const [headers, change] of changes) {
      const identified = await access.identify(headers);
      if (identified.kind !== 'FOUND') throw new Error('not let in');
      expect(await access.stillProves(identified.found, 'orders:read')).toBe(true);
      change();
      later(SECOND_US + 1);
      expect([headers, await access.stillProves(identified.found, 'orders:read')]).toEqual([headers, false]);
    }
  });

  it('goes on for ten minutes while the database is away; a stranger is told to come back, and nobody gets a 500', async () => {
    await asUser('TRADER');
    await asKey('orders:read');
    people.beforeLookUp = () => {
      throw new Error('the database is away');
    };
    later(599 * SECOND_US);
    expect([(await asUser('TRADER')).statusCode, (await asKey('orders:read')).statusCode]).toEqual([200, 200]);
    const stranger = await asKey('never seen');
    expect([stranger.statusCode, stranger.json().code, stranger.headers['retry-after']]).toEqual([
      503,
      'ACCESS_UNAVAILABLE',
      '1',
    ]);
    later(3 * SECOND_US);
    expect((await asUser('TRADER')).json()).toMatchObject({ status: 503, code: 'ACCESS_UNAVAILABLE' });
  });

  it('acts for the client that the database names now', async () => {
    people.sessions.set(...session('customer', { role: 'TRADER', clientId: 'client-1' }));
    const access = benchAccess(router, people);
    const clientOf = async () => {
      const identified = await access.identify({ authorization: 'Bearer customer' });
      return identified.kind === 'FOUND' ? [identified.found.clientId, identified.found.seesOnly] : null;
    };
    expect(await clientOf()).toEqual(['client-1', 'client-1']);
    people.sessions.set(...session('customer', { role: 'TRADER', clientId: 'client-2' }));
    later(5 * SECOND_US + 1);
    expect(await clientOf()).toEqual(['client-2', 'client-2']);
  });
});

describe('the rate of a key', () => {
  const limits = (rates: ServerLimits['rates']): ServerLimits => ({
    rates,
    load: ROOM,
    connections: { total: 100, perAddress: 100, patience: PATIENCE },
    proxies: [],
  });
  /** Asks until something else than the first answer comes. */
  const until = async (status: number, send: () => ReturnType<typeof ask>) => {
    for (let times = 0; times < 50; times++) {
      const answer = await send();
      if (answer.statusCode === status) return answer;
    }
    return null;
  };

  it('is bounded with 429 and a time to come back; another client does not notice, and a cancel is never refused for it', async () => {
    people.keys.set(...key('other', { clientId: 'client-2' }));
    people.keys.set(...key('trader', { scopes: ['orders:write', 'orders:read'] }));
    app = await benchApi(router, { decisions: [], access: people, limits: limits({ ...PLENTY, perKey: 1 }) });
    const refused = await until(429, () => asKey('trader'));
    expect(refused?.json()).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    expect(refused?.headers['retry-after']).toBe('1');
    expect((await asKey('other')).statusCode).toBe(200);
    const cancel = () => ask({ 'x-api-key': 'flk_trader' }, '/api/v1/smart-routing/none', 'DELETE');
    for (let times = 0; times < 10; times++) expect((await cancel()).statusCode).toBe(404);
  });

  it('is no bound for who may halt trading, and one for who may not', async () => {
    people.keys.set(...key('halts', { scopes: ['risk:halt'] }));
    people.keys.set(...key('reads', { scopes: ['orders:read'] }));
    app = await benchApi(router, { decisions: [], access: people, limits: limits({ ...PLENTY, perKey: 1 }) });
    const halt = (name: string) => ask({ 'x-api-key': `flk_${name}` }, '/api/v1/smart-routing/halt', 'POST');
    for (let times = 0; times < 10; times++) expect((await halt('halts')).statusCode).toBe(400);
    expect(await until(429, () => halt('reads'))).not.toBeNull();
    // What every scope opens is no halt.
    expect(await until(429, () => ask({ 'x-api-key': 'flk_halts' }, '/api/v1/system'))).not.toBeNull();
  });

  it('is bounded for all keys of a client together', async () => {
    people.keys.set(...key('second'));
    people.keys.set(...key('other', { clientId: 'client-2' }));
    app = await benchApi(router, { decisions: [], access: people, limits: limits({ ...PLENTY, perClient: 1 }) });
    let turn = 0;
    expect(await until(429, () => asKey(turn++ % 2 === 0 ? 'second' : 'orders:read'))).not.toBeNull();
    expect((await asKey('other')).statusCode).toBe(200);
  });

  it('is bounded for guesses, by address, and a key that is known gets in all the same', async () => {
    app = await benchApi(router, { decisions: [], access: people, limits: limits({ ...PLENTY, perStranger: 1 }) });
    let guess = 0;
    expect((await until(429, () => asKey(`guess-${guess++}`)))?.json()).toMatchObject({ code: 'RATE_LIMITED' });
    expect((await asKey('orders:read')).statusCode).toBe(200);
  });
});

describe('connections', () => {
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });

  async function listening(limits: ServerLimits['connections']) {
    app = await benchApi(router, {
      decisions: [],
      access: people,
      limits: { rates: PLENTY, connections: limits, load: ROOM, proxies: [] },
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const open = (text: string) => {
      const socket = connect(port, '127.0.0.1', () => void socket.write(text));
      socket.on('error', () => {});
      sockets.push(socket);
      socket.resume();
      return new Promise((resolve) => socket.once('close', resolve));
    };
    return { open, url: `http://127.0.0.1:${port}${NBBO}` };
  }

  it('that send half a request are closed, and meanwhile others are served', async () => {
    const patience = { headersMs: 400, requestMs: 800, idleMs: 300, lookEveryMs: 50 };
    const { open, url } = await listening({ total: 2_000, perAddress: 2_000, patience });
    const halves = [
      '',
      'GET / HTTP/1.1\r\nhost: x\r\nx-half',
      'POST /api/v1/smart-routing/route HTTP/1.1\r\nhost: x\r\nx-api-key: flk_route:write\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"order',
      'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n',
    ];
    const closed = Array.from({ length: 300 }, (_, count) => open(halves[count % halves.length] ?? ''));
    const answers = Array.from({ length: 20 }, () => fetch(url, { headers: { 'x-api-key': 'flk_orders:read' } }));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    await Promise.all(closed);
    expect(Math.max(PATIENCE.headersMs, PATIENCE.requestMs) + PATIENCE.lookEveryMs).toBeLessThan(30_000);
  });

  it('of one address are bounded, and it may come back when it has let go', async () => {
    const { open, url } = await listening({ total: 100, perAddress: 2, patience: PATIENCE });
    const accepted = new Promise<Socket>((resolve) => app.server.once('connection', resolve));
    open('GET / HTTP/1.1\r\n');
    const first = await accepted;
    const letGo = new Promise((resolve) => first.once('close', resolve));
    open('GET / HTTP/1.1\r\n');
    await open('GET / HTTP/1.1\r\n');
    sockets[0]?.destroy();
    await letGo;
    const answer = await fetch(url, { headers: { 'x-api-key': 'flk_orders:read', connection: 'close' } });
    expect(answer.status).toBe(200);
  });
});
