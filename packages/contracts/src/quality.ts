import { EXECUTION_SOURCES, QUALITY_DIMENSIONS, SIZE_BUCKETS } from '@fairlead/core/analytics/quality-dimension';
import { z } from 'zod';
import { decimalText } from './decimal.ts';
import { markoutHorizon, routingObjective } from './enums.ts';
import { identifier, instant } from './identifier.ts';
import { listOf, minPosition } from './query.ts';

/** By how many dimensions one answer tells executions apart. */
const DIMENSIONS_MOST = 2;

const asked = {
  /** Whose; a client sees its own. */
  user_id: identifier(50).optional(),
  instrument_id: identifier(20).optional(),
  venue_id: identifier(100).optional(),
  objective: routingObjective.optional(),
  /** The lower bound of the orders' size: their worth in their currency. */
  size: z.enum(SIZE_BUCKETS).optional(),
  /** Simulated orders instead of real ones. */
  simulated: z.enum(['true', 'false']).default('false'),
  /** Everything but what another firm has routed, unless it is named. */
  sources: listOf(z.enum(EXECUTION_SOURCES)).optional(),
  /** From (included), to (excluded); the last 30 days where nothing is said. */
  from: instant.optional(),
  to: instant.optional(),
  min_position: minPosition,
};

/** Which executions are held against what was expected of them. */
export const calibrationQuery = z.strictObject(asked);
/** The same, and by what they are told apart. */
export const qualityQuery = z.strictObject({
  ...asked,
  by: listOf(z.enum(QUALITY_DIMENSIONS))
    .refine((by) => by.length <= DIMENSIONS_MOST, `at most ${DIMENSIONS_MOST}`)
    .optional(),
});

const ratio = z.number().nullable();

/** Milliseconds over `n` of them, each the least that as many do not exceed, to three digits; null of none. */
const times = z.object({ n: z.int(), p50: ratio, p95: ratio, p99: ratio });

/** Against a best price of the arrival, of as many executions as it is known of; shares are fractions of their quantity. */
const improvement = z.object({
  executions: z.int(),
  improvement_bps: ratio,
  improved_share: ratio,
  at_share: ratio,
  outside_share: ratio,
});

const market = {
  /** One a dimension that was asked for; null where it is not known. */
  keys: z.array(z.string().nullable()),
  currency: z.string(),
  unit: z.string(),
};

const period = {
  user_id: z.string().nullable(),
  simulated: z.boolean(),
  sources: z.array(z.enum(EXECUTION_SOURCES)),
  from: z.string(),
  to: z.string(),
  /** All of the journal up to here is in the figures, and some of what is after it may be. */
  position: z.int(),
};

const figures = z.object({
  ...market,
  children: z.int(),
  quantity: decimalText,
  filled_quantity: decimalText,
  fill_rate: ratio,
  filled_children: z.int(),
  rejected_children: z.int().nullable().describe('Null where nobody tells.'),
  taking_children: z
    .int()
    .describe(
      'Parts that were to take displayed size and were not refused, and the share that found less than they came for.',
    ),
  fade_rate: ratio,
  first_wave_quantity: decimalText,
  first_wave_fill_rate: ratio,
  answer_ms: times.describe('From sending to the first answer.'),
  executions: z.int(),
  executed_quantity: decimalText,
  notional: decimalText,
  fees: decimalText.describe('Paid; negative is received.'),
  priced_executions: z
    .int()
    .describe(
      'Executions whose market at arrival is known: spreads and costs are of these, in basis points of its mid.',
    ),
  effective_spread_bps: ratio,
  quoted_spread_bps: ratio,
  effective_over_quoted: ratio,
  realised_cost_bps: ratio,
  nbbo: improvement.describe('Against the far side of the NBBO, and against the best displayed price with odd lots.'),
  best_displayed: improvement,
  horizons: z
    .array(z.object({ horizon: markoutHorizon, executions: z.int(), realised_spread_bps: ratio, markout_bps: ratio }))
    .describe(
      'Realised spread, and how far the mid had moved against the execution, by as many as the market of then is known of.',
    ),
  execution_ms: times.describe(`From the order's receipt, or from when it became executable.`),
});

export const executionQuality = z
  .object({ ...period, by: z.array(z.enum(QUALITY_DIMENSIONS)), rows: z.array(figures) })
  .meta({
    id: 'ExecutionQuality',
    description:
      'How well orders were executed: a row a market (currency and unit) of each kind that was asked for; nothing is added up over two.',
  });

export const executionExpectations = z
  .object({
    ...period,
    by: z.array(z.enum(QUALITY_DIMENSIONS)),
    rows: z.array(
      z.object({
        ...market,
        children: z.int(),
        filled_quantity: decimalText,
        expected_cost_bps: ratio,
        realised_cost_bps: ratio,
      }),
    ),
  })
  .meta({
    id: 'ExecutionExpectations',
    description:
      'What parts that took were expected to cost beside what they did, in basis points of the mid on arrival, by what was executed.',
  });

export const fillCalibration = z
  .object({
    ...period,
    decisions: z.int(),
    bias: ratio.describe('Mean of what was filled less what was expected: negative promised too much.'),
    brier: ratio.describe('Mean squared error.'),
    calibration_error: ratio.describe('Mean distance over the buckets, by their decisions.'),
    buckets: z
      .array(
        z.object({
          low: z.number(),
          high: z.number(),
          decisions: z.int(),
          expected: z.number(),
          realised: z.number(),
          low95: z.number(),
          high95: z.number(),
        }),
      )
      .describe('By what was expected; those without decisions are left out.'),
  })
  .meta({
    id: 'FillCalibration',
    description:
      'What share of their quantity decisions expected to be filled at once, beside what was; of a venue those that went nowhere else.',
  });
