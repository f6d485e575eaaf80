import { describe, expect, it } from 'vitest';
import { Access, type ApiKeyRecord, type TokenClaims } from './access.ts';

const RECORD: ApiKeyRecord = {
  id: 'k1',
  name: 'desk',
  clientId: 'client-1',
  scopes: ['orders:read'],
  expiresAtUs: null,
};
const CLAIMS: TokenClaims = { email: 'ann@example.com', role: 'TRADER', client_id: null };

/** An access whose one key and one token are what the test says they are now. */
function makeAccess() {
  const now: { key: ApiKeyRecord | null; token: TokenClaims | null; nowUs: number; lookUps: number } = {
    key: RECORD,
    token: CLAIMS,
    nowUs: 1_000,
    lookUps: 0,
  };
  const access = new Access({
    findKey: async () => {
      now.lookUps += 1;
      return now.key;
    },
    verifyToken: async () => now.token,
    nowUs: () => now.nowUs,
  });
  const principalOf = async (credential: string) => {
    const principal = await access.identify({ authorization: `Bearer ${credential}` });
    if (principal === null) throw new Error('nobody');
    return principal;
  };
  return { access, now, principalOf };
}

describe('what a credential still proves', () => {
  it.each<[string, Partial<ApiKeyRecord> | null]>([
    ['was revoked', null],
    ['has expired', { expiresAtUs: 1_000 }],
    ['lost the scope', { scopes: ['orders:write'] }],
    ['went to another client', { clientId: 'client-2' }],
  ])('is seen at once of a key that %s, though the key is remembered', async (_what, change) => {
    const { access, now, principalOf } = makeAccess();
    const principal = await principalOf('flk_1');
    expect(await access.stillProves('flk_1', principal, 'orders:read')).toBe(true);
    now.key = change === null ? null : { ...RECORD, ...change };
    expect(await access.stillProves('flk_1', principal, 'orders:read')).toBe(false);
  });

  it.each<[string, TokenClaims | null]>([
    ['has expired', null],
    ['is of a person with another client now', { ...CLAIMS, client_id: 'client-1' }],
  ])('is seen of a token that %s', async (_what, claims) => {
    const { access, now, principalOf } = makeAccess();
    const principal = await principalOf('token');
    expect(await access.stillProves('token', principal, 'orders:read')).toBe(true);
    now.token = claims;
    expect(await access.stillProves('token', principal, 'orders:read')).toBe(false);
  });

  it('spares the requests of a key that was just looked up the look-up', async () => {
    const { access, now, principalOf } = makeAccess();
    const principal = await principalOf('flk_1');
    await principalOf('flk_1');
    await access.stillProves('flk_1', principal, 'orders:read');
    await principalOf('flk_1');
    expect(now.lookUps).toBe(2);
  });
});
