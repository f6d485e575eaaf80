import { type Role, role } from '@fairlead/contracts/access';
import type { AuditEntry, AuditRecord } from '@fairlead/db/repositories/audit-repository';
import type { PastHalt } from '@fairlead/db/repositories/control-repository';
import { beforeEach, describe, expect, it } from 'vitest';
import { type BenchAccess, benchApi, benchKeys } from './bench-api.ts';
import { OneOrder } from './one-order.ts';

const BASE = '/api/v1/smart-routing';
const NEVER = Number.MAX_SAFE_INTEGER;
const KEY = '3f1f64c0-2c52-4d5e-9d7e-0d3c5cf0a001';
const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const DRILL = { reason: 'drill of the desk', cancel_all: false };

let router: OneOrder;
let app: Awaited<ReturnType<typeof benchApi>>;
let audited: AuditRecord[];
const waiting = new Set<() => void>();
let recent: PastHalt[];
let audits: { find: (id: string) => Promise<AuditEntry | null> };
/** Whether what is looked up in the database is found there, or the database is away. */
let isDatabaseThere: boolean;

/** What waits for something for a time: that time is over. */
function isLate(): void {
  for (const run of waiting) run();
}

const user = (name: Role, clientId: string | null = null) => ({
  email: `${name.toLowerCase()}@example.com`,
  role: name,
  clientId,
  expiresAtUs: NEVER,
});
const stored = <Found>(found: Found) =>
  isDatabaseThere ? Promise.resolve(found) : Promise.reject(new Error('the database is away'));

beforeEach(async () => {
  router = new OneOrder();
  // As UUIDs are: the ids of halts are.
  router.idsBegin = '01890000-0000-8000-8000-000000000';
  audited = [];
  recent = [];
  isDatabaseThere = true;
  audits = {
    find: (id) => stored((audited.find((each) => each.id === id) as AuditEntry | undefined) ?? null),
  };
  const people: BenchAccess = {
    keys: benchKeys()
      .set('flk_house', key('house', 'default', null))
      .set('flk_service', { ...key('a key', 'default', null), service: 'surveillance' })
      .set('flk_of_admin', key('of admin', 'default', 'admin@example.com')),
    sessions: new Map([
      ...role.options.map((each) => [each, user(each)] as const),
      ['of client-1', user('ADMIN', 'client-1')],
    ]),
    verifyToken: async (token) => ({ kind: 'SESSION', sessionId: token.replaceAll('_', ' ') }),
  };
  app = await benchApi(router, {
    decisions: [],
    access: people,
    acts: { keep: async (record) => audited.push(record) > 0, waiting: () => null },
    audits,
    control: { recentHalts: () => stored(recent) },
    clients: { isClient: (clientId) => stored(clientId.startsWith('client-')) },
    timers: {
      after: (_ms, run) => {
        waiting.add(run);
        return { cancel: () => void waiting.delete(run) };
      },
    },
  });
});

function key(name: string, clientId: string, owner: string | null) {
  const scopes = ['orders:read', 'risk:halt'];
  return { id: `id of ${name}`, name, clientId, scopes, expiresAtUs: null, owner, service: null };
}

const asUser = (name: string) => ({ authorization: `Bearer ${name.replaceAll(' ', '_')}` });
const asKey = (name: string) => ({ 'x-api-key': name });

async function call(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body?: object) {
  const payload = body === undefined ? {} : { payload: body };
  const answer = await app.inject({ method, url: `${BASE}/halt${path}`, headers, ...payload });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}
const post = (headers: Record<string, string>, body: object = DRILL) => call('POST', '', headers, body);
const release = (id: string, headers: Record<string, string>, body: object = { reason: 'the drill is over' }) =>
  call('POST', `/${id}/release`, headers, body);
const inForce = async (headers: Record<string, string> = asUser('AUDITOR')) =>
  (await call('GET', '', headers)).body.in_force;

