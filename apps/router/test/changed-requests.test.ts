import { REJECT_MESSAGES } from '@fairlead/core/order/reject-code';
import { createPool } from '@fairlead/db/pool';
import { ExecutionQualityRepository } from '@fairlead/db/repositories/execution-quality-repository';
import { JobHistoryRepository } from '@fairlead/db/repositories/job-history-repository';
import { KeyRepository } from '@fairlead/db/repositories/key-repository';
import { MarkoutRepository } from '@fairlead/db/repositories/markout-repository';
import { OrderRepository } from '@fairlead/db/repositories/order-repository';
import { reportRepositories } from '@fairlead/db/repositories/report-repositories';
import { RiskListsRepository } from '@fairlead/db/repositories/risk-lists-repository';
import { StatisticsRepository } from '@fairlead/db/repositories/statistics-repository';
import { testDatabase } from '@fairlead/db/testing/test-database';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { StoredExecutionReader } from '../src/intake/execution-reader.ts';
import { PROBLEMS } from '../src/intake/problem.ts';
import { benchApi, benchLimits, benchRules } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { changedRequest, type WireRequest } from './changed-requests.ts';
import { type KeyName, VALID_REQUESTS } from './valid-requests.ts';

const CODES = new Set<string>([...Object.keys(PROBLEMS), ...Object.keys(REJECT_MESSAGES)]);
const KEYS: Readonly<Record<KeyName, string>> = {
  trader: 'flk_all',
  operator: 'flk_ops',
  admin: 'flk_admin',
  author: 'flk_author',
  approver: 'flk_second',
  halter: 'flk_halt',
  runner: 'flk_jobs',
  reporter: 'flk_reporter',
};

let db: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof createPool>;
let app: Awaited<ReturnType<typeof benchApi>>;

beforeAll(async () => {
  db = await testDatabase();
  pool = createPool(db.url, { max: 4, onError: () => {} });
  const router = new BenchRouter({ timersRun: 'at once' });
  router.quote('XNYS', [18_740, 500], [18_742, 500]);
  router.quote('ARCX', [18_739, 500], [18_743, 500]);
  const stored = {
    decisions: [],
    statistics: new StatisticsRepository(pool),
    quality: new ExecutionQualityRepository(pool),
    listStore: new RiskListsRepository(pool),
    jobs: new JobHistoryRepository(pool),
    keys: new KeyRepository(pool),
    reports: reportRepositories(pool),
    limitsOf: benchLimits(pool),
    executions: new StoredExecutionReader({
      orders: new OrderRepository(pool),
      markouts: new MarkoutRepository(pool),
    }),
    // Nobody on the bench ever answers: who waits for the end of an order has waited long enough in the next turn.
    timers: {
      after: (_delayMs: number, run: () => void) => ({ cancel: clearImmediate.bind(null, setImmediate(run)) }),
    },
  };
  app = await benchApi(router, stored, benchRules(router, pool));
});
afterAll(async () => {
  await pool.end();
  await db[Symbol.asyncDispose]();
});

const send = ({ method, url, body, key }: WireRequest) =>
  app.inject({
    method,
    url,
    headers: { 'x-api-key': KEYS[key], ...(body === null ? {} : { 'content-type': 'application/json' }) },
    ...(body === null ? {} : { payload: body }),
  });

it('every route that reads something has a valid request to change', () => {
  const routes = app.scopedRoutes.filter(({ scopes, url }) => scopes !== null && !url.endsWith('/stream'));
  const known = new Set(VALID_REQUESTS.map(({ method, path }) => `${method} ${path}`));
  expect(routes.map(({ method, url }) => `${method} ${url}`).filter((route) => !known.has(route))).toEqual([]);
});

it('a valid request with one or two changes is answered, or refused by a code and a field', async () => {
  await fc.assert(
    fc.asyncProperty(changedRequest, async (request) => {
      const answer = await send(request);
      expect(answer.statusCode, answer.body).toBeLessThan(500);
      if (answer.statusCode < 400) return;
      const problem = answer.json();
      expect(CODES).toContain(problem.code);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      const names = problem.code === 'INVALID_REQUEST' || problem.status === 422;
      expect(problem.errors.length > 0 || !names, answer.body).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
