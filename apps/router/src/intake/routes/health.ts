import type { Registry } from 'prom-client';
import { z } from 'zod';
import type { CheckWatch } from '../check-watch.ts';
import type { Routes } from '../route-schema.ts';

/** What health and metrics are told from. */
export interface HealthRoutes {
  readonly checks: CheckWatch;
  readonly registry: Registry;
}

const live = z.object({ status: z.literal('live') }).meta({ id: 'Liveness' });
const ready = z
  .object({
    status: z.enum(['ready', 'not ready']),
    checks: z.array(z.object({ name: z.string(), ready: z.boolean(), detail: z.string() })),
  })
  .meta({ id: 'Readiness', description: 'What readiness depends on: one check that fails makes it `not ready`.' });
const metrics = {
  description: 'The text format of Prometheus.',
  content: { 'text/plain': { schema: z.string() } },
};

/** GET health and metrics: open to everybody on the loopback, and without any order's data. */
export const healthRoutes: Routes<HealthRoutes> = async (app, { checks, registry }) => {
  const alive = { exposeHeadRoute: true, schema: { response: { 200: live } } };
  app.get('/health/live', alive, async () => ({ status: 'live' as const }));
  const readiness = { exposeHeadRoute: true, schema: { response: { 200: ready, 503: ready } } };
  app.get('/health/ready', readiness, async (_request, reply) => {
    const results = checks.look().map(({ name, ready, detail }) => ({ name, ready, detail }));
    const isReady = results.every((result) => result.ready);
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready', checks: results });
  });
  app.get('/metrics', { schema: { response: { 200: metrics } } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
};
