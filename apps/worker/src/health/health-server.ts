import { createServer, type ServerResponse } from 'node:http';
import type { JobState } from '../job/job-board.ts';

/** What the worker's health is read from. Each question throws, or does not answer, where its part is not well. */
export interface HealthParts {
  readonly database: () => Promise<unknown>;
  readonly queue: () => Promise<Record<string, number>>;
  readonly jobs: () => JobState[];
}

/** The health page of a running worker. */
export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const ANSWER_MS_MAX = 1_500;

/**
 * Serves GET /health on loopback: 200 and `ok` where the database and the queue answer, else 503 with which does not. A job that fails does
 * not make the worker ill, it is shown. Port 0 lets the system choose.
 */
export async function serveHealth(parts: HealthParts, port: number): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (request.method !== 'GET' || path !== '/health') return send(response, 404, { error: 'NOT_FOUND' });
    health(parts).then(
      (body) => send(response, body.status === 'ok' ? 200 : 503, body),
      () => send(response, 500, { error: 'INTERNAL' }),
    );
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

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

/** Whether a part answers in time; a part that hangs is as ill as one that says so. */
async function answer<T>(ask: () => Promise<T>): Promise<Answer<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${ANSWER_MS_MAX} ms`)), ANSWER_MS_MAX);
  });
  try {
    return { ok: true, value: await Promise.race([ask(), late]) };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
