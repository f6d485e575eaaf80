import { type RoutingPerformanceView, type RoutingStatistics, statisticsQuery } from '@fairlead/contracts/statistics';
import type {
  RoutingPerformance,
  StatisticsFilter,
  StatisticsRepository,
  VenueStatistics,
} from '@fairlead/db/repositories/statistics-repository';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../ports.ts';
import { isoTime } from '../../publish/wire.ts';
import { sendProblem } from '../problem.ts';
import { principalOf, type Server } from '../server.ts';
import { faultsOf } from './orders.ts';

/** What the statistics routes work with. */
export interface StatisticsRoutes {
  readonly statistics: Pick<StatisticsRepository, 'venues' | 'performance'>;
  readonly clock: Clock;
}

const BASE = '/api/v1/smart-routing';
const DAY_US = 86_400_000_000;
const MS_US = 1_000;

/** GET stats: how orders were distributed and what they cost; GET performance: what they came to beside what was expected. */
export function statisticsRoutes({ app, guard }: Server, { statistics, clock }: StatisticsRoutes): void {
  const read = { preHandler: guard('orders:read') };
  app.get(`${BASE}/stats`, read, (request, reply) =>
    answer(request, reply, { clock, of: async (filter) => statisticsOf(filter, await statistics.venues(filter)) }),
  );
  app.get(`${BASE}/performance`, read, (request, reply) =>
    answer(request, reply, {
      clock,
      of: async (filter) => performanceOf(filter, await statistics.performance(filter)),
    }),
  );
}

/** Reads what is asked for, within what the asker may see: a client its own orders, the firm's people everybody's. */
async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  by: { clock: Clock; of: (filter: StatisticsFilter) => Promise<object> },
): Promise<FastifyReply> {
  const query = statisticsQuery.safeParse(request.query);
  if (!query.success) return sendProblem(reply, 'INVALID_REQUEST', { errors: faultsOf(query.error) });
  const { seesOnly } = principalOf(request);
  const { user_id: userId, instrument_id: instrumentId, from, to } = query.data;
  if (seesOnly !== null && userId !== undefined && userId !== seesOnly)
    return sendProblem(reply, 'FORBIDDEN', { detail: 'A client sees the statistics of its own orders only.' });
  const toUs = to === undefined ? by.clock.nowUs() : Date.parse(to) * MS_US;
  const fromUs = from === undefined ? toUs - DAY_US : Date.parse(from) * MS_US;
  const clientId = seesOnly ?? userId ?? null;
  return reply.send(await by.of({ clientId, instrumentId: instrumentId ?? null, from_us: fromUs, to_us: toUs }));
}

function statisticsOf(filter: StatisticsFilter, rows: readonly VenueStatistics[]): RoutingStatistics {
  const total = rows.find((row) => row.venue_id === null);
  const shareOf = (part: string | number, whole: string | number | undefined) =>
    Number(whole ?? 0) === 0 ? 0 : Number(part) / Number(whole);
  return {
    ...periodOf(filter),
    orders: total?.orders ?? 0,
    quantity: total?.quantity ?? '0',
    filled_quantity: total?.filled_quantity ?? '0',
    notional: total?.notional ?? '0',
    quality_metrics: metricsOf(total),
    venue_distribution: rows.flatMap((row) => {
      if (row.venue_id === null) return [];
      return {
        venue_id: row.venue_id,
        orders: row.orders,
        orders_share: shareOf(row.orders, total?.orders),
        quantity: row.quantity,
        quantity_share: shareOf(row.quantity, total?.quantity),
        filled_quantity: row.filled_quantity,
        notional: row.notional,
        notional_share: shareOf(row.notional, total?.notional),
        quality_metrics: metricsOf(row),
      };
    }),
  };
}

function metricsOf(row: VenueStatistics | undefined): RoutingStatistics['quality_metrics'] {
  const [effective, quoted] = [row?.effective_spread_bps ?? null, row?.quoted_spread_bps ?? null];
  const sent = Number(row?.quantity ?? 0);
  return {
    fill_rate: sent === 0 ? null : Number(row?.filled_quantity ?? 0) / sent,
    rejected_orders: row?.rejected_orders ?? 0,
    fees: row?.fees ?? '0',
    price_improvement_bps: row?.price_improvement_bps ?? null,
    effective_spread_bps: effective,
    effective_over_quoted: effective === null || quoted === null || quoted <= 0 ? null : effective / quoted,
    realised_cost_bps: row?.realised_cost_bps ?? null,
    latency_p50_ms: row?.latency_p50_ms ?? null,
    latency_p99_ms: row?.latency_p99_ms ?? null,
  };
}

function performanceOf(filter: StatisticsFilter, rows: readonly RoutingPerformance[]): RoutingPerformanceView {
  const none = {
    orders: 0,
    fill_rate: null,
    expected_fill_rate: null,
    expected_cost_bps: null,
    realised_cost_bps: null,
    routing_time_p50_us: null,
    routing_time_p99_us: null,
  };
  const objectives = rows.flatMap(({ objective, ...row }) =>
    objective === null ? [] : { routing_objective: objective, ...row },
  );
  const { objective: _, ...total } = rows.find((row) => row.objective === null) ?? { objective: null, ...none };
  return { ...periodOf(filter), total, objectives };
}

function periodOf({ clientId, instrumentId, from_us, to_us }: StatisticsFilter) {
  return { user_id: clientId, instrument_id: instrumentId, from: isoTime(from_us), to: isoTime(to_us) };
}
