import type { JobRunsView, JobsView } from '@fairlead/contracts/job-history';
import { createPool } from '@fairlead/db/pool';
import type { SessionRecord } from '@fairlead/db/repositories/access-repository';
import { auditEntriesAfter } from '@fairlead/db/repositories/audit-repository';
import { JobHistoryRepository } from '@fairlead/db/repositories/job-history-repository';
import { type BegunRun, JobRecorder } from '@fairlead/db/repositories/job-recorder';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { expect, it } from 'vitest';
import { type BenchAccess, benchApi, benchKeys } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const KEY = '0190d000-0000-4000-8000-000000000001';
const S = 1_000_000;

async function setUp(access?: BenchAccess) {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 4, onError: () => {} });
  const recorder = new JobRecorder(pool);
  const router = new BenchRouter();
  const stored = { decisions: [], jobs: new JobHistoryRepository(pool), ...(access === undefined ? {} : { access }) };
  const app = await benchApi(router, stored);
  const url = (path: string) => `/api/v1/smart-routing/jobs${path}`;
  await recorder.tellJobs('jobs', [
    { job: 'roots', every_ms: 60_000, next_at_us: router.nowUs + 60 * S },
    { job: 'load', every_ms: null, next_at_us: null },
  ]);
  const nowUs = router.nowUs;
  return {
    pool,
    router,
    nowUs,
    recorder,
    /** Begins a try and ends it after two seconds: with an error, or done. */
    async tried(error: string | null, run: Partial<BegunRun> = {}) {
      const begun = { job: 'roots', queue: 'jobs', cause: 'SCHEDULE', requestId: null, attempt: 1 } as const;
      const id = (await recorder.begin({ ...begun, payload: {}, atUs: nowUs, ...run })) ?? '';
      const atUs = (run.atUs ?? nowUs) + 2 * S;
      await recorder.end(
        id,
        error === null ? { outcome: 'DONE', facts: { made: 3 }, atUs } : { outcome: 'FAILED', error, atUs },
      );
      return id;
    },
    async see<View>(path: string, headers: Record<string, string> = { 'x-api-key': 'flk_jobs' }) {
      const answer = await app.inject({ url: url(path), headers });
      return { status: answer.statusCode, body: answer.json<View>() };
    },
    async run(name: string, body: object, key = 'flk_jobs') {
      const headers = { 'x-api-key': key, 'content-type': 'application/json' };
      const payload = JSON.stringify({ reason: 'the disk has room again', ...body });
      const answer = await app.inject({ method: 'POST', url: url(`/${name}/run`), headers, payload });
      return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('tells of each job when it runs next, what its last try came to, and what was asked of it', async () => {
  await using set = await setUp();
  await set.tried('the disk is full');
  await set.recorder.begin({
    ...{ job: 'load', queue: 'jobs', cause: 'PROGRAM', requestId: null, attempt: 1, payload: {} },
    atUs: set.nowUs,
  });
  await set.run('roots', {});
  set.router.nowUs = set.nowUs + 7 * S;
  const { body } = await set.see<JobsView>('');
  expect(body.failures).toMatchObject([{ job: 'roots', outcome: 'FAILED', error: 'the disk is full' }]);
  expect(body.jobs).toMatchObject([
    { name: 'load', every_ms: null, next_at: null, last: { outcome: 'RUNNING', duration_ms: 7_000, ended_at: null } },
    {
      ...{ name: 'roots', every_ms: 60_000, failures_in_a_row: 1, failed_of_day: 1 },
      last: { outcome: 'FAILED', error: 'the disk is full', duration_ms: 2_000, facts: null },
      asked: [{ state: 'WAITING', requested_by: 'flk_jobs', reason: 'the disk has room again' }],
    },
  ]);
});

it('tells of each try, and of those alone that failed', async () => {
  await using set = await setUp();
  const failed = await set.tried('the disk is full');
  await set.tried(null, { attempt: 2, atUs: set.nowUs + 4 * S });
  const all = await set.see<JobRunsView>('/roots/runs');
  expect(all.body.runs).toMatchObject([
    { outcome: 'DONE', attempt: 2, facts: { made: 3 }, error: null },
    { outcome: 'FAILED', attempt: 1, cause: 'SCHEDULE', request: null },
  ]);
  const one = await set.see<JobRunsView>('/roots/runs?outcome=FAILED&limit=1');
  expect([one.body.runs.map(({ id }) => id), one.body.next_cursor]).toEqual([[failed], null]);
  const newest = await set.see<JobRunsView>('/roots/runs?limit=1');
  const older = await set.see<JobRunsView>(`/roots/runs?limit=1&cursor=${newest.body.next_cursor}`);
  expect([older.body.runs.map(({ id }) => id), older.body.next_cursor]).toEqual([[failed], null]);
  expect((await set.see<JobRunsView>('/none/runs')).body.runs).toEqual([]);
});

it('has a job run once for its key, audited, and says why where it is not', async () => {
  await using set = await setUp();
  const failed = await set.tried('the disk is full');
  const done = await set.tried(null, { atUs: set.nowUs + 4 * S });
  const asked = await set.run('roots', { idempotency_key: KEY });
  expect(asked).toMatchObject({ status: 202, body: { job: 'roots', state: 'WAITING', retry_of: null, tries: 0 } });
  expect(await set.run('roots', { idempotency_key: KEY })).toEqual(asked);
  const codeOf = async (name: string, body: object) => {
    const { status, body: answer } = await set.run(name, body);
    return status === 202 ? 'TAKEN' : answer.code;
  };
  expect(await codeOf('roots', {})).toBe('JOB_ASKED_ALREADY');
  expect(await codeOf('roots', { retry_of: failed })).toBe('TAKEN');
  expect(await codeOf('roots', { retry_of: failed })).toBe('JOB_ASKED_ALREADY');
  expect(await codeOf('roots', { retry_of: done })).toBe('JOB_RUN_NOT_FAILED');
  expect(await codeOf('load', {})).toBe('JOB_NOT_SCHEDULED');
  expect(await codeOf('load', { retry_of: failed })).toBe('NOT_FOUND');
  expect(await codeOf('none', {})).toBe('NOT_FOUND');
  expect(await codeOf('roots', { reason: '' })).toBe('INVALID_REQUEST');
  expect(await auditEntriesAfter(set.pool, 0, 9)).toMatchObject([
    { id: asked.body.audit_id, action: 'job.run', subject_id: 'roots', reason: 'the disk has room again' },
    { action: 'job.retry', subject_id: 'roots', actor_id: 'id of flk_jobs' },
  ]);
});

it('is for the firm’s own people, and runs for those alone who may', async () => {
  const person = (id: string, role: string, clientId: string | null): [string, SessionRecord] => [
    id,
    { email: `${id}@example.com`, role, clientId, expiresAtUs: Number.MAX_SAFE_INTEGER },
  ];
  await using set = await setUp({
    keys: benchKeys(),
    sessions: new Map([
      person('ours', 'OPERATIONS', null),
      person('theirs', 'OPERATIONS', 'client-1'),
      person('trader', 'TRADER', null),
    ]),
    verifyToken: async (token) => ({ kind: 'SESSION', sessionId: token }),
  });
  const seen = async (who: string) => (await set.see('', { authorization: `Bearer ${who}` })).status;
  expect([await seen('ours'), await seen('theirs'), await seen('trader')]).toEqual([200, 403, 403]);
  expect((await set.run('roots', {}, 'flk_ops')).status).toBe(403);
  expect(await auditEntriesAfter(set.pool, 0, 9)).toEqual([]);
});
