import { createServer, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';
import type { JobState } from '../job/job-board.ts';
import { answer } from './answer.ts';

/** What the worker's health is read from. Each question throws, or does not answer, where its part is not well. */
export interface HealthParts {
  readonly database: () => Promise<unknown>;
  readonly queue: () => Promise<Record<string, number>>;
  readonly jobs: () => JobState[];
  readonly metrics: Registry;
}

/** The health page of a running worker. */
export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/**
 * Serves GET /metrics and GET /health on loopback: 200 and `ok` where the database and the queue answer, else 503 with which does not. A job that fails does
 * not make the worker ill, it is shown. Port 0 lets the system choose.
 */
export async function serveHealth(parts: HealthParts, port: number): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET') return send(response, 404, { error: 'NOT_FOUND' });
    const broken = () => send(response, 500, { error: 'INTERNAL' });
    if (path === '/metrics') return void sendMetrics(response, parts.metrics).catch(broken);
    if (path !== '/health') return send(response, 404, { error: 'NOT_FOUND' });
    health(parts).then((body) => send(response, body.status === 'ok' ? 200 : 503, body), broken);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function health(parts: HealthParts) {
  const [database, queue] = await Promise.all([answer(parts.database), answer(parts.queue)]);
  return {
    status: database.ok && queue.ok ? ('ok' as const) : ('unavailable' as const),
    database: database.ok ? 'ok' : database.error,
    queue: queue.ok ? queue.value : queue.error,
    jobs: parts.jobs(),
  };
}

async function sendMetrics(response: ServerResponse, registry: Registry): Promise<void> {
  const text = await registry.metrics();
  response.writeHead(200, { 'content-type': registry.contentType });
  response.end(text);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
