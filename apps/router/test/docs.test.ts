import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiDocument } from '../src/intake/document/api-document.ts';
import { LISTED_PROBLEMS, LISTED_REJECTS } from '../src/intake/document/problem-list.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

let app: Awaited<ReturnType<typeof benchApi>>;
let pages: ReadonlyMap<string, string>;

const page = async (address: string) => {
  const answer = await app.inject(address);
  expect([address, answer.statusCode]).toEqual([address, 200]);
  return answer.body;
};
const targets = (body: string) => [...body.matchAll(/href="([^"]+)"/g)].map(([, target = '']) => target);
const operationCount = async () => {
  const { paths }: ApiDocument = (await app.inject('/openapi.json')).json();
  return Object.values(paths).flatMap((methods) => Object.values(methods)).length;
};

beforeAll(async () => {
  app = await benchApi(new BenchRouter(), { decisions: [] });
  await app.ready();
  const found = new Map<string, string>();
  const read = async (address: string): Promise<void> => {
    const [path = ''] = address.split('#');
    if (found.has(path) || !path.startsWith('/docs')) return;
    found.set(path, await page(path));
    if (!path.endsWith('.css')) for (const target of targets(found.get(path) ?? '')) await read(target);
  };
  await read('/docs');
  pages = found;
});
afterAll(() => app.close());

describe('the documentation for people', () => {
  it('has a page of every operation, reached from the first one, and leads nowhere that is not there', async () => {
    const operations = [...pages.keys()].filter((address) => address.startsWith('/docs/operations/'));
    expect(operations.length).toBe(await operationCount());
    for (const [address, body] of pages) {
      for (const target of targets(body).filter((each) => each.startsWith('/docs'))) {
        const [path = '', anchor] = target.split('#');
        const there = pages.get(path);
        expect([address, target, there !== undefined]).toEqual([address, target, true]);
        if (anchor !== undefined) expect([target, there?.includes(`id="${anchor}"`)]).toEqual([target, true]);
      }
    }
  });

  it('tells of an operation what is sent, who may, what comes back and what it may be refused with', () => {
    const body = pages.get('/docs/operations/placeOrder') ?? '';
    for (const told of [
      'POST</span><code>/api/v1/smart-routing/orders',
      'Needs the scope orders:write.',
      '<code>constraints.max_fee</code>',
      'default DAY',
      '<code>FASTEST_EXECUTION</code>',
      'SmartRoutingResponse',
      '<code>routing_decisions[].venue_id</code>',
      'Idempotent-Replay',
      'href="/docs/problems#ORDER_CONFLICT"',
      "curl -X POST 'http://router.example/api/v1/smart-routing/orders'",
      '&quot;order_id&quot;: &quot;oms-2026-000417&quot;',
    ])
      expect(body).toContain(told);
  });

  it('has a place for every code, with its cause and its remedy', () => {
    const body = pages.get('/docs/problems') ?? '';
    for (const { code } of [...LISTED_PROBLEMS, ...LISTED_REJECTS]) expect(body).toContain(`id="${code}"`);
    expect(body).toContain('This order_id was used before with another body.');
    expect(body).toContain('Send another order under another order_id; a change of this one is PATCH.');
  });

  it('runs no script and loads nothing but its style sheet, and is let do neither', async () => {
    for (const address of ['/docs', '/docs/problems', '/docs/operations/placeOrder']) {
      const { headers, body } = await app.inject(address);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self';/);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(body).not.toMatch(/<script|style="|src=|https?:\/\/(?!router\.example)/);
    }
    expect((await app.inject('/docs/style.css')).headers['content-type']).toBe('text/css; charset=utf-8');
  });

  it('has no page of what is no operation', async () => {
    expect((await app.inject('/docs/operations/nothing')).json().code).toBe('NOT_FOUND');
  });
});
