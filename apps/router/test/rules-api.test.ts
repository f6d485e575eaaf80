import type { RulesVersionSummary } from '@fairlead/contracts/rules';
import { auditEntriesAfter, firstAuditFault } from '@fairlead/db/repositories/audit-repository';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BenchRouter } from './bench-router.ts';
import { rowsBy } from './journaled.ts';
import { NO_ARCA, NO_NYSE, RuleBench } from './rule-bench.ts';

let rules: RuleBench;
beforeEach(async () => {
  rules = await RuleBench.begin();
});
afterEach(() => rules[Symbol.asyncDispose]());

describe('the life of a version', () => {
  it('goes from draft over simulation and a second person’s approval into force, and decisions name it', async () => {
    expect((await rules.order('before')).versions.rules).toBe('none');
    const made = await rules.draft(NO_NYSE);
    expect([made.status, made.body]).toMatchObject([
      201,
      { version: 1, name: 'rules-1', state: 'DRAFT', author: 'flk_author' },
    ]);
    expect((await rules.simulate(1)).body).toMatchObject({ state: 'SIMULATED', in_force: false });
    expect((await rules.submit(1, made.body.content_hash)).body).toMatchObject({ state: 'SUBMITTED', in_force: false });
    expect((await rules.order('submitted')).versions.rules).toBe('none');
    const answer = await rules.approve(1, made.body.content_hash);
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { state: 'ACTIVE', in_force: true, approver: 'flk_second', approval_reason: 'agreed' },
    ]);
    const after = await rules.order('after');
    expect([after.versions.rules, after.routing_decisions.map((each) => each.venue_id)]).toEqual(['rules-1', ['ARCX']]);
  });

  it('fills in what a request leaves out, and nothing that it says', async () => {
    await rules.approved({
      rule_name: 'cheap',
      priority: 1,
      routing_logic: { objective: 'LOWEST_COST', mode: 'PRO_RATA' },
    });
    const request = { instrument_id: 'AAPL', side: 'BUY', quantity: 50, order_type: 'MARKET' };
    for (const said of [{ order_id: 'silent' }, { order_id: 'said', routing_objective: 'best_price' }])
      await rules.call('POST', '/route', { key: 'flk_all', body: { ...request, ...said } });
    const decisions = rowsBy(rules.router).flatMap((order) => order.decisions);
    expect(decisions.map(({ objective, mode }) => [objective, mode])).toEqual([
      ['LOWEST_COST', 'PRO_RATA'],
      ['BEST_PRICE', 'PRO_RATA'],
    ]);
  });

  it('can be rolled back to an earlier version, and ended', async () => {
    await rules.approved(NO_NYSE);
    expect(await rules.approved(NO_ARCA)).toMatchObject({ version: 2, state: 'ACTIVE' });
    expect((await rules.order('second')).versions.rules).toBe('rules-2');
    expect((await rules.withReason('/rules/1/rollback')).body).toMatchObject({
      version: 1,
      state: 'ACTIVE',
      in_force: true,
    });
    expect((await rules.order('back')).versions.rules).toBe('rules-1');
    expect((await rules.withReason('/rules/1/retire')).body).toMatchObject({ state: 'RETIRED', in_force: false });
    expect((await rules.order('ended')).versions.rules).toBe('none');
    const list = await rules.call<{ in_force: string; versions: RulesVersionSummary[] }>('GET', '/rules');
    expect(list.body.in_force).toBe('none');
    expect(list.body.versions.map(({ name, state }) => [name, state])).toEqual([
      ['rules-2', 'RETIRED'],
      ['rules-1', 'RETIRED'],
    ]);
  });

  it('takes effect at the stated time, in every router', async () => {
    const other = new BenchRouter();
    const look = await rules.open(other);
    const { body } = await rules.draft(NO_NYSE);
    await rules.simulate(1);
    await rules.submit(1, body.content_hash);
    const effectiveAt = new Date(rules.router.nowUs / 1_000 + 60_000).toISOString();
    expect((await rules.approve(1, body.content_hash, { effective_at: effectiveAt })).body).toMatchObject({
      state: 'APPROVED',
      in_force: false,
    });
    await look();
    for (const bench of [rules.router, other]) {
      bench.nowUs += 59_999_999;
      expect(bench.book?.inForce(bench.nowUs).version).toBe('none');
      bench.nowUs += 1;
      expect(bench.book?.inForce(bench.nowUs).version).toBe('rules-1');
    }
    await look();
    expect((await rules.call('GET', '/rules/1')).body).toMatchObject({ state: 'ACTIVE', in_force: true });
  });

  it('is held by a router that starts later, over the same database', async () => {
    await rules.approved(NO_NYSE);
    await rules.start(new BenchRouter());
    expect((await rules.order('restarted')).versions.rules).toBe('rules-1');
    expect((await rules.call('GET', '/rules/1')).body).toMatchObject({ rules: [NO_NYSE], in_force: true });
  });

  it('is in the audit, every step with who and why', async () => {
    await rules.approved(NO_NYSE);
    await rules.approved(NO_ARCA);
    await rules.withReason('/rules/1/rollback');
    const entries = await auditEntriesAfter(rules.pool, 0, 100);
    expect(entries.map(({ action, actor_id, subject_id }) => [action, actor_id, subject_id])).toEqual([
      ['rules.create', 'id of flk_author', 'rules-1'],
      ['rules.simulate', 'id of flk_author', 'rules-1'],
      ['rules.submit', 'id of flk_author', 'rules-1'],
      ['rules.approve', 'id of flk_second', 'rules-1'],
      ['rules.activate', 'router', 'rules-1'],
      ['rules.create', 'id of flk_author', 'rules-2'],
      ['rules.simulate', 'id of flk_author', 'rules-2'],
      ['rules.submit', 'id of flk_author', 'rules-2'],
      ['rules.approve', 'id of flk_second', 'rules-2'],
      ['rules.retire', 'router', 'rules-1'],
      ['rules.activate', 'router', 'rules-2'],
      ['rules.retire', 'id of flk_second', 'rules-2'],
      ['rules.rollback', 'id of flk_second', 'rules-1'],
    ]);
    expect(entries[3]).toMatchObject({ actor_type: 'API_KEY', reason: 'agreed', trace_id: expect.any(String) });
    expect([JSON.parse(entries[3]?.before ?? '').state, JSON.parse(entries[3]?.after ?? '').state]).toEqual([
      'SUBMITTED',
      'APPROVED',
    ]);
    expect(await firstAuditFault(rules.pool)).toBeNull();
  });
});

