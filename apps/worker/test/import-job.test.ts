import { IMPORT_ORDERS } from '@fairlead/contracts/jobs';
import { hasRedis, startRedis } from '@fairlead/db/testing/redis-server';
import { describe, expect, it } from 'vitest';
import { readEnv } from '../src/env.ts';
import { importProgram } from '../src/import/import-program.ts';
import type { JobEvent } from '../src/job/job-runner.ts';
import { startWorker } from '../src/worker.ts';
import { EventLog } from './event-log.ts';
import { filesOf, firmRows, importSet } from './import-set.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const FILES = filesOf(firmRows(25), 'CSV');
const present = hasRedis();
if (!present) console.warn('skipped: imports by a queue in Redis, because there is no redis-server on this machine');

/** Has the worker asked for an import of these files and waits for what became of it. */
async function byWorker(set: Awaited<ReturnType<typeof importSet>>, redisUrl: string | undefined): Promise<JobEvent> {
  const events = new EventLog<JobEvent>();
  const { orders, routes, executions } = set.paths;
  const args = ['--by-worker', '--client', 'FIRM', '--orders', orders, '--routes', routes, '--executions', executions];
  const said: string[] = [];
  const output = { say: (line: string) => said.push(line), complain: (line: string) => said.push(line) };
  expect(await importProgram(args, { databaseUrl: set.url, redisUrl }, output)).toBe(0);
  expect(said).toEqual([expect.stringContaining('the worker is asked')]);
  const env = readEnv({ DATABASE_URL: set.url, REDIS_URL: redisUrl, WORKER_PORT: '0' });
  const worker = await startWorker(env, { log: silent, onEvent: (event) => events.add(event) });
  try {
    return await events.first(({ name }) => name === IMPORT_ORDERS);
  } finally {
    await worker.close();
  }
}

describe('an import that the worker is asked for', () => {
  it('is done once, and said so the second time', async () => {
    await using set = await importSet();
    await set.write(FILES);
    const done = { state: 'COMPLETE', was_there: false, orders: 25, routes: 25, executions: 50 };
    expect(await byWorker(set, undefined)).toMatchObject({ outcome: 'completed', facts: done });
    expect(await byWorker(set, undefined)).toMatchObject({ outcome: 'completed', facts: { ...done, was_there: true } });
    expect(await set.ask('select state, requested_by from imported_batches')).toEqual([
      { state: 'COMPLETE', requested_by: 'npm run import' },
    ]);
  });

  it('of wrong lines is refused and not tried again', async () => {
    await using set = await importSet();
    await set.write({ ...FILES, orders: FILES.orders.replace('BUY', 'BYE') });
    expect(await byWorker(set, undefined)).toMatchObject({
      outcome: 'completed',
      facts: { state: 'REFUSED', faults_by_code: { NOT_IN_LIST: 1 } },
    });
  });

  it('of a file that is not there says which', async () => {
    await using set = await importSet();
    await set.write({ orders: FILES.orders });
    expect(await byWorker(set, undefined)).toMatchObject({
      facts: { state: 'UNREADABLE', path: set.paths.routes },
    });
  });

  it('waits for another import, and is tried again', async () => {
    await using set = await importSet();
    let asked: Promise<JobEvent> | null = null;
    await set.write(FILES);
    const held = await set.pool.connect();
    await held.query("select pg_advisory_lock(hashtext('imports'))");
    asked = byWorker(set, undefined);
    expect(await asked).toMatchObject({
      outcome: 'failed',
      error: 'another import is at work in this database',
      attempt: 1,
    });
    held.release(true);
    const [left] = await set.ask("select state from bullmq.job where name = 'import-orders'");
    expect(left).toEqual({ state: 'delayed' });
  });

  it.skipIf(!present)('is asked for and done by a queue in Redis', async () => {
    await using set = await importSet();
    await using redis = await startRedis();
    await set.write(FILES);
    expect(await byWorker(set, redis.url)).toMatchObject({ outcome: 'completed', facts: { state: 'COMPLETE' } });
  });
});
