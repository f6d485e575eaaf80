import type { RulesVersion } from '@fairlead/contracts/rules';
import { createPool } from '@fairlead/db/pool';
import { auditEntriesAfter } from '@fairlead/db/repositories/audit-repository';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StreamHub } from '../src/publish/stream-hub.ts';
import { benchApi, benchRules } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const RULE = { rule_name: 'no NYSE', priority: 10, routing_logic: { exclude_venues: ['XNYS'] } };

let db: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof createPool>;
let hub: StreamHub;
let app: Awaited<ReturnType<typeof benchApi>>;

beforeEach(async () => {
  db = await testDatabase();
  pool = createPool(db.url, { max: 4, onError: () => {} });
  const router = new BenchRouter();
  const rules = benchRules(router, pool);
  await rules.ruleBook.refresh();
  hub = new StreamHub({ nowUs: () => router.nowUs }, 100);
  app = await benchApi(router, { decisions: [], hub }, rules);
});
afterEach(async () => {
  await pool.end();
  await db[Symbol.asyncDispose]();
});

/** Says something of the rules: `flk_author` and `flk_of_author` are one person's keys, `flk_second` another's. */
async function say(key: string, path: string, body: object = {}) {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/smart-routing/rules${path}`,
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    payload: JSON.stringify({ ...body }),
  });
  return { status: answer.statusCode, body: answer.json<RulesVersion & { code: string }>() };
}
const draft = async () => (await say('flk_author', '', { reason: 'NYSE is slow', rules: [RULE] })).body;
const retire = (key: string, version: number) => say(key, `/${version}/retire`, { reason: 'it does harm' });
const rollBack = (key: string, version: number) => say(key, `/${version}/rollback`, { reason: 'it was right' });

async function simulated() {
  const { version, content_hash } = await draft();
  await say('flk_author', `/${version}/simulate`);
  await say('flk_author', `/${version}/submit`, { reason: 'ready', content_hash });
  return { version, approval: { reason: 'agreed', content_hash } };
}

/** A version of the author's that the second person has approved. */
async function approved(): Promise<number> {
  const { version, approval } = await simulated();
  expect((await say('flk_second', `/${version}/approve`, approval)).status).toBe(200);
  return version;
}

async function inForce(): Promise<string> {
  const answer = await app.inject({ url: '/api/v1/smart-routing/rules', headers: { 'x-api-key': 'flk_second' } });
  return answer.json<{ in_force: string }>().in_force;
}

describe('bringing a version back', () => {
  it.each(['flk_author', 'flk_second'])('after %s took it out needs a second person', async (taker) => {
    const version = await approved();
    expect((await retire(taker, version)).body).toMatchObject({ state: 'RETIRED' });
    for (const key of ['flk_author', 'flk_of_author'])
      expect(await rollBack(key, version)).toMatchObject({ status: 409, body: { code: 'SELF_ROLLBACK' } });
    expect(await inForce()).toBe('none');
    expect(await rollBack('flk_second', version)).toMatchObject({
      status: 200,
      body: { state: 'ACTIVE', approver: 'flk_second', approval_reason: 'it was right' },
    });
  });

  it('in the place of a later one needs a second person too, and the later one stays until then', async () => {
    const [first, second] = [await approved(), await approved()];
    expect((await rollBack('flk_author', first)).body.code).toBe('SELF_ROLLBACK');
    expect(await inForce()).toBe(`rules-${second}`);
    await rollBack('flk_second', first);
    expect(await inForce()).toBe(`rules-${first}`);
  });

  it('is held by the database itself', async () => {
    const version = await approved();
    const byAuthor = pool.query('update routing_rule_versions set approver = author where version = $1', [version]);
    await expect(byAuthor).rejects.toThrow('routing_rule_versions_second_person_check');
  });
});

it('refuses approval by the author with another key of their own', async () => {
  const { version, approval } = await simulated();
  for (const key of ['flk_author', 'flk_of_author'])
    expect((await say(key, `/${version}/approve`, approval)).body.code).toBe('SELF_APPROVAL');
});

it('lets one person take rules out of force at once: audited, and told to everybody who watches', async () => {
  const version = await approved();
  const unused = await draft();
  await retire('flk_author', unused.version);
  expect(hub.alerts).toEqual([]);
  await retire('flk_author', version);
  expect(await inForce()).toBe('none');
  const message = `rules-${version} was taken out of force by flk_author: it does harm`;
  expect(hub.alerts).toMatchObject([{ severity: 'WARNING', code: 'RULES_RETIRED', message }]);
  expect((await auditEntriesAfter(pool, 0, 100)).at(-1)).toMatchObject({
    action: 'rules.retire',
    actor_id: 'id of flk_author',
    subject_id: `rules-${version}`,
    reason: 'it does harm',
  });
});

it('says who answers for a version, whichever of their keys has written it', async () => {
  const { version } = (await say('flk_of_author', '', { reason: 'NYSE is slow', rules: [RULE] })).body;
  const told = await app.inject({
    url: `/api/v1/smart-routing/rules/${version}`,
    headers: { 'x-api-key': 'flk_second' },
  });
  expect(told.json()).toMatchObject({ author: 'flk_of_author', author_person: 'author@example.com' });
});

it('lets its author alone submit it', async () => {
  const { version, content_hash } = await draft();
  await say('flk_author', `/${version}/simulate`);
  const submit = (key: string) => say(key, `/${version}/submit`, { reason: 'ready', content_hash });
  expect((await submit('flk_other')).body.code).toBe('NOT_THE_AUTHOR');
  expect((await submit('flk_of_author')).body.state).toBe('SUBMITTED');
});
