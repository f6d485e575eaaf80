import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool } from '@fairlead/db/pool';
import { seed } from '@fairlead/db/seed';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

const WEB = 'http://127.0.0.1:3000';
const OPEN = ['POST /sign-in/email', 'POST /sign-out', 'GET /token', 'GET /jwks'];
const folder = mkdtempSync(join(tmpdir(), 'fairlead-auth-'));
const sockets = new AsyncLocalStorage<string>();

let db: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof createPool>;
let answerAuth: (request: Request) => Promise<Response>;
let auth: typeof import('@/server/auth').auth;
let people: readonly { email: string; password: string; role: string }[];

beforeAll(async () => {
  db = await testDatabase();
  pool = createPool(db.url, { max: 4, onError: () => {} });
  const credentialsPath = join(folder, 'credentials.json');
  await seed({ databaseUrl: db.url, credentialsPath });
  people = JSON.parse(readFileSync(credentialsPath, 'utf8')).users;
  vi.stubEnv('DATABASE_URL', db.url);
  vi.stubEnv('ROUTER_URL', 'http://127.0.0.1:1');
  vi.stubEnv('WEB_URL', WEB);
  vi.stubEnv('BETTER_AUTH_SECRET', 'a secret of more than thirty-two characters');
  vi.stubEnv('ROUTER_KEY', 'flk_of_the_console');
  Reflect.set(globalThis, Symbol.for('fairlead.web.socket-address'), sockets);
  ({ answerAuth } = await import('@/server/auth-endpoints'));
  ({ auth } = await import('@/server/auth'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  const { database, loginDatabase } = await import('@/server/database');
  await database().end();
  await loginDatabase().$disconnect();
  await pool.end();
  await db[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await pool.query('delete from sign_in_limits');
  await pool.query('delete from sign_in_addresses');
});

const personOf = (role: string) => {
  const person = people.find((each) => each.role === role);
  if (person === undefined) throw new Error(`nobody is ${role}`);
  return person;
};

interface Sent {
  readonly method?: string;
  readonly cookie?: string;
  readonly body?: object;
  readonly from?: string;
  readonly headers?: Record<string, string>;
}

function send(path: string, { method = 'GET', cookie, body, from = '127.0.0.1', headers = {} }: Sent = {}) {
  const request = new Request(`${WEB}/api/auth${path}`, {
    method,
    headers: {
      origin: WEB,
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return sockets.run(from, () => answerAuth(request));
}

const signIn = (email: string, password: string, more: Sent = {}) =>
  send('/sign-in/email', { method: 'POST', body: { email, password }, ...more });

async function cookieOf(role: string): Promise<string> {
  const { email, password } = personOf(role);
  const answer = await signIn(email, password);
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

describe('of the login’s library', () => {
  /** Every address that it has, by its own word. */
  function offered(): { method: string; path: string }[] {
    return Object.values<unknown>(auth().api).flatMap((endpoint) => {
      if (typeof endpoint !== 'function' || !('path' in endpoint) || typeof endpoint.path !== 'string') return [];
      const { path } = endpoint;
      const options: unknown = Reflect.get(endpoint, 'options');
      const method: unknown = typeof options === 'object' && options !== null ? Reflect.get(options, 'method') : 'GET';
      return [method].flat().map((each) => ({ method: String(each), path }));
    });
  }

  it('everything is closed to everybody but what the console needs', async () => {
    const admin = await cookieOf('ADMIN');
    expect(offered().length).toBeGreaterThan(20);
    const closed = offered().filter(({ method, path }) => !OPEN.includes(`${method} ${path}`));
    expect(closed.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '/update-user',
        '/change-email',
        '/change-password',
        '/delete-user',
        '/sign-up/email',
        '/get-session',
      ]),
    );
    for (const { method, path } of closed)
      for (const spelling of [
        path,
        `${path}/`,
        path.toUpperCase(),
        `/.${path}`,
        `/${path}`,
        `${path}?x=1`,
        encodeURI(path),
      ]) {
        const answer = await send(spelling.replaceAll(/:\w+/g, 'x'), {
          method,
          cookie: admin,
          ...(method === 'GET' ? {} : { body: { name: 'Another', newEmail: 'a@example.com', email: 'a@example.com' } }),
        });
        expect([method, spelling, answer.status]).toEqual([method, spelling, 404]);
      }
    expect((await pool.query("select 1 from users where name = 'Another'")).rowCount).toBe(0);
  });

  it.each(OPEN)('%s is open by its own method only', async (open) => {
    const [method = '', path = ''] = open.split(' ');
    for (const other of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((each) => each !== method))
      expect((await send(path, { method: other, ...(other === 'GET' ? {} : { body: {} }) })).status).toBe(404);
  });
});

describe('a token', () => {
  const bodyOf = (token: string): object => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

  it('says whose session it is, and neither role nor client', async () => {
    const answer = await send('/token', { cookie: await cookieOf('TRADER') });
    const { token }: { token: string } = await answer.json();
    expect(Object.keys(bodyOf(token)).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub']);
  });

  it('is signed by a key for a month, then by the next; what the one before has signed holds for the grace', async () => {
    const cookie = await cookieOf('TRADER');
    const signer = async () => {
      const { token }: { token: string } = await (await send('/token', { cookie })).json();
      return String(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid);
    };
    const published = async () => {
      const { keys }: { keys: { kid: string }[] } = await (await send('/jwks')).json();
      return keys.map(({ kid }) => kid).sort();
    };
    const first = await signer();
    expect([await signer(), await published()]).toEqual([first, [first]]);
    const left =
      "select 1 from jwks where id = $1 and expires_at between now() + interval '29 days' and now() + interval '30 days'";
    expect((await pool.query(left, [first])).rowCount).toBe(1);
    const end = (before: string) =>
      pool.query(`update jwks set expires_at = now() - interval '${before}' where id = $1`, [first]);
    await end('0 minutes');
    const second = await signer();
    expect([second === first, await published()]).toEqual([false, [first, second].sort()]);
    await end('59 minutes');
    expect(await published()).toContain(first);
    await end('61 minutes');
    expect([await published(), await signer()]).toEqual([[second], second]);
  });

  it.each([
    [
      'is banned',
      "update users set banned = true where role = 'TRADER'",
      "update users set banned = false where role = 'TRADER'",
    ],
    [
      'gets another role',
      "update users set role = 'AUDITOR' where role = 'TRADER'",
      "update users set role = 'TRADER' where email like 'trader@%'",
    ],
    [
      'moves to another client',
      "update users set client_id = 'DEMO' where role = 'TRADER'",
      "update users set client_id = null where role = 'TRADER'",
    ],
  ])('is not given to whoever %s with a session open', async (_, change, back) => {
    const cookie = await cookieOf('TRADER');
    expect((await send('/token', { cookie })).status).toBe(200);
    await pool.query(change);
    expect((await send('/token', { cookie })).status).toBe(401);
    await pool.query(back);
    expect((await send('/token', { cookie })).status).toBe(401);
  });

  it('is not given after signing out, nor to a forged or missing cookie', async () => {
    const cookie = await cookieOf('TRADER');
    expect((await send('/sign-out', { method: 'POST', cookie, body: {} })).status).toBe(200);
    for (const each of [cookie, 'fairlead.session_token=forged.forged', undefined])
      expect((await send('/token', each === undefined ? {} : { cookie: each })).status).toBe(401);
  });
});

describe('sign-in', () => {
  it('tells the banned, and whose client is disabled, that they are suspended', async () => {
    const { email, password } = personOf('COMPLIANCE');
    await pool.query("update users set banned = true where role = 'COMPLIANCE'");
    expect((await signIn(email, password)).status).toBe(403);
    await pool.query("update users set banned = false, client_id = 'DEMO' where role = 'COMPLIANCE'");
    await pool.query("update clients set enabled = false where client_id = 'DEMO'");
    expect((await signIn(email, password)).status).toBe(403);
    await pool.query("update clients set enabled = true where client_id = 'DEMO'");
    await pool.query("update users set client_id = null where role = 'COMPLIANCE'");
    expect((await signIn(email, password)).status).toBe(200);
  });

  it('is limited by account with 429 and a time to wait, whatever addresses a header names; another person gets in', async () => {
    const { email } = personOf('TRADER');
    const statuses: number[] = [];
    for (let times = 0; times < 20; times++) {
      const headers = {
        'x-forwarded-for': `192.0.2.${times}`,
        'x-real-ip': `192.0.2.${times}`,
        'x-fairlead-address': '192.0.2.1',
      };
      const answer = await signIn(email.toUpperCase(), `wrong ${times}`, { headers });
      statuses.push(answer.status);
      if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(10);
    const other = personOf('AUDITOR');
    expect((await signIn(other.email, other.password)).status).toBe(200);
    const limits = await pool.query("select subject from sign_in_limits where subject like 'address%'");
    expect(limits.rows).toEqual([{ subject: 'address 127.0.0.1' }]);
  });

  it('of a person whose password is tried elsewhere goes on where they have signed in before', async () => {
    const { email, password } = personOf('TRADER');
    expect((await signIn(email, password, { from: '10.0.0.7' })).status).toBe(200);
    for (let times = 0; times < 8; times++) await signIn(email, 'wrong', { from: '203.0.113.5' });
    expect((await signIn(email, password, { from: '203.0.113.6' })).status).toBe(429);
    expect((await signIn(email, password, { from: '10.0.0.7' })).status).toBe(200);
  });

  it.each([{}, { email: 'a@example.com' }, { email: 1, password: 'x' }, { email: 'x'.repeat(300), password: 'x' }])(
    'without an e-mail and a password is no try: %j',
    async (body) => {
      expect((await send('/sign-in/email', { method: 'POST', body })).status).toBe(400);
      expect((await pool.query('select 1 from sign_in_limits')).rowCount).toBe(0);
    },
  );
});
