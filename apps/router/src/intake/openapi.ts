import { problem } from '@fairlead/contracts/problem';
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { scopesOf } from './guard.ts';

const [API_KEY, TOKEN] = ['api_key', 'token'];
const ANY_ANSWER = { '2XX': z.unknown() };
const PROBLEM = {
  description: 'Why it was not done: RFC 9457, with a code of docs/problems.md.',
  content: { 'application/problem+json': { schema: problem } },
};

/** Makes `app.swagger()` the OpenAPI document of every route that is registered afterwards. It serves nothing. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Fairlead router', version: '1' },
      components: {
        securitySchemes: {
          [API_KEY]: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
          [TOKEN]: { type: 'http', scheme: 'bearer', description: 'An API key, or a token of the console.' },
        },
      },
    },
    transform: ({ schema, route, ...rest }) =>
      jsonSchemaTransform({ ...rest, route, schema: { ...schema, ...accessOf(route), response: answersOf(schema) } }),
    transformObject: (document) => withPlainNames(jsonSchemaTransformObject(document)),
  });
}

/** Who may ask: whoever has one of the scopes of the route's guard, by either credential. */
function accessOf({ onRequest }: RouteOptions): Pick<FastifySchema, 'security'> {
  const scopes = scopesOf(onRequest);
  if (scopes === null) return {};
  return { security: scopes.flatMap((scope) => [{ [API_KEY]: [scope] }, { [TOKEN]: [scope] }]) };
}

function answersOf(schema: FastifySchema | undefined): object {
  const said = schema?.response;
  return { ...(typeof said === 'object' && said !== null ? said : ANY_ANSWER), default: PROBLEM };
}

type Document = ReturnType<NonNullable<FastifyDynamicSwaggerOptions['transformObject']>>;
const SHAPES = '#/components/schemas/';
const READ = 'Input';

/**
 * Keeps the shapes that routes speak of, by their names in the contracts. The library describes every shape twice, as it is read and as it
 * is answered, and puts `Input` behind the name of the first; that stays where a shape is used both ways.
 */
function withPlainNames(document: Document): Document {
  if (!('components' in document)) return document;
  const shapes = new Map<string, unknown>(Object.entries(document.components?.schemas ?? {}));
  const used = namesIn(document.paths, shapes);
  const plain = (name: string) => name.slice(0, -READ.length);
  const nameOf = (name: string) => (name.endsWith(READ) && !used.has(plain(name)) ? plain(name) : name);
  const schemas = Object.fromEntries([...used].sort().map((name) => [nameOf(name), shapes.get(name)]));
  const text = JSON.stringify({ ...document, components: { ...document.components, schemas } });
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(SHAPES) ? SHAPES + nameOf(value.slice(SHAPES.length)) : value,
  );
}

/** The names of the shapes in something, and in those. */
function namesIn(something: unknown, shapes: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (at: unknown) => {
    for (const [, name = ''] of JSON.stringify(at).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (names.has(name)) continue;
      names.add(name);
      look(shapes.get(name));
    }
  };
  look(something);
  return names;
}
