import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { faultsOf, sendProblem } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a route reads of its query; without it the route takes no query, and null is for one that checks its own. */
    query?: z.ZodType | null;
  }
}

const NOTHING = z.strictObject({});

/** Reads the query of a route as the route has said; what is misspelt is refused, never ignored. */
export async function checkQuery(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const { query = NOTHING } = request.routeOptions.config;
  if (query === null) return undefined;
  const read = query.safeParse(request.query);
  if (!read.success) return sendProblem(reply, 'INVALID_REQUEST', { errors: faultsOf(read.error) });
  request.query = read.data;
  return undefined;
}
