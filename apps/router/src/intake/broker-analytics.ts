import type { ExecutionAnalytics } from '@fairlead/contracts/broker';
import type {
  RoutingPerformance,
  StatisticsFilter,
  VenueStatistics,
} from '@fairlead/db/repositories/statistics-repository';
import { isoTime, percentageOf } from '../publish/wire.ts';

/** What the statistics say, in the words of the broker document. */
export function executionAnalytics(
  { clientId, from_us, to_us }: StatisticsFilter,
  days: number,
  read: { venues: readonly VenueStatistics[]; performance: readonly RoutingPerformance[] },
): ExecutionAnalytics {
  const sent = read.venues.find((row) => row.venue_id === null);
  return {
    userId: clientId,
    days,
    from: isoTime(from_us),
    to: isoTime(to_us),
    orders: comparedOf(read.performance.find((row) => row.objective === null)),
    executions: measuredOf(sent),
    brokers: read.venues.flatMap((row) => {
      if (row.venue_id === null) return [];
      const share = ratio(row.quantity, sent?.quantity) ?? 0;
      return { brokerId: row.venue_id, sharePercentage: percentageOf(share), ...measuredOf(row) };
    }),
    strategies: read.performance.flatMap((row) =>
      row.objective === null ? [] : { strategy: row.objective, ...comparedOf(row) },
    ),
  };
}

function measuredOf(row: VenueStatistics | undefined): ExecutionAnalytics['executions'] {
  const effective = row?.effective_spread_bps ?? null;
  return {
    orders: row?.orders ?? 0,
    rejectedOrders: row?.rejected_orders ?? 0,
    fillRatePercentage: percent(ratio(row?.filled_quantity, row?.quantity)),
    errorRatePercentage: percent(ratio(row?.rejected_orders, row?.orders)),
    averageSlippageBps: effective === null ? null : effective / 2,
    averageCostBps: row?.realised_cost_bps ?? null,
    priceImprovementBps: row?.price_improvement_bps ?? null,
    medianResponseTimeMs: row?.latency_p50_ms ?? null,
  };
}

function comparedOf(row: RoutingPerformance | undefined): ExecutionAnalytics['orders'] {
  const routingTimeUs = row?.routing_time_p50_us ?? null;
  return {
    orders: row?.orders ?? 0,
    fillRatePercentage: percent(row?.fill_rate ?? null),
    expectedFillRatePercentage: percent(row?.expected_fill_rate ?? null),
    expectedCostBps: row?.expected_cost_bps ?? null,
    averageCostBps: row?.realised_cost_bps ?? null,
    medianRoutingTimeMs: routingTimeUs === null ? null : routingTimeUs / 1_000,
  };
}

function ratio(part: string | number | undefined, whole: string | number | undefined): number | null {
  return Number(whole ?? 0) === 0 ? null : Number(part ?? 0) / Number(whole);
}

function percent(share: number | null): number | null {
  return share === null ? null : percentageOf(share);
}
