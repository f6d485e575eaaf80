import { createPool } from '@fairlead/db/pool';
import { JobRecorder } from '@fairlead/db/repositories/job-recorder';
import { type TestDatabase, testDatabase } from '@fairlead/db/testing/test-database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineJob, type Job } from '../src/job/job.ts';
import { type JobEvent, type JobRunner, startRunner } from '../src/job/job-runner.ts';
import { EventLog } from './event-log.ts';

const DAY_MS = 86_400_000;

let database: TestDatabase;
let pool: ReturnType<typeof createPool>;
let runners: JobRunner[] = [];
let logged: { level: string; facts: object }[] = [];

beforeEach(async () => {
  database = await testDatabase();
  pool = createPool(database.url, { max: 6, onError: () => undefined });
  logged = [];
});
afterEach(async () => {
  for (const runner of runners) await runner.close();
  runners = [];
  await pool.end();
  await database[Symbol.asyncDispose]();
});

const note = (level: string) => (facts: object) => {
  logged.push({ level, facts });
};

async function start(jobs: readonly Job[], events: EventLog<JobEvent>, more = ''): Promise<JobRunner> {
  const runner = await startRunner({
    location: { databaseUrl: `${database.url}${more}`, redisUrl: undefined, queue: 'jobs' },
    jobs,
    recorder: new JobRecorder(pool),
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    onEvent: (event) => events.add(event),
    backoffMs: 1,
  });
  runners.push(runner);
  return runner;
}

/** A job that fails so many times before it works, and remembers when it ran. */
function stubborn(failures: number): { job: Job; ranUs: number[] } {
  const ranUs: number[] = [];
  const job = defineJob({
    name: 'stubborn',
    everyMs: DAY_MS,
    payload: z.strictObject({ size: z.number() }),
    scheduled: { size: 7 },
    async run({ size }, { now_us }) {
      ranUs.push(now_us);
      if (ranUs.length <= failures) throw new Error(`not yet, ${ranUs.length}`);
      return { size };
    },
  });
  return { job, ranUs };
}

describe('the job runner', () => {
  it('tries a failing job again until it works, and logs each failure', async () => {
    const events = new EventLog<JobEvent>();
    const { job, ranUs } = stubborn(2);
    const before_us = Date.now() * 1_000;
    await start([job], events);
    await events.first((event) => event.outcome === 'completed');
    expect(events.all).toEqual([
      { name: 'stubborn', outcome: 'failed', error: 'not yet, 1', attempt: 1 },
      { name: 'stubborn', outcome: 'failed', error: 'not yet, 2', attempt: 2 },
      { name: 'stubborn', outcome: 'completed', facts: { size: 7 } },
    ]);
    expect(ranUs).toHaveLength(3);
    for (const each of ranUs) expect(each >= before_us && each <= Date.now() * 1_000).toBe(true);
    expect(logged.filter((line) => line.level === 'error')).toMatchObject([
      { facts: { job: 'stubborn', attempt: 1, of: 5, error: 'not yet, 1' } },
      { facts: { attempt: 2 } },
    ]);
  });

  it('finds its tables by an address that has options of its own, as one that names a role has', async () => {
    const events = new EventLog<JobEvent>();
    await start([stubborn(0).job], events, '?options=-c%20role=none%20-c%20statement_timeout=60s');
    await events.first((event) => event.outcome === 'completed');
    expect(logged.filter((line) => line.level === 'error')).toEqual([]);
  });

  it('gives a job up after five tries, and counts it', async () => {
    const events = new EventLog<JobEvent>();
    const runner = await start([stubborn(99).job], events);
    await events.first((event) => event.outcome === 'failed' && event.attempt === 5);
    expect(await runner.counts()).toMatchObject({ failed: 1 });
  });

  it('forgets the schedule of a job that is no more', async () => {
    const first = await start([stubborn(0).job], new EventLog());
    await first.close();
    const events = new EventLog<JobEvent>();
    const other = { ...stubborn(0).job, name: 'other' };
    await start([other], events);
    await events.first((event) => event.name === 'other');
    expect(events.all.filter((event) => event.outcome === 'completed').map((event) => event.name)).not.toContain(
      'stubborn',
    );
  });

  it('waits for the job that runs before it closes', async () => {
    const events = new EventLog<JobEvent>();
    const started = new EventLog<true>();
    const release = new EventLog<true>();
    const slow: Job = {
      name: 'slow',
      everyMs: DAY_MS,
      scheduled: {},
      async run() {
        started.add(true);
        await release.first(() => true);
        return { finished: true };
      },
    };
    const runner = await start([slow], events);
    await started.first(() => true);
    const closed = runner.close();
    release.add(true);
    await closed;
    expect(events.all).toEqual([{ name: 'slow', outcome: 'completed', facts: { finished: true } }]);
  });
});
