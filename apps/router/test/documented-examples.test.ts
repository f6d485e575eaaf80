import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiDocument } from '../src/intake/document/api-document.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const ROUTING = '/api/v1/smart-routing';

let app: Awaited<ReturnType<typeof benchApi>>;
let router: BenchRouter;
let document: ApiDocument;

beforeAll(async () => {
  router = new BenchRouter({ timersRun: 'at once' });
  router.quote('XNYS', [18_740, 500], [18_742, 500]);
  router.quote('ARCX', [18_739, 500], [18_743, 500]);
  app = await benchApi(router, { decisions: [] });
  await app.ready();
  document = (await app.inject('/openapi.json')).json();
});
afterAll(() => app.close());

/** The bodies that the document shows for an operation. */
function examplesOf(method: 'post' | 'patch', path: string): readonly Record<string, unknown>[] {
  const schema = document.paths[path]?.[method]?.requestBody?.content['application/json']?.schema;
  const shape = document.components.schemas[schema?.$ref?.split('/').at(-1) ?? ''];
  return (shape?.examples ?? []) as readonly Record<string, unknown>[];
}

it.each([
  ['post', `${ROUTING}/orders`, 202],
  ['post', `${ROUTING}/route`, 200],
  ['post', `${ROUTING}/analyze`, 200],
  ['post', `${ROUTING}/split`, 200],
  ['post', '/api/v1/trading/intelligent/orders/smart', 200],
  ['post', '/api/v1/trading/intelligent/orders/analyze', 200],
] as const)('%s %s takes each body that it is documented with', async (method, path, status) => {
  const examples = examplesOf(method, path);
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) {
    const id = 'order_id' in example ? 'order_id' : 'orderId';
    const payload = { ...example, [id]: `${example[id]}${path.split('/').at(-1)}` };
    const answer = await app.inject({ method, url: path, headers: { 'x-api-key': 'flk_all' }, payload });
    expect([path, answer.statusCode, answer.json().code]).toEqual([path, status, undefined]);
  }
});

it('an order that rests takes the replacement that PATCH is documented with', async () => {
  const [order] = examplesOf('post', `${ROUTING}/orders`);
  const headers = { 'x-api-key': 'flk_all' };
  const limit = { order_type: 'LIMIT', limit_price: '187.30', time_in_force: 'DAY' };
  const placed = { ...order, ...limit, order_id: 'to-be-replaced' };
  expect((await app.inject({ method: 'POST', url: `${ROUTING}/orders`, headers, payload: placed })).statusCode).toBe(
    202,
  );
  const [payload] = examplesOf('patch', `${ROUTING}/{order_id}`);
  const answer = await app.inject({
    method: 'PATCH',
    url: `${ROUTING}/to-be-replaced`,
    headers,
    payload: payload ?? {},
  });
  expect([answer.statusCode, answer.json()]).toEqual([200, expect.objectContaining({ quantity: 200 })]);
});
