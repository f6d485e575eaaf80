import { randomUUID } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Log } from '../ports.ts';
import type { Access } from './access.ts';
import { type ConnectionLimits, HEADER_BYTES_MAX, limitConnections } from './connections.ts';
import { type Guard, guardOf, type RateLimits, type RouteScopes, scopesOf } from './guard.ts';
import { parseExactJson } from './json-body.ts';
import { problemOfError, sendProblem, traceHeader } from './problem.ts';

const BODY_LIMIT_BYTES = 262_144;

/** What the routes are built on. */
export interface Server {
  readonly app: FastifyInstance;
  readonly guard: Guard;
}

/** How much the server takes of whom. */
export interface ServerLimits {
  readonly rates: RateLimits;
  readonly connections: ConnectionLimits;
}

/** The HTTP server without its routes: exact JSON, trace ids, problem documents for everything that goes wrong, access by scope. */
export async function createServer(access: Access, log: Log, limits: ServerLimits): Promise<Server> {
  const { patience } = limits.connections;
  const routes: RouteScopes[] = [];
  const app = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: patience.requestMs,
    keepAliveTimeout: patience.idleMs,
    http: {
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.lookEveryMs,
      maxHeaderSize: HEADER_BYTES_MAX,
    },
  });
  limitConnections(app.server, limits.connections);
  app.addHook(
    'onRoute',
    ({ method, url, onRequest }) => void routes.push({ method: String(method), url, scopes: scopesOf(onRequest) }),
  );
  app.decorate('scopedRoutes', routes);
  app.decorateRequest('principal', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseExactJson(String(body)));
    } catch {
      done(Object.assign(new Error('not JSON'), { statusCode: 400 }), undefined);
    }
  });
  app.addHook('onRequest', async (request, reply) => {
    traceHeader(request, reply);
    // What is answered is one person's; no cache keeps it and no browser guesses what it is.
    void reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'NOT_FOUND'));
  app.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) => {
    const problem = problemOfError(error);
    if (problem === 'INTERNAL') log.error({ err: error, traceId: request.id, url: request.url }, 'a request failed');
    return sendProblem(reply, problem);
  });
  await app.register(websocket, { options: { maxPayload: 4_096 } });
  await app.register(rateLimit, { global: false });
  return { app, guard: guardOf(app, access, limits.rates) };
}
