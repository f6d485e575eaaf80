import type { RulesVersion } from '@fairlead/contracts/rules';
import { createPool } from '@fairlead/db/pool';
import { ExecutionQualityRepository } from '@fairlead/db/repositories/execution-quality-repository';
import { JobHistoryRepository } from '@fairlead/db/repositories/job-history-repository';
import { JobRecorder } from '@fairlead/db/repositories/job-recorder';
import { KeyRepository } from '@fairlead/db/repositories/key-repository';
import { reportRepositories } from '@fairlead/db/repositories/report-repositories';
import { RiskListsRepository } from '@fairlead/db/repositories/risk-lists-repository';
import { StatisticsRepository } from '@fairlead/db/repositories/statistics-repository';
import { viewedRepositories } from '@fairlead/db/repositories/viewed-repositories';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { benchApi, benchLimits, benchRules } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { decisionsOf, type KeptDecision } from './records.ts';
import { VALID_REQUESTS, type ValidRequest } from './valid-requests.ts';

const BASE = '/api/v1/smart-routing';
const UUID = '01900000-0000-7000-8000-000000000000';
const KEYS = {
  trader: 'flk_all',
  operator: 'flk_ops',
  admin: 'flk_admin',
  author: 'flk_author',
  approver: 'flk_second',
  halter: 'flk_halt',
  runner: 'flk_jobs',
  reporter: 'flk_reporter',
} as const;
/** Executions are read from a journal, which the bench has not; a stream does not end. What they say is shown where they are tested. */
const SHOWN_ELSEWHERE = [`GET ${BASE}/:order_id/execution`, `GET ${BASE}/stream`, `POST ${BASE}/:order_id/executions`];
/** Acts of control on what the bench has not: halts-api, circuit-act, risk-limits-api, risk-lists-api, reports-api and imports-api show their answers. */
const CONTROL_ELSEWHERE = [
  `GET ${BASE}/halt/effect`,
  `POST ${BASE}/circuits/:venue_id`,
  `POST ${BASE}/halt`,
  `POST ${BASE}/halt/:halt_id/release`,
  `POST ${BASE}/risk/limits/:version/approve`,
  `POST ${BASE}/risk/limits/:version/refuse`,
  `POST ${BASE}/risk/restricted/:id/lift`,
  `GET ${BASE}/reports/:id/items`,
  `GET ${BASE}/reports/:id/items/csv`,
  `GET ${BASE}/reports/:id/orders/csv`,
  `GET ${BASE}/reports/:id`,
  `GET ${BASE}/reports/606/:id`,
  `GET ${BASE}/reports/:id/breaks`,
  `GET ${BASE}/reports/:id/files/:name`,
  `GET ${BASE}/reports/:id/orders`,
  `POST ${BASE}/reports/:id/breaks/aside`,
  `POST ${BASE}/reports/:id/again`,
  `POST ${BASE}/reports/:id/approve`,
  `POST ${BASE}/reports/:id/publish`,
  `GET ${BASE}/imports/:id`,
  `GET ${BASE}/imports/:id/faults`,
  `PUT ${BASE}/imports/:id/files/:file/parts/:number`,
  `POST ${BASE}/imports/:id/load`,
  `POST ${BASE}/imports/:id/withdraw`,
];

const PSEUDONYM = '00000000-0000-4000-8000-000000000000';

let db: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof createPool>;
let app: Awaited<ReturnType<typeof benchApi>>;
let document: string;
const router = new BenchRouter({ timersRun: 'at once' });
const stored: { decisions: KeptDecision[] } = { decisions: [] };
const answered = new Set<string>();

