import { randomUUID } from 'node:crypto';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Log } from '../ports.ts';
import type { Access, Principal, Scope } from './access.ts';
import { parseExactJson } from './json-body.ts';
import { problemOfError, sendProblem, traceHeader } from './problem.ts';

const BODY_LIMIT_BYTES = 262_144;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; null until a route has asked for a scope. */
    principal: Principal | null;
  }
}

/** A route that answers only to those who hold one of these scopes. */
export type Guard = (
  ...scopes: readonly [Scope, ...Scope[]]
) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

/** What the routes are built on. */
export interface Server {
  readonly app: FastifyInstance;
  readonly guard: Guard;
}

/** The HTTP server without its routes: exact JSON, trace ids, problem documents for everything that goes wrong, access by scope. */
export async function createServer(access: Access, log: Log): Promise<Server> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 200 },
  });
  app.decorateRequest('principal', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseExactJson(String(body)));
    } catch {
      done(Object.assign(new Error('not JSON'), { statusCode: 400 }), undefined);
    }
  });
  app.addHook('onRequest', async (request, reply) => traceHeader(request, reply));
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'NOT_FOUND'));
  app.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) => {
    const problem = problemOfError(error);
    if (problem === 'INTERNAL') log.error({ error, traceId: request.id, url: request.url }, 'a request failed');
    return sendProblem(reply, problem);
  });
  await app.register(websocket, { options: { maxPayload: 4_096 } });
  return { app, guard: guardOf(access) };
}

function guardOf(access: Access): Guard {
  return (...scopes) =>
    async (request, reply) => {
      const principal = await access.identify(request.headers);
      if (principal === null) return sendProblem(reply, 'UNAUTHENTICATED');
      if (!scopes.some((scope) => principal.scopes.has(scope)))
        return sendProblem(reply, 'FORBIDDEN', { detail: `This needs the scope ${scopes.join(' or ')}.` });
      request.principal = principal;
      return undefined;
    };
}

/** The principal that the guard has put on the request. Throws where a route forgot its guard. */
export function principalOf(request: FastifyRequest): Principal {
  if (request.principal === null) throw new Error(`no guard on ${request.url}`);
  return request.principal;
}
