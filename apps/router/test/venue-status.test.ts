import { randomUUID } from 'node:crypto';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { Saying } from '@fairlead/db/repositories/venue-memory-repository';
import { beforeEach, describe, expect, it } from 'vitest';
import type { StatusWord } from '../src/intake/routes/venue-status.ts';
import { venueAbilitiesOf } from '../src/wire/venue-abilities.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const BASE = '/api/v1/smart-routing';

let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;
let stored: { decisions: []; words: StatusWord[]; saying?: Saying };

beforeEach(async () => {
  router = new BenchRouter();
  stored = { decisions: [], words: [] };
  app = await benchApi(router, stored);
});

const get = (path: string) => app.inject({ url: `${BASE}${path}`, headers: { 'x-api-key': 'flk_all' } });

describe('a word on a venue', () => {
  const say = (venueId: string, payload: object, key = 'flk_ops') =>
    app.inject({ method: 'POST', url: `${BASE}/venues/${venueId}/status`, headers: { 'x-api-key': key }, payload });

  it('takes it out at once, is kept with who and why, and is taken back by ACTIVE', async () => {
    const answer = await say('XNYS', { status: 'RESTRICTED', reason: 'strange fills' });
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      expect.objectContaining({ venue_id: 'XNYS', status: 'RESTRICTED', audit_id: stored.words[0]?.auditId }),
    ]);
    expect(stored.words).toMatchObject([
      { venueId: 'XNYS', status: 'RESTRICTED', reason: 'strange fills', by: { kind: 'KEY', name: 'flk_ops' } },
    ]);
    expect((await get('/venues')).json()[0]).toMatchObject({
      ...{ venue_id: 'XNYS', status: 'RESTRICTED', status_cause: 'SAID', status_reason: 'strange fills' },
      said: { status: 'RESTRICTED', reason: 'strange fills', actor: 'flk_ops', since: isoTime(router.nowUs) },
    });
    expect((await say('XNYS', { status: 'ACTIVE', reason: 'all is well' })).json()).toMatchObject({ status: 'ACTIVE' });
    expect(stored.words.at(-1)).toMatchObject({ status: null });
  });

  it('has one entry of the audit for its key, by whoever has it', async () => {
    const idempotency_key = '11111111-1111-4111-8111-111111111111';
    const word = { status: 'OFFLINE', reason: 'drill', idempotency_key };
    for (const payload of [word, word, { ...word, idempotency_key: randomUUID() }]) await say('XNYS', payload);
    await say('ARCX', word);
    const [first, again, other, elsewhere] = stored.words.map(({ auditId }) => auditId);
    expect(again).toBe(first);
    expect(new Set([first, other, elsewhere]).size).toBe(3);
  });

  it.each([
    ['is answered and not said again, of the same status', true, 200],
    ['is refused, of another one', false, 409],
  ])('that was kept before by its key %s', async (_, isTheSame, status) => {
    stored.saying = { kind: 'SAID_BEFORE', isTheSame };
    const answer = await say('XNYS', { status: 'OFFLINE', reason: 'drill' });
    expect([answer.statusCode, answer.headers['idempotent-replay']]).toEqual([status, isTheSame ? 'true' : undefined]);
    expect((await get('/venues')).json()[0].status).toBe('ACTIVE');
  });

  it('is taken in the words of the broker document', async () => {
    const said = async (status: string) => (await say('XNYS', { status, reason: 'drill' })).json().status;
    expect([await said('BUSY'), await said('maintenance'), await said('ERROR'), await said('AVAILABLE')]).toEqual([
      'CONGESTED',
      'RESTRICTED',
      'OFFLINE',
      'ACTIVE',
    ]);
  });

  it.each([
    ['without the scope', 'XNYS', { status: 'OFFLINE', reason: 'x' }, 'flk_all', 403],
    ['on a venue that is not there', 'NOPE', { status: 'OFFLINE', reason: 'x' }, 'flk_ops', 404],
    ['without a reason', 'XNYS', { status: 'OFFLINE', reason: ' ' }, 'flk_ops', 400],
    ['of no status', 'XNYS', { status: 'FINE', reason: 'x' }, 'flk_ops', 400],
    ['with more in it', 'XNYS', { status: 'OFFLINE', reason: 'x', until: 'noon' }, 'flk_ops', 400],
  ])('is refused %s, and changes nothing', async (_, venueId, payload, key, status) => {
    expect((await say(venueId, payload, key)).statusCode).toBe(status);
    expect(stored.words).toEqual([]);
    expect((await get('/venues')).json()[0].status).toBe('ACTIVE');
  });
});

describe('what a venue says at its logon that it can do', () => {
  it('is told as it said it, and nothing of one that said nothing', async () => {
    const able = {
      ...{ kinds: ['LIMIT' as const], times_in_force: ['IOC' as const], can_replace: true, status_by_client_id: true },
      ...{ min_quantity: false, orders_per_second: 50, cancels_on_disconnect: true, id_max_length: 36 },
    };
    router.market.health('XNYS')?.setAbilities(venueAbilitiesOf(able));
    const [nyse, arca] = (await get('/venues')).json();
    expect([nyse.capabilities, arca.capabilities]).toEqual([able, null]);
  });
});
