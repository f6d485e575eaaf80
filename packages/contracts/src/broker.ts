import { z } from 'zod';
import { decimalInput, decimalText, integerInput, numberInput } from './decimal.ts';
import { candidateStatus, orderState, orderType, routingMode, routingObjective, side, waitsFor } from './enums.ts';
import { identifier } from './identifier.ts';
import { minPosition } from './query.ts';
import { smartRoutingRequest } from './smart-routing-request.ts';

/*
 * The paths of the broker document, in its words: a broker is a venue, a symbol an instrument, percentages go from 0 to 100. These are views of
 * the same orders, decisions and measurements as below /api/v1/smart-routing. What the document names and Fairlead cannot know is null.
 */

const order = smartRoutingRequest.shape;

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
  .meta({
    id: 'SmartOrderRequest',
    description:
      'An order, or a question of where one would go. Without `orderId` the router makes one up, and a repeat is another order.',
    examples: [
      {
        orderId: 'oms-2026-000419',
        symbol: 'AAPL',
        side: 'BUY',
        quantity: 300,
        orderType: 'MARKET',
        timeInForce: 'IOC',
        routingObjective: 'SMART_BALANCE',
      },
    ],
  });
export type SmartOrderRequest = z.infer<typeof smartOrderRequest>;

const allocation = z.object({
  brokerId: z.string(),
  quantity: z.number(),
  allocationPercentage: z.number().describe('Of the quantity that was to be routed.'),
  expectedExecutionPrice: z.number(),
  expectedExecutionTimeMs: z.number(),
  fillRatePercentage: z.number(),
  estimatedCostBps: z.number().describe('Price and fee, in basis points of the mid on arrival.'),
  estimatedFee: decimalText.describe(`In the instrument's currency, exact; negative is a rebate.`),
  priority: z.number(),
  status: z.literal('PENDING').describe('As decided; what became of it is in GET execution.'),
  reason: z.string(),
});

/** What the allocations together are expected to bring; null where nothing is sent to take. */
const expectedExecution = z.object({
  executionTimeMs: z.number().nullable(),
  fillRatePercentage: z.number().nullable(),
  costBps: z.number().nullable().describe('Price and fees, in basis points of the mid on arrival.'),
  slippageBps: z
    .number()
    .nullable()
    .describe('The price alone, against the mid on arrival; null without a mid or allocations.'),
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
  strategy: routingObjective.nullable().describe('The objective that was routed by.'),
  routingMode: routingMode.nullable(),
  allocations: z.array(allocation),
  unallocatedQuantity: z.number(),
  unallocatedCode: z.string().nullable(),
  expectedExecution: expectedExecution.nullable(),
  confidenceScore: z.number().nullable().describe('0 to 1.'),
  alternatives: z.array(alternative),
  rationale: z.string().nullable(),
});

export const orderRoutingResult = decided
  .extend({
    decisionId: z.string().nullable(),
    status: orderState,
    waitsFor: waitsFor.nullable(),
    routingTimeMs: z.number().nullable(),
  })
  .meta({
    id: 'OrderRoutingResult',
    description:
      'The answer to an order. One that waits for its stop price or for its market has no decision yet: all that would come of one is null.',
  });
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
  priceImprovementBps: z.number().nullable().describe('Against the best price of the market; positive is our gain.'),
  averageSlippageBps: z
    .null()
    .describe(
      'Always null: what a broker executes is compared with the best price of the market (`priceImprovementBps`), with no other.',
    ),
  currentSpreadBps: z
    .number()
    .nullable()
    .describe(`Of the broker's own quote; null where it shows none that is fresh on both sides.`),
  orderBookDepth: z
    .number()
    .nullable()
    .describe('What it shows on the side that the order would take, in units; null without a fresh quote.'),
  recentVolume: z.null().describe(`Always null: brokers' volumes are not part of their quotes.`),
  supportedOrderTypes: z.array(orderType),
  maxOrderSize: z.number(),
  minOrderSize: z.number(),
  status: brokerStatus,
  responseTimeMs: z.number().nullable().describe('The median of the measured round trips.'),
  errorRatePercentage: z.number().nullable().describe('Child orders that it rejected.'),
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
  totalScore: z.number().describe('The mean of the five, each by the weight that the decision gives to its cost term.'),
  observations: z.number().describe('Finished child orders behind speed, reliability and liquidity.'),
});
export type BrokerScore = z.infer<typeof brokerScore>;

export const routingRecommendation = decided
  .extend({
    symbol: z.string(),
    side,
    weights: z
      .record(z.string(), z.number())
      .describe(
        'What each cost term counts for: speed is delay, price spread, reliability fade, liquidity impact, cost fee.',
      ),
    brokerScores: z.array(brokerScore),
    brokerProfiles: z.array(brokerExecutionProfile),
  })
  .meta({
    id: 'RoutingRecommendation',
    description: 'Where an order would go now, and what is known of every broker that could take it.',
  });
export type RoutingRecommendation = z.infer<typeof routingRecommendation>;

const DAYS_MOST = 366;

/** Over how many days up to now. */
export const executionAnalyticsQuery = z.strictObject({
  days: integerInput(1, DAYS_MOST).default(30),
  minPosition,
});

const routed = z.object({
  orders: z.number(),
  fillRatePercentage: z.number().nullable().describe('Executed over ordered quantity.'),
});

const measured = routed.extend({
  rejectedOrders: z.number(),
  errorRatePercentage: z.number().nullable(),
  averageSlippageBps: z.number().nullable().describe('What was paid over the mid on arrival, without fees.'),
  averageCostBps: z.number().nullable().describe('Slippage and fees.'),
  priceImprovementBps: z.number().nullable(),
  effectiveSpreadBps: z
    .number()
    .nullable()
    .describe('Twice what was paid over the mid, the spread on arrival, and their quotient (E/Q).'),
  quotedSpreadBps: z.number().nullable(),
  effectiveOverQuoted: z.number().nullable(),
  medianResponseTimeMs: z.number().nullable().describe('From sending to the first answer.'),
});

const compared = routed.extend({
  expectedFillRatePercentage: z.number().nullable(),
  expectedCostBps: z.number().nullable(),
  averageCostBps: z.number().nullable(),
  medianRoutingTimeMs: z.number().nullable(),
});

export const executionAnalytics = z
  .object({
    userId: z.string().nullable().describe(`Null where everybody's orders are counted.`),
    days: z.number(),
    from: z.string(),
    to: z.string(),
    position: z.int().describe('All of the journal up to here is in the figures, and some of what is after it may be.'),
    orders: compared,
    executions: measured,
    brokers: z
      .array(measured.extend({ brokerId: z.string(), sharePercentage: z.number() }))
      .describe('`sharePercentage`: of the child orders that were sent.'),
    strategies: z.array(compared.extend({ strategy: z.string() })),
  })
  .meta({
    id: 'ExecutionAnalytics',
    description:
      'What orders of the last days came to: child orders by broker, whole orders by strategy. Null where nothing is there to be measured.',
  });
export type ExecutionAnalytics = z.infer<typeof executionAnalytics>;
