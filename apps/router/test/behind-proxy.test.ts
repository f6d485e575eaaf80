import { request } from 'node:https';
import { type TlsProxy, tlsProxy } from '@fairlead/db/testing/tls-proxy';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readEnv } from '../src/env.ts';
import { type Running, startRouter } from '../src/router.ts';
import { FAKE_ENV, FakeOutside } from './fake-adapters.ts';

const BASE = '/api/v1/smart-routing';
const KEY = { 'x-api-key': 'flk_client' };
const [HERE, THERE] = ['198.51.100.7', '203.0.113.9'];

let running: Running;
let proxy: TlsProxy;

/** A router behind a proxy, that lets two things of an address be open at once. */
async function start(trusted: string): Promise<void> {
  const outside = new FakeOutside();
  outside.addKey('flk_client', 'client-1', ['route:write', 'orders:write', 'orders:read']);
  const { TRUSTED_PROXIES } = readEnv({ DATABASE_URL: 'none', TRUSTED_PROXIES: trusted });
  running = await startRouter({ ...FAKE_ENV, TRUSTED_PROXIES, MAX_CONNECTIONS_OF_ADDRESS: 2 }, outside.adapters());
  await running.ready;
  proxy = await tlsProxy();
  proxy.leadsTo(Number(new URL(running.address).port));
}

beforeEach(() => start('127.0.0.1'));
afterEach(async () => {
  await proxy[Symbol.asyncDispose]();
  await running.close();
});

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

function ask(method: string, path: string, { headers = {}, body = '' }: { headers?: object; body?: string } = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const options = { method, ca: proxy.certificate, agent: false, headers: { ...KEY, ...headers } };
    const asked = request(`${proxy.url}${path}`, options, (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text, headers: answer.headers }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** A stream of server-sent events, once its first message is there, or what it was refused with. */
function events(headers: object = {}) {
  return new Promise<{ status: number; first: string; close: () => void }>((resolve, reject) => {
    const options = { ca: proxy.certificate, agent: false, headers: { ...KEY, ...headers } };
    const asked = request(`${proxy.url}${BASE}/stream`, options, (answer) => {
      const close = () => asked.destroy();
      answer.once('data', (first) => resolve({ status: answer.statusCode ?? 0, first: String(first), close }));
      answer.on('error', () => {});
    });
    asked.on('error', reject);
    asked.end();
  });
}

it('decides orders, with what their answers say', async () => {
  const order = { instrument_id: 'AAPL', side: 'BUY', quantity: 100, order_type: 'MARKET', order_id: 'behind' };
  const headers = { 'content-type': 'application/json' };
  const answer = await ask('POST', `${BASE}/route`, { headers, body: JSON.stringify(order) });
  expect([answer.status, JSON.parse(answer.body).order_id]).toEqual([200, 'behind']);
  expect(answer.headers['journal-position']).toBeDefined();
  const wrong = await ask('POST', `${BASE}/orders`, { headers, body: '{' });
  expect([wrong.status, wrong.headers['content-type']]).toEqual([
    400,
    expect.stringMatching(/^application\/problem\+json/),
  ]);
});

it('streams to both kinds of readers as it happens', async () => {
  const sse = await events();
  expect(sse.first).toContain('"type":"STATUS"');
  const socket = new WebSocket(`${proxy.url.replace('https', 'wss')}${BASE}/stream`, {
    ca: proxy.certificate,
    headers: KEY,
  });
  const first = await new Promise((resolve, reject) => {
    socket.once('message', (data) => resolve(JSON.parse(String(data)).type));
    socket.once('error', reject);
  });
  expect(first).toBe('STATUS');
  socket.terminate();
  sse.close();
});

it('bounds what each address has open, not what the proxy has, and lets cancels through', async () => {
  proxy.comesFrom(HERE);
  const open = [await events(), await events()];
  const third = await ask('GET', `${BASE}/venues`);
  expect([third.status, JSON.parse(third.body).code, third.headers['retry-after']]).toEqual([429, 'RATE_LIMITED', '1']);
  expect((await ask('DELETE', `${BASE}/orders`)).status).toBe(202);
  proxy.comesFrom(THERE);
  expect((await ask('GET', `${BASE}/venues`)).status).toBe(200);
  // Whoever writes another address before the proxy's word is still counted by it.
  proxy.comesFrom(HERE);
  expect((await ask('GET', `${BASE}/venues`, { headers: { 'x-forwarded-for': THERE } })).status).toBe(429);
  open[0]?.close();
  await expect.poll(async () => (await ask('GET', `${BASE}/venues`)).status).toBe(200);
  open[1]?.close();
});

it('counts the proxy as one who asks where nobody trusts it', async () => {
  await proxy[Symbol.asyncDispose]();
  await running.close();
  await start('192.0.2.1');
  const open: { close: () => void }[] = [];
  for (const address of [HERE, THERE]) {
    proxy.comesFrom(address);
    open.push(await events());
  }
  await expect(ask('GET', `${BASE}/venues`)).rejects.toThrow();
  for (const stream of open) stream.close();
});
