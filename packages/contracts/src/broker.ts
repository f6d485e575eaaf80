import { z } from 'zod';
import { decimalInput, decimalText, integerInput, numberInput } from './decimal.ts';
import { candidateStatus, orderState, orderType, routingMode, routingObjective, side, waitsFor } from './enums.ts';
import { identifier } from './identifier.ts';
import { minPosition } from './query.ts';
import { smartRoutingRequest } from './smart-routing.ts';

/*
 * The paths of the broker document, in its words: a broker is a venue, a symbol an instrument, percentages go from 0 to 100. These are views of
 * the same orders, decisions and measurements as below /api/v1/smart-routing. What the document names and Fairlead cannot know is null.
 */

const order = smartRoutingRequest.shape;

/** An order, or a question of where one would go. Without `orderId` the router makes one up, and a repeat is another order. */
export const smartOrderRequest = z
  .strictObject({
    orderId: order.order_id.nullish(),
    symbol: order.instrument_id,
    side: order.side,
    quantity: order.quantity,
    orderType: order.order_type,
    limitPrice: order.limit_price,
    stopPrice: order.stop_price,
    timeInForce: order.time_in_force,
    routingObjective: order.routing_objective,
    routingMode: order.routing_mode,
    sourcing: order.sourcing,
    venuePreferences: order.venue_preferences,
    excludeVenues: order.exclude_venues,
    maxVenueSplit: order.max_venue_split,
    account: order.account,
    customerId: order.customer_id,
    traderId: order.trader_id,
    held: order.held,
    directedVenue: order.directed_venue,
    capacity: order.capacity,
    locateId: order.locate_id,
    tag: order.tag,
    urgency: order.urgency,
    constraints: z
      .strictObject({
        maxFee: decimalInput.nullish(),
        minFillRate: numberInput.nullish(),
        maxLatencyMs: numberInput.nullish(),
        maxImpactBps: numberInput.nullish(),
      })
      .nullish(),
    manualAllocations: z
      .array(z.strictObject({ brokerId: identifier(100), quantity: decimalInput }))
      .max(64)
      .nullish()
      .transform((allocations) => allocations ?? []),
  })
  .meta({ id: 'SmartOrderRequest' });
export type SmartOrderRequest = z.infer<typeof smartOrderRequest>;

const allocation = z.object({
  brokerId: z.string(),
  quantity: z.number(),
  /** Of the quantity that was to be routed. */
  allocationPercentage: z.number(),
  expectedExecutionPrice: z.number(),
  expectedExecutionTimeMs: z.number(),
  fillRatePercentage: z.number(),
  /** Price and fee, in basis points of the mid on arrival. */
  estimatedCostBps: z.number(),
  /** In the instrument's currency, exact; negative is a rebate. */
  estimatedFee: decimalText,
  priority: z.number(),
  /** As decided; what became of it is in GET execution. */
  status: z.literal('PENDING'),
  reason: z.string(),
});

/** What the allocations together are expected to bring; null where nothing is sent to take. */
const expectedExecution = z.object({
  executionTimeMs: z.number().nullable(),
  fillRatePercentage: z.number().nullable(),
  /** Price and fees, in basis points of the mid on arrival. */
  costBps: z.number().nullable(),
  /** The price alone, against the mid on arrival; null without a mid or allocations. */
  slippageBps: z.number().nullable(),
  marketImpactBps: z.number().nullable(),
});

/** A broker that was not given a part: what it would have cost a share, or why it was left out. */
const alternative = z.object({
  brokerId: z.string(),
  status: candidateStatus.exclude(['chosen']),
  code: z.string().nullable(),
  expectedExecutionPrice: z.number().nullable(),
});

const decided = z.object({
  orderId: z.string(),
  /** The objective that was routed by. */
  strategy: routingObjective.nullable(),
  routingMode: routingMode.nullable(),
  allocations: z.array(allocation),
  unallocatedQuantity: z.number(),
  unallocatedCode: z.string().nullable(),
  expectedExecution: expectedExecution.nullable(),
  /** 0 to 1. */
  confidenceScore: z.number().nullable(),
  alternatives: z.array(alternative),
  rationale: z.string().nullable(),
});

/** The answer to an order. One that waits for its stop price or for its market has no decision yet: all that would come of one is null. */
export const orderRoutingResult = decided
  .extend({
    decisionId: z.string().nullable(),
    status: orderState,
    waitsFor: waitsFor.nullable(),
    routingTimeMs: z.number().nullable(),
  })
  .meta({ id: 'OrderRoutingResult' });
export type OrderRoutingResult = z.infer<typeof orderRoutingResult>;

/** The states of the document. ERROR is taken as an input, and never said: a venue in error is OFFLINE. */
const brokerStatus = z.enum(['AVAILABLE', 'BUSY', 'MAINTENANCE', 'OFFLINE', 'ERROR']);

