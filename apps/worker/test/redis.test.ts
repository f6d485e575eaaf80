import { createPool } from '@fairlead/db/pool';
import { JobRecorder } from '@fairlead/db/repositories/job-recorder';
import { hasRedis, startRedis } from '@fairlead/db/testing/redis-server';
import { testDatabase } from '@fairlead/db/testing/test-database';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { readEnv } from '../src/env.ts';
import { type JobEvent, startRunner } from '../src/job/job-runner.ts';
import { startWorker } from '../src/worker.ts';
import { EventLog } from './event-log.ts';

const JOBS = [
  'make-partitions',
  'venue-statistics',
  'venue-performance',
  'markouts',
  'quality-sums',
  'due-reports',
  'report-retention',
  'journal-sums',
  'simulated-orders',
  'retention',
  'daily-roots',
  'journal-retention',
];
/** Of a queue of their own. */
const REQUESTED = ['report-runs', 'uploads'];
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const present = hasRedis();
if (!present) console.warn('skipped: the queue in Redis, because there is no redis-server on this machine');

describe.skipIf(!present)('a worker with Redis', () => {
  it('keeps its queue there, runs every job, and leaves the database to the data', async () => {
    await using database = await testDatabase();
    await using redis = await startRedis();
    const events = new EventLog<JobEvent>();
    const env = readEnv({ DATABASE_URL: database.url, REDIS_URL: redis.url, WORKER_PORT: '0' });
    const worker = await startWorker(env, { log: silent, onEvent: (event) => events.add(event) });
    try {
      for (const name of [...JOBS, ...REQUESTED])
        await events.first((event) => event.name === name && event.outcome === 'completed');
      const response = await fetch(`http://127.0.0.1:${worker.port}/health`);
      expect(await response.json()).toMatchObject({ status: 'ok', queue: { delayed: JOBS.length, failed: 0 } });
      expect(await schemas(database.url)).not.toContain('bullmq');
    } finally {
      await worker.close();
    }
  });

  it('is held up no longer than allowed when Redis has gone', async () => {
    await using database = await testDatabase();
    const pool = createPool(database.url, { max: 3, onError: () => undefined });
    const redis = await startRedis();
    const events = new EventLog<JobEvent>();
    const warnings = new EventLog<string>();
    const runner = await startRunner({
      location: { databaseUrl: database.url, redisUrl: redis.url, queue: 'jobs' },
      recorder: new JobRecorder(pool),
      jobs: [{ name: 'idle', everyMs: 86_400_000, scheduled: {}, run: async () => ({}) }],
      log: { ...silent, warn: (_, message) => warnings.add(message) },
      onEvent: (event) => events.add(event),
      closeMsMax: 200,
    });
    await events.first((event) => event.outcome === 'completed');
    await redis[Symbol.asyncDispose]();
    await warnings.first((message) => message === 'trouble with the queue');
    // BullMQ lets go at once or never, as the moment has it.
    await expect(runner.close()).resolves.toBeUndefined();
    await pool.end();
  });
});

async function schemas(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ nspname: string }>('select nspname from pg_namespace');
    return rows.map((row) => row.nspname);
  } finally {
    await client.end();
  }
}
