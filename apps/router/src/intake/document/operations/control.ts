import type { ProblemCode } from '../../problem.ts';
import type { OperationGroup } from '../operation.ts';

const ROUTING = '/api/v1/smart-routing';

/** What a step of a version of the rules may be refused with, whichever step it is. */
const STEP = ['RULES_WRONG_STATE', 'RULES_CHANGED', 'ACT_CONFLICT'] as const satisfies readonly ProblemCode[];
const ONCE = 'Written to the audit with its reason; sent again with its `idempotency_key` it is done once.';

/** The rules that decisions follow. */
export const RULES: OperationGroup = {
  tag: 'Routing rules',
  description: 'Write rules, try them on stored decisions, have them approved by a second person.',
  operations: {
    [`GET ${ROUTING}/rules`]: {
      id: 'listRules',
      summary: 'Versions of the rules, newest first',
      description: 'Each with its state, its author and who approved it, and which of them is in force.',
    },
    [`POST ${ROUTING}/rules`]: {
      id: 'draftRules',
      summary: 'Write a draft, or another content for one',
      description: `Without \`version\` a new draft (201), with it the draft of its author gets this content (200). ${ONCE}`,
      problems: ['RULES_INVALID', 'UNKNOWN_CLIENT', 'NOT_THE_AUTHOR', 'RULES_WRONG_STATE', 'ACT_CONFLICT', 'NOT_FOUND'],
    },
    [`GET ${ROUTING}/rules/{version}`]: {
      id: 'getRules',
      summary: 'A version with its rules',
      description: 'And what its simulation has shown.',
    },
    [`GET ${ROUTING}/rules/{version}/history`]: {
      id: 'getRulesHistory',
      summary: 'What was done with a version',
      description: 'By whom, when and why, out of the audit.',
    },
    [`POST ${ROUTING}/rules/{version}/simulate`]: {
      id: 'simulateRules',
      summary: 'Try a draft on stored decisions',
      description:
        'Decides those of the last days again by the draft and tells what changes. Answered when it is done.',
      problems: [...STEP, 'RULES_SIMULATING', 'SIMULATION_STOPPED'],
    },
    [`GET ${ROUTING}/rules/{version}/simulate`]: {
      id: 'getSimulation',
      summary: 'How far a simulation is',
      description: 'Null where none runs.',
    },
    [`DELETE ${ROUTING}/rules/{version}/simulate`]: {
      id: 'stopSimulation',
      summary: 'Stop a simulation',
      description: 'What it had seen is not kept.',
    },
    [`POST ${ROUTING}/rules/{version}/submit`]: {
      id: 'submitRules',
      summary: 'Ask for approval of a draft',
      description: `Its author does, after a simulation of exactly this content. ${ONCE}`,
      problems: [...STEP, 'RULES_NOT_SIMULATED', 'NOT_THE_AUTHOR'],
    },
    [`POST ${ROUTING}/rules/{version}/approve`]: {
      id: 'approveRules',
      summary: 'Approve a version, from now or from a time on',
      description: `A second person does, by the hash of the content that was read. ${ONCE}`,
      problems: [...STEP, 'RULES_NOT_SUBMITTED', 'RULES_NOT_SIMULATED', 'SELF_APPROVAL', 'EFFECTIVE_AT_PASSED'],
    },
    [`POST ${ROUTING}/rules/{version}/rollback`]: {
      id: 'rollBackRules',
      summary: 'Bring an earlier version back into force',
      description: `At once, by somebody who is not its author. ${ONCE}`,
      problems: [...STEP, 'SELF_ROLLBACK', 'NEVER_ACTIVE'],
    },
    [`POST ${ROUTING}/rules/{version}/retire`]: {
      id: 'retireRules',
      summary: 'Take a version out of force, or discard it',
      description: `One person may, for an emergency; everybody who watches is told. ${ONCE}`,
      problems: [...STEP],
    },
  },
};

