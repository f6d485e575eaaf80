import { WEEKDAYS } from '@fairlead/core/rules/rule';
import { RULE_STATES } from '@fairlead/core/rules/rule-state';
import { z } from 'zod';
import { idempotencyKey } from './act.ts';
import { decimalInput, decimalText, integerInput, numberInput } from './decimal.ts';
import { orderKind, side } from './enums.ts';
import { identifier, instant } from './identifier.ts';
import { modeName, named, objectiveName, orderTypeName, sourcingName } from './names.ts';

const venues = z.array(identifier(100)).max(64).default([]);
/** Names and reasons are for people: two spellings of the same letters are the same text. */
const prose = (most: number) => z.string().normalize().trim().min(1).max(most);
const why = prose(500);
/** What the column of version numbers holds. */
const versionNumber = integerInput(1, 2_147_483_647);

const weekday = z.enum(WEEKDAYS);
export const ruleState = z.enum(RULE_STATES);

/** What a rule does. Wishes (objective, mode, sourcing, urgency) fill in what an order does not say; the rest always holds. */
const routingLogic = z.strictObject({
  objective: objectiveName.nullable().default(null),
  mode: modeName.nullable().default(null),
  sourcing: sourcingName.nullable().default(null),
  urgency: numberInput.nullable().default(null).describe('0 to 1.'),
  exclude_venues: venues,
  venue_caps: z
    .array(
      z.strictObject({
        venue_id: identifier(100),
        max_quantity: decimalInput.nullable().default(null),
        max_share: decimalInput.nullable().default(null),
      }),
    )
    .max(64)
    .default([])
    .describe(
      'The most of one order that a venue is given: a quantity, a share (0 to 1) of the order, or the smaller of both.',
    ),
  max_venue_split: integerInput(1, 64).nullable().default(null),
  constraints: z
    .strictObject({
      max_fee: decimalInput.nullable().default(null),
      min_fill_rate: numberInput.nullable().default(null),
      max_latency_ms: numberInput.nullable().default(null),
      max_impact_bps: numberInput.nullable().default(null),
    })
    .nullable()
    .default(null),
});

export const routingRule = z
  .strictObject({
    rule_name: prose(100),
    priority: integerInput(1, 1_000_000).describe('Smaller comes first; no two of a version are equal.'),
    enabled: z.boolean().default(true),
    instrument_pattern: identifier(50)
      .default('*')
      .describe('A glob over instrument ids: `*` is any text, `?` one character.'),
    order_size_range: z
      .strictObject({ min: decimalInput.nullable().default(null), max: decimalInput.nullable().default(null) })
      .nullable()
      .default(null)
      .describe('Of the whole order, both ends included.'),
    time_conditions: z
      .strictObject({
        from: z.string().max(5),
        to: z.string().max(5),
        weekdays: z.array(weekday).max(7).default(['MON', 'TUE', 'WED', 'THU', 'FRI']),
      })
      .nullable()
      .default(null)
      .describe('Time of day in New York as HH:MM, from included, to excluded; 24:00 is the end of the day.'),
    client_id: identifier(50).nullable().default(null),
    side: named(side).nullable().default(null),
    order_type: orderTypeName.nullable().default(null),
    venue_preferences: venues,
    routing_logic: routingLogic.prefault({}),
  })
  .meta({
    id: 'RoutingRule',
    description: 'One routing rule. A condition that is null holds for every order; unknown fields are refused.',
  });
export type RoutingRule = z.infer<typeof routingRule>;

/** Made once by who means to act: sent again with it, the step is done once. */
const key = idempotencyKey.nullish();

export const rulesDraft = z
  .strictObject({
    version: versionNumber.optional(),
    reason: why,
    rules: z.array(routingRule).min(1).max(200),
    idempotency_key: key,
  })
  .meta({
    id: 'RoutingRulesDraft',
    description: 'A new version of the rules, or with `version` another content for that draft.',
  });

export const rulesSimulationRequest = z
  .strictObject({
    days: integerInput(1, 90).default(5),
    max_decisions: integerInput(1, 5_000).default(500),
    reason: why.nullish(),
    idempotency_key: key,
  })
  .meta({
    id: 'RoutingRulesSimulationRequest',
    description: 'Over which stored decisions a draft is simulated: the newest, so many at most, of the last days.',
  });

const contentHash = z.string().regex(/^[0-9a-f]{64}$/);

export const rulesSubmission = z.strictObject({ content_hash: contentHash, reason: why, idempotency_key: key }).meta({
  id: 'RoutingRulesSubmission',
  description: 'What its author asks to have approved: `content_hash` names it.',
});

export const rulesApproval = z
  .strictObject({
    content_hash: contentHash,
    reason: why,
    effective_at: instant.optional(),
    idempotency_key: key,
  })
  .meta({
    id: 'RoutingRulesApproval',
    description: '`content_hash` names what is approved; `effective_at` in the future, or absent for at once.',
  });

export const rulesReason = z
  .strictObject({ reason: why, idempotency_key: key })
  .meta({ id: 'RoutingRulesReason', description: 'Why a version is rolled back to, or retired.' });

const plannedSlices = z.array(z.object({ venue_id: z.string(), quantity: decimalText, order_kind: orderKind }));

