import { randomUUID } from 'node:crypto';
import type { TrustedProxies } from '@fairlead/contracts/client-address';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Log } from '../ports.ts';
import type { Access } from './access.ts';
import { addressProblem } from './address.ts';
import { limitOpenRequests } from './client.ts';
import { type ConnectionLimits, HEADER_BYTES_MAX, limitConnections, type Patience } from './connections.ts';
import { announceDeprecation } from './deprecation.ts';
import { describeRoutes } from './document/openapi.ts';
import { guardOf, orderGuardOf, questionGuardOf, type RateLimits, type RouteScopes, scopesOf } from './guard.ts';
import { readJsonBody } from './json-body.ts';
import type { OrderLoad } from './order-load.ts';
import { IntakeProblem, problemOfError, sendProblem } from './problem.ts';
import { answerExpectation, answerHandshakeError, answerParserError } from './raw-problem.ts';
import { type TracingPorts, traceRequests } from './request-spans.ts';
import { readBySchema, readQueryFirst } from './route-schema.ts';
import { RouteTable } from './route-table.ts';
import { logOf, traceHeader } from './trace.ts';
import { requestWithSockets } from './upgrade.ts';

const BODY_LIMIT_BYTES = 262_144;
/** What a reader of the stream may say at once; it is not listened to. */
const FRAME_BYTES_MAX = 16_384;
/** An id of 100 characters, each percent-encoded. */
const PARAMETER_LENGTH = 300;
const API = '/api/';
/** Below it stand orders by their ids, and beside them everything else that routes them. */
export const ORDERS = '/api/v1/smart-routing';

declare module 'fastify' {
  interface FastifyInstance {
    readonly routeTable: RouteTable;
  }
}

/** How much the server takes of whom. */
export interface ServerLimits {
  readonly rates: RateLimits;
  readonly connections: ConnectionLimits;
  readonly load: Pick<OrderLoad, 'enter' | 'mayAsk'>;
  /** Whose word on a client's address counts. */
  readonly proxies: TrustedProxies;
}

/** What the server stands on. */
export interface ServerParts {
  readonly access: Access;
  readonly log: Log;
  readonly limits: ServerLimits;
  /** Null where nobody collects traces: then no request pays for it. */
  readonly tracing: TracingPorts | null;
}

/**
 * The HTTP server without its routes: exact JSON, texts that records can hold, requests read by the schema of their route, trace ids, problem
 * documents for everything that goes wrong, access by scope.
 */
export async function createServer({ access, log, limits, tracing }: ServerParts): Promise<FastifyInstance> {
  const routes: RouteScopes[] = [];
  const table = new RouteTable();
  const sockets = new Set<string>();
  const app = bareServer(limits.connections.patience, sockets);
  limitConnections(app.server, limits.connections, limits.proxies);
  app.addHook('onRoute', (route) => {
    routes.push({ method: String(route.method), url: route.url, scopes: scopesOf(route.onRequest) });
    table.add([route.method].flat(), route.url);
    if (route.wsHandler !== undefined) sockets.add(route.url);
    announceDeprecation(route);
    if (route.url.startsWith(API)) readQueryFirst(route);
  });
  app.setValidatorCompiler(readBySchema);
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  await describeRoutes(app);
  app.decorate('scopedRoutes', routes);
  app.decorate('routeTable', table);
  app.decorateRequest('trace', null);
  app.decorateRequest('principal', null);
  app.decorateRequest('orderDecided', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) =>
    readJsonBody(body, request.headers),
  );
  if (tracing !== null) traceRequests(app, tracing);
  app.addHook('onRequest', async (request, reply) => {
    traceHeader(request, reply);
    // What is answered is one person's; no cache keeps it and no browser guesses what it is.
    void reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
    const { params, query, raw } = request;
    const problem = addressProblem(raw.url ?? '', { params, query });
    if (problem !== null) throw problem;
    const hosts = raw.rawHeaders.filter((name, place) => place % 2 === 0 && name.toLowerCase() === 'host').length;
    if (hosts > 1 || (hosts === 0 && raw.httpVersion === '1.1')) throw new IntakeProblem('MALFORMED_REQUEST');
  });
  limitOpenRequests(app, limits.proxies, limits.connections.perAddress);
  app.setNotFoundHandler(sendNoRoute);
  app.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) => {
    const { problem, more } = problemOfError(error);
    if (problem === 'INTERNAL') logOf(request, log).error({ err: error }, 'a request failed');
    return sendProblem(reply, problem, more);
  });
  await app.register(websocket, { options: { maxPayload: FRAME_BYTES_MAX } });
  app.websocketServer.on('wsClientError', (_error, socket) => answerHandshakeError(socket));
  await app.register(rateLimit, { global: false });
  const guard = guardOf(app, access, limits);
  app.decorate('guard', guard);
  app.decorate('orderGuard', orderGuardOf(guard, limits.load));
  app.decorate('questionGuard', questionGuardOf(guard, limits.load));
  return app;
}

/** The server that answers in problem documents where no route is met, and nothing else yet. */
function bareServer(patience: Patience, sockets: ReadonlySet<string>): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: PARAMETER_LENGTH },
    requestTimeout: patience.requestMs,
    keepAliveTimeout: patience.idleMs,
    http: {
      IncomingMessage: requestWithSockets(sockets),
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.lookEveryMs,
      maxHeaderSize: HEADER_BYTES_MAX,
      // Where Node checks it, its answer is none of ours.
      requireHostHeader: false,
    },
    clientErrorHandler: answerParserError,
    frameworkErrors: (error, request, reply) => {
      traceHeader(request, reply);
      sendProblem(reply, problemOfError(error).problem);
    },
  });
  app.server.on('checkExpectation', answerExpectation);
  return app;
}

/** The names below the address of orders: no order may have one as its id. */
export function orderNames({ routeTable }: Pick<FastifyInstance, 'routeTable'>): ReadonlySet<string> {
  return routeTable.namesBelow(ORDERS);
}

/** Answers that an address does not take a method, or that there is no such address. */
export function sendNoRoute(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const methods = request.server.routeTable.methodsAt(request.url.split('?')[0] ?? '');
  if (methods.length === 0) return sendProblem(reply, 'NOT_FOUND');
  return sendProblem(reply.header('allow', methods.join(', ')), 'METHOD_NOT_ALLOWED');
}
