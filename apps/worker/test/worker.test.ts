import { storeRows } from '@fairlead/db/testing/stored-rows';
import { type TestDatabase, testDatabase } from '@fairlead/db/testing/test-database';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnv } from '../src/env.ts';
import type { JobEvent } from '../src/job/job-runner.ts';
import { type RunningWorker, startWorker } from '../src/worker.ts';
import { EventLog } from './event-log.ts';
import { orderEntry } from './seeded-orders.ts';

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
  'report-runs',
  'uploads',
];
/** Jobs that wait to be asked for. */
const REQUESTS = ['import-orders'];
const silent = { info: () => {}, warn: () => {}, error: () => {} };

let database: TestDatabase;
let running: RunningWorker[] = [];

beforeEach(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  for (const worker of running) await worker.close();
  running = [];
  await database[Symbol.asyncDispose]();
});

async function start(events: EventLog<JobEvent>, url = database.url): Promise<RunningWorker> {
  const env = readEnv({ DATABASE_URL: url, WORKER_PORT: '0' });
  const worker = await startWorker(env, { log: silent, onEvent: (event) => events.add(event) });
  running.push(worker);
  return worker;
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function health(worker: RunningWorker) {
  const response = await fetch(`http://127.0.0.1:${worker.port}/health`);
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const completed = (name: string) => (event: JobEvent) => event.name === name && event.outcome === 'completed';
const allCompleted = (events: EventLog<JobEvent>) => Promise.all(JOBS.map((name) => events.first(completed(name))));
const SESSIONS = `select application_name, query from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;

describe('a worker', () => {
  it('runs every job as soon as it starts, and writes the quality of the minutes before', async () => {
    const twoMinutesAgoUs = (Date.now() - 120_000) * 1_000;
    const children = [{ venue: 'XNAS', quantity: '100', filled: '100', sent: 0, acked: 400, done: 1_000 }];
    await storeRows(
      database.url,
      orderEntry({ instrument: 'AAPL', side: 'BUY', arrivalMid: null, children }, twoMinutesAgoUs),
    );
    const events = new EventLog<JobEvent>();
    const worker = await start(events);
    await allCompleted(events);
    expect(await query('select venue_id, instrument_id, status from venue_quality_ts')).toEqual([
      { venue_id: 'XNAS', instrument_id: 'AAPL', status: 'ACTIVE' },
    ]);
    const { status, body } = await health(worker);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ok', database: 'ok', queue: { failed: 0 } });
    expect(body.jobs).toHaveLength(JOBS.length + REQUESTS.length);
    for (const job of body.jobs) {
      const completed = REQUESTS.includes(job.name) ? 0 : 1;
      expect(job).toMatchObject({ completed, failed: 0, failures_in_a_row: 0, last_error: null });
    }
  });

  it('answers nothing but its health', async () => {
    const worker = await start(new EventLog());
    const ask = async (path: string, method: string) =>
      (await fetch(`http://127.0.0.1:${worker.port}${path}`, { method })).status;
    expect(await ask('/', 'GET')).toBe(404);
    expect(await ask('/health', 'POST')).toBe(404);
  });

  it('leaves no connection and no port behind', async () => {
    const events = new EventLog<JobEvent>();
    const worker = await start(events);
    await allCompleted(events);
    expect((await query(SESSIONS)).length).toBeGreaterThan(0);
    await worker.close();
    await worker.close();
    // The server notices a closed connection a moment later.
    await expect.poll(() => query(SESSIONS)).toEqual([]);
    await expect(fetch(`http://127.0.0.1:${worker.port}/health`)).rejects.toThrow();
  });

  it('keeps one schedule a job, however often it starts', async () => {
    for (let times = 0; times < 2; times++) {
      const events = new EventLog<JobEvent>();
      const worker = await start(events);
      if (times === 0) await allCompleted(events);
      await worker.close();
    }
    const schedulers = await query('select scheduler_id from bullmq.scheduler order by 1');
    expect(schedulers.map((row) => row.scheduler_id)).toEqual([...JOBS].sort());
    const ahead = await query("select scheduler_id from bullmq.job where state in ('delayed', 'waiting') order by 1");
    expect(ahead).toEqual(schedulers);
  });

  it('says that it is not well while its database is gone', async () => {
    const events = new EventLog<JobEvent>();
    const worker = await start(events);
    await allCompleted(events);
    await database[Symbol.asyncDispose]();
    const { status, body } = await health(worker);
    expect(status).toBe(503);
    expect(body.status).toBe('unavailable');
    expect(body.database).toContain('does not exist');
  });

  it('does not start without its database, and says why', async () => {
    const missing = database.url.replace(/[^/]+$/, 'no_such_database');
    await expect(start(new EventLog(), missing)).rejects.toThrow('does not exist');
  });
});
