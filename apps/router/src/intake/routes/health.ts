import type { Registry } from 'prom-client';
import type { Server } from '../server.ts';

/** One thing that readiness depends on. */
export interface Check {
  readonly name: string;
  readonly isReady: () => boolean;
  readonly detail: () => string;
}

/** GET health and metrics: open to everybody on the loopback, and without any order's data. */
export function healthRoutes({ app }: Server, checks: readonly Check[], registry: Registry): void {
  app.get('/health/live', { exposeHeadRoute: true }, async () => ({ status: 'live' }));
  app.get('/health/ready', { exposeHeadRoute: true }, async (_request, reply) => {
    const results = checks.map((check) => ({ name: check.name, ready: check.isReady(), detail: check.detail() }));
    const isReady = results.every((result) => result.ready);
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready', checks: results });
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}
