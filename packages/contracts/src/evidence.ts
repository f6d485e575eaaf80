import { BLIND_BARS } from '@fairlead/core/quality/blind-bar';
import { REACHES } from '@fairlead/core/routing/candidate';
import { PROOF_KINDS } from '@fairlead/core/routing/optimal/problem';
import { SOURCING_STAGES } from '@fairlead/core/routing/sourcing-stage';
import { z } from 'zod';
import { decimalText } from './decimal.ts';
import {
  assetClass,
  candidateStatus,
  capacity,
  circuitState,
  feeVolumeMonth,
  nbboState,
  orderKind,
  orderType,
  quoteState,
  rankKey,
  routingMode,
  routingObjective,
  side,
  sourcing,
  timeInForce,
  venueStatus,
  venueType,
} from './enums.ts';

/**
 * The NBBO at one instant, the best odd lots beside it, and the prices that the market is measured by: the best ones, or the last good ones where
 * these cannot be believed. Prices and sizes are decimal texts; a missing side is null. Records of engines before 1.3.0 have the NBBO alone.
 */
export const nbboEvidence = z.object({
  state: nbboState,
  bid: decimalText.nullable(),
  bid_size: decimalText.nullable(),
  bid_venue: z.string().nullable(),
  ask: decimalText.nullable(),
  ask_size: decimalText.nullable(),
  ask_venue: z.string().nullable(),
  odd_lot_bid: decimalText.nullable().default(null),
  odd_lot_bid_size: decimalText.nullable().default(null),
  odd_lot_bid_venue: z.string().nullable().default(null),
  odd_lot_ask: decimalText.nullable().default(null),
  odd_lot_ask_size: decimalText.nullable().default(null),
  odd_lot_ask_venue: z.string().nullable().default(null),
  reference_bid: decimalText.nullable().default(null),
  reference_ask: decimalText.nullable().default(null),
});

/** One venue as the decision saw it. Times are microseconds since 1970; ages, latencies in microseconds. */
export const venueEvidence = z.object({
  venue_id: z.string(),
  venue_type: venueType,
  status: venueStatus,
  circuit: circuitState,
  connected: z.boolean(),
  full: z.boolean().default(false).describe('It took no new orders for the moment.'),
  enabled: z.boolean(),
  trades_instrument: z.boolean(),
  lit: z.boolean(),
  protected: z.boolean(),
  odd_lots: z.boolean(),
  refuses_min_quantity: z.boolean().default(false),
  min_quantity: decimalText,
  max_quantity: decimalText,
  priority: z.number(),
  order_types: z.array(orderType),
  times_in_force: z.array(timeInForce),
  bid: decimalText.nullable(),
  bid_size: decimalText.nullable(),
  ask: decimalText.nullable(),
  ask_size: decimalText.nullable(),
  age_us: z.number().nullable(),
  valid_until_us: z
    .number()
    .nullable()
    .default(null)
    .describe('When the quote ends by itself; null where it stands until it is replaced.'),
  levels: z
    .array(z.tuple([decimalText, decimalText]))
    .nullable()
    .default(null)
    .describe(
      'The side that the order would take, [price, size] from the best level on; null where only the best is shown.',
    ),
  hidden: z
    .array(z.tuple([decimalText, z.number()]))
    .default([])
    .describe('What is believed to be had undisplayed: [size, probability].'),
  bid_outflow: z.number().default(0).describe(`Units a second that leave the queues at the venue's best prices.`),
  ask_outflow: z.number().default(0),
  blind_bar: z.enum(BLIND_BARS).nullable().default(null),
  quote_state: quoteState,
  latency_us: z.number(),
  fill_rate: z.number(),
  observations: z.number(),
  take_fee: decimalText,
  make_fee: decimalText,
  midpoint_fee: decimalText.default('0'),
  sub_dollar_take_ppm: z.number(),
  sub_dollar_make_ppm: z.number(),
  take_ppm: z.number().default(0),
  make_ppm: z.number().default(0),
  fixed_fee: decimalText.default('0'),
});

/** A protected quote that may not be traded through. */
const blockingQuote = z.object({ venue_id: z.string(), price: decimalText });

/** A venue that comes first, and the key by which. */
export const rankedBy = z.object({ venue_id: z.string(), key: rankKey });

/**
 * One venue's candidacy: what it would have cost per share in basis points of the arrival mid, to a hundredth, or why it was left out.
 */
export const candidateEvidence = z.object({
  venue_id: z.string(),
  status: candidateStatus,
  code: z.string().nullable(),
  blocked_by: blockingQuote
    .nullable()
    .default(null)
    .describe('The protected quote that stands in the way, where that is why it got nothing.'),
  ranked_by: rankedBy
    .nullable()
    .default(null)
    .describe('The chosen venue that comes before it, and by what, where the ranking is why.'),
  price: decimalText.nullable(),
  displayed_quantity: decimalText.nullable(),
  all_in_price: decimalText.nullable(),
  expected_fill_rate: z.number().nullable().default(null),
  reach: z
    .enum(REACHES)
    .nullable()
    .default(null)
    .describe('How the venue would be met: at its display, blind at the midpoint, or at the national best price.'),
  quantity: decimalText,
  terms: z
    .object({
      spread_bps: z.number(),
      fee_bps: z.number(),
      fade_bps: z.number(),
      delay_bps: z.number(),
      impact_bps: z.number(),
      weighted_bps: z.number(),
    })
    .nullable(),
});

