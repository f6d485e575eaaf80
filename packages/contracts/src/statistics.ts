import { z } from 'zod';
import { decimalText } from './decimal.ts';

const DAY_MS = 86_400_000;
const DAYS_MOST = 366;
const instant = z.iso.datetime({ offset: true });

/** Whose orders, in which instrument, and when; without a period the last 24 hours. */
export const statisticsQuery = z
  .strictObject({
    user_id: z.string().min(1).max(50).optional(),
    instrument_id: z.string().min(1).max(20).optional(),
    from: instant.optional(),
    to: instant.optional(),
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

const metrics = z.object({
  /** Executed over sent quantity. */
  fill_rate: z.number().nullable(),
  rejected_orders: z.number(),
  fees: decimalText,
  price_improvement_bps: z.number().nullable(),
  effective_spread_bps: z.number().nullable(),
  effective_over_quoted: z.number().nullable(),
  realised_cost_bps: z.number().nullable(),
  latency_p50_ms: z.number().nullable(),
  latency_p99_ms: z.number().nullable(),
});

/** What was routed in a period: how it was distributed over venues, and how well it did; costs in basis points of the arrival mid. */
export const routingStatistics = z
  .object({
    user_id: z.string().nullable(),
    instrument_id: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    orders: z.number(),
    quantity: decimalText,
    filled_quantity: decimalText,
    notional: decimalText,
    quality_metrics: metrics,
    venue_distribution: z.array(
      z.object({
        venue_id: z.string(),
        orders: z.number(),
        orders_share: z.number(),
        quantity: decimalText,
        quantity_share: z.number(),
        filled_quantity: decimalText,
        notional: decimalText,
        notional_share: z.number(),
        quality_metrics: metrics,
      }),
    ),
  })
  .meta({ id: 'RoutingStatistics' });
export type RoutingStatistics = z.infer<typeof routingStatistics>;

const performance = z.object({
  orders: z.number(),
  fill_rate: z.number().nullable(),
  expected_fill_rate: z.number().nullable(),
  expected_cost_bps: z.number().nullable(),
  realised_cost_bps: z.number().nullable(),
  routing_time_p50_us: z.number().nullable(),
  routing_time_p99_us: z.number().nullable(),
});

/** What orders came to beside what was expected of them when they were decided, over all and by objective. */
export const routingPerformance = z
  .object({
    user_id: z.string().nullable(),
    instrument_id: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    total: performance,
    objectives: z.array(performance.extend({ routing_objective: z.string() })),
  })
  .meta({ id: 'RoutingPerformance' });
export type RoutingPerformanceView = z.infer<typeof routingPerformance>;
