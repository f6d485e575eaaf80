import {
  calibrationQuery,
  executionExpectations,
  executionQuality,
  fillCalibration,
  qualityQuery,
} from '@fairlead/contracts/quality';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { ExecutionSource } from '@fairlead/core/analytics/quality-dimension';
import { ok, type Result } from '@fairlead/core/result';
import type { ExecutionQualityRepository } from '@fairlead/db/repositories/execution-quality-repository';
import type { QualityFilter } from '@fairlead/db/repositories/quality-cut';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { askedPeriod } from '../asked-period.ts';
import { principalOf } from '../guard.ts';
import { type Refused, sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { whoseOrders } from '../whose-orders.ts';
import type { StatisticsRoutes } from './statistics.ts';

/** What the routes of execution quality work with. */
export interface QualityRoutes extends Pick<StatisticsRoutes, 'tables' | 'clock'> {
  readonly quality: Pick<ExecutionQualityRepository, 'figures' | 'expectations' | 'calibration'>;
}

const DAYS = 30;
/** What another firm has routed says nothing of this one's routing. */
const OWN_SOURCES: readonly ExecutionSource[] = ['ROUTED', 'REPORTED', 'IMPORTED'];
type Asked = z.infer<typeof calibrationQuery>;

/** GET quality: how well orders were executed; expectations: what parts were expected to cost beside what they did; calibration: the same of fills. */
export const qualityRoutes: Routes<QualityRoutes> = async (app, { quality, tables, clock }) => {
  const onRequest = app.guard('orders:read');
  const asked = async (request: FastifyRequest<{ Querystring: Asked }>) => {
    const filter = filterOf(request, clock);
    if (!filter.ok) return filter;
    const told = await tables.forFigures(request.query.min_position);
    return told.ok ? ok({ filter: filter.value, head: headOf(filter.value, told.value) }) : told;
  };
  const figures = { querystring: qualityQuery, response: { 200: executionQuality } };
  app.get('/quality', { onRequest, schema: figures }, async (request, reply) => {
    const found = await asked(request);
    if (!found.ok) return sendProblem(reply, ...found.error);
    const by = request.query.by ?? [];
    const rows = await quality.figures(found.value.filter, by);
    const shown = rows.map((row) => ({ ...row, keys: [...row.keys], horizons: [...row.horizons] }));
    return reply.send({ ...found.value.head, by, rows: shown });
  });
  const expected = { querystring: qualityQuery, response: { 200: executionExpectations } };
  app.get('/quality/expectations', { onRequest, schema: expected }, async (request, reply) => {
    const found = await asked(request);
    if (!found.ok) return sendProblem(reply, ...found.error);
    const by = request.query.by ?? [];
    const rows = await quality.expectations(found.value.filter, by);
    return reply.send({ ...found.value.head, by, rows: rows.map((row) => ({ ...row, keys: [...row.keys] })) });
  });
  const calibrated = { querystring: calibrationQuery, response: { 200: fillCalibration } };
  app.get('/quality/calibration', { onRequest, schema: calibrated }, async (request, reply) => {
    const found = await asked(request);
    if (!found.ok) return sendProblem(reply, ...found.error);
    const { buckets, ...calibration } = await quality.calibration(found.value.filter);
    return reply.send({ ...found.value.head, ...calibration, buckets: [...buckets] });
  });
};

/** What is asked for, within what the asker may see. */
function filterOf(
  request: FastifyRequest<{ Querystring: Asked }>,
  clock: QualityRoutes['clock'],
): Result<QualityFilter, Refused> {
  const { user_id: userId, sources = OWN_SOURCES, simulated, ...query } = request.query;
  const whose = whoseOrders(principalOf(request), userId);
  if (!whose.ok) return whose;
  const period = askedPeriod(query, clock, DAYS);
  if (!period.ok) return period;
  return ok({
    ...period.value,
    ...{ clientId: whose.value, simulated: simulated === 'true', sources },
    venueId: query.venue_id ?? null,
    instrumentId: query.instrument_id ?? null,
    objective: query.objective ?? null,
    size: query.size ?? null,
  });
}

function headOf({ clientId, simulated, sources, from_us, to_us }: QualityFilter, position: number) {
  const period = { from: isoTime(from_us), to: isoTime(to_us) };
  return { user_id: clientId, simulated, sources: [...sources], ...period, position };
}