/**
 * One broker in one symbol. What is measured is null until it was measured once; `observations` counts the finished child orders behind it.
 * Decisions use priors where nothing is measured yet, and these are not shown here.
 */
const brokerExecutionProfile = z.object({
  brokerId: z.string(),
  symbol: z.string(),
  averageExecutionTimeMs: z.number().nullable(),
  fillRatePercentage: z.number().nullable(),
  /** Against the best price of the market; positive is our gain. */
  priceImprovementBps: z.number().nullable(),
  /** Always null: what a broker executes is compared with the best price of the market (`priceImprovementBps`), with no other. */
  averageSlippageBps: z.null(),
  /** Of the broker's own quote; null where it shows none that is fresh on both sides. */
  currentSpreadBps: z.number().nullable(),
  /** What it shows on the side that the order would take, in units; null without a fresh quote. */
  orderBookDepth: z.number().nullable(),
  /** Always null: brokers' volumes are not part of their quotes. */
  recentVolume: z.null(),
  supportedOrderTypes: z.array(orderType),
  maxOrderSize: z.number(),
  minOrderSize: z.number(),
  status: brokerStatus,
  /** The median of the measured round trips. */
  responseTimeMs: z.number().nullable(),
  /** Child orders that it rejected. */
  errorRatePercentage: z.number().nullable(),
  observations: z.number(),
  lastUpdated: z.string().nullable(),
});
export type BrokerExecutionProfile = z.infer<typeof brokerExecutionProfile>;

/** The factors of one broker, each 0 (worst) to 100 (best). The decision itself is made by cost: `rank` 1 costs the least. */
const brokerScore = z.object({
  brokerId: z.string(),
  rank: z.number(),
  executionSpeedScore: z.number(),
  priceQualityScore: z.number(),
  reliabilityScore: z.number(),
  liquidityScore: z.number(),
  costScore: z.number(),
  /** The mean of the five, each by the weight that the decision gives to its cost term. */
  totalScore: z.number(),
  /** Finished child orders behind speed, reliability and liquidity. */
  observations: z.number(),
});
export type BrokerScore = z.infer<typeof brokerScore>;

/** Where an order would go now, and what is known of every broker that could take it. */
export const routingRecommendation = decided
  .extend({
    symbol: z.string(),
    side,
    /** What each cost term counts for: speed is delay, price spread, reliability fade, liquidity impact, cost fee. */
    weights: z.record(z.string(), z.number()),
    brokerScores: z.array(brokerScore),
    brokerProfiles: z.array(brokerExecutionProfile),
  })
  .meta({ id: 'RoutingRecommendation' });
export type RoutingRecommendation = z.infer<typeof routingRecommendation>;

const DAYS_MOST = 366;

/** Over how many days up to now. */
export const executionAnalyticsQuery = z.strictObject({
  days: integerInput(1, DAYS_MOST).default(30),
  minPosition,
});

const routed = z.object({
  orders: z.number(),
  /** Executed over ordered quantity. */
  fillRatePercentage: z.number().nullable(),
});

const measured = routed.extend({
  rejectedOrders: z.number(),
  errorRatePercentage: z.number().nullable(),
  /** What was paid over the mid on arrival, without fees. */
  averageSlippageBps: z.number().nullable(),
  /** Slippage and fees. */
  averageCostBps: z.number().nullable(),
  priceImprovementBps: z.number().nullable(),
  /** Twice what was paid over the mid, the spread on arrival, and their quotient (E/Q). */
  effectiveSpreadBps: z.number().nullable(),
  quotedSpreadBps: z.number().nullable(),
  effectiveOverQuoted: z.number().nullable(),
  /** From sending to the first answer. */
  medianResponseTimeMs: z.number().nullable(),
});

const compared = routed.extend({
  expectedFillRatePercentage: z.number().nullable(),
  expectedCostBps: z.number().nullable(),
  averageCostBps: z.number().nullable(),
  medianRoutingTimeMs: z.number().nullable(),
});

/** What orders of the last days came to: child orders by broker, whole orders by strategy. Null where nothing is there to be measured. */
export const executionAnalytics = z
  .object({
    /** Null where everybody's orders are counted. */
    userId: z.string().nullable(),
    days: z.number(),
    from: z.string(),
    to: z.string(),
    /** All of the journal up to here is in the figures, and some of what is after it may be. */
    position: z.int(),
    orders: compared,
    executions: measured,
    /** `sharePercentage`: of the child orders that were sent. */
    brokers: z.array(measured.extend({ brokerId: z.string(), sharePercentage: z.number() })),
    strategies: z.array(compared.extend({ strategy: z.string() })),
  })
  .meta({ id: 'ExecutionAnalytics' });
export type ExecutionAnalytics = z.infer<typeof executionAnalytics>;