describe('what is refused', () => {
  it('is approval by the author, or of another content than was read', async () => {
    const { body } = await rules.draft(NO_NYSE);
    await rules.simulate(1);
    await rules.submit(1, body.content_hash);
    expect(await rules.approve(1, body.content_hash, {}, 'flk_author')).toMatchObject({
      status: 409,
      body: { code: 'SELF_APPROVAL' },
    });
    expect((await rules.approve(1, '0'.repeat(64))).body.code).toBe('RULES_CHANGED');
    const past = { effective_at: new Date(rules.router.nowUs / 1_000 - 1).toISOString() };
    expect(await rules.approve(1, body.content_hash, past)).toMatchObject({
      status: 422,
      body: { code: 'EFFECTIVE_AT_PASSED' },
    });
    expect((await rules.call('GET', '/rules/1')).body.state).toBe('SUBMITTED');
  });

  it('is every step out of turn', async () => {
    const { body } = await rules.draft(NO_NYSE);
    const codeOf = async (answer: Promise<{ body: { code: string } }>) => (await answer).body.code;
    expect(await codeOf(rules.withReason('/rules/1/rollback'))).toBe('RULES_WRONG_STATE');
    expect(await codeOf(rules.withReason('/rules/9/rollback'))).toBe('NOT_FOUND');
    expect(await codeOf(rules.simulate(9))).toBe('NOT_FOUND');
    await rules.withReason('/rules/1/retire');
    expect(await codeOf(rules.withReason('/rules/1/rollback'))).toBe('NEVER_ACTIVE');
    expect(await codeOf(rules.simulate(1))).toBe('RULES_WRONG_STATE');
    expect(await codeOf(rules.approve(1, body.content_hash))).toBe('RULES_WRONG_STATE');
    expect(await codeOf(rules.withReason('/rules/1/retire'))).toBe('RULES_WRONG_STATE');
    const active = await rules.approved(NO_NYSE);
    expect(await codeOf(rules.call('POST', '/rules', { body: { version: 2, reason: 'x', rules: [NO_ARCA] } }))).toBe(
      'RULES_WRONG_STATE',
    );
    expect(await codeOf(rules.approve(2, active.content_hash))).toBe('RULES_WRONG_STATE');
    expect((await rules.order('still')).versions.rules).toBe('rules-2');
  });

  it('is a draft that is not sound, by field', async () => {
    const refused = await rules.call<{ code: string; errors: object[] }>('POST', '/rules', {
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
    expect(await rules.draft({ ...NO_NYSE, client_id: 'nobody' })).toMatchObject({
      status: 422,
      body: { code: 'UNKNOWN_CLIENT', errors: [{ path: 'rules.0.client_id' }] },
    });
    expect((await rules.draft({ ...NO_NYSE, exclude: ['XNYS'] })).status).toBe(400);
    expect((await rules.call<{ versions: object[] }>('GET', '/rules')).body.versions).toEqual([]);
  });

  it('is everybody without the scope', async () => {
    const status = async (path: string, key: string, body?: object) =>
      (await rules.call(body === undefined ? 'GET' : 'POST', path, { key, ...(body === undefined ? {} : { body }) }))
        .status;
    const body = { reason: 'x', rules: [NO_NYSE] };
    expect(await status('/rules', 'flk_all')).toBe(403);
    expect(await status('/rules', 'flk_second', body)).toBe(403);
    expect(await status('/rules/1/approve', 'flk_all', { reason: 'x', content_hash: '0'.repeat(64) })).toBe(403);
    expect(await status('/rules', 'flk_second')).toBe(200);
  });
});
