import type { RulesVersion, RulesVersionSummary } from '@fairlead/contracts/rules';
import { createJournal } from '@fairlead/db/journal/journal';
import { SHARD, takeLease } from '@fairlead/db/journal/shard-lease';
import { createPool } from '@fairlead/db/pool';
import { JOURNAL_CODEC } from '@fairlead/db/projection/journal-codec';
import { Projector } from '@fairlead/db/projection/projector';
import { auditEntriesAfter, firstAuditFault } from '@fairlead/db/repositories/audit-repository';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { benchApi, benchRules } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { eventsOf, journaledBy, rowsBy } from './journaled.ts';

const BASE = '/api/v1/smart-routing';
const NO_NYSE = { rule_name: 'no NYSE', priority: 10, routing_logic: { exclude_venues: ['XNYS'] } };
const NO_ARCA = { rule_name: 'no Arca', priority: 10, routing_logic: { exclude_venues: ['ARCX'] } };

let db: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof createPool>;
let router: BenchRouter;
let call: Awaited<ReturnType<typeof startRouter>>;

beforeEach(async () => {
  db = await testDatabase();
  pool = createPool(db.url, { max: 4, onError: () => {} });
  await pool.query("insert into clients (client_id, name) values ('client-1', 'Client 1')");
  router = new BenchRouter();
  call = await startRouter(router);
});
afterEach(async () => {
  await pool.end();
  await db[Symbol.asyncDispose]();
});

