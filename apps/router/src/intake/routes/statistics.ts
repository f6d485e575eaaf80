import { routingPerformance, routingStatistics, statisticsQuery } from '@fairlead/contracts/statistics';
import { ok, type Result } from '@fairlead/core/result';
import type { StatisticsFilter, StatisticsRepository } from '@fairlead/db/repositories/statistics-repository';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Clock } from '../../ports.ts';
import { askedPeriod } from '../asked-period.ts';
import { principalOf } from '../guard.ts';
import { type Refused, sendProblem } from '../problem.ts';
import type { ReadableTables } from '../readable-tables.ts';
import type { Routes } from '../route-schema.ts';
import { performanceOf, statisticsOf } from '../statistics-view.ts';
import { whoseOrders } from '../whose-orders.ts';

/** What the statistics routes work with. */
export interface StatisticsRoutes {
  readonly statistics: Pick<StatisticsRepository, 'venues' | 'performance'>;
  readonly tables: ReadableTables;
  readonly clock: Clock;
}

type Query = z.infer<typeof statisticsQuery>;

/** GET stats: how orders were distributed and what they cost; GET performance: what they came to beside what was expected. */
export const statisticsRoutes: Routes<StatisticsRoutes> = async (app, { statistics, tables, clock }) => {
  const onRequest = app.guard('orders:read');
  const stats = { querystring: statisticsQuery, response: { 200: routingStatistics } };
  app.get('/stats', { onRequest, schema: stats }, async (request, reply) => {
    const filter = filterOf(request, clock);
    if (!filter.ok) return sendProblem(reply, ...filter.error);
    const told = await tables.forFigures(request.query.min_position);
    if (!told.ok) return sendProblem(reply, ...told.error);
    const rows = await statistics.venues(filter.value);
    return reply.send(statisticsOf(filter.value, { position: told.value, rows }));
  });
  const performance = { querystring: statisticsQuery, response: { 200: routingPerformance } };
  app.get('/performance', { onRequest, schema: performance }, async (request, reply) => {
    const filter = filterOf(request, clock);
    if (!filter.ok) return sendProblem(reply, ...filter.error);
    const told = await tables.forFigures(request.query.min_position);
    if (!told.ok) return sendProblem(reply, ...told.error);
    const rows = await statistics.performance(filter.value);
    return reply.send(performanceOf(filter.value, { position: told.value, rows }));
  });
};

/** What is asked for, within what the asker may see: a client its own orders, the firm's people everybody's. */
function filterOf(request: FastifyRequest<{ Querystring: Query }>, clock: Clock): Result<StatisticsFilter, Refused> {
  const { user_id: userId, instrument_id: instrumentId } = request.query;
  const whose = whoseOrders(principalOf(request), userId);
  if (!whose.ok) return whose;
  const period = askedPeriod(request.query, clock, 1);
  if (!period.ok) return period;
  return ok({ clientId: whose.value, instrumentId: instrumentId ?? null, ...period.value });
}
