import { describe, expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { testDatabase } from '../testing/test-database.ts';
import { auditEntriesAfter, firstAuditFault } from './audit-repository.ts';
import { RulesRepository } from './rules-repository.ts';
import type { RuleRow, RuleWriter } from './rules-rows.ts';

const NOW_US = 1_763_650_800_000_001;
const ONE = '1'.repeat(64);
const TWO = '2'.repeat(64);

const ruleRow = (changes: Partial<RuleRow> = {}): RuleRow => ({
  priority: 10,
  rule_name: 'no NYSE',
  enabled: true,
  instrument_pattern: 'A*',
  order_size_range: { min: '100', max: null },
  time_conditions: null,
  client_id: 'default',
  side: 'BUY',
  order_type: null,
  venue_preferences: ['ARCX'],
  routing_logic: { exclude_venues: ['XNYS'], objective: null },
  ...changes,
});
const by = (id: string, atUs = NOW_US): RuleWriter => ({
  type: 'USER',
  id,
  personId: id,
  name: `${id}@example.com`,
  reason: 'because',
  traceId: null,
  atUs,
});

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 6, onError: () => undefined });
  const rules = new RulesRepository(pool);
  return {
    db,
    pool,
    rules,
    audited: () => auditEntriesAfter(pool, 0, 100),
    firstAuditFault: () => firstAuditFault(pool),
    /** A version that alice wrote, simulated and has had approved by bob for a time. */
    async approved(effectiveAtUs: number, contentHash = ONE) {
      const made = await rules.create({ rules: [ruleRow()], contentHash }, by('alice'));
      const version = made.ok ? made.value.stored.version : 0;
      await rules.keepSimulation(version, { contentHash, simulation: { changed: 1 } }, by('alice'));
      await rules.submit(version, contentHash, by('alice'));
      expect(await rules.approve(version, { contentHash, effectiveAtUs }, by('bob'))).toMatchObject({ ok: true });
      return version;
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

const refused = (code: string) => ({ ok: false, error: code });

describe('a version', () => {
  it('is read back as it was written, to the microsecond, with its rules by priority', async () => {
    await using set = await setUp();
    const [first, second] = [ruleRow(), ruleRow({ priority: 5, rule_name: 'first', client_id: null, side: null })];
    const made = await set.rules.create({ rules: [first, second], contentHash: ONE }, by('alice'));
    expect(made).toMatchObject({ ok: true, value: { stored: { version: 1, rules: [second, first] } } });
    expect(await set.rules.find(1)).toMatchObject({
      state: 'DRAFT',
      author: 'alice',
      author_name: 'alice@example.com',
      reason: 'because',
      content_hash: ONE,
      rule_count: 2,
      simulation: null,
      effective_at_us: null,
      created_at_us: NOW_US,
      rules: [second, first],
    });
    expect(await set.rules.find(2)).toBeNull();
  });

  it('is changed by its author alone, and then has to be simulated again', async () => {
    await using set = await setUp();
    await set.rules.create({ rules: [ruleRow()], contentHash: ONE }, by('alice'));
    await set.rules.keepSimulation(1, { contentHash: ONE, simulation: { changed: 1 } }, by('alice'));
    const other = { rules: [ruleRow({ rule_name: 'other' })], contentHash: TWO };
    expect(await set.rules.replace(1, other, by('bob'))).toEqual(refused('NOT_THE_AUTHOR'));
    expect(await set.rules.replace(1, other, by('alice'))).toMatchObject({
      value: { stored: { state: 'DRAFT', simulation: null, simulated_hash: null, rules: [{ rule_name: 'other' }] } },
    });
    expect(await set.rules.keepSimulation(1, { contentHash: ONE, simulation: {} }, by('alice'))).toEqual(
      refused('RULES_CHANGED'),
    );
  });

  it('is submitted by its author alone, once simulated as it stands, and only then approved', async () => {
    await using set = await setUp();
    await set.rules.create({ rules: [ruleRow()], contentHash: ONE }, by('alice'));
    expect(await set.rules.submit(1, ONE, by('alice'))).toEqual(refused('RULES_NOT_SIMULATED'));
    await set.rules.keepSimulation(1, { contentHash: ONE, simulation: {} }, by('alice'));
    const approval = { contentHash: ONE, effectiveAtUs: NOW_US + 10 };
    expect(await set.rules.approve(1, approval, by('bob'))).toEqual(refused('RULES_NOT_SUBMITTED'));
    expect(await set.rules.submit(1, ONE, by('bob'))).toEqual(refused('NOT_THE_AUTHOR'));
    expect(await set.rules.submit(1, TWO, by('alice'))).toEqual(refused('RULES_CHANGED'));
    const submitted = { state: 'SUBMITTED', submitted_at_us: NOW_US };
    expect(await set.rules.submit(1, ONE, by('alice'))).toMatchObject({ value: { stored: submitted } });
    // Another content is a draft again.
    const other = { rules: [ruleRow({ rule_name: 'other' })], contentHash: TWO };
    expect(await set.rules.replace(1, other, by('alice'))).toMatchObject({
      value: { stored: { state: 'DRAFT', submitted_at_us: null } },
    });
  });

  it('takes a step that is sent again with its key once, and not with another content', async () => {
    await using set = await setUp();
    const keyed = (id: string, auditId: string) => ({ ...by(id), auditId: `01900000-0000-7000-8000-${auditId}` });
    const make = (contentHash: string) =>
      set.rules.create({ rules: [ruleRow()], contentHash }, keyed('alice', '000000000001'));
    const made = await make(ONE);
    expect(made).toMatchObject({ value: { auditId: '01900000-0000-7000-8000-000000000001' } });
    expect(await make(ONE)).toMatchObject({ value: { stored: { version: 1 } } });
    expect(await make(TWO)).toEqual(refused('ACT_CONFLICT'));
    await set.rules.keepSimulation(1, { contentHash: ONE, simulation: {} }, by('alice'));
    for (const _ of [1, 2])
      expect(await set.rules.submit(1, ONE, keyed('alice', '000000000002'))).toMatchObject({ ok: true });
    expect((await set.rules.history(1)).map(({ action, actor }) => [action, actor])).toEqual([
      ['rules.create', 'alice'],
      ['rules.simulate', 'alice'],
      ['rules.submit', 'alice'],
    ]);
    expect(await set.rules.history(2)).toEqual([]);
  });

  it('names no client that is not known, and then nothing is written', async () => {
    await using set = await setUp();
    const content = { rules: [ruleRow({ client_id: 'nobody' })], contentHash: ONE };
    expect(await set.rules.create(content, by('alice'))).toEqual(refused('UNKNOWN_CLIENT'));
    expect([await set.rules.list(), await set.audited()]).toEqual([[], []]);
  });

  it('becomes active when its time comes, in the place of the one before', async () => {
    await using set = await setUp();
    await set.approved(NOW_US + 10);
    await set.approved(NOW_US + 20);
    await set.approved(NOW_US + 30);
    const states = async () => (await set.rules.list()).map((row) => row.state).reverse();
    expect(await set.rules.activateDue(NOW_US + 9)).toBe(0);
    expect(await states()).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
    expect(await set.rules.activateDue(NOW_US + 20)).toBe(2);
    expect(await states()).toEqual(['RETIRED', 'ACTIVE', 'APPROVED']);
    expect((await set.rules.standing()).map((row) => row.version)).toEqual([2, 3]);
  });

  it('that was withdrawn before its time has nothing to go back to', async () => {
    await using set = await setUp();
    await set.approved(NOW_US + 10);
    expect(await set.rules.retire(1, by('bob'))).toMatchObject({ value: { stored: { state: 'RETIRED' } } });
    expect(await set.rules.activateDue(NOW_US + 10)).toBe(0);
    expect(await set.rules.rollBack(1, by('bob'))).toEqual(refused('NEVER_ACTIVE'));
  });
});

describe('writers at the same time', () => {
  it('get a number each, and one activation between them', async () => {
    await using set = await setUp();
    const made = await Promise.all(
      Array.from({ length: 6 }, () => set.rules.create({ rules: [ruleRow()], contentHash: ONE }, by('alice'))),
    );
    expect(made.map((each) => (each.ok ? each.value.stored.version : 0)).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    await set.approved(NOW_US);
    const counts = await Promise.all(Array.from({ length: 4 }, () => set.rules.activateDue(NOW_US)));
    expect(counts.sort()).toEqual([0, 0, 0, 1]);
    expect(await set.firstAuditFault()).toBeNull();
  });

  it('cannot approve twice', async () => {
    await using set = await setUp();
    await set.rules.create({ rules: [ruleRow()], contentHash: ONE }, by('alice'));
    await set.rules.keepSimulation(1, { contentHash: ONE, simulation: {} }, by('alice'));
    await set.rules.submit(1, ONE, by('alice'));
    const approval = { contentHash: ONE, effectiveAtUs: NOW_US + 10 };
    const outcomes = await Promise.all(['bob', 'carol'].map((id) => set.rules.approve(1, approval, by(id))));
    expect(outcomes.map((each) => (each.ok ? 'APPROVED' : each.error)).sort()).toEqual([
      'APPROVED',
      'RULES_WRONG_STATE',
    ]);
  });
});

it('holds in the database itself what the code holds', async () => {
  await using set = await setUp();
  await set.approved(NOW_US);
  await set.rules.activateDue(NOW_US);
  await set.approved(NOW_US + 10);
  const write = (sql: string) => set.pool.query(`update routing_rule_versions set ${sql} where version = 2`);
  await expect(write("approver = 'alice'")).rejects.toThrow('routing_rule_versions_second_person_check');
  await expect(write("state = 'ACTIVE', activated_at = now()")).rejects.toThrow('routing_rule_versions_active_key');
  await expect(write(`content_hash = '${TWO}'`)).rejects.toThrow('routing_rule_versions_simulated_check');
  await expect(write('approver = null')).rejects.toThrow('routing_rule_versions_approved_check');
});
