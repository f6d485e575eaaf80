import { type Role, role } from '@fairlead/contracts/access';
import type { AuditEntry, AuditRecord } from '@fairlead/db/repositories/audit-repository';
import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi, benchKeys } from './bench-api.ts';
import { benchCircuits } from './bench-circuits.ts';
import { BenchRouter } from './bench-router.ts';

const CIRCUITS = '/api/v1/smart-routing/circuits';
const KEY = '11111111-1111-4111-8111-111111111111';

let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;
let recorded: object[];
let audited: AuditRecord[];

beforeEach(async () => {
  router = new BenchRouter();
  recorded = [];
  audited = [];
  const user = (name: Role, clientId: string | null = null) => ({
    ...{ email: `${name.toLowerCase()}@example.com`, role: name },
    ...{ clientId, expiresAtUs: Number.MAX_SAFE_INTEGER },
  });
  const ofClient = ['OF_A_CLIENT', user('OPERATIONS', 'client-1')] as const;
  app = await benchApi(router, {
    decisions: [],
    circuits: benchCircuits(router, recorded),
    access: {
      keys: benchKeys(),
      sessions: new Map<string, ReturnType<typeof user>>([
        ...role.options.map((each) => [each, user(each)] as const),
        ofClient,
      ]),
      verifyToken: async (sessionId) => ({ kind: 'SESSION', sessionId }),
    },
    acts: { keep: async (record) => audited.push(record) > 0, waiting: () => null },
    audits: { find: async (id) => (audited.find((each) => each.id === id) as AuditEntry | undefined) ?? null },
  });
});

const as = (name: Role) => ({ authorization: `Bearer ${name}` });
const list = async () => (await app.inject({ url: CIRCUITS, headers: as('OPERATIONS') })).json();
const force = (venueId: string, body: object, name: Role = 'OPERATIONS') =>
  app.inject({ method: 'POST', url: `${CIRCUITS}/${venueId}`, headers: as(name), payload: body });
const OPEN = { action: 'open', reason: 'the venue calls' };

describe('the circuits', () => {
  it('are all there, closed and never changed on a first start', async () => {
    const { sharing, circuits } = await list();
    expect([sharing, circuits.length]).toEqual(['LOCAL', router.market.venues.length]);
    expect(circuits[0]).toMatchObject({
      state: 'CLOSED',
      code: null,
      since: null,
      until: null,
      failures: 0,
      actor: null,
    });
  });

  it('are set by whoever may, with a reason, in the audit before it is answered', async () => {
    const answer = await force('XNYS', OPEN);
    expect([answer.statusCode, answer.headers['journal-position']]).toEqual([202, '1']);
    expect(answer.json().circuit).toMatchObject({ venue_id: 'XNYS', state: 'OPEN', code: 'FORCED_OPEN', until: null });
    expect((await list()).circuits.find((each: { venue_id: string }) => each.venue_id === 'XNYS')).toMatchObject({
      ...{ state: 'OPEN', reason: 'the venue calls', actor: 'operations@example.com' },
    });
    expect(audited).toMatchObject([
      {
        ...{ id: answer.json().audit_id, action: 'CIRCUIT_FORCED', subject_type: 'venue', subject_id: 'XNYS' },
        ...{ actor_id: 'operations@example.com', reason: 'the venue calls' },
      },
    ]);
    expect(recorded).toMatchObject([{ type: 'CIRCUIT_CHANGED', code: 'FORCED_OPEN' }]);
  });

  it('are set once by an act that is sent twice with its key', async () => {
    const first = await force('XNYS', { ...OPEN, idempotency_key: KEY });
    const again = await force('XNYS', { ...OPEN, idempotency_key: KEY });
    expect([again.statusCode, again.headers['idempotent-replay']]).toEqual([202, 'true']);
    expect(again.json().audit_id).toBe(first.json().audit_id);
    expect([recorded.length, audited.length]).toEqual([1, 1]);
  });

  it('are not what another act with the same key asks for', async () => {
    await force('XNYS', { ...OPEN, idempotency_key: KEY });
    const other = await force('XNYS', { ...OPEN, action: 'reset', idempotency_key: KEY });
    expect([other.statusCode, other.json().code]).toEqual([409, 'ACT_CONFLICT']);
    expect(recorded).toHaveLength(1);
  });

  it.each<[string, object, number]>([
    ['no reason', { action: 'open' }, 400],
    ['a reason of nothing', { action: 'open', reason: '  ' }, 400],
    ['an action that there is not', { action: 'blow', reason: 'the venue calls' }, 400],
    ['a field that there is not', { ...OPEN, until: 5 }, 400],
  ])('refuse %s', async (_, body, status) => {
    expect((await force('XNYS', body)).statusCode).toBe(status);
    expect(recorded).toEqual([]);
  });

  it('are not set by people of a client, for whom alone no venue stands: neither is its status', async () => {
    const headers = { authorization: 'Bearer OF_A_CLIENT' };
    const asked = [
      [`${CIRCUITS}/XNYS`, OPEN],
      ['/api/v1/smart-routing/venues/XNYS/status', { status: 'OFFLINE', reason: 'the venue calls' }],
    ] as const;
    for (const [url, payload] of asked) {
      const answer = await app.inject({ method: 'POST', url, headers, payload });
      expect([answer.statusCode, answer.json().detail]).toEqual([403, expect.stringContaining('firm’s own people')]);
    }
    expect(recorded).toEqual([]);
    expect(router.market.health('XNYS')?.said).toBeNull();
  });

  it('are nobody’s who may not, and no venue’s that is not there', async () => {
    for (const name of role.options) {
      const { statusCode } = await force('NOWHERE', OPEN, name);
      expect(statusCode).toBe(name === 'OPERATIONS' || name === 'ADMIN' ? 404 : 403);
    }
  });
});
