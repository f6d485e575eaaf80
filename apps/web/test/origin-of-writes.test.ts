import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { NextRequest } from 'next/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const WEB = 'http://127.0.0.1:3000';
const APP = resolve(import.meta.dirname, '../src/app');
const WRITING = ['POST', 'PUT', 'PATCH', 'DELETE'];

let proxy: typeof import('@/proxy');

beforeAll(async () => {
  vi.stubEnv('DATABASE_URL', 'none');
  vi.stubEnv('ROUTER_URL', 'http://127.0.0.1:1');
  vi.stubEnv('WEB_URL', WEB);
  vi.stubEnv('BETTER_AUTH_SECRET', 'a secret of more than thirty-two characters');
  vi.stubEnv('ROUTER_KEY', 'flk_of_the_console');
  proxy = await import('@/proxy');
});
afterAll(() => vi.unstubAllEnvs());

/** Every route of the console with the methods that it has and that change something; a page takes what the framework posts to it. */
const files = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(^|\/)(route\.ts|page\.tsx)$/.test(file),
);
const routes = files.map((file) => {
  const text = readFileSync(resolve(APP, file), 'utf8');
  const methods = file.endsWith('page.tsx')
    ? ['POST']
    : WRITING.filter((each) => new RegExp(`\\b${each}\\b`).test(text));
  const path = `/${file.replace(/\/?(route\.ts|page\.tsx)$/, '')}`
    .replaceAll(/\/\([^)]*\)/g, '')
    .replaceAll(/\[[^\]]*\]/g, 'x');
  return { path: path === '' ? '/' : path, methods };
});
const writes = routes.flatMap(({ path, methods }) => methods.map((method) => [method, path] as const));

const answer = (method: string, path: string, headers: Record<string, string>) =>
  proxy.proxy(new NextRequest(`${WEB}${path}`, { method, headers }));

describe('every write of the console', () => {
  it('is known: sign-in, procedures and appearance among them', () => {
    expect(writes).toEqual(
      expect.arrayContaining([
        ['POST', '/api/auth/x'],
        ['POST', '/api/trpc/x'],
        ['PUT', '/api/appearance'],
        ['POST', '/orders/x'],
      ]),
    );
  });

  it.each(writes)('%s %s passes where requests are looked at, and is refused from elsewhere', async (method, path) => {
    const [pattern = ''] = proxy.config.matcher;
    expect(new RegExp(`^${pattern}$`).test(path)).toBe(true);
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: WEB, 'sec-fetch-site': 'cross-site' },
    ]) {
      const refused = answer(method, path, { ...headers });
      expect([headers, refused.status, await refused.json()]).toEqual([
        headers,
        403,
        expect.objectContaining({ code: 'ORIGIN_REFUSED' }),
      ]);
    }
    expect(answer(method, path, { origin: WEB }).status).toBe(200);
  });
});

it('tells pages which address was asked for, whatever the request says of it', () => {
  const asked = (path: string) =>
    answer('GET', path, { 'x-fairlead-path': '//evil.example' }).headers.get('x-middleware-request-x-fairlead-path');
  expect(asked('/orders?show=open&_rsc=1')).toBe('/orders?show=open');
  expect(asked('/live')).toBe('/live');
});
