import { backoffMs } from '@fairlead/core/math/backoff';
import { createPostgresBackend, createRedisBackend, type Job, type Queue, withBackend } from 'bullmq';

/** Where the queue lives: in the database, or in Redis where that is given. */
export interface BackendLocation {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly queue: string;
}

/** The part of a queue that the runner uses, whatever it is kept in. */
export type JobQueue = Pick<
  Queue<unknown>,
  | 'waitUntilReady'
  | 'add'
  | 'upsertJobScheduler'
  | 'getJobScheduler'
  | 'getJobSchedulers'
  | 'removeJobScheduler'
  | 'getJobCounts'
  | 'close'
> & { on(event: 'error', listener: (error: Error) => void): unknown };

/** A job as the queue hands it out. */
export type QueuedJob = Pick<Job<unknown>, 'id' | 'name' | 'data' | 'opts' | 'attemptsMade' | 'repeatJobKey'>;

/** The part of a worker that the runner uses. */
export interface JobWorker {
  on(event: 'completed', listener: (job: QueuedJob, result: object) => void): unknown;
  on(event: 'failed', listener: (job: QueuedJob | undefined, error: Error) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  run(): Promise<void>;
  close(): Promise<void>;
}

/** Both ends of the queue, not yet running. */
export interface JobBackend {
  readonly queue: JobQueue;
  readonly worker: JobWorker;
  /**
   * Waits for the job that runs and lets go of every connection. Where Redis has gone it may wait for ever: BullMQ 6.7 stops the
   * reconnection that it then waits for.
   */
  close(): Promise<void>;
}

const ATTEMPTS = 5;
const KEEP_COMPLETED = { count: 200 };
const KEEP_FAILED = { count: 1_000 };

/** How a job is tried again, with a pause before the second try that doubles before each further one, and how long it is remembered. */
export function jobOptions(backoffMs: number) {
  return {
    attempts: ATTEMPTS,
    backoff: { type: 'exponential', delay: backoffMs },
    removeOnComplete: KEEP_COMPLETED,
    removeOnFail: KEEP_FAILED,
  };
}

/** Connections that each end may have for its questions; each worker has one more to be woken on. */
const POOL_MAX = 2;
const REDIS_PAUSES = { firstMs: 200, longestMs: 2_000 };

/**
 * Opens the queue. In PostgreSQL it keeps itself in the schema `bullmq` of the same database, which it makes and brings up to date;
 * in Redis under the prefix `bull`. The worker does nothing before `run`.
 */
export function openBackend(location: BackendLocation, process: Process): JobBackend {
  const { databaseUrl, redisUrl, queue } = location;
  return redisUrl === undefined ? inPostgres(queue, databaseUrl, process) : inRedis(queue, redisUrl, process);
}

type Process = (job: QueuedJob) => Promise<object>;

function inPostgres(name: string, databaseUrl: string, process: Process): JobBackend {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = { ...withOptionsApart(databaseUrl), migrate: true, max: POOL_MAX, keepAlive: true };
  const queue = new Queue<unknown>(name, { connection });
  const worker = new Worker<unknown, object>(name, process, { connection, autorun: false });
  return { queue, worker, close: () => closeBoth(worker, queue) };
}

/** BullMQ adds its schema to the options that it is given apart; those in an address would win over them, and it would not find its tables. */
function withOptionsApart(databaseUrl: string) {
  const url = new URL(databaseUrl);
  const options = url.searchParams.get('options');
  if (options === null) return { connectionString: databaseUrl };
  url.searchParams.delete('options');
  // Not every reader of such an address takes a plus for a space.
  url.search = url.search.replaceAll('+', '%20');
  return { connectionString: url.href, options };
}

function inRedis(name: string, url: string, process: Process): JobBackend {
  const { Queue, Worker } = withBackend(createRedisBackend);
  let closing = false;
  // Left to itself, a client of a Redis that has gone asks for it until it comes back.
  const retryStrategy = (times: number) => (closing ? null : backoffMs(times, REDIS_PAUSES, Math.random()));
  const connection = { url, maxRetriesPerRequest: null, retryStrategy };
  const queue = new Queue<unknown>(name, { connection });
  const worker = new Worker<unknown, object>(name, process, { connection, autorun: false });
  return {
    queue,
    worker,
    close() {
      closing = true;
      return closeBoth(worker, queue);
    },
  };
}

/** The worker first, so that its last job can still say what became of it. */
async function closeBoth(worker: JobWorker, queue: JobQueue): Promise<void> {
  await worker.close();
  await queue.close();
}
