import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tokenVerifier, type VerifyToken } from './token.ts';

const ISSUER = 'http://console.example';
const SID = '019ab1de-0000-7000-8000-000000000001';
const NOW = Math.floor(Date.now() / 1_000);
type Claims = { [Name in keyof JWTPayload]?: JWTPayload[Name] | undefined };
const GOOD: Claims = { sid: SID, iss: ISSUER, aud: ISSUER, exp: NOW + 300 };

let console_: Awaited<ReturnType<typeof generateKeyPair>>;
let stranger: Awaited<ReturnType<typeof generateKeyPair>>;
let server: Server;
let verify: VerifyToken;

beforeAll(async () => {
  const settings = { crv: 'Ed25519', extractable: true };
  [console_, stranger] = await Promise.all([generateKeyPair('EdDSA', settings), generateKeyPair('EdDSA', settings)]);
  const keys = [{ ...(await exportJWK(console_.publicKey)), kid: 'k', alg: 'EdDSA' }];
  server = createServer((_, answer) =>
    answer.setHeader('content-type', 'application/json').end(JSON.stringify({ keys })),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  verify = tokenVerifier(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`, ISSUER);
});
afterAll(() => server.close());

/** A signed token; a claim that is undefined is not in it. */
const token = (payload: Claims, key = console_) =>
  new SignJWT(JSON.parse(JSON.stringify(payload))).setProtectedHeader({ alg: 'EdDSA', kid: 'k' }).sign(key.privateKey);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

it('knows a session by its token, and the console by its own', async () => {
  expect(await verify(await token(GOOD))).toEqual({ kind: 'SESSION', sessionId: SID });
  const { sid: _, ...rest } = GOOD;
  expect(await verify(await token({ ...rest, sub: 'console', service: true }))).toEqual({ kind: 'CONSOLE' });
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
  ['that only calls itself the console', () => token({ ...GOOD, sid: undefined, sub: 'console' })],
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
