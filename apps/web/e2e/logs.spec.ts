import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { personOf, readCredentials } from './people';

/** Where the system that the tests have started keeps its data; one that runs elsewhere is not looked into. */
const DATA = dirname(process.env.E2E_CREDENTIALS ?? '');
const PASSWORD_OF_NOBODY = 'hunter2-of-nobody';
const KEY_OF_NOBODY = 'flk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const ACCOUNT = 'ACCT-7Q-never-logged';
const CUSTOMER = 'CUST-7Q-never-logged';

test('no log of the whole system holds a password, key, cookie, token or account that was used', async ({
  request,
  playwright,
}) => {
  const origin = process.env.E2E_BASE_URL ?? '';
  const { api_key: apiKey } = readCredentials();
  const secrets = [PASSWORD_OF_NOBODY, KEY_OF_NOBODY, ACCOUNT, CUSTOMER, ...secretsIn(readText('credentials.json'))];
  secrets.push(...secretsIn(readText('secrets.json')));
  const wrong = { email: personOf('TRADER').email, password: PASSWORD_OF_NOBODY };
  expect((await request.post('/api/auth/sign-in/email', { data: wrong, headers: { origin } })).status()).toBe(401);
  const signedIn = await request.post('/api/auth/sign-in/email', { data: personOf('TRADER'), headers: { origin } });
  expect(signedIn.status()).toBe(200);
  secrets.push(...(await request.storageState()).cookies.map(({ value }) => value));
  const { token } = await (await request.get('/api/auth/token')).json();
  secrets.push(token);

  const router = await playwright.request.newContext({ baseURL: process.env.E2E_ROUTER_URL ?? '' });
  const order = { instrument_id: 'AAPL', side: 'BUY', quantity: 100, order_type: 'MARKET' };
  const named = { ...order, order_id: `logs-${Date.now()}`, account: ACCOUNT, customer_id: CUSTOMER };
  const ask = (data: object, headers: Record<string, string>) =>
    router.post('/api/v1/smart-routing/orders', { data, headers }).then((answer) => answer.status());
  expect([200, 202]).toContain(await ask(named, { 'x-api-key': apiKey }));
  expect(await ask({ ...named, quantity: -1 }, { 'x-api-key': apiKey })).toBeGreaterThanOrEqual(400);
  expect(await ask(named, { 'x-api-key': KEY_OF_NOBODY })).toBe(401);
  expect(await ask(named, { authorization: `Bearer ${token.slice(0, -4)}AAAA` })).toBe(401);
  expect((await router.get(`/api/v1/smart-routing/orders?token=${token}&api_key=${apiKey}`)).status()).toBe(401);

  const logs = readdirSync(join(DATA, 'logs')).filter((name) => name.endsWith('.log'));
  expect(logs.length).toBeGreaterThanOrEqual(5);
  // Signing in alone makes seven of them.
  expect(secrets.filter((secret) => secret.length >= 12).length).toBeGreaterThan(9);
  for (const name of logs) {
    const text = readText(join('logs', name));
    for (const secret of secrets) expect(text.includes(secret), `${name} holds ${secret.slice(0, 4)}…`).toBe(false);
  }
});

const readText = (path: string) => readFileSync(join(DATA, path), 'utf8');

/** Every value below a name that stands for a secret. */
function secretsIn(json: string): string[] {
  const found: string[] = [];
  JSON.parse(json, (name, value) => {
    if (typeof value === 'string' && /password|key|secret/i.test(name)) found.push(value);
    return value;
  });
  return found;
}
