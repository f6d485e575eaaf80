import { z } from 'zod';
import {
  candidateStatus,
  childState,
  executionQualityGrade,
  feeSource,
  fillMark,
  liquidityFlag,
  markoutHorizon,
  nbboState,
  orderKind,
  orderState,
  routingMode,
  routingObjective,
  side,
  venueType,
  waitsFor,
} from './enums.ts';
import { rankedBy } from './evidence.ts';

export const nbboView = z
  .object({
    instrument_id: z.string(),
    state: nbboState,
    bid: z.number().nullable(),
    bid_size: z.number().nullable(),
    bid_venue: z.string().nullable(),
    ask: z.number().nullable(),
    ask_size: z.number().nullable(),
    ask_venue: z.string().nullable(),
    odd_lot_bid: z.number().nullable(),
    odd_lot_bid_size: z.number().nullable(),
    odd_lot_bid_venue: z.string().nullable(),
    odd_lot_ask: z.number().nullable(),
    odd_lot_ask_size: z.number().nullable(),
    odd_lot_ask_venue: z.string().nullable(),
    mid: z.number().nullable(),
    reference: z.boolean(),
    timestamp: z.string(),
  })
  .meta({
    id: 'Nbbo',
    description:
      "The NBBO as numbers, in round lots where quotes are protected, and the best odd lots beside it: at better prices, too small to make it, null where there is none. Prices in the instrument's currency, sizes in units. `reference` is false where a best price is too far from the last good market to be believed; then there is no mid, and stops and pegs wait.",
  });
export type NbboView = z.infer<typeof nbboView>;

export const routingDecisionSlice = z
  .object({
    venue_id: z.string(),
    venue_type: venueType,
    allocation_percentage: z.number(),
    quantity_allocated: z.number(),
    limit_price: z.number(),
    order_kind: orderKind,
    expected_price: z.number(),
    expected_fill_rate: z.number(),
    expected_fill_time_ms: z.number(),
    expected_cost: z.number(),
    expected_fee: z.string(),
    routing_priority: z.number(),
    reason: z.string(),
  })
  .meta({
    id: 'RoutingDecisionSlice',
    description:
      'One slice of the decision. `allocation_percentage` is the share of the routed quantity from 0 to 1, as in the requirement document; costs in basis points of the arrival mid, fees in currency (decimal text).',
  });

const blockingQuote = z.object({ venue_id: z.string(), price: z.number() });

export const routingAlternative = z
  .object({
    venue_id: z.string(),
    status: candidateStatus,
    code: z.string().nullable(),
    blocked_by: blockingQuote
      .nullable()
      .describe('The protected quote that stands in the way: of WOULD_TRADE_THROUGH and AFTER_PROTECTED.'),
    ranked_by: rankedBy.nullable().describe('The chosen venue that comes before it, and by what: of RANKED_LATER.'),
    price: z.number().nullable(),
    all_in_price: z.number().nullable(),
    spread_bps: z.number().nullable(),
    fee_bps: z.number().nullable(),
    delay_bps: z.number().nullable(),
    fade_bps: z.number().nullable(),
    impact_bps: z.number().nullable(),
  })
  .meta({
    id: 'RoutingAlternative',
    description: 'A venue that was looked at, with what a unit would have cost there, or why it was left out.',
  });

export const executionQuality = z
  .object({
    expected_fill_rate: z.number().nullable(),
    expected_cost: z.number().nullable(),
    expected_time_ms: z.number().nullable(),
    expected_market_impact: z.number().nullable(),
    routing_confidence: z.number().nullable(),
  })
  .meta({
    id: 'ExpectedExecutionQuality',
    description: 'Of what is sent to take; every figure is null where that is nothing.',
  });

export const smartRoutingResponse = z
  .object({
    order_id: z.string(),
    decision_id: z.string(),
    state: orderState,
    routing_objective: routingObjective.describe(
      'By what it was routed: as asked for, or where nothing was said as the routing rules or the default say.',
    ),
    routing_mode: routingMode,
    routing_decisions: z.array(routingDecisionSlice),
    unallocated_quantity: z.number(),
    unallocated_code: z.string().nullable(),
    unallocated_blocked_by: blockingQuote
      .nullable()
      .describe('The protected quote that keeps the rest from being taken: of PROTECTED_QUOTE_UNREACHABLE.'),
    alternatives: z.array(routingAlternative),
    routing_rationale: z.string(),
    errors: z
      .array(z.string())
      .describe('Why nothing could be sent, where liquidity providers were to be asked; empty otherwise.'),
    expected_execution_quality: executionQuality,
    nbbo: nbboView,
    weights: z.record(z.string(), z.number()),
    versions: z.object({ engine: z.string(), rules: z.string(), model: z.string(), rule_calendar: z.string() }),
    routing_time_ms: z.number(),
    decision_hash: z.string(),
  })
  .meta({ id: 'SmartRoutingResponse' });
export type SmartRoutingResponse = z.infer<typeof smartRoutingResponse>;