beforeAll(async () => {
  db = await testDatabase();
  pool = createPool(db.url, { max: 4, onError: () => {} });
  await pool.query("insert into clients (client_id, name) values ('client-1', 'Client 1')");
  router.quote('XNYS', [18_740, 500], [18_742, 500]);
  router.quote('ARCX', [18_739, 500], [18_743, 500]);
  const statistics = new StatisticsRepository(pool);
  const quality = new ExecutionQualityRepository(pool);
  const viewed = (whose: string | null) => viewedRepositories(pool, whose);
  // Nobody on the bench ever answers: who waits for the end of an order has waited long enough in the next turn.
  const timers = {
    after: (_delayMs: number, run: () => void) => ({ cancel: clearImmediate.bind(null, setImmediate(run)) }),
  };
  app = await benchApi(
    router,
    Object.assign(stored, {
      ...{ statistics, quality, viewed, timers, erasePerson: async () => PSEUDONYM },
      ...{
        listStore: new RiskListsRepository(pool),
        jobs: new JobHistoryRepository(pool),
        keys: new KeyRepository(pool),
        limitsOf: benchLimits(pool),
        reports: reportRepositories(pool),
      },
    }),
    benchRules(router, pool),
  );
  await app.ready();
  document = (await app.inject('/openapi.json')).body.replaceAll('#/components/schemas/', '#/$defs/');
});
afterAll(async () => {
  await app.close();
  await pool.end();
  await db[Symbol.asyncDispose]();
});

