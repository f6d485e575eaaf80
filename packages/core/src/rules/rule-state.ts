/**
 * The life of a version of the rules. A DRAFT is its author's to change; SIMULATED is a draft that was run against stored decisions as it
 * stands; SUBMITTED is one that its author asks to have approved; APPROVED waits for its time; one version at most is ACTIVE; RETIRED is what was followed by another, withdrawn or discarded.
 */
export const RULE_STATES = ['DRAFT', 'SIMULATED', 'SUBMITTED', 'APPROVED', 'ACTIVE', 'RETIRED'] as const;
export type RuleState = (typeof RULE_STATES)[number];

/** What can be done with a version: from which states, and what it is then. Every other pair is refused. */
export const RULE_MOVES = {
  REPLACE: { from: ['DRAFT', 'SIMULATED', 'SUBMITTED'], to: 'DRAFT' },
  SIMULATE: { from: ['DRAFT', 'SIMULATED'], to: 'SIMULATED' },
  SUBMIT: { from: ['SIMULATED'], to: 'SUBMITTED' },
  APPROVE: { from: ['SUBMITTED'], to: 'APPROVED' },
  ACTIVATE: { from: ['APPROVED'], to: 'ACTIVE' },
  ROLL_BACK: { from: ['RETIRED'], to: 'ACTIVE' },
  RETIRE: { from: ['DRAFT', 'SIMULATED', 'SUBMITTED', 'APPROVED', 'ACTIVE'], to: 'RETIRED' },
} as const satisfies Record<string, { readonly from: readonly RuleState[]; readonly to: RuleState }>;
export type RuleMove = keyof typeof RULE_MOVES;

/** Why something cannot be done with a version: the closed list, with the sentence that goes with each. */
export const RULE_REFUSALS = {
  RULES_NOT_FOUND: 'There is no such version of the rules.',
  RULES_WRONG_STATE: 'The version is not in a state in which this can be done.',
  RULES_NOT_SIMULATED: 'The version has not been simulated with exactly this content.',
  RULES_NOT_SUBMITTED: 'The version has not been submitted for approval by its author.',
  RULES_SIMULATING: 'The version is being simulated already.',
  SIMULATION_STOPPED: 'The simulation was stopped; what it had seen is not kept.',
  RULES_CHANGED: 'The version has another content than the one that was named.',
  SELF_APPROVAL: 'The author of a version cannot approve it: a second person must.',
  SELF_ROLLBACK: 'The author of a version cannot bring it back into force: a second person must.',
  NOT_THE_AUTHOR: 'Only its author changes a draft; make one of your own.',
  NEVER_ACTIVE: 'The version has never been active, so there is nothing to go back to.',
  EFFECTIVE_AT_PASSED: 'The time from which the version is to hold has passed.',
  UNKNOWN_CLIENT: 'A rule names a client that is not known here.',
} as const;
export type RuleRefusal = keyof typeof RULE_REFUSALS;