/** One slice of the plan, in sending order. */
export const sliceEvidence = z.object({
  venue_id: z.string(),
  venue_type: venueType,
  quantity: decimalText,
  limit_price: decimalText,
  order_kind: orderKind,
  expected_price: decimalText,
  min_quantity: decimalText.default('0'),
  rest_ms: z
    .number()
    .nullable()
    .default(null)
    .describe('How long it rests before what is left of it is taken, in milliseconds.'),
  expected_fee: decimalText,
  expected_cost_bps: z.number(),
  expected_fill_rate: z.number(),
  expected_fill_time_ms: z.number(),
  routing_priority: z.number(),
  reason: z.string(),
});

export const orderEvidence = z.object({
  order_id: z.string(),
  client_id: z.string(),
  constraints: z
    .object({
      max_fee: decimalText.nullable(),
      max_impact_bps: z.number().nullable(),
      max_latency_ms: z.number().nullable(),
      min_fill_rate: z.number().nullable(),
    })
    .nullable()
    .default(null),
  instrument_id: z.string(),
  side,
  quantity: decimalText,
  order_type: orderType,
  limit_price: decimalText.nullable(),
  stop_price: decimalText.nullable(),
  time_in_force: timeInForce,
  sourcing,
  venue_preferences: z.array(z.string()),
  exclude_venues: z.array(z.string()),
  max_venue_split: z.number().nullable(),
  venue_caps: z.array(z.object({ venue_id: z.string(), max_quantity: decimalText })).default([]),
  held: z.boolean(),
  manual_allocations: z.array(z.object({ venue_id: z.string(), quantity: decimalText })).default([]),
  directed_venue: z.string().nullable(),
  capacity,
});

/** The rules of the market that a decision was made under. */
const marketRulesEvidence = z.object({
  order_protection: z.boolean(),
  lock_and_cross: z.boolean(),
  access_fee_cap: z.object({ per_share: decimalText, below_dollar_ppm: z.number() }).nullable(),
  fee_volume_month: feeVolumeMonth,
});

/** What held before rules were rows: nothing rested that would have locked or crossed, and protection was a setting. */
const RULES_BEFORE_THE_CALENDAR: z.infer<typeof marketRulesEvidence> = {
  order_protection: true,
  lock_and_cross: true,
  access_fee_cap: null,
  fee_volume_month: 'RUNNING',
};

export const decisionEvidence = z
  .object({
    schema: z.union([z.literal(1), z.literal(2)]).describe('The form of the record: 1 of engines before 1.4.0.'),
    references: z
      .object({ catalogue_hash: z.string(), belief_hash: z.string(), request_hash: z.string() })
      .nullable()
      .default(null)
      .describe('SHA-256 of what the record refers to; null where its form refers to nothing.'),
    order: orderEvidence,
    wave: z.number(),
    routed_quantity: decimalText,
    instrument: z.object({
      asset_class: assetClass.default('EQUITY'),
      price_decimals: z.number(),
      quantity_decimals: z.number(),
      round_lot: decimalText,
      tick: decimalText.describe(
        'At the best price; `tick_bands` are all, [from price, tick]; null in records of older engines.',
      ),
      tick_bands: z
        .array(z.tuple([decimalText, decimalText]))
        .nullable()
        .default(null),
      currency: z.string(),
      primary_venue_id: z.string().nullable(),
      average_daily_volume: decimalText,
      daily_volatility_bps: z.number(),
    }),
    market_rules: marketRulesEvidence
      .default(RULES_BEFORE_THE_CALENDAR)
      .describe(
        'The rules of the market in force, by `versions.rule_calendar`; records of older engines have those that were constants then.',
      ),
    market: z.object({ taken_at_us: z.number(), nbbo: nbboEvidence, venues: z.array(venueEvidence) }),
    settings: z.object({
      passive_horizon_ms: z.number().nullable().default(null),
      protection: z.boolean(),
      urgency: z.number(),
      worst_price: decimalText.nullable(),
    }),
    versions: z.object({
      engine: z.string(),
      rules: z.string(),
      model: z.string(),
      rule_calendar: z.string().default(''),
    }),
    objective: routingObjective,
    mode: routingMode,
    rules_applied: z.array(z.string()).default([]),
    weights: z.record(z.string(), z.number()),
    stage: z
      .enum(SOURCING_STAGES)
      .default('ALL')
      .describe('Whom the wave asks: the internal book or dark venues first, or everybody.'),
    proof: z
      .enum(PROOF_KINDS)
      .nullable()
      .default(null)
      .describe(
        'Of OPTIMAL: whether nothing cheaper is possible, and by how much it may have been where the search was ended before.',
      ),
    proof_gap: decimalText.nullable().default(null),
    candidates: z.array(candidateEvidence),
    slices: z.array(sliceEvidence),
    tried_venues: z.array(z.string()).default([]),
    unallocated_quantity: decimalText,
    unallocated_code: z.string().nullable(),
    unallocated_blocked_by: blockingQuote
      .nullable()
      .default(null)
      .describe('The protected quote that keeps the rest from being taken.'),
    expected: z
      .object({
        fill_rate: z.number().nullable(),
        cost_bps: z.number().nullable(),
        time_ms: z.number().nullable(),
        impact_bps: z.number().nullable(),
        confidence: z.number().nullable(),
      })
      .describe('Of what is sent to take; null where that is nothing.'),
    rationale: z.string(),
  })
  .meta({
    id: 'DecisionEvidence',
    description:
      'Everything a decision was made from and what it decided, spelled out. The decision hash covers the record that this is read from: its form says how.',
  });
export type DecisionEvidence = z.infer<typeof decisionEvidence>;