describe('placing a halt', () => {
  it('answers when it is durable what it has found and asked back, and is audited', async () => {
    const resting = await router.atRest();
    const answer = await post(asUser('OPERATIONS'), { ...DRILL, client_id: 'client-1', cancel_all: true });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        halt_id: UUID,
        audit_id: UUID,
        effect: {
          open_orders: 1,
          working_children: 1,
          working_quantity: [{ unit: 'SHARES', quantity: 300 }],
          working_notional: [{ currency: 'USD', notional: 29_850 }],
        },
        children_asked_back: 1,
      },
    });
    expect(answer.headers['journal-position']).toBeDefined();
    expect(router.canceledIds).toEqual([resting.child_id]);
    expect(audited).toMatchObject([
      {
        id: answer.body.audit_id,
        actor_type: 'USER',
        actor_id: 'operations@example.com',
        action: 'HALT_PLACED',
        subject_type: 'halt',
        subject_id: answer.body.halt_id,
        reason: DRILL.reason,
      },
    ]);
    expect(await inForce()).toMatchObject([
      {
        halt_id: answer.body.halt_id,
        scope: 'CLIENT',
        client_id: 'client-1',
        actor: 'operations@example.com',
        release: null,
      },
    ]);
  });

  it.each([
    ['OPERATIONS', 201],
    ['COMPLIANCE', 201],
    ['ADMIN', 201],
    ['TRADER', 403],
    ['AUDITOR', 403],
  ] as const)('is for %s: %i', async (name, status) => {
    expect((await post(asUser(name))).status).toBe(status);
    expect(router.halts.inForce.length).toBe(status === 201 ? 1 : 0);
  });

  it('is for a key that may, and for a client’s of itself alone', async () => {
    expect((await post(asKey('flk_house'))).status).toBe(201);
    expect((await post(asKey('flk_all'))).status).toBe(403);
    const notYours = { status: 422, body: { errors: [{ path: 'client_id', code: 'NOT_YOURS' }] } };
    expect(await post(asKey('flk_halt'))).toMatchObject(notYours);
    expect(await post(asKey('flk_halt'), { ...DRILL, client_id: 'client-2' })).toMatchObject(notYours);
    expect((await post(asKey('flk_halt'), { ...DRILL, client_id: 'client-1' })).status).toBe(201);
    expect(await post(asUser('of client-1'), { ...DRILL, venue_id: 'XNYS' })).toMatchObject(notYours);
  });

  it('is for a service that may, for any client, and is audited as the service’s with its cause', async () => {
    const placed = await post(asKey('flk_service'), { ...DRILL, client_id: 'client-2' });
    expect(placed.status).toBe(201);
    const cause = { action: 'HALT_PLACED', reason: DRILL.reason };
    expect(audited).toMatchObject([{ actor_type: 'SERVICE', actor_id: 'surveillance', ...cause }]);
    expect(await inForce()).toMatchObject([{ client_id: 'client-2', actor: 'surveillance' }]);
    // Whoever placed a halt does not release it, a service neither.
    const { body } = await release(placed.body.halt_id, asKey('flk_service'));
    expect(body).toMatchObject({ code: 'SAME_PERSON' });
  });

  it.each([
    [{ venue_id: 'NOWHERE' }, 'venue_id', 'UNKNOWN_VENUE'],
    [{ instrument_id: 'NOTHING' }, 'instrument_id', 'UNKNOWN_INSTRUMENT'],
    [{ client_id: 'nobody' }, 'client_id', 'UNKNOWN_CLIENT'],
    [{ client_id: 'client-1', venue_id: 'XNYS', instrument_id: 'AAPL' }, '', 'TOO_MANY'],
  ])('of %o is refused at %s with %s', async (named, path, code) => {
    const answer = await post(asUser('ADMIN'), { ...DRILL, ...named });
    expect(answer).toMatchObject({ status: 422, body: { code: 'HALT_INVALID', errors: [{ path, code }] } });
    expect(router.halts.inForce).toEqual([]);
  });

  it.each([
    [{}],
    [{ cancel_all: true }],
    [{ reason: 'drill of the desk' }],
    [{ ...DRILL, reason: ' x ' }],
    [{ ...DRILL, venue: 'XNYS' }],
  ])('with %j is not understood', async (body) => {
    expect((await post(asUser('ADMIN'), body)).status).toBe(400);
  });

  it('sent again with its key is done once, and another halt with the key is not', async () => {
    const first = await post(asUser('ADMIN'), { ...DRILL, idempotency_key: KEY });
    const again = await post(asUser('ADMIN'), { ...DRILL, idempotency_key: KEY });
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers['idempotent-replay']).toBe('true');
    expect((await post(asUser('ADMIN'), { ...DRILL, cancel_all: true, idempotency_key: KEY })).body.code).toBe(
      'ACT_CONFLICT',
    );
    expect([router.halts.inForce.length, audited.length]).toEqual([1, 1]);
  });

  it('sent again when it is over is not placed anew, also where nobody can look up what was answered', async () => {
    const body = { ...DRILL, idempotency_key: KEY };
    const id = (await post(asUser('ADMIN'), body)).body.halt_id;
    await release(id, asUser('OPERATIONS'));
    isDatabaseThere = false;
    expect(await post(asUser('ADMIN'), body)).toMatchObject({ status: 409, body: { code: 'HALT_OVER' } });
    expect(router.halts.inForce).toEqual([]);
  });

  it('that is new waits for no look-up, and holds in the turn in which it is understood', async () => {
    let lookedUp = 0;
    const { find } = audits;
    audits.find = (entry) => {
      lookedUp += 1;
      return find(entry);
    };
    await post(asUser('ADMIN'), { ...DRILL, idempotency_key: KEY });
    expect([router.halts.inForce.length, lookedUp]).toEqual([1, 0]);
  });

  it('does not wait for a database that is away', async () => {
    isDatabaseThere = false;
    const answer = await post(asUser('ADMIN'), { ...DRILL, client_id: 'client-9', idempotency_key: KEY });
    expect([answer.status, router.halts.inForce.length]).toEqual([201, 1]);
  });
});

