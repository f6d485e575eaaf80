import { WEEKDAYS } from '@fairlead/core/rules/rule';
import { RULE_STATES } from '@fairlead/core/rules/rule-state';
import { z } from 'zod';
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
  /** 0 to 1. */
  urgency: numberInput.nullable().default(null),
  exclude_venues: venues,
  /** The most of one order that a venue is given: a quantity, a share (0 to 1) of the order, or the smaller of both. */
  venue_caps: z
    .array(
      z.strictObject({
        venue_id: identifier(100),
        max_quantity: decimalInput.nullable().default(null),
        max_share: decimalInput.nullable().default(null),
      }),
    )
    .max(64)
    .default([]),
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

/** One routing rule. A condition that is null holds for every order; unknown fields are refused. */
export const routingRule = z
  .strictObject({
    rule_name: prose(100),
    /** Smaller comes first; no two of a version are equal. */
    priority: integerInput(1, 1_000_000),
    enabled: z.boolean().default(true),
    /** A glob over instrument ids: `*` is any text, `?` one character. */
    instrument_pattern: identifier(50).default('*'),
    /** Of the whole order, both ends included. */
    order_size_range: z
      .strictObject({ min: decimalInput.nullable().default(null), max: decimalInput.nullable().default(null) })
      .nullable()
      .default(null),
    /** Time of day in New York as HH:MM, from included, to excluded; 24:00 is the end of the day. */
    time_conditions: z
      .strictObject({
        from: z.string().max(5),
        to: z.string().max(5),
        weekdays: z.array(weekday).max(7).default(['MON', 'TUE', 'WED', 'THU', 'FRI']),
      })
      .nullable()
      .default(null),
    client_id: identifier(50).nullable().default(null),
    side: named(side).nullable().default(null),
    order_type: orderTypeName.nullable().default(null),
    venue_preferences: venues,
    routing_logic: routingLogic.prefault({}),
  })
  .meta({ id: 'RoutingRule' });
export type RoutingRule = z.infer<typeof routingRule>;

/** A new version of the rules, or with `version` another content for that draft. */
export const rulesDraft = z
  .strictObject({
    version: versionNumber.optional(),
    reason: why,
    rules: z.array(routingRule).min(1).max(200),
  })
  .meta({ id: 'RoutingRulesDraft' });

/** Over which stored decisions a draft is simulated: the newest, so many at most, of the last days. */
export const rulesSimulationRequest = z
  .strictObject({ days: integerInput(1, 90).default(5), max_decisions: integerInput(1, 5_000).default(500) })
  .meta({ id: 'RoutingRulesSimulationRequest' });

/** `content_hash` names what is approved; `effective_at` in the future, or absent for at once. */
export const rulesApproval = z
  .strictObject({
    content_hash: z.string().regex(/^[0-9a-f]{64}$/),
    reason: why,
    effective_at: instant.optional(),
  })
  .meta({ id: 'RoutingRulesApproval' });

/** Why a version is rolled back to, or retired. */
export const rulesReason = z.strictObject({ reason: why }).meta({ id: 'RoutingRulesReason' });

const plannedSlices = z.array(z.object({ venue_id: z.string(), quantity: decimalText, order_kind: orderKind }));

/**
 * What a version would have changed in stored first decisions, planned again by today's engine under the rules of then and under these.
 * Differences are these rules less those of then: cost in basis points of the arrival mid (mean over decisions that take something under both)
 * and in money (by currency, over decisions that take the same quantity under both), fill rate as the share of the order that is expected to
 * fill at once (mean over all).
 */
export const rulesSimulation = z
  .object({
    content_hash: z.string(),
    from: z.string(),
    to: z.string(),
    compared: z.number(),
    /** Stored records that this version of the router cannot read. */
    skipped: z.number(),
    /** Decisions to which at least one rule applied. */
    matched: z.number(),
    changed: z.number(),
    changed_venues: z.number(),
    /** Decisions that take less, and more, at once than under the rules of then. */
    takes_less: z.number(),
    takes_more: z.number(),
    mean_cost_difference_bps: z.number(),
    cost_difference: z.record(z.string(), decimalText),
    mean_fill_rate_difference: z.number(),
    /** Changed decisions: first those that take nothing under one of the two, then by the size of the difference of cost. */
    sample: z.array(
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
    ),
  })
  .meta({ id: 'RoutingRulesSimulation' });
export type RulesSimulation = z.infer<typeof rulesSimulation>;

/** One version as lists show it; `name` is what decisions carry as `versions.rules`. */
export const rulesVersionSummary = z
  .object({
    version: z.number(),
    name: z.string(),
    state: ruleState,
    in_force: z.boolean(),
    author: z.string(),
    reason: z.string(),
    content_hash: z.string(),
    simulated_at: z.string().nullable(),
    approver: z.string().nullable(),
    approval_reason: z.string().nullable(),
    approved_at: z.string().nullable(),
    effective_at: z.string().nullable(),
    activated_at: z.string().nullable(),
    retired_at: z.string().nullable(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'RoutingRulesVersionSummary' });
export type RulesVersionSummary = z.infer<typeof rulesVersionSummary>;

/** One version whole: its rules, and what its simulation has shown. */
export const rulesVersion = rulesVersionSummary
  .extend({ rules: z.array(routingRule), simulation: rulesSimulation.nullable() })
  .meta({ id: 'RoutingRulesVersion' });
export type RulesVersion = z.infer<typeof rulesVersion>;
