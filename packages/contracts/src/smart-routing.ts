import { z } from 'zod';
import { actRequest } from './act.ts';
import { decimalInput, integerInput, numberInput } from './decimal.ts';
import {
  assetClass,
  candidateStatus,
  capacity,
  childState,
  executionQualityGrade,
  feeSource,
  fillMark,
  liquidityFlag,
  markoutHorizon,
  nbboState,
  orderKind,
  orderState,
  requestSide,
  requestTimeInForce,
  routingMode,
  routingObjective,
  side,
  statusCause,
  venueStatus,
  venueType,
  waitsFor,
} from './enums.ts';
import { rankedBy } from './evidence.ts';
import { identifier, instant, pathIdentifier } from './identifier.ts';
import { modeName, named, objectiveName, orderTypeName, sourcingName } from './names.ts';
import { venueCapabilities } from './venue-protocol.ts';

/** A field that may be left out or null: both mean what is said here. */
const or = <T extends z.ZodType>(schema: T, absent: z.output<T>) =>
  schema.nullish().transform((value) => value ?? absent);

/** What an order system sends. Unknown fields are refused, so that a misspelt constraint is never silently ignored. */
export const smartRoutingRequest = z
  .strictObject({
    order_id: pathIdentifier(100),
    instrument_id: identifier(20),
    side: named(requestSide),
    quantity: decimalInput,
    order_type: orderTypeName,
    limit_price: decimalInput.nullish(),
    stop_price: decimalInput.nullish(),
    time_in_force: or(named(requestTimeInForce), 'DAY'),
    routing_objective: objectiveName.nullish(),
    routing_mode: modeName.nullish(),
    sourcing: sourcingName.nullish(),
    venue_preferences: or(z.array(identifier(100)).max(64), []),
    exclude_venues: or(z.array(identifier(100)).max(64), []),
    max_venue_split: integerInput(1, 64).nullish(),
    account: identifier(50).nullish(),
    customer_id: identifier(50).nullish(),
    /** Who at the client entered it. */
    trader_id: identifier(50).nullish(),
    held: or(z.boolean(), true),
    directed_venue: identifier(100).nullish(),
    capacity: or(capacity, 'AGENCY'),
    locate_id: identifier(50).nullish(),
    tag: z.string().max(200).nullish(),
    /** 0 to 1: how much waiting hurts. */
    urgency: numberInput.nullish(),
    /** What a venue must keep to before it may take a part: max_fee per unit in currency, min_fill_rate 0 to 1. */
    constraints: z
      .strictObject({
        max_fee: decimalInput.nullish(),
        min_fill_rate: numberInput.nullish(),
        max_latency_ms: numberInput.nullish(),
        max_impact_bps: numberInput.nullish(),
      })
      .nullish(),
    /** For MANUAL: the whole order, divided by the caller. */
    manual_allocations: or(z.array(z.strictObject({ venue_id: identifier(100), quantity: decimalInput })).max(64), []),
  })
  .meta({ id: 'SmartRoutingRequest' });
export type SmartRoutingRequest = z.infer<typeof smartRoutingRequest>;

/**
 * The NBBO as numbers, in round lots where quotes are protected, and the best odd lots beside it: at better prices, too small to make it, null where
 * there is none. Prices in the instrument's currency, sizes in units. `reference` is false where a best price is too far from the last good market
 * to be believed; then there is no mid, and stops and pegs wait.
 */
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
  .meta({ id: 'Nbbo' });
export type NbboView = z.infer<typeof nbboView>;

/** One slice of the decision. `allocation_percentage` is the share of the routed quantity from 0 to 1, as in the requirement document; costs in basis points of the arrival mid, fees in currency (decimal text). */
export const routingDecisionSlice = z.object({
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
});

const blockingQuote = z.object({ venue_id: z.string(), price: z.number() });

export const routingAlternative = z.object({
  venue_id: z.string(),
  status: candidateStatus,
  code: z.string().nullable(),
  /** The protected quote that stands in the way: of WOULD_TRADE_THROUGH and AFTER_PROTECTED. */
  blocked_by: blockingQuote.nullable(),
  /** The chosen venue that comes before it, and by what: of RANKED_LATER. */
  ranked_by: rankedBy.nullable(),
  price: z.number().nullable(),
  all_in_price: z.number().nullable(),
  spread_bps: z.number().nullable(),
  fee_bps: z.number().nullable(),
  delay_bps: z.number().nullable(),
  fade_bps: z.number().nullable(),
  impact_bps: z.number().nullable(),
});