it('a halt holds while the journal is away: that it is not written yet is said, and it is written when the journal is back', async () => {
  const back = router.holdJournal();
  const placing = post(asUser('ADMIN'));
  await expect.poll(() => router.halts.inForce.length).toBe(1);
  isLate();
  expect(await placing).toMatchObject({ status: 503, body: { code: 'NOT_DURABLE', sent: true, audit_id: UUID } });
  expect(audited).toEqual([]);
  back();
  await router.settle();
  expect(audited).toMatchObject([{ action: 'HALT_PLACED' }]);
});

describe('the release of a halt', () => {
  it('is another person’s: whoever placed it is refused, with a key of their own too', async () => {
    const { halt_id: id } = (await post(asUser('ADMIN'))).body;
    for (const same of [asUser('ADMIN'), asKey('flk_of_admin')])
      expect(await release(id, same)).toMatchObject({ status: 409, body: { code: 'SAME_PERSON' } });
    expect(await release(id, asUser('OPERATIONS'))).toMatchObject({
      status: 200,
      body: { halt_id: id, audit_id: UUID },
    });
    expect(router.halts.inForce).toEqual([]);
    expect(audited.at(-1)).toMatchObject({
      action: 'HALT_RELEASED',
      actor_id: 'operations@example.com',
      subject_id: id,
      reason: 'the drill is over',
    });
  });

  it('of what the guard has placed is anybody’s who may', async () => {
    const id = '01890000-0000-8000-8000-0000000000aa';
    const firm = { clientId: null, venueId: null, instrumentId: null };
    router.tradingHalts.place({ id, scope: firm, reason: 'too fast', cancelAll: true, actor: 'runaway-guard' });
    expect((await release(id, asUser('ADMIN'))).status).toBe(200);
  });

  it('is not a client’s where the halt is not of it', async () => {
    const { halt_id: id } = (await post(asUser('ADMIN'))).body;
    expect((await release(id, asKey('flk_halt'))).status).toBe(403);
  });

  it('of what is over, or never was, says so; sent again with its key it is answered as before', async () => {
    const { halt_id: id } = (await post(asUser('ADMIN'))).body;
    const body = { reason: 'the drill is over', idempotency_key: KEY };
    const first = await release(id, asUser('OPERATIONS'), body);
    recent = [
      {
        id,
        clientId: null,
        venueId: null,
        instrumentId: null,
        reason: 'drill',
        cancelAll: false,
        actor: 'admin@example.com',
        atUs: router.nowUs,
        release: { actor: 'operations@example.com', reason: 'over', atUs: router.nowUs },
      },
    ];
    const again = await release(id, asUser('OPERATIONS'), body);
    expect([again.status, again.body, again.headers['idempotent-replay']]).toEqual([200, first.body, 'true']);
    expect(await release(id, asUser('OPERATIONS'))).toMatchObject({ status: 409, body: { code: 'HALT_OVER' } });
    expect((await release(KEY, asUser('OPERATIONS'))).status).toBe(404);
    expect((await call('GET', '', asUser('AUDITOR'))).body.recent).toMatchObject([
      { halt_id: id, release: { actor: 'operations@example.com', reason: 'over' } },
    ]);
  });
});

