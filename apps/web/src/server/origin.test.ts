import { describe, expect, it } from 'vitest';
import { originRefusal, ownOrigins } from './origin';
import { securityHeaders } from './page-policy';

const WEB = 'http://127.0.0.1:3000';
const OWN = ownOrigins(WEB);
const WRITES = [
  '/api/trpc/decisions.recompute',
  '/api/auth/sign-in/email',
  '/api/auth/sign-out',
  '/api/appearance',
  '/live',
];
const refused = (method: string, pathname: string, headers: Record<string, string>) =>
  originRefusal({ method, pathname, headers: new Headers(headers) }, OWN) !== null;

describe.each(WRITES)('a write to %s', (path) => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('by %s is taken from the console alone', (method) => {
    expect(refused(method, path, { origin: WEB })).toBe(false);
    expect(refused(method, path, { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' })).toBe(false);
    for (const headers of [
      {},
      { 'sec-fetch-site': 'same-origin' },
      { referer: `${WEB}/live` },
      { origin: 'null' },
      { origin: '' },
      { origin: 'https://127.0.0.1:3000' },
      { origin: 'http://127.0.0.1:3001' },
      { origin: 'http://127.0.0.1:3000.evil.example' },
      { origin: `${WEB}/` },
      { origin: WEB, 'sec-fetch-site': 'cross-site' },
      { origin: WEB, 'sec-fetch-site': 'same-site' },
      { origin: WEB, 'sec-fetch-site': 'none' },
    ])
      expect([headers, refused(method, path, { ...headers })]).toEqual([headers, true]);
  });
});

describe('a read', () => {
  it.each(['/api/auth/token', '/api/trpc/orders.list'])('of %s is not given to another site', (path) => {
    for (const headers of [{}, { 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, { origin: WEB }])
      expect([headers, refused('GET', path, { ...headers })]).toEqual([headers, false]);
    for (const headers of [
      { origin: 'http://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ])
      expect([headers, refused('GET', path, { ...headers })]).toEqual([headers, true]);
  });

  it('of a page may come by a link from anywhere, and of what is public by anybody', () => {
    for (const path of ['/live', '/api/health', '/api/auth/jwks'])
      expect(refused('GET', path, { 'sec-fetch-site': 'cross-site' })).toBe(false);
  });
});

it('tells browsers to stay with TLS where people reach the console over it', () => {
  const names = (url: string) => securityHeaders(url).map(([name]) => name);
  expect(names('https://console.example')).toContain('Strict-Transport-Security');
  expect(names(WEB)).not.toContain('Strict-Transport-Security');
});
