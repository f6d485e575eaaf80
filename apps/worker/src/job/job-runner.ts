import type { JobRecorder } from '@fairlead/db/repositories/job-recorder';
import type { Log } from '../log.ts';
import type { Job } from './job.ts';
import { type BackendLocation, type JobBackend, jobOptions, openBackend, type QueuedJob } from './job-backend.ts';
import { keepQueue, type QueueKeeper } from './queue-keeper.ts';
import { lineOf, tryRecorded } from './recorded-try.ts';

/** What became of one try of a job. */
export type JobEvent =
  | { readonly name: string; readonly outcome: 'completed'; readonly facts: object }
  | { readonly name: string; readonly outcome: 'failed'; readonly error: string; readonly attempt: number };

/** What a runner is made of. */
export interface RunnerOptions {
  readonly location: BackendLocation;
  readonly jobs: readonly Job[];
  /** Writes what the jobs are and what becomes of them, and knows what people have asked of them. */
  readonly recorder: JobRecorder;
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
 * Starts the queue and its worker, has every job run now and then on its schedule, and when a person asks for it, and forgets the schedules of jobs that are no
 * more. A job that throws is tried again, five times in all, with growing pauses; its next scheduled run comes whatever became of it. No two tries of a job
 * run at once.
 */
export async function startRunner(options: RunnerOptions): Promise<JobRunner> {
  const running: Running = { backend: openBackend(options.location, (queued) => runJob(queued, running, options)) };
  const { backend } = running;
  listen(backend, options);
  try {
    await backend.queue.waitUntilReady();
    await schedule(backend, options);
  } catch (error) {
    await close(running, options);
    throw error;
  }
  running.keeper = keep(backend, options);
  // Runs until closed; what goes wrong in between it says as 'error' and tries again.
  void backend.worker
    .run()
    .catch((error: unknown) => options.log.error({ error: lineOf(error) }, 'the worker stopped'));
  return { counts: () => backend.queue.getJobCounts(), close: () => close(running, options) };
}

/** What is open; the keeper comes last. */
interface Running {
  readonly backend: JobBackend;
  keeper?: QueueKeeper;
}

async function runJob(
  queued: QueuedJob,
  { backend }: Running,
  { jobs, location, recorder }: RunnerOptions,
): Promise<object> {
  const job = jobs.find(({ name }) => name === queued.name);
  if (job === undefined) throw new Error(`no job of this name: ${queued.name}`);
  // The queue has set its next time when it hands it out.
  const next = job.everyMs === null ? undefined : (await backend.queue.getJobScheduler(job.name))?.next;
  if (next !== undefined) await recorder.tellNext(job.name, next * MS_US);
  return tryRecorded(job, queued, { queue: location.queue, recorder });
}

async function schedule({ queue }: JobBackend, options: RunnerOptions): Promise<void> {
  const { jobs, location, recorder, backoffMs = BACKOFF_MS } = options;
  const known = new Set(jobs.map((job) => job.name));
  for (const scheduler of await queue.getJobSchedulers()) {
    if (!known.has(scheduler.key)) await queue.removeJobScheduler(scheduler.key);
  }
  const opts = jobOptions(backoffMs);
  for (const { name, everyMs, scheduled } of jobs) {
    if (everyMs !== null) await queue.upsertJobScheduler(name, { every: everyMs }, { name, data: scheduled, opts });
  }
  const next = new Map((await queue.getJobSchedulers()).map((each) => [each.key, each.next]));
  const told = jobs.map(({ name, everyMs }) => {
    const nextMs = next.get(name);
    return { job: name, every_ms: everyMs, next_at_us: nextMs === undefined ? null : nextMs * MS_US };
  });
  await recorder.tellJobs(location.queue, told);
}

function keep(
  { queue }: JobBackend,
  { jobs, location, recorder, log, backoffMs = BACKOFF_MS }: RunnerOptions,
): QueueKeeper {
  const backend = location.redisUrl === undefined ? 'POSTGRESQL' : 'REDIS';
  return keepQueue({ queue, name: location.queue, backend, jobs, recorder, backoffMs, log });
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
async function close({ backend, keeper }: Running, { log, closeMsMax = CLOSE_MS_MAX }: RunnerOptions): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, closeMsMax, 'late');
  });
  const closed = Promise.all([keeper?.close(), backend.close()]);
  const outcome = await Promise.race([closed, late]);
  clearTimeout(timer);
  if (outcome === 'late') log.warn({ waited_ms: closeMsMax }, 'the queue did not let go in time');
}
