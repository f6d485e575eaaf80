import type { Log } from '../log.ts';
import type { Job } from './job.ts';
import { type BackendLocation, type JobBackend, jobOptions, openBackend, type QueuedJob } from './job-backend.ts';

/** What became of one try of a job. */
export type JobEvent =
  | { readonly name: string; readonly outcome: 'completed'; readonly facts: object }
  | { readonly name: string; readonly outcome: 'failed'; readonly error: string; readonly attempt: number };

/** What a runner is made of. */
export interface RunnerOptions {
  readonly location: BackendLocation;
  readonly jobs: readonly Job[];
  readonly log: Log;
  /** Told of every try. */
  readonly onEvent: (event: JobEvent) => void;
  /** The pause before the second try; each further one is twice as long. */
  readonly backoffMs?: number;
  /** How long the running job, and a queue that does not answer, may hold up the end. */
  readonly closeMsMax?: number;
}

/** Runs jobs on schedule until it is closed. */
export interface JobRunner {
  /** How many jobs wait, run, are delayed and have failed for good. Throws where the queue does not answer. */
  counts(): Promise<Record<string, number>>;
  /** Takes no other job, waits for the one that runs, and lets go of every connection; gives up waiting after `closeMsMax`. */
  close(): Promise<void>;
}

const BACKOFF_MS = 2_000;
const CLOSE_MS_MAX = 6_000;
const MS_US = 1_000;

/**
 * Starts the queue and its worker, has every job run now and then on its schedule, and forgets the schedules of jobs that are no more.
 * A job that throws is tried again, five times in all, with growing pauses; its next scheduled run comes whatever became of it.
 */
export async function startRunner(options: RunnerOptions): Promise<JobRunner> {
  const jobs = new Map(options.jobs.map((job) => [job.name, job]));
  const backend = openBackend(options.location, (queued) => runJob(jobs, queued));
  listen(backend, options);
  try {
    await backend.queue.waitUntilReady();
    await schedule(backend, options);
  } catch (error) {
    await close(backend, options);
    throw error;
  }
  // Runs until closed; what goes wrong in between it says as 'error' and tries again.
  void backend.worker
    .run()
    .catch((error: unknown) => options.log.error({ error: lineOf(error) }, 'the worker stopped'));
  return { counts: () => backend.queue.getJobCounts(), close: () => close(backend, options) };
}

async function runJob(jobs: ReadonlyMap<string, Job>, queued: QueuedJob): Promise<object> {
  const job = jobs.get(queued.name);
  if (job === undefined) throw new Error(`no job of this name: ${queued.name}`);
  return job.run(queued.data, { now_us: Date.now() * MS_US });
}

async function schedule({ queue }: JobBackend, { jobs, backoffMs = BACKOFF_MS }: RunnerOptions): Promise<void> {
  const known = new Set(jobs.map((job) => job.name));
  for (const scheduler of await queue.getJobSchedulers()) {
    if (!known.has(scheduler.key)) await queue.removeJobScheduler(scheduler.key);
  }
  const opts = jobOptions(backoffMs);
  for (const { name, everyMs, scheduled } of jobs) {
    if (everyMs !== null) await queue.upsertJobScheduler(name, { every: everyMs }, { name, data: scheduled, opts });
  }
}

function listen({ queue, worker }: JobBackend, { log, onEvent }: RunnerOptions): void {
  worker.on('completed', (queued, facts) => {
    log.info({ job: queued.name, ...facts }, 'job done');
    onEvent({ name: queued.name, outcome: 'completed', facts });
  });
  worker.on('failed', (queued, error) => {
    const name = queued?.name ?? 'unknown';
    const attempt = queued?.attemptsMade ?? 0;
    log.error({ job: name, attempt, of: queued?.opts.attempts, error: lineOf(error) }, 'job failed');
    onEvent({ name, outcome: 'failed', error: lineOf(error), attempt });
  });
  worker.on('error', (error) => log.warn({ error: lineOf(error) }, 'trouble with the queue'));
  queue.on('error', (error) => log.warn({ error: lineOf(error) }, 'trouble with the queue'));
}

/** A job that is cut off here is taken up again by whoever has the queue next, and may run twice anyway. */
async function close(backend: JobBackend, { log, closeMsMax = CLOSE_MS_MAX }: RunnerOptions): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, closeMsMax, 'late');
  });
  const outcome = await Promise.race([backend.close(), late]);
  clearTimeout(timer);
  if (outcome === 'late') log.warn({ waited_ms: closeMsMax }, 'the queue did not let go in time');
}

function lineOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
