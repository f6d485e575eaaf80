import { REQUEST_QUEUE } from '@fairlead/contracts/jobs';
import { createPool } from '@fairlead/db/pool';
import { JobHistoryRepository } from '@fairlead/db/repositories/job-history-repository';
import { JobRecorder } from '@fairlead/db/repositories/job-recorder';
import { personWriter } from '@fairlead/db/testing/person-writer';
import { hasRedis, startRedis } from '@fairlead/db/testing/redis-server';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineJob, defineRequest, type Job } from '../src/job/job.ts';
import { requestJob } from '../src/job/job-request.ts';
import { type JobEvent, type JobRunner, startRunner } from '../src/job/job-runner.ts';
import { EventLog } from './event-log.ts';

/** Looked for until it is there. */
const WAIT = { timeout: 30_000 };
const DAY_MS = 86_400_000;
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const done = ({ outcome }: JobEvent) => outcome === 'completed';

/** A job on schedule that fails so many times before it works. */
function stubborn(failures: number, everyMs = DAY_MS): Job {
  let tries = 0;
  return defineJob({
    ...{ name: 'stubborn', everyMs, payload: z.strictObject({ size: z.number() }), scheduled: { size: 7 } },
    async run({ size }) {
      tries += 1;
      if (tries <= failures) throw new Error(`not yet, ${tries}`);
      return { size };
    },
  });
}

/** A database, with a Redis where the queue is to be kept there. */
async function setUp(inRedis: boolean) {
  const db = await testDatabase();
  const redis = inRedis ? await startRedis() : undefined;
  const pool = createPool(db.url, { max: 10, onError: () => undefined });
  const history = new JobHistoryRepository(pool);
  const location = { databaseUrl: db.url, redisUrl: redis?.url, queue: REQUEST_QUEUE };
  const runners: JobRunner[] = [];
  const runsOf = async (job: string) => (await history.runs({ job, onlyFailed: false, cursor: null, limit: 100 })).rows;
  return {
    location,
    recorder: new JobRecorder(pool),
    jobs: () => history.jobs(Date.now() * 1_000),
    runsOf,
    async start(jobs: readonly Job[], events = new EventLog<JobEvent>()) {
      const recorder = new JobRecorder(pool);
      const onEvent = (event: JobEvent) => events.add(event);
      const runner = await startRunner({ location, jobs, recorder, log: silent, onEvent, backoffMs: 1 });
      runners.push(runner);
      return { runner, events };
    },
    /** Asks for a run, and gives how to wait for what becomes of it. */
    async ask(job: string, retryOf: string | null = null) {
      const asked = await history.ask({ job, retryOf }, personWriter('anna', Date.now() * 1_000));
      if (!asked.ok) throw new Error(asked.error);
      const { id } = asked.value.done;
      const runs = async () => (await runsOf(job)).filter(({ request }) => request?.id === id);
      const isEnded = async () => ['DONE', 'FAILED'].includes((await runs())[0]?.request?.state ?? '');
      await expect.poll(isEnded, WAIT).toBe(true);
      return runs();
    },
    async [Symbol.asyncDispose]() {
      for (const runner of runners) await runner.close();
      await pool.end();
      await redis?.[Symbol.asyncDispose]();
      await db[Symbol.asyncDispose]();
    },
  };
}

const isThere = hasRedis();
if (!isThere) console.warn('skipped: the history of jobs of a queue in Redis, because there is no redis-server here');
const BACKENDS = isThere ? (['POSTGRESQL', 'REDIS'] as const) : (['POSTGRESQL'] as const);