export const briefRoutingResponse = smartRoutingResponse.omit({ alternatives: true }).meta({
  id: 'BriefRoutingResponse',
  description: 'The same without `alternatives`, which are most of it: what `?view=brief` asks for, at high rates.',
});

export const heldOrderResponse = z
  .object({
    order_id: z.string(),
    decision_id: z.null(),
    state: z.literal('RECEIVED'),
    waits_for: waitsFor,
    routing_decisions: z.array(routingDecisionSlice).max(0),
  })
  .meta({
    id: 'HeldOrderResponse',
    description:
      'The answer to an order that waits: durable, and not decided before its stop price is reached or its market opens.',
  });
export type HeldOrderResponse = z.infer<typeof heldOrderResponse>;

export const childOrderView = z
  .object({
    child_id: z.string(),
    decision_id: z.string(),
    wave: z.number(),
    venue_id: z.string(),
    quantity: z.number(),
    filled_quantity: z.number(),
    limit_price: z.number(),
    order_kind: orderKind,
    state: childState,
    reject_code: z.string().nullable(),
  })
  .meta({ id: 'ChildOrder', description: 'A part of an order at a venue.' });

/** Where the mid was some time after a fill. */
const markoutView = z.object({
  horizon: markoutHorizon,
  mid: z.number(),
  bps: z
    .number()
    .nullable()
    .describe(
      'Of the mid at the fill; positive where it has moved against the order. Null where that mid was not known.',
    ),
});

export const fillView = z
  .object({
    execution_id: z.string(),
    child_id: z.string(),
    venue_id: z.string(),
    quantity: z.number(),
    price: z.number(),
    fee: z.string(),
    fee_source: feeSource.describe(
      'Whether the fee is as the venue has charged it, or by its schedule, because it has not said or charges in another currency.',
    ),
    venue_fee: z
      .object({ amount: z.string(), currency: z.string() })
      .nullable()
      .describe('What the venue has charged, as it says; null where it does not.'),
    liquidity_flag: liquidityFlag,
    flag_assumed: z.boolean().describe('The venue has not said the flag: it is how the child was sent.'),
    last_market: z
      .string()
      .nullable()
      .describe('The MIC of the market that a broker has executed it at; null where nobody says.'),
    venue_time: z.string().nullable().describe(`By the venue's own clock; null where it does not say.`),
    latency_ms: z.number().nullable(),
    price_improvement_bps: z.number().nullable(),
    quality: executionQualityGrade.nullable(),
    marks: z.array(fillMark).describe('What is remarkable about it; most often nothing.'),
    markouts: z
      .array(markoutView)
      .describe(
        'From the shortest horizon on, those that are known by now: half a minute and some seconds after their time has passed.',
      ),
    executed_at: z.string(),
  })
  .meta({ id: 'Fill', description: 'An execution.' });

export const waveCost = z
  .object({
    decision_id: z.string(),
    wave: z.number(),
    filled_quantity: z.number(),
    expected_cost_bps: z.number().nullable().describe('Null where nothing was sent to take.'),
    realised_cost_bps: z.number().nullable().describe('Null before the first fill, and without an arrival mid.'),
  })
  .meta({
    id: 'WaveCost',
    description:
      'One wave of an order: what was expected of it beside what its fills have cost with fees, in basis points of the arrival mid.',
  });
export type WaveCost = z.infer<typeof waveCost>;

export const routingExecutionStatus = z
  .object({
    order_id: z.string(),
    instrument_id: z.string(),
    side,
    state: orderState,
    reject_code: z.string().nullable(),
    trader_id: z.string().nullable(),
    route_only: z.boolean().describe('Decided here and executed by the caller.'),
    quantity: z.number(),
    filled_quantity: z.number(),
    excess_quantity: z
      .number()
      .describe(
        'Executed beyond the quantity, because venues filled what they had given back or more than they were sent.',
      ),
    working_quantity: z.number(),
    average_price: z.number().nullable(),
    arrival_mid: z.number().nullable(),
    expected_cost_bps: z.number().nullable(),
    realised_cost_bps: z.number().nullable(),
    total_fees: z.string(),
    waves: z.number(),
    decision_ids: z.array(z.string()),
    wave_costs: z.array(waveCost),
    children: z.array(childOrderView),
    fills: z.array(fillView),
    position: z.int().describe('Of the last entry in the journal that this tells.'),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({
    id: 'RoutingExecutionStatus',
    description:
      'Where an order stands: its state, waves, children and fills, and its cost against arrival and expectation.',
  });
export type RoutingExecutionStatus = z.infer<typeof routingExecutionStatus>;

export const orderReplaced = z
  .object({
    order_id: z.string(),
    state: orderState,
    quantity: z.number(),
    filled_quantity: z.number(),
    limit_price: z.number().nullable(),
    audit_id: z.uuid().nullable(),
  })
  .meta({
    id: 'OrderReplaced',
    description:
      'A replaced order as it stands, durable, and the entry of the audit that tells who asked, when and why; null where nothing was to be changed.',
  });
