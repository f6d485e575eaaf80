import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { seed } from '@fairlead/db/seed';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { type TlsProxy, tlsProxy } from '@fairlead/db/testing/tls-proxy';
import { afterAll, beforeAll, expect, it } from 'vitest';

const WEB = join(import.meta.dirname, '..');
const GUARD = new URL('../../../tooling/orphan-guard.mjs', import.meta.url).href;
const SIGN_IN = '/api/auth/sign-in/email';

let db: Awaited<ReturnType<typeof testDatabase>>;
let server: ChildProcess;
let proxy: TlsProxy;
let person: { email: string; password: string };

/** The console as it runs, built (`npm test` does), behind a proxy with TLS that it trusts. */
beforeAll(async () => {
  db = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-proxy-'));
  const credentialsPath = join(folder, 'credentials.json');
  await seed({ databaseUrl: db.url, credentialsPath });
  person = JSON.parse(readFileSync(credentialsPath, 'utf8')).users[0];
  rmSync(folder, { recursive: true });
  proxy = await tlsProxy();
  server = spawn(process.execPath, ['--import', GUARD, join(WEB, 'server.mjs'), '--port', '0'], {
    cwd: WEB,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: db.url,
      ROUTER_URL: 'http://127.0.0.1:1',
      WEB_URL: proxy.url,
      BETTER_AUTH_SECRET: 'a secret of more than thirty-two characters',
      ROUTER_KEY: 'flk_of_the_console',
      TRUSTED_PROXIES: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  proxy.leadsTo(await portOf(server));
});

afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  server.kill('SIGKILL');
  await once(server, 'exit');
  await db[Symbol.asyncDispose]();
});

/** Where the console listens, by its own word. */
async function portOf({ stdout }: ChildProcess): Promise<number> {
  if (stdout === null) throw new Error('the pipe of the console is missing');
  for await (const line of createInterface({ input: stdout })) {
    const port = /^console listens at .*:(\d+)$/.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error('the console ended');
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>((resolve, reject) => {
    const options = { method, ca: proxy.certificate, agent: false };
    const typed = body === undefined ? {} : { 'content-type': 'application/json' };
    const asked = request(`${proxy.url}${path}`, { ...options, headers: { ...typed, ...headers } }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const signIn = (body: object, origin = proxy.url) => ask(SIGN_IN, { method: 'POST', headers: { origin }, body });

it('signs people in by cookies that stay with TLS, by which they see pages and get tokens', async () => {
  const answer = await signIn(person);
  expect(answer.status).toBe(200);
  const cookie = [answer.headers['set-cookie'] ?? ''].flat()[0] ?? '';
  expect(cookie).toMatch(/^__Secure-fairlead\.session_token=.*; HttpOnly; Secure; SameSite=Lax$/);
  const headers = { cookie: cookie.split(';')[0] ?? '' };
  const token = await ask('/api/auth/token', { headers });
  expect([token.status, JSON.parse(token.text).token.split('.').length]).toEqual([200, 3]);
  expect((await ask('/', { headers })).headers.location).not.toContain('sign-in');
  const page = await ask('/sign-in');
  expect([page.status, page.headers['strict-transport-security']]).toEqual([200, expect.stringMatching(/^max-age=/)]);
});

it('leads those who are not signed in to the address that they came by', async () => {
  const { status, headers } = await ask('/live');
  expect(status).toBe(307);
  expect(new URL(String(headers.location), proxy.url).origin).toBe(proxy.url);
});

it('takes a write only from its own origin, which is the one with TLS', async () => {
  expect((await signIn(person, proxy.url.replace('https', 'http'))).status).toBe(403);
  expect((await signIn(person, 'https://elsewhere.example')).status).toBe(403);
});

it('counts wrong passwords by the address that the proxy tells, and by what a client writes before it never', async () => {
  const guess = (turn: number) => signIn({ email: `nobody-${turn}@example.test`, password: 'wrong' });
  proxy.comesFrom('198.51.100.7');
  const statuses: number[] = [];
  for (let turn = 0; turn < 40; turn++) statuses.push((await guess(turn)).status);
  expect(statuses).toContain(429);
  const forged = { origin: proxy.url, 'x-forwarded-for': '203.0.113.77' };
  const body = { email: 'nobody@example.test', password: 'wrong' };
  expect((await ask(SIGN_IN, { method: 'POST', headers: forged, body })).status).toBe(429);
  proxy.comesFrom('203.0.113.9');
  expect((await guess(1_000)).status).toBe(401);
});