/** A router over the database of the test, as if it had just been started; gives how to call its API. */
async function startRouter(bench: BenchRouter) {
  const rules = benchRules(bench, pool);
  await rules.ruleBook.refresh();
  bench.book = rules.ruleBook;
  showMarket(bench);
  const app = await benchApi(bench, { decisions: [] }, rules);
  const call = async <Body = RulesVersion & { code: string }>(
    method: 'GET' | 'POST',
    path: string,
    said: { body?: unknown; key?: string } = {},
  ) => {
    const { body, key = 'flk_author' } = said;
    const answer = await app.inject({
      method,
      url: `${BASE}${path}`,
      headers: { 'x-api-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    return { status: answer.statusCode, body: answer.json<Body>() };
  };
  return Object.assign(call, { look: () => rules.ruleBook.look() });
}

/** NYSE asks for the better price, for too few shares to be protected: Arca may be taken without it. */
function showMarket(bench: BenchRouter): void {
  bench.quote('XNYS', [9_999, 500], [10_001, 50]);
  bench.quote('ARCX', [9_999, 500], [10_003, 500]);
}

/** Writes what the bench has journaled so far into the real journal, and the readable tables behind it. */
async function keep(bench: BenchRouter): Promise<void> {
  const lease = await takeLease(pool, SHARD);
  const journal = createJournal({ databaseUrl: db.url, lease });
  for (const entry of journaledBy(bench)) {
    const [event] = eventsOf(entry);
    if (event?.type !== 'RECEIVED') continue;
    const { clientId, order: asked } = event.receipt;
    const ids = (text: string) => text.replace(/\bid-(\d+)\b/g, (_, n: string) => keyAt(entry.atUs, n));
    const written = await journal.append({
      ...entry,
      orderPk: ids(entry.orderPk ?? ''),
      body: ids(entry.body),
      key: { clientId, orderId: asked.orderId },
      parts: [...bench.parts.values()],
    });
    expect(written.ok).toBe(true);
  }
  await journal.close();
  const projector = new Projector({ databaseUrl: db.url, shard: SHARD, epoch: lease.epoch, codec: JOURNAL_CODEC });
  await projector.catchUp();
  await projector.close();
}
/** Keys have their times in them, and lists run along them. */
const keyAt = (atUs: number, count: string) =>
  `${Math.floor(atUs / 1_000)
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}-7000-8000-${count.padStart(12, '0')}`;

const order = async (orderId: string, quantity = 50) =>
  (
    await call<{ versions: { rules: string }; routing_decisions: { venue_id: string }[] }>('POST', '/route', {
      key: 'flk_all',
      body: { order_id: orderId, instrument_id: 'AAPL', side: 'BUY', quantity, order_type: 'MARKET' },
    })
  ).body;

const draft = (...rules: object[]) => call('POST', '/rules', { body: { reason: 'NYSE is slow', rules } });
const simulate = (version: number) => call('POST', `/rules/${version}/simulate`);
const approve = (version: number, contentHash: string, more: object = {}, key = 'flk_second') =>
  call('POST', `/rules/${version}/approve`, { key, body: { content_hash: contentHash, reason: 'agreed', ...more } });
const withReason = (path: string) => call('POST', path, { key: 'flk_second', body: { reason: 'as agreed' } });

/** A version from draft to approval. */
async function approved(...rules: object[]): Promise<RulesVersion> {
  const { body } = await draft(...rules);
  await simulate(body.version);
  return (await approve(body.version, body.content_hash)).body;
}

describe('the life of a version', () => {
  it('goes from draft over simulation and a second person’s approval into force, and decisions name it', async () => {
    expect((await order('before')).versions.rules).toBe('none');
    const made = await draft(NO_NYSE);
    expect([made.status, made.body]).toMatchObject([
      201,
      { version: 1, name: 'rules-1', state: 'DRAFT', author: 'flk_author' },
    ]);
    expect((await simulate(1)).body).toMatchObject({ state: 'SIMULATED', in_force: false });
    expect((await order('simulated')).versions.rules).toBe('none');
    const answer = await approve(1, made.body.content_hash);
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { state: 'ACTIVE', in_force: true, approver: 'flk_second', approval_reason: 'agreed' },
    ]);
    const after = await order('after');
    expect([after.versions.rules, after.routing_decisions.map((each) => each.venue_id)]).toEqual(['rules-1', ['ARCX']]);
  });

  it('fills in what a request leaves out, and nothing that it says', async () => {
    await approved({ rule_name: 'cheap', priority: 1, routing_logic: { objective: 'LOWEST_COST', mode: 'PRO_RATA' } });
    const request = { instrument_id: 'AAPL', side: 'BUY', quantity: 50, order_type: 'MARKET' };
    for (const said of [{ order_id: 'silent' }, { order_id: 'said', routing_objective: 'best_price' }])
      await call('POST', '/route', { key: 'flk_all', body: { ...request, ...said } });
    const decisions = rowsBy(router).flatMap((order) => order.decisions);
    expect(decisions.map(({ objective, mode }) => [objective, mode])).toEqual([
      ['LOWEST_COST', 'PRO_RATA'],
      ['BEST_PRICE', 'PRO_RATA'],
    ]);
  });

  it('can be rolled back to an earlier version, and ended', async () => {
    await approved(NO_NYSE);
    expect(await approved(NO_ARCA)).toMatchObject({ version: 2, state: 'ACTIVE' });
    expect((await order('second')).versions.rules).toBe('rules-2');
    expect((await withReason('/rules/1/rollback')).body).toMatchObject({ version: 1, state: 'ACTIVE', in_force: true });
    expect((await order('back')).versions.rules).toBe('rules-1');
    expect((await withReason('/rules/1/retire')).body).toMatchObject({ state: 'RETIRED', in_force: false });
    expect((await order('ended')).versions.rules).toBe('none');
    const list = await call<{ in_force: string; versions: RulesVersionSummary[] }>('GET', '/rules');
    expect(list.body.in_force).toBe('none');
    expect(list.body.versions.map(({ name, state }) => [name, state])).toEqual([
      ['rules-2', 'RETIRED'],
      ['rules-1', 'RETIRED'],
    ]);
  });

  it('takes effect at the stated time, in every router', async () => {
    const other = new BenchRouter();
    const callOther = await startRouter(other);
    const { body } = await draft(NO_NYSE);
    await simulate(1);
    const effectiveAt = new Date(router.nowUs / 1_000 + 60_000).toISOString();
    expect((await approve(1, body.content_hash, { effective_at: effectiveAt })).body).toMatchObject({
      state: 'APPROVED',
      in_force: false,
    });
    await callOther.look();
    for (const bench of [router, other]) {
      bench.nowUs += 59_999_999;
      expect(bench.book?.inForce(bench.nowUs).version).toBe('none');
      bench.nowUs += 1;
      expect(bench.book?.inForce(bench.nowUs).version).toBe('rules-1');
    }
    await callOther.look();
    expect((await call('GET', '/rules/1')).body).toMatchObject({ state: 'ACTIVE', in_force: true });
  });

  it('is held by a router that starts later, over the same database', async () => {
    await approved(NO_NYSE);
    router = new BenchRouter();
    call = await startRouter(router);
    expect((await order('restarted')).versions.rules).toBe('rules-1');
    expect((await call('GET', '/rules/1')).body).toMatchObject({ rules: [NO_NYSE], in_force: true });
  });

  it('is in the audit, every step with who and why', async () => {
    await approved(NO_NYSE);
    await approved(NO_ARCA);
    await withReason('/rules/1/rollback');
    const entries = await auditEntriesAfter(pool, 0, 100);
    expect(entries.map(({ action, actor_id, subject_id }) => [action, actor_id, subject_id])).toEqual([
      ['rules.create', 'id of flk_author', 'rules-1'],
      ['rules.simulate', 'id of flk_author', 'rules-1'],
      ['rules.approve', 'id of flk_second', 'rules-1'],
      ['rules.activate', 'router', 'rules-1'],
      ['rules.create', 'id of flk_author', 'rules-2'],
      ['rules.simulate', 'id of flk_author', 'rules-2'],
      ['rules.approve', 'id of flk_second', 'rules-2'],
      ['rules.retire', 'router', 'rules-1'],
      ['rules.activate', 'router', 'rules-2'],
      ['rules.retire', 'id of flk_second', 'rules-2'],
      ['rules.rollback', 'id of flk_second', 'rules-1'],
    ]);
    expect(entries[2]).toMatchObject({ actor_type: 'API_KEY', reason: 'agreed', trace_id: expect.any(String) });
    expect([JSON.parse(entries[2]?.before ?? '').state, JSON.parse(entries[2]?.after ?? '').state]).toEqual([
      'SIMULATED',
      'APPROVED',
    ]);
    expect(await firstAuditFault(pool)).toBeNull();
  });
});

describe('a simulation', () => {
  it('shows the decisions that would change, and what that would cost', async () => {
    await order('changes');
    await call('POST', '/route', {
      key: 'flk_all',
      body: {
        order_id: 'stays',
        instrument_id: 'AAPL',
        side: 'SELL',
        quantity: 100,
        order_type: 'MARKET',
        exclude_venues: ['XNYS'],
      },
    });
    await keep(router);
    await draft(NO_NYSE);
    const { body } = await simulate(1);
    // 50 shares, 2 cents dearer at Arca, same fee: $1, or 2 cents of the mid of round lots, 100.01, for one decision of two.
    expect(body.simulation).toMatchObject({
      content_hash: body.content_hash,
      compared: 2,
      skipped: 0,
      matched: 2,
      changed: 1,
      changed_venues: 1,
      takes_less: 0,
      takes_more: 0,
      mean_cost_difference_bps: 0.9999,
      cost_difference: { USD: '1' },
      mean_fill_rate_difference: 0,
      sample: [
        {
          order_id: 'changes',
          rules_applied: ['no NYSE'],
          cost_difference_bps: 1.9998,
          before: [{ venue_id: 'XNYS', quantity: '50', order_kind: 'IOC' }],
          after: [{ venue_id: 'ARCX', quantity: '50', order_kind: 'IOC' }],
        },
      ],
    });
  });

  it('shows where orders would be left without a venue, and claims no saving there', async () => {
    await order('left', 50);
    await keep(router);
    await draft({ rule_name: 'nowhere', priority: 1, routing_logic: { exclude_venues: ['XNYS', 'ARCX', 'BATS'] } });
    expect((await simulate(1)).body.simulation).toMatchObject({
      changed: 1,
      takes_less: 1,
      mean_cost_difference_bps: 0,
      cost_difference: { USD: '0' },
      mean_fill_rate_difference: -0.9,
      sample: [{ order_id: 'left', cost_difference_bps: null, after: [] }],
    });
  });

  it('holds the draft against what orders asked for, not what earlier rules made of it', async () => {
    await approved(NO_NYSE);
    await order('under-rules-1');
    await keep(router);
    await draft(NO_ARCA);
    expect((await simulate(2)).body.simulation?.sample).toMatchObject([
      { before: [{ venue_id: 'ARCX' }], after: [{ venue_id: 'XNYS' }], cost_difference_bps: -1.9998 },
    ]);
  });

  it('looks at no more decisions, and no older ones, than it is told to', async () => {
    for (const orderId of ['old', 'new', 'newest']) {
      await order(orderId);
      router.nowUs += 86_400_000_000;
      showMarket(router);
    }
    await keep(router);
    await draft(NO_NYSE);
    const ids = async (body: object) =>
      (await call('POST', '/rules/1/simulate', { body })).body.simulation?.sample.map((each) => each.order_id);
    expect(await ids({ days: 2 })).toEqual(['newest', 'new']);
    expect(await ids({ days: 5, max_decisions: 1 })).toEqual(['newest']);
    expect(await ids({ days: 5 })).toEqual(['newest', 'new', 'old']);
  });

  it('is void when the draft is changed after it', async () => {
    await draft(NO_NYSE);
    await simulate(1);
    const changed = await call('POST', '/rules', { body: { version: 1, reason: 'Arca instead', rules: [NO_ARCA] } });
    expect([changed.status, changed.body]).toMatchObject([200, { state: 'DRAFT', simulation: null, rules: [NO_ARCA] }]);
    expect(await approve(1, changed.body.content_hash)).toMatchObject({
      status: 409,
      body: { code: 'RULES_NOT_SIMULATED' },
    });
  });
});

describe('what is refused', () => {
  it('is approval by the author, or of another content than was read', async () => {
    const { body } = await draft(NO_NYSE);
    await simulate(1);
    expect(await approve(1, body.content_hash, {}, 'flk_author')).toMatchObject({
      status: 409,
      body: { code: 'SELF_APPROVAL' },
    });
    expect((await approve(1, '0'.repeat(64))).body.code).toBe('RULES_CHANGED');
    const past = { effective_at: new Date(router.nowUs / 1_000 - 1).toISOString() };
    expect(await approve(1, body.content_hash, past)).toMatchObject({
      status: 422,
      body: { code: 'EFFECTIVE_AT_PASSED' },
    });
    expect((await call('GET', '/rules/1')).body.state).toBe('SIMULATED');
  });

  it('is every step out of turn', async () => {
    const { body } = await draft(NO_NYSE);
    const codeOf = async (answer: Promise<{ body: { code: string } }>) => (await answer).body.code;
    expect(await codeOf(withReason('/rules/1/rollback'))).toBe('RULES_WRONG_STATE');
    expect(await codeOf(withReason('/rules/9/rollback'))).toBe('NOT_FOUND');
    expect(await codeOf(simulate(9))).toBe('NOT_FOUND');
    await withReason('/rules/1/retire');
    expect(await codeOf(withReason('/rules/1/rollback'))).toBe('NEVER_ACTIVE');
    expect(await codeOf(simulate(1))).toBe('RULES_WRONG_STATE');
    expect(await codeOf(approve(1, body.content_hash))).toBe('RULES_WRONG_STATE');
    expect(await codeOf(withReason('/rules/1/retire'))).toBe('RULES_WRONG_STATE');
    const active = await approved(NO_NYSE);
    expect(await codeOf(call('POST', '/rules', { body: { version: 2, reason: 'x', rules: [NO_ARCA] } }))).toBe(
      'RULES_WRONG_STATE',
    );
    expect(await codeOf(approve(2, active.content_hash))).toBe('RULES_WRONG_STATE');
    expect((await order('still')).versions.rules).toBe('rules-2');
  });

  it('is a draft that is not sound, by field', async () => {
    const refused = await call<{ code: string; errors: object[] }>('POST', '/rules', {
      body: {
        reason: 'x',
        rules: [NO_NYSE, { ...NO_NYSE, routing_logic: { exclude_venues: ['NOPE'], mode: 'MANUAL' } }],
      },
    });
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: 'RULES_INVALID',
        errors: [
          { path: 'rules.1.rule_name', code: 'NAME_REPEATED' },
          { path: 'rules.1.priority', code: 'PRIORITY_REPEATED' },
          { path: 'rules.1.routing_logic.exclude_venues.0', code: 'UNKNOWN_VENUE' },
          { path: 'rules.1.routing_logic.mode', code: 'MODE_NOT_ALLOWED' },
        ],
      },
    });
    expect(await draft({ ...NO_NYSE, client_id: 'nobody' })).toMatchObject({
      status: 422,
      body: { code: 'UNKNOWN_CLIENT', errors: [{ path: 'rules.0.client_id' }] },
    });
    expect((await draft({ ...NO_NYSE, exclude: ['XNYS'] })).status).toBe(400);
    expect((await call<{ versions: object[] }>('GET', '/rules')).body.versions).toEqual([]);
  });

  it('is everybody without the scope', async () => {
    const status = async (path: string, key: string, body?: object) =>
      (await call(body === undefined ? 'GET' : 'POST', path, { key, ...(body === undefined ? {} : { body }) })).status;
    const body = { reason: 'x', rules: [NO_NYSE] };
    expect(await status('/rules', 'flk_all')).toBe(403);
    expect(await status('/rules', 'flk_second', body)).toBe(403);
    expect(await status('/rules/1/approve', 'flk_all', { reason: 'x', content_hash: '0'.repeat(64) })).toBe(403);
    expect(await status('/rules', 'flk_second')).toBe(200);
  });
});
