import type { QualityDimension } from '@fairlead/core/analytics/quality-dimension';
import type { QualityFilter } from '@fairlead/db/repositories/quality-cut';
import type { QualityFigures } from '@fairlead/db/repositories/quality-figures';
import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const BASE = '/api/v1/smart-routing';
const DAYS_30_US = 30 * 86_400_000_000;
const CLIENT = { 'x-api-key': 'flk_read' };
const FIRM = { authorization: 'Bearer token-of-auditor' };
const EXPECTED = { children: 2, filled_quantity: '100', expected_cost_bps: 1, realised_cost_bps: 1.25 };

let asked: { filter: QualityFilter; by: readonly QualityDimension[] }[];
let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;

beforeEach(async () => {
  asked = [];
  router = new BenchRouter();
  const told = <T>(answer: T) => {
    return async (filter: QualityFilter, by: readonly QualityDimension[] = []): Promise<T> => {
      asked.push({ filter, by });
      return answer;
    };
  };
  const quality = {
    figures: told<QualityFigures[]>([]),
    expectations: told([{ keys: ['XNYS', null], currency: 'USD', unit: 'SHARES', ...EXPECTED }]),
    calibration: told({
      ...{ decisions: 4, bias: -0.1, brier: 0.02, calibration_error: 0.05 },
      buckets: [{ low: 0.9, high: 1, decisions: 4, expected: 0.95, realised: 0.85, low95: 0.5, high95: 0.97 }],
    }),
  };
  app = await benchApi(router, { decisions: [], quality });
});

const get = (path: string, headers: Record<string, string> = FIRM) =>
  app.inject({ method: 'GET', url: `${BASE}${path}`, headers });

describe.each(['/quality', '/quality/expectations', '/quality/calibration'])('GET %s', (path) => {
  it('is of the last 30 days, of real orders, and without what another firm has routed', async () => {
    const answer = await get(path);
    expect(answer.statusCode).toBe(200);
    const sources = ['ROUTED', 'REPORTED', 'IMPORTED'];
    const all = { venueId: null, instrumentId: null, objective: null, size: null, clientId: null, simulated: false };
    expect(asked).toEqual([
      { filter: { ...all, sources, from_us: router.nowUs - DAYS_30_US, to_us: router.nowUs }, by: [] },
    ]);
    expect(answer.json()).toMatchObject({ user_id: null, simulated: false, sources, position: 0 });
  });

  it('shows a client its own orders, and nobody else’s', async () => {
    await get(path, CLIENT);
    expect(asked.map(({ filter }) => filter.clientId)).toEqual(['client-1']);
    expect((await get(`${path}?user_id=client-2`, CLIENT)).json()).toMatchObject({ code: 'FORBIDDEN' });
    expect(asked).toHaveLength(1);
  });

  it('takes what is looked for', async () => {
    const wanted =
      'venue_id=XNYS&instrument_id=AAPL&objective=SMART&size=200000&simulated=true&sources=LOOK_THROUGH,IMPORTED';
    await get(`${path}?${wanted}&from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z`);
    const from_us = Date.UTC(2026, 10, 1) * 1_000;
    expect(asked[0]?.filter).toEqual({
      ...{ venueId: 'XNYS', instrumentId: 'AAPL', objective: 'SMART', size: '200000', simulated: true, clientId: null },
      ...{ sources: ['LOOK_THROUGH', 'IMPORTED'], from_us, to_us: from_us + 86_400_000_000 },
    });
  });

  it.each([
    'by=VENUE,SIZE,DAY',
    'by=COLOUR',
    'size=300',
    'sources=HEARSAY',
    'sources=',
    'simulated=perhaps',
    'from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z',
    'from=2020-11-02T00:00:00Z&to=2026-11-01T00:00:00Z',
  ])('refuses %s', async (query) => {
    expect((await get(`${path}?${query}`)).json()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    expect(asked).toEqual([]);
  });

  it('is for those who may read orders', async () => {
    expect((await get(path, {})).statusCode).toBe(401);
    expect((await get(path, { 'x-api-key': 'flk_author' })).statusCode).toBe(403);
  });
});

it('tells executions apart by two dimensions, in the order in which they are named', async () => {
  await get('/quality?by=VENUE,MONTH');
  await get('/quality/expectations?by=SIZE');
  expect(asked.map(({ by }) => by)).toEqual([['VENUE', 'MONTH'], ['SIZE']]);
});

it('says what was expected beside what came', async () => {
  const costs = (await get('/quality/expectations?by=VENUE,SIZE')).json();
  expect(costs).toMatchObject({ by: ['VENUE', 'SIZE'], rows: [{ keys: ['XNYS', null], ...EXPECTED }] });
  expect((await get('/quality/calibration')).json()).toMatchObject({
    ...{ decisions: 4, bias: -0.1, calibration_error: 0.05 },
    buckets: [{ low: 0.9, realised: 0.85 }],
  });
});