describe.each(BACKENDS)('the history of jobs whose queue is in %s', (backend) => {
  const begin = () => setUp(backend === 'REDIS');

  it('has every try of a job, and when it runs next', async () => {
    await using set = await begin();
    const fromUs = Date.now() * 1_000;
    const { events } = await set.start([stubborn(2)]);
    await events.first(done);
    const runs = await set.runsOf('stubborn');
    const onSchedule = { queue: REQUEST_QUEUE, cause: 'SCHEDULE', request: null };
    expect(runs.toSorted((a, b) => b.attempt - a.attempt)).toMatchObject([
      { ...onSchedule, attempt: 3, outcome: 'DONE', facts: { size: 7 }, error: null },
      { ...onSchedule, attempt: 2, outcome: 'FAILED', facts: null, error: 'not yet, 2' },
      { ...onSchedule, attempt: 1, outcome: 'FAILED', facts: null, error: 'not yet, 1' },
    ]);
    for (const { started_at_us: started, ended_at_us: ended } of runs)
      expect([started >= fromUs, (ended ?? 0) >= started]).toEqual([true, true]);
    const { jobs } = await set.jobs();
    expect(jobs).toMatchObject([{ job: 'stubborn', every_ms: DAY_MS, failures_in_a_row: 0, failed_of_day: 2 }]);
    expect(jobs[0]?.next_at_us).toBeGreaterThan(Date.now() * 1_000);
    const told = async () => (await set.jobs()).queues;
    await expect.poll(told, WAIT).toMatchObject([{ queue: REQUEST_QUEUE, backend, failed: 0 }]);
  });

  it('takes up what a person has asked, also while no worker was there, and tries it again where it fails', async () => {
    await using set = await begin();
    const first = await set.start([stubborn(0)]);
    await first.events.first(done);
    expect(await set.ask('stubborn')).toMatchObject([
      { cause: 'PERSON', attempt: 1, outcome: 'DONE', facts: { size: 7 }, request: { state: 'DONE', tries: 1 } },
    ]);
    await first.runner.close();
    const asked = set.ask('stubborn');
    await set.start([stubborn(1)]);
    const outcomes = (await asked).map(({ attempt, outcome }) => [attempt, outcome]);
    expect(outcomes.toSorted()).toEqual([
      [1, 'FAILED'],
      [2, 'DONE'],
    ]);
  });

  it('has a run tried again with what it had, and gives it up after five tries', async () => {
    await using set = await begin();
    const payload = z.strictObject({ path: z.string() });
    let isWell = false;
    const load = defineRequest({
      ...{ name: 'load', payload },
      async run({ path }) {
        if (!isWell) throw new Error(`no ${path}`);
        return { path };
      },
    });
    const { events } = await set.start([load]);
    await requestJob(set.location, { name: 'load', payload: { path: '/a' } });
    await events.first((event) => event.outcome === 'failed');
    const [failed] = (await set.runsOf('load')).slice(-1);
    expect(failed).toMatchObject({ cause: 'PROGRAM', attempt: 1, outcome: 'FAILED', error: 'no /a' });
    const givenUp = await set.ask('load', failed?.id);
    expect(givenUp.map(({ attempt }) => attempt).toSorted()).toEqual([1, 2, 3, 4, 5]);
    expect(givenUp[0]?.request).toMatchObject({ state: 'FAILED', tries: 5, retry_of: failed?.id });
    isWell = true;
    const again = await set.ask('load', failed?.id);
    expect(again).toMatchObject([{ outcome: 'DONE', facts: { path: '/a' } }]);
  });

  it('has no two tries of a job at once, on schedule or asked for, by whatever worker', async () => {
    await using set = await begin();
    let [inside, most, ran] = [0, 0, 0];
    const enough = new EventLog<true>();
    const slow = defineJob({
      ...{ name: 'slow', everyMs: 10, payload: z.strictObject({}), scheduled: {} },
      async run() {
        inside += 1;
        most = Math.max(most, inside);
        // Longer than its interval, so that a second worker is handed it meanwhile.
        await set.jobs();
        await set.jobs();
        await set.jobs();
        inside -= 1;
        ran += 1;
        if (ran >= 20) enough.add(true);
        return {};
      },
    });
    await set.start([slow]);
    await set.start([slow]);
    expect(await set.ask('slow')).toMatchObject([{ outcome: 'DONE' }]);
    await enough.first(() => true);
    expect(most).toBe(1);
  });

  it('says of a try whose process is gone that it broke off', async () => {
    await using set = await begin();
    const load = defineRequest({ name: 'load', payload: z.strictObject({}), run: async () => ({}) });
    const left = { job: 'load', queue: REQUEST_QUEUE, cause: 'PROGRAM', requestId: null, attempt: 1 } as const;
    const id = await set.recorder.begin({ ...left, payload: {}, atUs: Date.now() * 1_000 });
    await set.start([load]);
    await expect.poll(() => set.runsOf('load'), WAIT).toMatchObject([{ id, outcome: 'BROKEN_OFF', ended_at_us: null }]);
  });
});