export const rulesSimulation = z
  .object({
    content_hash: z.string(),
    from: z.string(),
    to: z.string(),
    compared: z.number(),
    skipped: z.number().describe('Stored records that this version of the router cannot read.'),
    matched: z.number().describe('Decisions to which at least one rule applied.'),
    changed: z.number(),
    changed_venues: z.number(),
    takes_less: z.number().describe('Decisions that take less, and more, at once than under the rules of then.'),
    takes_more: z.number(),
    mean_cost_difference_bps: z.number(),
    costed: z
      .number()
      .nullable()
      .default(null)
      .describe(
        'Over how many decisions that mean is, and its 95 % interval by the spread between them; null where fewer than two have a cost under both.',
      ),
    cost_difference_low_bps: z.number().nullable().default(null),
    cost_difference_high_bps: z.number().nullable().default(null),
    cost_difference: z.record(z.string(), decimalText),
    mean_fill_rate_difference: z.number(),
    by_instrument: z
      .array(
        z.object({
          instrument_id: z.string(),
          compared: z.number(),
          changed: z.number(),
          mean_cost_difference_bps: z.number().nullable(),
          currency: z.string(),
          cost_difference: decimalText,
        }),
      )
      .default([])
      .describe('The instruments with the most changed decisions; the mean is null where none has a cost under both.'),
    by_venue: z
      .array(z.object({ venue_id: z.string(), before: z.number(), after: z.number() }))
      .default([])
      .describe('How many decisions send something to a venue, under the rules of then and under these.'),
    sample: z
      .array(
        z.object({
          decision_id: z.string(),
          order_id: z.string(),
          instrument_id: z.string(),
          rules_applied: z.array(z.string()),
          cost_difference_bps: z.number().nullable(),
          fill_rate_difference: z.number(),
          before: plannedSlices,
          after: plannedSlices,
        }),
      )
      .describe(
        'Changed decisions: first those that take nothing under one of the two, then by the size of the difference of cost.',
      ),
  })
  .meta({
    id: 'RoutingRulesSimulation',
    description: `What a version would have changed in stored first decisions, planned again by today's engine under the rules of then and under these. Differences are these rules less those of then: cost in basis points of the arrival mid (mean over decisions that take something under both) and in money (by currency, over decisions that take the same quantity under both), fill rate as the share of the order that is expected to fill at once (mean over all).`,
  });
export type RulesSimulation = z.infer<typeof rulesSimulation>;

export const rulesVersionSummary = z
  .object({
    version: z.number(),
    name: z.string(),
    state: ruleState,
    in_force: z.boolean(),
    author: z.string(),
    author_person: z
      .string()
      .describe(
        `Who answers for it, and may not approve it: the e-mail of its author or of whose key wrote it; the id of a key that is nobody's own.`,
      ),
    reason: z.string(),
    content_hash: z.string(),
    rule_count: z.number().describe('How many rules it has.'),
    simulated_at: z.string().nullable(),
    submitted_at: z.string().nullable(),
    approver: z.string().nullable(),
    approval_reason: z.string().nullable(),
    approved_at: z.string().nullable(),
    effective_at: z.string().nullable(),
    activated_at: z.string().nullable(),
    retired_at: z.string().nullable(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({
    id: 'RoutingRulesVersionSummary',
    description: 'One version as lists show it; `name` is what decisions carry as `versions.rules`.',
  });
export type RulesVersionSummary = z.infer<typeof rulesVersionSummary>;

export const rulesList = z.object({ in_force: z.string(), versions: z.array(rulesVersionSummary) }).meta({
  id: 'RoutingRulesList',
  description:
    'The versions, the newest first, and the name of what decisions are made by now: `none` where no version is in force.',
});

export const rulesVersion = rulesVersionSummary
  .extend({ rules: z.array(routingRule), simulation: rulesSimulation.nullable() })
  .meta({ id: 'RoutingRulesVersion', description: 'One version whole: its rules, and what its simulation has shown.' });
export type RulesVersion = z.infer<typeof rulesVersion>;

export const rulesStepTaken = rulesVersion.extend({ audit_id: z.uuid() }).meta({
  id: 'RoutingRulesStepTaken',
  description: 'What a step has left a version as, and the entry of the audit that tells of it.',
});
export type RulesStepTaken = z.infer<typeof rulesStepTaken>;

export const rulesHistory = z
  .object({
    entries: z.array(
      z.object({
        audit_id: z.uuid(),
        at: z.string(),
        action: z.string(),
        actor: z.string().describe('A person by e-mail, a key by its name, or the router itself.'),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({
    id: 'RoutingRulesHistory',
    description: 'Everything that was done with a version, oldest first, as the audit tells it.',
  });
export type RulesHistory = z.infer<typeof rulesHistory>;

export const rulesSimulationRun = z
  .object({
    running: z
      .object({ by: z.string(), since: z.string(), looked_at: z.number(), max_decisions: z.number() })
      .nullable(),
  })
  .meta({
    id: 'RoutingRulesSimulationRun',
    description: 'A simulation that is under way: how many decisions it has looked at, of how many at most.',
  });

export const rulesSimulationStopped = z
  .object({ stopped: z.boolean() })
  .meta({ id: 'RoutingRulesSimulationStopped', description: 'Whether there was a simulation to stop.' });
