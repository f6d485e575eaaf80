import type { RulesSimulation, RulesVersionSummary } from '@fairlead/contracts/rules';
import { describe, expect, it } from 'vitest';
import { diffWords, inForceWords, simulationWords, standWords } from './rules-state-words';

const AT = '2026-11-30T14:30:00.000Z';
const row = (said: Partial<RulesVersionSummary>): RulesVersionSummary => ({
  ...{
    version: 3,
    name: 'rules-3',
    state: 'DRAFT',
    in_force: false,
    author: 'a@x',
    author_person: 'a@x',
    reason: 'why',
    rule_count: 2,
  },
  ...{ content_hash: '0', simulated_at: null, submitted_at: null, approver: null, approval_reason: null },
  ...{ approved_at: null, effective_at: null, activated_at: null, retired_at: null, created_at: AT, updated_at: AT },
  ...said,
});
const simulation = (said: Partial<RulesSimulation>): RulesSimulation => ({
  ...{ content_hash: '0', from: '2026-11-25T14:30:00Z', to: AT, compared: 500, skipped: 0, matched: 60, changed: 43 },
  ...{ changed_venues: 40, takes_less: 6, takes_more: 0, mean_cost_difference_bps: -0.123, costed: 480 },
  ...{ cost_difference_low_bps: -0.2, cost_difference_high_bps: -0.04, cost_difference: { USD: '-12.3' } },
  ...{ mean_fill_rate_difference: 0, by_instrument: [], by_venue: [], sample: [] },
  ...said,
});

describe('where a version stands', () => {
  it.each<[Partial<RulesVersionSummary>, string]>([
    [{}, 'A draft of a@x, last changed 2026-11-30 09:30:00 ET; it has not been simulated as it stands.'],
    [
      { state: 'SUBMITTED', submitted_at: AT },
      "Submitted by a@x 2026-11-30 09:30:00 ET; waits for another person's approval.",
    ],
    [
      { state: 'APPROVED', approver: 'b@x', approved_at: AT, effective_at: '2026-12-01T14:30:00Z' },
      'Approved by b@x 2026-11-30 09:30:00 ET; takes effect 2026-12-01 09:30:00 ET.',
    ],
    [
      { state: 'RETIRED', retired_at: AT },
      'Written by a@x; ended 2026-11-30 09:30:00 ET without ever having been in force.',
    ],
  ])('%j', (said, words) => expect(standWords(row(said))).toBe(words));

  it('is said of what is in force, and where nothing is', () => {
    expect(inForceWords(row({ effective_at: AT, approver: 'b@x', rule_count: 1 }))).toBe(
      'rules-3 is in force since 2026-11-30 09:30:00 ET: 1 rule, written by a@x, approved by b@x.',
    );
    expect(inForceWords(undefined)).toMatch(/^No rules are in force/);
  });
});

describe('what a simulation has shown', () => {
  it('is said in numbers, with the interval and over how many', () => {
    expect(simulationWords(simulation({}))).toEqual([
      '43 of 500 decisions from 2026-11-25 to 2026-11-30 would have been sent otherwise, 40 to other venues.',
      'Expected cost changes by −0.12 bps a decision on average (95 % between −0.20 and −0.04, over 480), by −12.30 USD in all.',
      '6 would take less at once than they did, 0 more.',
    ]);
  });

  it('claims nothing where there was nothing, and no interval where none is kept', () => {
    expect(simulationWords(simulation({ compared: 0 }))).toEqual([
      'There was no decision from 2026-11-25 to 2026-11-30 to hold it against.',
    ]);
    const [first, second] = simulationWords(simulation({ changed: 0, costed: 0 }));
    expect(first).toMatch(/^None of 500 decisions/);
    expect(second).toMatch(/^No decision takes something under both/);
    const old = simulation({ costed: null, cost_difference_low_bps: null, cost_difference_high_bps: null });
    expect(simulationWords(old)[1]).toBe(
      'Expected cost changes by −0.12 bps a decision on average, by −12.30 USD in all.',
    );
  });
});

it('a difference of versions is said in a line', () => {
  expect(diffWords({ ADDED: 1, REMOVED: 0, CHANGED: 2, SAME: 3 })).toBe('1 added and 2 changed, 3 the same');
  expect(diffWords({ ADDED: 0, REMOVED: 0, CHANGED: 0, SAME: 1 })).toBe('no difference in 1 rule');
});
