import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { VALID_REQUESTS } from './valid-requests.ts';

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Shape }>> };
}
interface Shape {
  readonly $ref?: string;
  readonly oneOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Shape>> };
}

let app: Awaited<ReturnType<typeof benchApi>>;
let document: Document;

beforeAll(async () => {
  app = await benchApi(new BenchRouter(), { decisions: [] });
  await app.ready();
  document = JSON.parse(JSON.stringify(app.swagger()));
});
afterAll(() => app.close());

const operation = (method: string, url: string) =>
  document.paths[url.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
const resolved = (shape: Shape | undefined) =>
  shape?.$ref === undefined ? shape : document.components.schemas[shape.$ref.split('/').at(-1) ?? ''];

describe('the OpenAPI document, made of the schemas that stand at the routes', () => {
  it('has every route that is registered', () => {
    const routes = app.scopedRoutes.filter(({ method }) => method !== 'HEAD');
    expect(document.openapi).toBe('3.1.0');
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.filter(({ method, url }) => operation(method, url) === undefined)).toEqual([]);
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