/** Sends a request and holds the answer against what the document says of one with its status. Gives what was answered. */
async function ask<Answer>({ method, path, params = {}, query = {}, body, key }: ValidRequest): Promise<Answer> {
  const address = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const { statusCode, headers, ...answer } = await app.inject({
    method,
    url: address,
    query: { ...query },
    headers: { 'x-api-key': KEYS[key], ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  const said = shapeOf({ method, path }, statusCode, String(headers['content-type']).split(';')[0] ?? '');
  expect([path, statusCode, said.safeParse(answer.json()).error?.issues]).toEqual([path, statusCode, undefined]);
  if (statusCode < 300) answered.add(`${method} ${path}`);
  return answer.json<Answer>();
}

/** The shape of an answer as a client reads it off the document. */
function shapeOf({ method, path }: Pick<ValidRequest, 'method' | 'path'>, status: number, type: string): z.ZodType {
  const { paths, components } = JSON.parse(document);
  const { responses } = paths[path.replaceAll(/:(\w+)/g, '{$1}')][method.toLowerCase()];
  const { content } = responses[status] ?? responses[status < 300 ? '2XX' : 'default'];
  return z.fromJSONSchema({ ...content[type].schema, $defs: components.schemas });
}

const reasoned = (path: string, version: number, body: object = {}) =>
  ask<RulesVersion>({
    method: 'POST',
    path: `${BASE}/rules/:version/${path}`,
    params: { version: String(version) },
    body: { reason: 'a drill', ...body },
    key: 'approver',
  });

it('what valid requests are answered, and what they are refused with', async () => {
  for (const request of VALID_REQUESTS) await ask(request);
});

it('what orders, questions and cancels are answered', async () => {
  const plain = { instrument_id: 'AAPL', side: 'BUY', quantity: 100, order_type: 'MARKET' };
  for (const path of ['orders', 'route'])
    await ask({ method: 'POST', path: `${BASE}/${path}`, body: { ...plain, order_id: `o-${path}` }, key: 'trader' });
  const live = { path: `${BASE}/:order_id`, params: { order_id: 'o-orders' }, key: 'trader' } as const;
  await ask({ method: 'PATCH', body: { quantity: 200 }, ...live });
  await ask({ method: 'DELETE', ...live });
  await ask({ method: 'DELETE', path: `${BASE}/orders`, key: 'trader' });
  const [kept] = decisionsOf(router);
  if (kept === undefined) throw new Error('no decision was journaled');
  stored.decisions = [{ ...kept, decision: { ...kept.decision, id: UUID } }];
  for (const request of VALID_REQUESTS.filter(({ path }) => path.includes(':decision_id'))) await ask(request);
});

it('what is said of a venue, and of a period', async () => {
  for (const path of [
    'events',
    'orders',
    'decisions',
    'stats',
    'performance',
    'quality',
    'quality/expectations',
    'quality/calibration',
  ])
    await ask({ method: 'GET', path: `${BASE}/${path}`, key: 'trader' });
  const [status] = VALID_REQUESTS.filter(({ path }) => path.endsWith('/status'));
  if (status !== undefined) await ask({ ...status, params: { venue_id: 'XNYS' } });
});

it('what is said of circuits and halts', async () => {
  for (const path of ['circuits', 'halt']) await ask({ method: 'GET', path: `${BASE}/${path}`, key: 'trader' });
});

it('what is said of jobs, and of one that is asked to run', async () => {
  const recorder = new JobRecorder(pool);
  await recorder.tellJobs('jobs', [{ job: 'roots', every_ms: 60_000, next_at_us: 60_000_000 }]);
  const run = { job: 'roots', queue: 'jobs', cause: 'SCHEDULE', requestId: null, attempt: 1, payload: {} } as const;
  const id = await recorder.begin({ ...run, atUs: 1_000_000 });
  await recorder.end(id ?? '', { outcome: 'DONE', facts: { made: 1 }, atUs: 2_000_000 });
  const told = { backend: 'POSTGRESQL', waiting: 0, active: 0, delayed: 1, failed: 0, told_at_us: 1_000_000 } as const;
  await recorder.tellQueue({ queue: 'jobs', ...told });
  const params = { name: 'roots' };
  const asked = { method: 'POST', path: `${BASE}/jobs/:name/run`, params, key: 'runner' } as const;
  await ask({ ...asked, body: { reason: 'to see' } });
  await ask({ method: 'GET', path: `${BASE}/jobs`, key: 'runner' });
  await ask({ method: 'GET', path: `${BASE}/jobs/:name/runs`, params, key: 'runner' });
});

it('what is said of a key that is revoked', async () => {
  const wish = { client_id: 'client-1', name: 'the OMS', scopes: ['admin'], expires_at: null, reason: 'a drill' };
  const { id } = await ask<{ id: string }>({ method: 'POST', path: '/api/v1/keys', body: wish, key: 'admin' });
  await ask({ method: 'GET', path: '/api/v1/keys', key: 'admin' });
  const body = { reason: 'a drill' };
  await ask({ method: 'POST', path: '/api/v1/keys/:id/revoke', params: { id }, body, key: 'admin' });
});

it('what each step of a version of the rules is answered', async () => {
  const [draft] = VALID_REQUESTS.filter(({ method, path }) => method === 'POST' && path === `${BASE}/rules`);
  if (draft === undefined) throw new Error('no draft among the valid requests');
  const approved = async () => {
    const { version, content_hash } = await ask<RulesVersion>(draft);
    const of = { params: { version: String(version) }, key: 'author' } as const;
    await ask({ method: 'POST', path: `${BASE}/rules/:version/simulate`, body: {}, ...of });
    await ask({ method: 'GET', path: `${BASE}/rules/:version/simulate`, ...of });
    await ask({ method: 'DELETE', path: `${BASE}/rules/:version/simulate`, ...of });
    const body = { reason: 'a drill', content_hash };
    await ask({ method: 'POST', path: `${BASE}/rules/:version/submit`, body, ...of });
    await reasoned('approve', version, { content_hash });
    await ask({ method: 'GET', path: `${BASE}/rules/:version/history`, ...of });
    await ask({ method: 'GET', path: `${BASE}/rules/:version`, ...of });
    return version;
  };
  const first = await approved();
  await approved();
  await reasoned('rollback', first);
  await reasoned('retire', first);
});

it('leaves out no route', () => {
  const routes = app.scopedRoutes.filter(({ scopes }) => scopes !== null).map(({ method, url }) => `${method} ${url}`);
  expect(routes.filter((route) => !answered.has(route)).sort()).toEqual(
    [...SHOWN_ELSEWHERE, ...CONTROL_ELSEWHERE].sort(),
  );
});
