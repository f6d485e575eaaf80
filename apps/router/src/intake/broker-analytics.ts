import type { ExecutionAnalytics } from '@fairlead/contracts/broker';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { StatisticsFilter } from '@fairlead/db/repositories/statistics-repository';
import type { RoutingPerformance, VenueStatistics } from '@fairlead/db/repositories/statistics-rows';
import { percentageOf } from '../publish/wire.ts';
import { onlyOne } from './statistics-view.ts';

/** What the statistics say, in the words of the broker document. What would add up several currencies or units is null. */
export function executionAnalytics(
  { clientId, from_us, to_us }: StatisticsFilter,
  days: number,
  read: { position: number; venues: readonly VenueStatistics[]; performance: readonly RoutingPerformance[] },
): ExecutionAnalytics {
  const sent = read.venues.find((row) => row.venue_id === null);
  return {
    userId: clientId,
    days,
    from: isoTime(from_us),
    to: isoTime(to_us),
    position: read.position,
    orders: comparedOf(read.performance.find((row) => row.objective === null)),
    executions: measuredOf(sent),
    brokers: read.venues.flatMap((row) => {
      if (row.venue_id === null) return [];
      const share = ratio(row.orders, sent?.orders) ?? 0;
      return { brokerId: row.venue_id, sharePercentage: percentageOf(share), ...measuredOf(row) };
    }),
    strategies: read.performance.flatMap((row) =>
      row.objective === null ? [] : { strategy: row.objective, ...comparedOf(row) },
    ),
  };
}

function measuredOf(row: VenueStatistics | undefined): ExecutionAnalytics['executions'] {
  const money = onlyOne(row?.currencies ?? []);
  const quantity = onlyOne(row?.units ?? []);
  const effective = money?.effective_spread_bps ?? null;
  return {
    orders: row?.orders ?? 0,
    rejectedOrders: row?.rejected_orders ?? 0,
    fillRatePercentage: percent(ratio(quantity?.filled_quantity, quantity?.quantity)),
    errorRatePercentage: percent(ratio(row?.rejected_orders, row?.orders)),
    averageSlippageBps: effective === null ? null : effective / 2,
    averageCostBps: money?.realised_cost_bps ?? null,
    priceImprovementBps: money?.price_improvement_bps ?? null,
    effectiveSpreadBps: effective,
    quotedSpreadBps: money?.quoted_spread_bps ?? null,
    effectiveOverQuoted: money?.effective_over_quoted ?? null,
    medianResponseTimeMs: row?.latency_p50_ms ?? null,
  };
}

function comparedOf(row: RoutingPerformance | undefined): ExecutionAnalytics['orders'] {
  const routingTimeUs = row?.routing_time_p50_us ?? null;
  const cost = onlyOne(row?.currencies ?? []);
  return {
    orders: row?.orders ?? 0,
    fillRatePercentage: percent(row?.fill_rate ?? null),
    expectedFillRatePercentage: percent(row?.expected_fill_rate ?? null),
    expectedCostBps: cost?.expected_cost_bps ?? null,
    averageCostBps: cost?.realised_cost_bps ?? null,
    medianRoutingTimeMs: routingTimeUs === null ? null : routingTimeUs / 1_000,
  };
}

function ratio(part: string | number | undefined, whole: string | number | undefined): number | null {
  return Number(whole ?? 0) === 0 ? null : Number(part ?? 0) / Number(whole);
}

function percent(share: number | null): number | null {
  return share === null ? null : percentageOf(share);
}
