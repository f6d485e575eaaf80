import { JOB_QUEUE } from '@fairlead/contracts/jobs';
import { createPostgresBackend, createRedisBackend, type Job, type Queue, withBackend } from 'bullmq';

/** Where the queue lives: in the database, or in Redis where that is given. */
export interface BackendLocation {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
}

/** The part of a queue that the runner uses, whatever it is kept in. */
export type JobQueue = Pick<
  Queue<unknown>,
  'waitUntilReady' | 'upsertJobScheduler' | 'getJobSchedulers' | 'removeJobScheduler' | 'getJobCounts' | 'close'
> & { on(event: 'error', listener: (error: Error) => void): unknown };

/** A job as the queue hands it out. */
export type QueuedJob = Pick<Job<unknown>, 'name' | 'data' | 'opts' | 'attemptsMade'>;

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
}

/** Connections that each end may have for its questions; each worker has one more to be woken on. */
const POOL_MAX = 2;

/**
 * Opens the queue. In PostgreSQL it keeps itself in the schema `bullmq` of the same database, which it makes and brings up to date;
 * in Redis under the prefix `bull`. The worker does nothing before `run`.
 */
export function openBackend(location: BackendLocation, process: (job: QueuedJob) => Promise<object>): JobBackend {
  if (location.redisUrl !== undefined) {
    const { Queue, Worker } = withBackend(createRedisBackend);
    const connection = { url: location.redisUrl, maxRetriesPerRequest: null };
    return {
      queue: new Queue<unknown>(JOB_QUEUE, { connection }),
      worker: new Worker<unknown, object>(JOB_QUEUE, process, { connection, autorun: false }),
    };
  }
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = { connectionString: location.databaseUrl, migrate: true, max: POOL_MAX, keepAlive: true };
  return {
    queue: new Queue<unknown>(JOB_QUEUE, { connection }),
    worker: new Worker<unknown, object>(JOB_QUEUE, process, { connection, autorun: false }),
  };
}