/** Of what is sent to take; every figure is null where that is nothing. */
export const executionQuality = z.object({
  expected_fill_rate: z.number().nullable(),
  expected_cost: z.number().nullable(),
  expected_time_ms: z.number().nullable(),
  expected_market_impact: z.number().nullable(),
  routing_confidence: z.number().nullable(),
});

export const smartRoutingResponse = z
  .object({
    order_id: z.string(),
    decision_id: z.string(),
    state: orderState,
    /** By what it was routed: as asked for, or where nothing was said as the routing rules or the default say. */
    routing_objective: routingObjective,
    routing_mode: routingMode,
    routing_decisions: z.array(routingDecisionSlice),
    unallocated_quantity: z.number(),
    unallocated_code: z.string().nullable(),
    /** The protected quote that keeps the rest from being taken: of PROTECTED_QUOTE_UNREACHABLE. */
    unallocated_blocked_by: blockingQuote.nullable(),
    alternatives: z.array(routingAlternative),
    routing_rationale: z.string(),
    /** Why nothing could be sent, where liquidity providers were to be asked; empty otherwise. */
    errors: z.array(z.string()),
    expected_execution_quality: executionQuality,
    nbbo: nbboView,
    weights: z.record(z.string(), z.number()),
    versions: z.object({ engine: z.string(), rules: z.string(), model: z.string(), rule_calendar: z.string() }),
    routing_time_ms: z.number(),
    decision_hash: z.string(),
  })
  .meta({ id: 'SmartRoutingResponse' });
export type SmartRoutingResponse = z.infer<typeof smartRoutingResponse>;

/** The same without `alternatives`, which are most of it: what `?view=brief` asks for, at high rates. */
export const briefRoutingResponse = smartRoutingResponse
  .omit({ alternatives: true })
  .meta({ id: 'BriefRoutingResponse' });

/** The answer to an order that waits: durable, and not decided before its stop price is reached or its market opens. */
export const heldOrderResponse = z
  .object({
    order_id: z.string(),
    decision_id: z.null(),
    state: z.literal('RECEIVED'),
    waits_for: waitsFor,
    routing_decisions: z.array(routingDecisionSlice).max(0),
  })
  .meta({ id: 'HeldOrderResponse' });
export type HeldOrderResponse = z.infer<typeof heldOrderResponse>;

export const childOrderView = z.object({
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
});

/** Where the mid was some time after a fill. */
const markoutView = z.object({
  horizon: markoutHorizon,
  mid: z.number(),
  /** Of the mid at the fill; positive where it has moved against the order. Null where that mid was not known. */
  bps: z.number().nullable(),
});

export const fillView = z.object({
  execution_id: z.string(),
  child_id: z.string(),
  venue_id: z.string(),
  quantity: z.number(),
  price: z.number(),
  fee: z.string(),
  /** Whether the fee is as the venue has charged it, or by its schedule, because it has not said or charges in another currency. */
  fee_source: feeSource,
  /** What the venue has charged, as it says; null where it does not. */
  venue_fee: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  liquidity_flag: liquidityFlag,
  /** The venue has not said the flag: it is how the child was sent. */
  flag_assumed: z.boolean(),
  /** The MIC of the market that a broker has executed it at; null where nobody says. */
  last_market: z.string().nullable(),
  /** By the venue's own clock; null where it does not say. */
  venue_time: z.string().nullable(),
  latency_ms: z.number().nullable(),
  price_improvement_bps: z.number().nullable(),
  quality: executionQualityGrade.nullable(),
  /** What is remarkable about it; most often nothing. */
  marks: z.array(fillMark),
  /** From the shortest horizon on, those that are known by now: half a minute and some seconds after their time has passed. */
  markouts: z.array(markoutView),
  executed_at: z.string(),
});

/** One wave of an order: what was expected of it beside what its fills have cost with fees, in basis points of the arrival mid. */
export const waveCost = z.object({
  decision_id: z.string(),
  wave: z.number(),
  filled_quantity: z.number(),
  /** Null where nothing was sent to take. */
  expected_cost_bps: z.number().nullable(),
  /** Null before the first fill, and without an arrival mid. */
  realised_cost_bps: z.number().nullable(),
});
export type WaveCost = z.infer<typeof waveCost>;

