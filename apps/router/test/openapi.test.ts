import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiDocument, ApiSchema } from '../src/intake/document/api-document.ts';
import { OPERATION_GROUPS } from '../src/intake/document/operations.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { VALID_REQUESTS } from './valid-requests.ts';

let app: Awaited<ReturnType<typeof benchApi>>;
let document: ApiDocument;

beforeAll(async () => {
  app = await benchApi(new BenchRouter(), { decisions: [] });
  await app.ready();
  document = (await app.inject('/openapi.json')).json();
});
afterAll(() => app.close());

const operation = (method: string, url: string) =>
  document.paths[url.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
const resolved = (shape: ApiSchema | undefined) =>
  shape?.$ref === undefined ? shape : document.components.schemas[shape.$ref.split('/').at(-1) ?? ''];

describe('the OpenAPI document, made of the schemas that stand at the routes', () => {
  it('has every route that is registered', () => {
    const routes = app.scopedRoutes.filter(({ method, url }) => method !== 'HEAD' && !/^\/docs(\/|$)/.test(url));
    expect(document.openapi).toBe('3.1.0');
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.filter(({ method, url }) => operation(method, url) === undefined)).toEqual([]);
  });

  it('is served to anybody, by its release and at the address of the router, and not again to whoever has it', async () => {
    const first = await app.inject('/openapi.json');
    expect(first.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(document.info.version).toBe('1.2.3');
    expect(document.servers?.map(({ url }) => url)).toEqual(['http://router.example', '/']);
    const again = await app.inject({ url: '/openapi.json', headers: { 'if-none-match': String(first.headers.etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const other = await app.inject({ url: '/openapi.json', headers: { 'if-none-match': '"another"' } });
    expect(other.statusCode).toBe(200);
  });

  it('names every operation: its id, its summary, what it does, and where it belongs', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    const unnamed = operations.filter(
      ({ operationId, summary, description, tags }) => !operationId || !summary || !description || tags?.length !== 1,
    );
    expect(unnamed).toEqual([]);
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.length).toBe(new Set(ids).size);
    // Words of a route that is gone would be nobody's.
    const said = OPERATION_GROUPS.flatMap((group) => Object.values(group.operations).map(({ id }) => id));
    expect([...said].sort()).toEqual([...ids].sort());
  });

  it('says what each answer may be: its headers, the codes of its problems, when to come back', () => {
    const { responses } = operation('post', '/api/v1/smart-routing/orders') ?? { responses: {} };
    expect(Object.keys(responses['202']?.headers ?? {})).toEqual([
      'X-Trace-Id',
      'Idempotent-Replay',
      'Journal-Position',
    ]);
    expect(Object.keys(responses['503']?.headers ?? {})).toEqual(['X-Trace-Id', 'Retry-After']);
    const codes = (status: string) =>
      responses[status]?.content?.['application/problem+json']?.schema?.allOf?.[1]?.properties?.code;
    expect(codes('409')?.enum).toEqual(['ORDER_CONFLICT']);
    expect(codes('503')?.enum).toContain('OVERLOADED');
    expect(codes('422')?.$ref).toBe('#/components/schemas/RejectCode');
    expect(responses.default?.description).toContain('REQUEST_TIMEOUT');
  });

  it('shows defaults, the names of a list, and times without the pattern of every calendar day', () => {
    const order = document.components.schemas.SmartRoutingRequest?.properties;
    expect(order?.time_in_force?.default).toBe('DAY');
    expect(order?.routing_objective?.anyOf?.[0]?.description).toContain('SMART_BALANCE for SMART');
    const { parameters = [] } = operation('get', '/api/v1/smart-routing/orders') ?? {};
    const schema = (name: string) => parameters.find((each) => each.name === name)?.schema;
    expect(schema('limit')?.default).toBe(100);
    expect(schema('state')?.items?.enum).toContain('FILLED');
    expect(schema('from')?.format).toBe('date-time');
    expect(JSON.stringify(document).includes('[2468][048]')).toBe(false);
  });

  it.each(VALID_REQUESTS)('names every field that $method $path takes', ({ method, path, params, query, body }) => {
    const { parameters = [], requestBody } = operation(method, path) ?? {};
    const named = (place: string) => parameters.filter((each) => each.in === place).map(({ name }) => name);
    expect(named('path')).toEqual(Object.keys(params ?? {}));
    expect(named('query')).toEqual(expect.arrayContaining(Object.keys(query ?? {})));
    const shape = resolved(requestBody?.content['application/json']?.schema);
    const shapes = shape?.oneOf ?? (shape === undefined ? [] : [shape]);
    const fields = shapes.map(({ properties = {} }) => Object.keys(properties));
    const said = Object.keys(body ?? {});
    expect(said.length === 0 || fields.some((known) => said.every((name) => known.includes(name)))).toBe(true);
  });
});
