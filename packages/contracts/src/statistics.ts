import { z } from 'zod';
import { decimalText } from './decimal.ts';
import { identifier, instant } from './identifier.ts';
import { minPosition } from './query.ts';

const DAY_MS = 86_400_000;
const DAYS_MOST = 366;

/** Whose orders, in which instrument, and when; without a period the last 24 hours. */
export const statisticsQuery = z
  .strictObject({
    user_id: identifier(50).optional(),
    instrument_id: identifier(20).optional(),
    from: instant.optional(),
    to: instant.optional(),
    min_position: minPosition,
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
    path: ['to'],
    message: 'is not after from',
  })
  .refine(
    ({ from, to }) => from === undefined || to === undefined || Date.parse(to) - Date.parse(from) <= DAYS_MOST * DAY_MS,
    {
      path: ['from'],
      message: `is more than ${DAYS_MOST} days before to`,
    },
  );

/** All of the journal up to here is in the figures, and some of what is after it may be. */
const told = z.int();

/** What was executed in one currency; costs in basis points of the arrival mid, weighted by what was executed. */
const money = z.object({
  currency: z.string(),
  notional: decimalText,
  notional_share: z.number().describe('Of all that was executed in this currency, 0 to 1.'),
  fees: decimalText,
  price_improvement_bps: z.number().nullable(),
  effective_spread_bps: z.number().nullable(),
  effective_over_quoted: z.number().nullable(),
  realised_cost_bps: z.number().nullable(),
});

/** What was sent and executed of one kind of thing: SHARES, or the code of a currency or coin. */
const quantities = z.object({
  unit: z.string(),
  quantity: decimalText,
  quantity_share: z.number().describe('Of all that was sent in this unit, 0 to 1.'),
  filled_quantity: decimalText,
  fill_rate: z.number().nullable().describe('Executed over sent quantity.'),
});

/** Money is null where it is of several currencies, quantities where they are of several units: `currencies` and `units` have them apart. */
const metrics = z.object({
  fill_rate: z.number().nullable().describe('Executed over sent quantity.'),
  rejected_orders: z.number(),
  fees: decimalText.nullable(),
  price_improvement_bps: z.number().nullable(),
  effective_spread_bps: z.number().nullable(),
  effective_over_quoted: z.number().nullable(),
  realised_cost_bps: z.number().nullable(),
  latency_p50_ms: z.number().nullable(),
  latency_p99_ms: z.number().nullable(),
});

const amounts = z.object({
  orders: z.number(),
  quantity: decimalText.nullable(),
  filled_quantity: decimalText.nullable(),
  notional: decimalText.nullable(),
  currencies: z.array(money).describe('One row a currency.'),
  units: z.array(quantities).describe('One row a unit.'),
  quality_metrics: metrics,
});

export const routingStatistics = amounts
  .extend({
    user_id: z.string().nullable(),
    instrument_id: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    position: told,
    venue_distribution: z.array(
      amounts.extend({
        venue_id: z.string(),
        orders_share: z.number(),
        quantity_share: z.number().nullable().describe('Null where the period has several units.'),
        notional_share: z.number().nullable().describe('Null where the period has several currencies.'),
      }),
    ),
  })
  .meta({
    id: 'RoutingStatistics',
    description:
      'What was routed in a period: how it was distributed over venues, and how well it did; nothing is added up over currencies or units.',
  });
export type RoutingStatistics = z.infer<typeof routingStatistics>;

const performance = z.object({
  orders: z.number(),
  fill_rate: z.number().nullable(),
  expected_fill_rate: z.number().nullable(),
  expected_cost_bps: z
    .number()
    .nullable()
    .describe('Of what was executed, expected beside realised; null where it is of several currencies.'),
  realised_cost_bps: z.number().nullable(),
  currencies: z
    .array(
      z.object({
        currency: z.string(),
        orders: z.number(),
        expected_cost_bps: z.number().nullable(),
        realised_cost_bps: z.number().nullable(),
      }),
    )
    .describe('The same, one row a currency.'),
  routing_time_p50_us: z.number().nullable(),
  routing_time_p99_us: z.number().nullable(),
});

export const routingPerformance = z
  .object({
    user_id: z.string().nullable(),
    instrument_id: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    position: told,
    total: performance,
    objectives: z.array(performance.extend({ routing_objective: z.string() })),
  })
  .meta({
    id: 'RoutingPerformance',
    description:
      'What orders came to beside what was expected of them when they were decided, over all and by objective.',
  });
export type RoutingPerformanceView = z.infer<typeof routingPerformance>;
