import { beforeEach, describe, expect, it } from 'vitest';
import type { ErasureWish } from '../src/intake/routes/persons.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const PSEUDONYM = '00000000-0000-4000-8000-000000000000';

let app: Awaited<ReturnType<typeof benchApi>>;
let erasures: ErasureWish[];

beforeEach(async () => {
  erasures = [];
  const erasePerson = async (wish: ErasureWish) => {
    erasures.push(wish);
    return wish.name === 'Nobody' ? null : PSEUDONYM;
  };
  app = await benchApi(new BenchRouter(), { decisions: [], erasePerson });
});

describe('the erasure of a person', () => {
  const wish = { client_id: 'client-1', kind: 'CUSTOMER', name: 'Anna', reason: 'she asked for it' };
  const erase = (payload: object, key = 'flk_admin') =>
    app.inject({ method: 'POST', url: '/api/v1/smart-routing/persons/erase', headers: { 'x-api-key': key }, payload });

  it('gives the pseudonym that stays, and is done with who and why', async () => {
    const answer = await erase(wish);
    expect([answer.statusCode, answer.json()]).toEqual([200, { pseudonym: PSEUDONYM }]);
    expect(erasures).toEqual([
      {
        ...{ clientId: 'client-1', kind: 'CUSTOMER', name: 'Anna', reason: 'she asked for it' },
        by: expect.objectContaining({ kind: 'KEY', name: 'flk_admin' }),
        traceId: expect.any(String),
      },
    ]);
  });

  it.each([
    ['without the scope', wish, 'flk_all', 403],
    ['of a name that nobody has', { ...wish, name: 'Nobody' }, 'flk_admin', 404],
    ['without a reason', { ...wish, reason: ' ' }, 'flk_admin', 400],
    ['of no kind of person', { ...wish, kind: 'TRADER' }, 'flk_admin', 400],
  ])('is refused %s', async (_, payload, key, status) => {
    expect((await erase(payload, key)).statusCode).toBe(status);
  });
});
