import type { FastifyRequest, FastifySchemaCompiler, RouteOptions } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { faultsOf, IntakeProblem } from './problem.ts';

/** Routes as a plug-in: its options are what they work with, and each route says by zod what it reads and answers. */
export type Routes<Parts extends object> = FastifyPluginAsyncZod<Parts>;

/** The query of a route that says nothing of one: what is misspelt is refused, never ignored. */
const NO_QUERY = z.strictObject({});

/**
 * Reads a part of a request by the schema of its route, each fault at its own field. A body that is absent and one that is null are the same:
 * Fastify tells both as null.
 */
export const readBySchema: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data: unknown) => {
    const read = schema.safeParse(data ?? undefined);
    return read.success ? { value: read.data } : { error: faulty(read.error) };
  };

/** Has the query of a route read, also where it says nothing of one; and before its body, which is Fastify's first. */
export function readQueryFirst(route: RouteOptions): void {
  const { querystring = NO_QUERY, ...schema } = route.schema ?? {};
  route.schema = { ...schema, querystring };
  if (schema.body === undefined || !(querystring instanceof z.ZodType)) return;
  const check = async ({ query }: FastifyRequest) => {
    const read = querystring.safeParse(query);
    if (!read.success) throw faulty(read.error);
  };
  route.preValidation = [check, ...[route.preValidation ?? []].flat()];
}

function faulty(error: z.ZodError): IntakeProblem {
  return new IntakeProblem('INVALID_REQUEST', { errors: faultsOf(error) });
}
