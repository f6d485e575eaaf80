import type { RuleVersionRow, StoredRules } from '@fairlead/db/repositories/rules-rows';
import { expect, it } from 'vitest';
import { RuleBook } from './rule-book.ts';

const rowOf = (version: number, state: 'APPROVED' | 'ACTIVE', effectiveAtUs: number): RuleVersionRow => ({
  version,
  state,
  author: 'alice',
  author_name: 'alice',
  reason: 'because',
  content_hash: '0'.repeat(64),
  rule_count: 1,
  simulation: {},
  simulated_hash: '0'.repeat(64),
  simulated_at_us: 1,
  submitted_at_us: 1,
  approver: 'bob',
  approver_name: 'bob',
  approval_reason: 'agreed',
  approved_at_us: 1,
  effective_at_us: effectiveAtUs,
  activated_at_us: null,
  retired_at_us: null,
  created_at_us: 1,
  updated_at_us: 1,
});
const RULE = {
  priority: 1,
  rule_name: 'no NYSE',
  enabled: true,
  instrument_pattern: '*',
  order_size_range: null,
  time_conditions: null,
  client_id: null,
  side: null,
  order_type: null,
  venue_preferences: [],
  routing_logic: { exclude_venues: ['XNYS'] },
};

/** A book over a database that the test holds in its hands. */
function bookOver(standing: RuleVersionRow[], rules: StoredRules['rules'] = [RULE]) {
  const database = { standing, isDown: false, loads: 0, looks: 0, warnings: 0 };
  const book = new RuleBook({
    store: {
      activateDue: async () => 0,
      standing: async () => {
        database.looks += 1;
        if (database.isDown) throw new Error('no database');
        return database.standing;
      },
      find: async (version) => {
        database.loads += 1;
        const row = database.standing.find((each) => each.version === version);
        return row === undefined ? null : { ...row, rules };
      },
    },
    clock: { nowUs: () => 0 },
    log: { info: () => {}, warn: () => void database.warnings++, error: () => {} },
  });
  return { book, database };
}

it('holds the active version until the microsecond at which one that waits takes over', async () => {
  const { book } = bookOver([rowOf(1, 'ACTIVE', 10), rowOf(2, 'APPROVED', 30), rowOf(3, 'APPROVED', 20)]);
  expect(book.inForce(0).version).toBe('none');
  await book.refresh();
  const at = [0, 19, 20, 29, 30].map((us) => book.inForce(us).version);
  expect(at).toEqual(['rules-1', 'rules-1', 'rules-3', 'rules-3', 'rules-2']);
});

it('takes of two for the same time the later version', async () => {
  const { book } = bookOver([rowOf(1, 'APPROVED', 20), rowOf(2, 'APPROVED', 20)]);
  await book.refresh();
  expect([19, 20].map((us) => book.inForce(us).version)).toEqual(['none', 'rules-2']);
});

it('reads a version once, and forgets it when it no longer stands', async () => {
  const { book, database } = bookOver([rowOf(1, 'ACTIVE', 10)]);
  await book.refresh();
  await book.refresh();
  expect(database.loads).toBe(1);
  database.standing = [];
  await book.refresh();
  expect(book.inForce(99).version).toBe('none');
});

it('keeps what it holds while the database is away, says so, and follows again afterwards', async () => {
  const { book, database } = bookOver([rowOf(1, 'ACTIVE', 10)]);
  await book.refresh();
  database.isDown = true;
  database.standing = [rowOf(2, 'ACTIVE', 20)];
  await book.look();
  expect([book.inForce(99).version, database.warnings]).toEqual(['rules-1', 1]);
  await expect(book.refresh()).rejects.toThrow('no database');
  database.isDown = false;
  await book.look();
  expect(book.inForce(99).version).toBe('rules-2');
});

it('does not look again while a look is under way', async () => {
  const { book, database } = bookOver([]);
  await Promise.all([book.look(), book.look(), book.look()]);
  expect(database.looks).toBe(1);
});

it('does not start on rules that it cannot read', async () => {
  const { book } = bookOver([rowOf(1, 'ACTIVE', 10)], [{ ...RULE, routing_logic: { mode: 'MANUAL' } }]);
  await expect(book.refresh()).rejects.toThrow('rules-1 cannot be used');
});
