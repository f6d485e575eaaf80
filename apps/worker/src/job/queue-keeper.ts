import type { JobRecorder } from '@fairlead/db/repositories/job-recorder';
import type { Log } from '../log.ts';
import type { Job } from './job.ts';
import { type JobQueue, jobOptions } from './job-backend.ts';
import { lineOf, queueIdOf } from './recorded-try.ts';

/** What a queue is kept with. */
export interface KeeperParts {
  readonly queue: JobQueue;
  readonly name: string;
  readonly backend: 'POSTGRESQL' | 'REDIS';
  readonly jobs: readonly Job[];
  readonly recorder: Pick<JobRecorder, 'breakOff' | 'open' | 'tellQueue'>;
  readonly backoffMs: number;
  readonly log: Log;
}

/** Keeps a queue until it is closed. */
export interface QueueKeeper {
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 1_000;
const TELL_EVERY_LOOKS = 5;
const MS_US = 1_000;

/**
 * Looks each second what people have asked of the jobs of a queue and puts it there; and each fifth time tells what the queue holds, and which tries have broken
 * off. What is asked stays in the table until it has ended, so a queue that forgets it is given it again, and a worker that is away finds it later.
 */
export function keepQueue(parts: KeeperParts): QueueKeeper {
  let timer: NodeJS.Timeout | undefined;
  let looks = 0;
  let isClosed = false;
  let isWell = true;
  const look = async () => {
    try {
      await putAsked(parts);
      if (looks++ % TELL_EVERY_LOOKS === 0) await tell(parts);
      isWell = true;
    } catch (error) {
      // Said once, until it is well again; a queue that closes breaks off what is asked of it.
      if (isWell && !isClosed)
        parts.log.warn({ queue: parts.name, error: lineOf(error) }, 'what is asked of jobs is not known now');
      isWell = false;
    }
  };
  const next = async () => {
    await look();
    if (!isClosed) timer = setTimeout(go, LOOK_EVERY_MS);
  };
  let running = Promise.resolve();
  const go = () => {
    running = next();
  };
  go();
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function putAsked({ queue, jobs, recorder, backoffMs }: KeeperParts): Promise<void> {
  const scheduled = new Map(jobs.map((job) => [job.name, job.scheduled]));
  for (const { id, job, payload } of await recorder.open([...scheduled.keys()])) {
    // The record remembers what it came to. One that the queue remembered could not be put there again.
    const options = { ...jobOptions(backoffMs), jobId: queueIdOf(id), removeOnComplete: true, removeOnFail: true };
    await queue.add(job, payload ?? scheduled.get(job), options);
  }
}

async function tell({ queue, name, backend, jobs, recorder }: KeeperParts): Promise<void> {
  await recorder.breakOff(jobs.map((job) => job.name));
  const { waiting = 0, active = 0, delayed = 0, failed = 0 } = await queue.getJobCounts();
  await recorder.tellQueue({ queue: name, backend, waiting, active, delayed, failed, told_at_us: Date.now() * MS_US });
}