/** Where an order stands: its state, waves, children and fills, and its cost against arrival and expectation. */
export const routingExecutionStatus = z
  .object({
    order_id: z.string(),
    instrument_id: z.string(),
    side,
    state: orderState,
    reject_code: z.string().nullable(),
    trader_id: z.string().nullable(),
    /** Decided here and executed by the caller. */
    route_only: z.boolean(),
    quantity: z.number(),
    filled_quantity: z.number(),
    /** Executed beyond the quantity, because venues filled what they had given back or more than they were sent. */
    excess_quantity: z.number(),
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
    /** Of the last entry in the journal that this tells. */
    position: z.int(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'RoutingExecutionStatus' });
export type RoutingExecutionStatus = z.infer<typeof routingExecutionStatus>;

/** What an order system reports of a decision that it executed itself. Each execution is booked once by venue and id; `done` says that no more comes. */
export const executionsReport = z
  .strictObject({
    executions: z
      .array(
        z.strictObject({
          execution_id: identifier(100),
          venue_id: identifier(100),
          quantity: decimalInput,
          price: decimalInput,
          /** For the whole of it, negative is received; left out, the venue's schedule says it. */
          fee: decimalInput.nullish(),
          liquidity_flag: or(liquidityFlag, 'TAKE'),
          /** Left out: now. */
          executed_at: instant.nullish(),
        }),
      )
      .max(1_000),
    done: or(z.boolean(), false),
  })
  .refine((report) => report.executions.length > 0 || report.done, { path: ['executions'], message: 'reports nothing' })
  .meta({ id: 'ExecutionsReport' });

/** What an order is to become: another quantity, another limit, or both. People always say why; a program may. */
export const replaceRequest = z
  .strictObject({ quantity: decimalInput.nullish(), limit_price: decimalInput.nullish(), ...actRequest.shape })
  .refine(({ quantity, limit_price }) => quantity != null || limit_price != null, {
    path: ['quantity'],
    message: 'asks for nothing: give quantity, limit_price or both',
  })
  .meta({
    id: 'ReplaceRequest',
    description:
      'What is executed counts towards the new quantity. What rests is changed in its place where its venue can and it would rest there at the new terms; else it is canceled and sent anew.',
  });

/** A replaced order as it stands, durable, and the entry of the audit that tells who asked, when and why; null where nothing was to be changed. */
export const orderReplaced = z
  .object({
    order_id: z.string(),
    state: orderState,
    quantity: z.number(),
    filled_quantity: z.number(),
    limit_price: z.number().nullable(),
    audit_id: z.uuid().nullable(),
  })
  .meta({ id: 'OrderReplaced' });

/** The status of a venue, why it shows it, and since when it is known to be so; in figures where it was measured, in a person's words where one says so. */
export const shownStatus = z.object({
  status: venueStatus,
  status_cause: statusCause,
  status_since: z.string(),
  status_reason: z.string(),
});

/** What a person has said of a venue, which holds beside what is measured; null where it was said before it was written down. */
const saidStatus = z.object({
  status: venueStatus,
  reason: z.string().nullable(),
  actor: z.string().nullable(),
  since: z.string().nullable(),
});

export const venueView = z
  .object({
    venue_id: z.string(),
    venue_name: z.string(),
    venue_type: venueType,
    mic: z.string().nullable(),
    ...shownStatus.shape,
    said: saidStatus.nullable(),
    connected: z.boolean(),
    lit: z.boolean(),
    protected: z.boolean(),
    enabled: z.boolean(),
    priority: z.number(),
    asset_class: assetClass,
    /** Per unit in currency, and parts per million of the notional value: by the tier in force now. */
    take_fee: z.string(),
    make_fee: z.string(),
    take_ppm: z.number(),
    make_ppm: z.number(),
    /** Once for a child order that trades, in currency. */
    fixed_fee: z.string(),
    fee_note: z.string(),
    /** What it said at its last logon that it can do; null where it said nothing. */
    capabilities: venueCapabilities.nullable(),
  })
  .meta({ id: 'Venue' });
export type VenueView = z.infer<typeof venueView>;
