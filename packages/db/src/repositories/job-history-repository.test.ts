import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { personWriter } from '../testing/person-writer.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { JobHistoryRepository } from './job-history-repository.ts';
import { type BegunRun, JobRecorder } from './job-recorder.ts';

const T = Date.UTC(2026, 10, 30, 15) * 1_000;
const SECOND = 1_000_000;
const DAY = 86_400 * SECOND;
const PLACE = { job: 'roots', onlyFailed: false, cursor: null, limit: 10 };

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 4, onError: () => undefined });
  const recorder = new JobRecorder(pool);
  let begun = 0;
  /** Each a millisecond after the one before: that is how fine their order is. */
  const begin = (run: Partial<BegunRun> = {}) =>
    recorder.begin({
      ...{ job: 'roots', queue: 'jobs', cause: 'SCHEDULE', requestId: null, attempt: 1, payload: {} },
      ...{ atUs: T + 1_000 * begun++, ...run },
    });
  const needed = async (run: Partial<BegunRun> = {}) => {
    const id = await begin(run);
    if (id === null) throw new Error('nothing begun');
    return id;
  };
  await recorder.tellJobs('jobs', [{ job: 'roots', every_ms: 60_000, next_at_us: T + 60 * SECOND }]);
  return {
    url: db.url,
    recorder,
    history: new JobHistoryRepository(pool),
    begin,
    /** A try that has ended. */
    tried: async (error: string | null, run: Partial<BegunRun> = {}) => {
      const id = await needed(run);
      const atUs = (run.atUs ?? T) + SECOND;
      await recorder.end(
        id,
        error === null ? { outcome: 'DONE', facts: { made: 2 }, atUs } : { outcome: 'FAILED', error, atUs },
      );
      return id;
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('tells of every try what it came to, how long it took, and of a job how it has done', async () => {
  await using set = await setUp();
  const failed = await set.tried('the disk is full');
  const again = await set.tried('the disk is still full', { attempt: 2, atUs: T + 5 * SECOND });
  const running = await set.begin({ attempt: 3, atUs: T + 9 * SECOND });
  const { rows } = await set.history.runs(PLACE);
  expect(rows).toEqual([
    expect.objectContaining({ id: running, attempt: 3, outcome: 'RUNNING', ended_at_us: null, request: null }),
    expect.objectContaining({ id: again, attempt: 2, outcome: 'FAILED', error: 'the disk is still full', facts: null }),
    {
      ...{ id: failed, job: 'roots', queue: 'jobs', cause: 'SCHEDULE', attempt: 1, outcome: 'FAILED' },
      ...{ facts: null, error: 'the disk is full', started_at_us: T, ended_at_us: T + SECOND, request: null },
    },
  ]);
  const { jobs, failures } = await set.history.jobs(T + 10 * SECOND);
  expect(failures.map(({ id }) => id)).toEqual([again, failed]);
  expect(jobs).toEqual([
    {
      ...{ job: 'roots', queue: 'jobs', every_ms: 60_000, next_at_us: T + 60 * SECOND },
      ...{ last: rows[0], failures_in_a_row: 2, failed_of_day: 2, asked: [] },
    },
  ]);
  await set.recorder.end(running ?? '', { outcome: 'DONE', facts: { made: 2 }, atUs: T + 10 * SECOND });
  expect((await set.history.jobs(T + 10 * SECOND)).jobs).toMatchObject([
    { last: { outcome: 'DONE', facts: { made: 2 } }, failures_in_a_row: 0, failed_of_day: 2 },
  ]);
  expect((await set.history.jobs(T + 2 * DAY)).jobs).toMatchObject([{ failed_of_day: 0 }]);
});

it('reads runs page by page, and those that failed alone', async () => {
  await using set = await setUp();
  const ids: string[] = [];
  for (const [index, error] of [null, 'no', null, 'no', null].entries())
    ids.unshift(await set.tried(error, { atUs: T + index * 10 * SECOND }));
  const first = await set.history.runs({ ...PLACE, limit: 3 });
  expect(first.rows.map(({ id }) => id)).toEqual(ids.slice(0, 3));
  const rest = await set.history.runs({ ...PLACE, limit: 3, cursor: first.next });
  expect([rest.rows.map(({ id }) => id), rest.next]).toEqual([ids.slice(3), null]);
  const failed = await set.history.runs({ ...PLACE, onlyFailed: true });
  expect(failed.rows.map(({ id }) => id)).toEqual([ids[1], ids[3]]);
  expect(await set.history.runs({ ...PLACE, cursor: 'no id' })).toEqual({ rows: [], next: null });
});

it('keeps what a person asks with its audit record, once for its key, and one at a time that waits', async () => {
  await using set = await setUp();
  const writer = personWriter('anna', T);
  const asked = await set.history.ask({ job: 'roots', retryOf: null }, writer);
  expect(asked).toMatchObject({
    value: { done: { job: 'roots', retry_of: null, state: 'WAITING', reason: writer.reason, tries: 0 } },
  });
  expect(await set.history.ask({ job: 'roots', retryOf: null }, writer)).toEqual(asked);
  const ben = () => personWriter('ben', T);
  expect(await set.history.ask({ job: 'roots', retryOf: null }, ben())).toEqual({ ok: false, error: 'ASKED_ALREADY' });
  expect(await set.history.ask({ job: 'none', retryOf: null }, ben())).toEqual({ ok: false, error: 'NOT_FOUND' });
  expect((await set.history.jobs(T)).jobs[0]?.asked).toMatchObject([{ requested_by_name: 'anna', state: 'WAITING' }]);
  const audit = await query(set.url, 'select action, subject_type, subject_id, reason from audit_entries');
  expect(audit).toEqual([{ action: 'job.run', subject_type: 'jobs', subject_id: 'roots', reason: writer.reason }]);
});

it('has a run tried again with what it had, if it failed; and runs nothing now that nobody schedules', async () => {
  await using set = await setUp();
  await set.recorder.tellJobs('jobs', [{ job: 'load', every_ms: null, next_at_us: null }]);
  const program = { job: 'load', cause: 'PROGRAM' } as const;
  const failed = await set.tried('no such file', { ...program, payload: { path: '/a' } });
  const done = await set.tried(null, program);
  const ask = async (retryOf: string | null) => {
    const asked = await set.history.ask({ job: 'load', retryOf }, personWriter('anna', T));
    return asked.ok ? asked.value.done.state : asked.error;
  };
  expect(await ask(null)).toBe('NOT_SCHEDULED');
  expect(await ask(done)).toBe('NOT_FAILED');
  expect(await ask('no id')).toBe('NOT_FOUND');
  expect([await ask(failed), await ask(failed)]).toEqual(['WAITING', 'ASKED_ALREADY']);
  expect(await set.recorder.open(['load'])).toMatchObject([{ job: 'load', payload: { path: '/a' } }]);
  expect(await set.recorder.open(['roots'])).toEqual([]);
});

it('takes what was asked up until it is done, and gives it up after five tries', async () => {
  await using set = await setUp();
  const ask = async () => {
    const asked = await set.history.ask({ job: 'roots', retryOf: null }, personWriter('anna', T));
    return asked.ok ? asked.value.done.id : asked.error;
  };
  const person = (requestId: string) => ({ cause: 'PERSON', requestId }) as const;
  const first = await ask();
  await set.tried('not yet', person(first));
  expect((await set.history.jobs(T)).jobs[0]?.asked).toMatchObject([{ id: first, state: 'TAKEN', tries: 1 }]);
  await set.tried(null, person(first));
  expect([await set.recorder.open(['roots']), await set.begin(person(first))]).toEqual([[], null]);
  const { rows } = await set.history.runs(PLACE);
  expect(rows[0]).toMatchObject({ attempt: 2, cause: 'PERSON', request: { id: first, state: 'DONE', tries: 2 } });
  const second = await ask();
  for (let tries = 0; tries < 4; tries++) await set.tried('no', person(second));
  // The fifth try breaks off, and is told by the next one, which does not begin.
  await set.begin(person(second));
  expect(await set.begin(person(second))).toBeNull();
  const states = await query(set.url, 'select state, tries from job_requests where id = $1', [second]);
  expect(states).toEqual([{ state: 'FAILED', tries: 5 }]);
  expect((await set.history.runs(PLACE)).rows[0]).toMatchObject({ attempt: 5, outcome: 'BROKEN_OFF' });
});

it('lets one try of a job be at it, and sees which broke off: those whose process is gone', async () => {
  await using set = await setUp();
  await set.recorder.alone('roots', async () => {
    await set.begin();
    expect(await set.recorder.alone('roots', async () => 'twice')).toBeNull();
    expect(await set.recorder.alone('other', async () => 'another job')).toBe('another job');
    expect(await set.recorder.breakOff(['roots'])).toBe(0);
    await expect(
      query(
        set.url,
        'insert into job_runs select gen_random_uuid(), job, queue, cause, null, 1, null, outcome, null, null, started_at from job_runs',
      ),
    ).rejects.toThrow('job_runs_running_key');
  });
  expect([await set.recorder.breakOff(['other']), await set.recorder.breakOff(['roots'])]).toEqual([0, 1]);
  expect((await set.history.runs(PLACE)).rows).toMatchObject([{ outcome: 'BROKEN_OFF', ended_at_us: null }]);
});

it('knows the jobs of each queue, and forgets what is over: what was done on schedule first', async () => {
  await using set = await setUp();
  await set.recorder.tellJobs('requests', [{ job: 'roots', every_ms: 5_000, next_at_us: T }]);
  await set.recorder.tellJobs('jobs', []);
  await set.recorder.tellNext('roots', T + 5 * SECOND);
  expect((await set.history.jobs(T)).jobs).toMatchObject([{ queue: 'requests', next_at_us: T + 5 * SECOND }]);
  const queue = { queue: 'jobs', backend: 'REDIS', waiting: 1, active: 0, delayed: 9, failed: 2 } as const;
  await set.recorder.tellQueue({ ...queue, told_at_us: T });
  await set.recorder.tellQueue({ ...queue, active: 1, told_at_us: T + SECOND });
  expect((await set.history.jobs(T)).queues).toEqual([{ ...queue, active: 1, told_at_us: T + SECOND }]);
  const asked = await set.history.ask({ job: 'roots', retryOf: null }, personWriter('anna', T));
  const requestId = asked.ok ? asked.value.done.id : null;
  await set.tried(null, { cause: 'PERSON', requestId });
  await set.tried(null);
  const failed = await set.tried('no', { atUs: T + 10 * SECOND });
  const kept = async () => (await set.history.runs(PLACE)).rows.length;
  expect(await set.recorder.forget({ doneBeforeUs: T + DAY, beforeUs: T - DAY })).toBe(1);
  expect([await kept(), (await query(set.url, 'select from job_requests')).length]).toEqual([2, 1]);
  expect(await set.recorder.forget({ doneBeforeUs: T + DAY, beforeUs: T + 5 * SECOND })).toBe(1);
  expect([
    (await set.history.runs(PLACE)).rows[0]?.id,
    (await query(set.url, 'select from job_requests')).length,
  ]).toEqual([failed, 0]);
});
