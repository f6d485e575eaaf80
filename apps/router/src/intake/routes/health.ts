import type { Registry } from 'prom-client';
import type { CheckWatch } from '../check-watch.ts';
import type { Routes } from '../route-schema.ts';

/** What health and metrics are told from. */
export interface HealthRoutes {
  readonly checks: CheckWatch;
  readonly registry: Registry;
}

/** GET health and metrics: open to everybody on the loopback, and without any order's data. */
export const healthRoutes: Routes<HealthRoutes> = async (app, { checks, registry }) => {
  app.get('/health/live', { exposeHeadRoute: true }, async () => ({ status: 'live' }));
  app.get('/health/ready', { exposeHeadRoute: true }, async (_request, reply) => {
    const results = checks.look().map(({ name, ready, detail }) => ({ name, ready, detail }));
    const isReady = results.every((result) => result.ready);
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready', checks: results });
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
};
