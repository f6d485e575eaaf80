import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { tokenVerifier, type VerifyToken } from './token.ts';

const ISSUER = 'http://console.example';
const SID = '019ab1de-0000-7000-8000-000000000001';
const NOW = Math.floor(Date.now() / 1_000);
type Claims = { [Name in keyof JWTPayload]?: JWTPayload[Name] | undefined };
const GOOD: Claims = { sid: SID, iss: ISSUER, aud: ISSUER, exp: NOW + 300 };

let console_: Awaited<ReturnType<typeof generateKeyPair>>;
let stranger: Awaited<ReturnType<typeof generateKeyPair>>;
let next: Awaited<ReturnType<typeof generateKeyPair>>;
/** What the console publishes now. */
let published: { readonly kid: string }[];
let server: Server;
let verify: VerifyToken;

beforeAll(async () => {
  const settings = { crv: 'Ed25519', extractable: true };
  const made = () => generateKeyPair('EdDSA', settings);
  [console_, stranger, next] = await Promise.all([made(), made(), made()]);
  published = [await publicKey('k', console_)];
  server = createServer((_, answer) =>
    answer.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published })),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  verify = verifier();
});
afterEach(() => vi.useRealTimers());
afterAll(() => server.close());

const publicKey = async (kid: string, { publicKey: key }: Pick<typeof console_, 'publicKey'>) => ({
  ...(await exportJWK(key)),
  ...{ kid, alg: 'EdDSA' },
});
const verifier = () => tokenVerifier(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`, ISSUER);

/** A signed token; a claim that is undefined is not in it. */
const token = (payload: Claims, key = console_, kid = 'k') =>
  new SignJWT(JSON.parse(JSON.stringify(payload))).setProtectedHeader({ alg: 'EdDSA', kid }).sign(key.privateKey);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

it('knows a session by its token', async () => {
  expect(await verify(await token(GOOD))).toEqual({ kind: 'SESSION', sessionId: SID });
});

it.each<[string, () => Promise<string> | string]>([
  ['that has expired', () => token({ ...GOOD, exp: NOW - 1 })],
  ['that never expires', () => token({ ...GOOD, exp: undefined })],
  ['that is not valid yet', () => token({ ...GOOD, nbf: NOW + 60 })],
  ['of another issuer', () => token({ ...GOOD, iss: 'http://other.example' })],
  ['for another audience', () => token({ ...GOOD, aud: 'http://other.example' })],
  ['of no audience', () => token({ ...GOOD, aud: undefined })],
  ['of no session', () => token({ ...GOOD, sid: undefined })],
  ['of a session that is no id', () => token({ ...GOOD, sid: "' or 1=1" })],
  ['that calls itself the console', () => token({ ...GOOD, sid: undefined, sub: 'console', service: true })],
  ['that names a role instead of a session', () => token({ ...GOOD, sid: undefined, email: 'a@b', role: 'ADMIN' })],
  ['signed with another key', () => token(GOOD, stranger)],
  ['signed by nobody', () => `${part({ alg: 'none' })}.${part(GOOD)}.`],
  ['signed by nobody, in the key’s name', async () => `${part({ alg: 'EdDSA', kid: 'k' })}.${part(GOOD)}.`],
  [
    'signed with the public key as a secret',
    async () =>
      new SignJWT(JSON.parse(JSON.stringify(GOOD)))
        .setProtectedHeader({ alg: 'HS256', kid: 'k' })
        .sign(new TextEncoder().encode(JSON.stringify(await exportJWK(console_.publicKey)))),
  ],
  [
    'whose content was changed after it was signed',
    async () => {
      const [head, , signature] = (await token(GOOD)).split('.');
      return `${head}.${part({ ...GOOD, sid: SID.replace('1', '2') })}.${signature}`;
    },
  ],
  ['that is no token', () => 'forged'],
])('refuses a token %s', async (_, make) => {
  expect(await verify(await make())).toBe('INVALID');
});

it('says nothing about a token while the console does not give its keys', async () => {
  const away = tokenVerifier('http://127.0.0.1:1/jwks', ISSUER);
  expect(await away(await token(GOOD))).toBe('UNAVAILABLE');
  expect(await away('forged')).toBe('INVALID');
});

it('takes tokens of a key and of the one that follows it, and none of a key that is published no more', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW * 1_000 });
  const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
  const [known, rotating] = [{ kind: 'SESSION', sessionId: SID }, verifier()];
  const lasting = { ...GOOD, exp: NOW + 3_600 };
  const [old, young] = [await token(lasting), await token(lasting, next, 'k2')];
  expect(await rotating(old)).toEqual(known);
  published = [await publicKey('k', console_), await publicKey('k2', next)];
  later(1_001);
  expect([await rotating(young), await rotating(old)]).toEqual([known, known]);
  published = [await publicKey('k2', next)];
  later(300_001);
  expect([await rotating(young), await rotating(old)]).toEqual([known, 'INVALID']);
});