describe('what halts there are', () => {
  it('is told with the system and to readers, a client of none that is another’s, and not who of the firm placed it', async () => {
    await post(asUser('ADMIN'));
    await post(asUser('ADMIN'), { ...DRILL, client_id: 'client-2' });
    const scopes = (halts: { scope: string; actor: string }[]) =>
      halts.map(({ scope, actor }) => `${scope} by ${actor}`);
    const system = async (headers: Record<string, string>) =>
      (await app.inject({ method: 'GET', url: '/api/v1/system', headers })).json().halts;
    const all = ['FIRM by admin@example.com', 'CLIENT by admin@example.com'];
    expect(scopes(await inForce())).toEqual(all);
    expect(scopes(await inForce(asKey('flk_read')))).toEqual(['FIRM by the firm']);
    expect(scopes(await system(asUser('AUDITOR')))).toEqual(all);
    expect(scopes(await system(asKey('flk_read')))).toEqual(['FIRM by the firm']);
  });

  it('would find in numbers is told before', async () => {
    await router.atRest();
    const effect = (query: string) => call('GET', `/effect${query}`, asUser('ADMIN'));
    expect((await effect('')).body).toMatchObject({ open_orders: 1, working_children: 1 });
    expect((await effect('?venue_id=XNYS&client_id=client-1')).body).toMatchObject({
      open_orders: 1,
      working_children: 1,
    });
    expect((await effect('?venue_id=ARCX')).body).toMatchObject({ open_orders: 0, working_children: 0 });
    expect((await effect('?venue_id=NOWHERE')).status).toBe(422);
    expect(router.halts.inForce).toEqual([]);
  });
});

it('a new order under a halt is 422 with its code, a replacement too, and a cancel passes', async () => {
  await router.atRest();
  await post(asUser('ADMIN'), { ...DRILL, client_id: 'client-1' });
  const headers = { 'x-api-key': 'flk_all', 'content-type': 'application/json' };
  const order = { order_id: 'new', instrument_id: 'AAPL', side: 'BUY', quantity: 1, order_type: 'MARKET' };
  const taken = await app.inject({ method: 'POST', url: `${BASE}/orders`, headers, payload: order });
  expect([taken.statusCode, taken.json().code]).toEqual([422, 'TRADING_HALTED']);
  const changed = await app.inject({ method: 'PATCH', url: `${BASE}/order-1`, headers, payload: { quantity: 200 } });
  expect([changed.statusCode, changed.json().code]).toEqual([422, 'TRADING_HALTED']);
  const canceled = await app.inject({ method: 'DELETE', url: `${BASE}/order-1`, headers: { 'x-api-key': 'flk_all' } });
  expect(canceled.statusCode).toBe(202);
});