/** What trading is bounded by. */
export const RISK: OperationGroup = {
  tag: 'Risk and halts',
  description: 'Limits, exposure, lists of what is restricted or located, and the halt of trading.',
  operations: {
    [`GET ${ROUTING}/halt`]: {
      id: 'listHalts',
      summary: 'Halts that are in force, and those of late',
      description: 'A client sees those that stop its own trading.',
    },
    [`GET ${ROUTING}/halt/effect`]: {
      id: 'previewHalt',
      summary: 'What a halt would find',
      description: 'Open orders and parts at venues, by what the halt names. Nothing is halted.',
      problems: ['HALT_INVALID'],
    },
    [`POST ${ROUTING}/halt`]: {
      id: 'placeHalt',
      summary: 'Halt trading: of the firm, a client, a venue or an instrument',
      description: `Counts from the moment in which it is asked; \`server-timing\` says how many milliseconds that took. Never refused for load. A client halts its own trading only. ${ONCE}`,
      problems: ['HALT_INVALID', 'HALT_OVER', 'ACT_CONFLICT', 'NOT_DURABLE'],
      headers: ['Idempotent-Replay', 'Journal-Position'],
    },
    [`POST ${ROUTING}/halt/{halt_id}/release`]: {
      id: 'releaseHalt',
      summary: 'Release a halt',
      description: `Another person than the one who placed it; what a guard placed, anybody who may. ${ONCE}`,
      problems: ['SAME_PERSON', 'HALT_OVER', 'ACT_CONFLICT', 'NOT_DURABLE'],
      headers: ['Idempotent-Replay', 'Journal-Position'],
    },
    [`GET ${ROUTING}/risk/limits`]: {
      id: 'listLimits',
      summary: 'The limits that are in force, and the versions of them',
      description: 'Of the firm, of clients and of instruments.',
    },
    [`POST ${ROUTING}/risk/limits`]: {
      id: 'draftLimits',
      summary: 'Ask for other limits',
      description: `They wait for a second person. ${ONCE}`,
      problems: ['LIMITS_INVALID', 'UNKNOWN_CLIENT', 'ACT_CONFLICT'],
    },
    [`POST ${ROUTING}/risk/limits/{version}/approve`]: {
      id: 'approveLimits',
      summary: 'Approve limits that wait',
      description: `A second person does; they hold at once. ${ONCE}`,
      problems: ['LIMITS_WRONG_STATE', 'LIMITS_SUPERSEDED', 'SAME_PERSON', 'ACT_CONFLICT'],
    },
    [`POST ${ROUTING}/risk/limits/{version}/refuse`]: {
      id: 'refuseLimits',
      summary: 'Refuse limits that wait',
      description: `They never come into force. ${ONCE}`,
      problems: ['LIMITS_WRONG_STATE', 'LIMITS_SUPERSEDED', 'SAME_PERSON', 'ACT_CONFLICT'],
    },
    [`GET ${ROUTING}/risk/exposure`]: {
      id: 'getExposure',
      summary: 'What is entered, open and executed today, against the limits',
      description: 'By client and over all, in each currency.',
    },
    [`GET ${ROUTING}/risk/drill`]: {
      id: 'getDrill',
      summary: 'How the last drill of the halt went',
      description: 'The time that it took against the bar and the aim for it.',
    },
    [`GET ${ROUTING}/risk/lists`]: {
      id: 'getRiskLists',
      summary: 'Restricted instruments, locates and accounts',
      description:
        'What the firm does not trade, what short sales are covered by, for which accounts each client may trade.',
    },
    [`POST ${ROUTING}/risk/restricted`]: {
      id: 'restrictInstrument',
      summary: 'Restrict an instrument',
      description: `Orders in it are refused from now on. ${ONCE}`,
      problems: ['ACT_CONFLICT', 'NOT_FOUND'],
    },
    [`POST ${ROUTING}/risk/restricted/{id}/lift`]: {
      id: 'liftRestriction',
      summary: 'Lift a restriction',
      description: ONCE,
      problems: ['ACT_CONFLICT'],
    },
    [`POST ${ROUTING}/risk/locates`]: {
      id: 'addLocate',
      summary: 'Keep a locate for short sales',
      description: `Of a client and an instrument, up to a quantity and a time. ${ONCE}`,
      problems: ['ACT_CONFLICT', 'UNKNOWN_CLIENT', 'NOT_FOUND'],
    },
    [`POST ${ROUTING}/risk/accounts`]: {
      id: 'setAccounts',
      summary: 'Say for which accounts a client may trade',
      description: `A client without a list may trade for all. ${ONCE}`,
      problems: ['LAST_ACCOUNT', 'ACT_CONFLICT', 'UNKNOWN_CLIENT'],
    },
  },
};
