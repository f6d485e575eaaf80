import { problem } from '@fairlead/contracts/problem';
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { scopesOf } from '../guard.ts';
import type { ApiDocument } from './api-document.ts';
import { withWords } from './words.ts';

const [API_KEY, TOKEN] = ['api_key', 'token'];
const ANY_ANSWER = { '2XX': z.unknown() };
const PROBLEM = { description: 'Why it was not done.', content: { 'application/problem+json': { schema: problem } } };

type SchemaConfig = NonNullable<Parameters<typeof createJsonSchemaTransform>[0]['zodToJsonConfig']>;
type Override = NonNullable<SchemaConfig['override']>;

const FORMATS = new Set(['date', 'date-time', 'uuid']);

/**
 * What a schema says beyond its shape. Of one that changes what it reads, zod leaves defaults and examples out, because they might be meant of what comes
 * out; here they are always of what is sent. The pattern of a time or a UUID is left out: its format says it, and it is up to three hundred characters long.
 */
const sayMore: Override = ({ zodSchema, jsonSchema }) => {
  const said = zodSchema instanceof z.ZodType ? z.globalRegistry.get(zodSchema) : undefined;
  if (zodSchema instanceof z.ZodDefault) jsonSchema.default = zodSchema.def.defaultValue;
  if (said?.default !== undefined) jsonSchema.default = said.default;
  if (Array.isArray(said?.examples)) jsonSchema.examples = said.examples;
  // What is read from one text or several is a list all the same.
  if (said?.items !== undefined) delete jsonSchema.anyOf;
  if (FORMATS.has(jsonSchema.format ?? '')) delete jsonSchema.pattern;
};
const zodToJsonConfig: SchemaConfig = { override: sayMore };
const toJsonSchema = createJsonSchemaTransform({ zodToJsonConfig });
const toDocument = createJsonSchemaTransformObject({ zodToJsonConfig });

/** Makes `app.swagger()` the OpenAPI document of every route that is registered afterwards. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Fairlead router', version: '' },
      components: {
        securitySchemes: {
          [API_KEY]: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
          [TOKEN]: { type: 'http', scheme: 'bearer', description: 'An API key, or a token of the console.' },
        },
      },
    },
    transform: ({ schema, route, ...rest }) =>
      toJsonSchema({
        ...rest,
        route,
        schema: { ...schema, ...accessOf(route), ...endOf(route), response: answersOf(schema) },
      }),
    transformObject: (document) => withPlainNames(toDocument(document)),
  });
}

/** The document as it is served: with the words of each operation, the release that it is of, and the address of the router where that is known. */
export function servedDocument(app: FastifyInstance, { release, address }: Served): ApiDocument {
  const bare: ApiDocument = JSON.parse(JSON.stringify(app.swagger()));
  const own = address === null ? [] : [{ url: address, description: 'This installation.' }];
  return withWords({
    ...bare,
    info: { ...bare.info, version: release, description: ABOUT },
    servers: [...own, { url: '/', description: 'Where this document was read.' }],
  });
}

/** What the document says of who serves it. */
interface Served {
  readonly release: string;
  readonly address: string | null;
}

const ABOUT =
  'Decides where orders go, executes them, and proves why. JSON in snake_case; numbers may come as JSON numbers or as decimal texts, and are read exactly. Credentials are an API key (`X-API-Key`, or `Authorization: Bearer`) or a token of the console. Every answer that is not the one asked for is an RFC 9457 problem document with a code of a closed list; `/docs/problems` says what to do about each.';

/** Who may ask: whoever has one of the scopes of the route's guard, by either credential. */
function accessOf({ onRequest }: RouteOptions): Pick<FastifySchema, 'security'> {
  const scopes = scopesOf(onRequest);
  if (scopes === null) return {};
  return { security: scopes.flatMap((scope) => [{ [API_KEY]: [scope] }, { [TOKEN]: [scope] }]) };
}

/** That it goes away, and when. */
function endOf({ config }: RouteOptions): object {
  if (config?.deprecated === undefined) return {};
  const { since, sunset, instead } = config.deprecated;
  return { deprecated: true, 'x-deprecated-since': since, 'x-sunset': sunset, 'x-instead': instead };
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
