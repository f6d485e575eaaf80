import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiDocument } from '../src/intake/document/api-document.ts';
import { servedDocument } from '../src/intake/document/openapi.ts';
import { createServer } from '../src/intake/server.ts';
import { benchAccess, LIMITS } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const OLD = { since: '2027-01-31', sunset: '2028-02-01', instead: '/api/v1/new' };

let app: Awaited<ReturnType<typeof createServer>>;

beforeEach(async () => {
  const log = { info() {}, warn() {}, error() {} };
  app = await createServer({ access: benchAccess(new BenchRouter()), log, limits: LIMITS, tracing: null });
});
afterEach(() => app.close());

describe('a route that goes away', () => {
  it('says so with every answer: since when, until when, and what takes its place', async () => {
    app.get('/api/v1/old', { config: { deprecated: OLD } }, async () => ({ said: 'as ever' }));
    app.get('/api/v1/new', async () => ({}));
    const answers = [await app.inject('/api/v1/old'), await app.inject('/api/v1/old?misspelt=1')];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 400]);
    for (const { headers } of answers)
      expect(headers).toMatchObject({
        deprecation: '@1801353600',
        sunset: 'Tue, 01 Feb 2028 00:00:00 GMT',
        link: '</docs#deprecation>; rel="deprecation"; type="text/html", </api/v1/new>; rel="successor-version"',
      });
    const { headers } = await app.inject('/api/v1/new');
    expect([headers.deprecation, headers.sunset, headers.link]).toEqual([undefined, undefined, undefined]);
  });

  it('is marked in the document, with the same days', async () => {
    app.get('/api/v1/old', { config: { deprecated: OLD } }, async () => ({}));
    app.get('/api/v1/new', async () => ({}));
    await app.ready();
    const { paths }: ApiDocument = servedDocument(app, { release: '1', address: null });
    expect(paths['/api/v1/old']?.get).toMatchObject({
      deprecated: true,
      'x-deprecated-since': '2027-01-31',
      'x-sunset': '2028-02-01',
      'x-instead': '/api/v1/new',
    });
    expect(paths['/api/v1/new']?.get?.deprecated).toBeUndefined();
  });

  it('is not registered with less than the year that was promised', () => {
    const hasty = { ...OLD, sunset: '2028-01-30' };
    expect(() => app.get('/api/v1/old', { config: { deprecated: hasty } }, async () => ({}))).toThrow(/a year/);
  });
});
