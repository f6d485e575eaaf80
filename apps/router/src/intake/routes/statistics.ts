import { statisticsQuery } from '@fairlead/contracts/statistics';
import type { StatisticsFilter, StatisticsRepository } from '@fairlead/db/repositories/statistics-repository';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Clock } from '../../ports.ts';
import { principalOf } from '../guard.ts';
import { sendProblem } from '../problem.ts';
import type { Server } from '../server.ts';
import { performanceOf, statisticsOf } from '../statistics-view.ts';

/** What the statistics routes work with. */
export interface StatisticsRoutes {
  readonly statistics: Pick<StatisticsRepository, 'venues' | 'performance'>;
  readonly clock: Clock;
}

const BASE = '/api/v1/smart-routing';
const DAY_US = 86_400_000_000;
const DAYS_MOST = 366;
const MS_US = 1_000;
type Query = z.infer<typeof statisticsQuery>;

/** GET stats: how orders were distributed and what they cost; GET performance: what they came to beside what was expected. */
export function statisticsRoutes({ app, guard }: Server, { statistics, clock }: StatisticsRoutes): void {
  const read = { onRequest: guard('orders:read'), config: { query: statisticsQuery } };
  app.get<{ Querystring: Query }>(`${BASE}/stats`, read, (request, reply) =>
    answer(request, reply, { clock, of: async (filter) => statisticsOf(filter, await statistics.venues(filter)) }),
  );
  app.get<{ Querystring: Query }>(`${BASE}/performance`, read, (request, reply) =>
    answer(request, reply, {
      clock,
      of: async (filter) => performanceOf(filter, await statistics.performance(filter)),
    }),
  );
}

/** Reads what is asked for, within what the asker may see: a client its own orders, the firm's people everybody's. */
async function answer(
  request: FastifyRequest<{ Querystring: Query }>,
  reply: FastifyReply,
  by: { clock: Clock; of: (filter: StatisticsFilter) => Promise<object> },
): Promise<FastifyReply> {
  const { seesOnly } = principalOf(request);
  const { user_id: userId, instrument_id: instrumentId, from, to } = request.query;
  if (seesOnly !== null && userId !== undefined && userId !== seesOnly)
    return sendProblem(reply, 'FORBIDDEN', { detail: 'A client sees the statistics of its own orders only.' });
  const toUs = to === undefined ? by.clock.nowUs() : Date.parse(to) * MS_US;
  const fromUs = from === undefined ? Math.max(0, toUs - DAY_US) : Date.parse(from) * MS_US;
  if (fromUs >= toUs || toUs - fromUs > DAYS_MOST * DAY_US) {
    const message = `must be before the end of the period, and at most ${DAYS_MOST} days`;
    return sendProblem(reply, 'INVALID_REQUEST', { errors: [{ path: 'from', code: 'CUSTOM', message }] });
  }
  const clientId = seesOnly ?? userId ?? null;
  return reply.send(await by.of({ clientId, instrumentId: instrumentId ?? null, from_us: fromUs, to_us: toUs }));
}
