import type { JobCause } from '@fairlead/core/job/job-run';
import type { JobRecorder } from '@fairlead/db/repositories/job-recorder';
import type { Job } from './job.ts';
import type { QueuedJob } from './job-backend.ts';

/** What tries are written with. */
export interface TryParts {
  readonly queue: string;
  readonly recorder: Pick<JobRecorder, 'alone' | 'begin' | 'end'>;
}

const MS_US = 1_000;
/** What the queue calls a job that a person has asked for: this, and the id of the request. */
const ASKED = /^asked-(?<id>[0-9a-f-]{36})$/;

/** The id in the queue of what a person has asked: asked for again, it is one. */
export function queueIdOf(requestId: string): string {
  return `asked-${requestId}`;
}

/**
 * Tries a job, alone, and writes what it comes to. Where another worker is at the job nothing is done: it comes again with its schedule, and what a person
 * has asked is put into the queue again until it has ended.
 */
export async function tryRecorded(job: Job, queued: QueuedJob, parts: TryParts): Promise<object> {
  const facts = await parts.recorder.alone(job.name, () => tryAlone(job, queued, parts));
  return facts ?? { left_to_another_worker: true };
}

async function tryAlone(job: Job, queued: QueuedJob, { queue, recorder }: TryParts): Promise<object> {
  const requestId = ASKED.exec(queued.id ?? '')?.groups?.id ?? null;
  const startedUs = nowUs();
  const id = await recorder.begin({
    ...{ job: job.name, queue, cause: causeOf(queued, requestId), requestId, payload: queued.data, atUs: startedUs },
    attempt: queued.attemptsMade + 1,
  });
  if (id === null) return { ended_already: true };
  try {
    const facts = await job.run(queued.data, { now_us: startedUs });
    await recorder.end(id, { outcome: 'DONE', facts, atUs: nowUs() });
    return facts;
  } catch (error) {
    await recorder.end(id, { outcome: 'FAILED', error: lineOf(error), atUs: nowUs() });
    throw error;
  }
}

function causeOf({ repeatJobKey }: QueuedJob, requestId: string | null): JobCause {
  if (requestId !== null) return 'PERSON';
  return repeatJobKey === undefined ? 'PROGRAM' : 'SCHEDULE';
}

function nowUs(): number {
  return Date.now() * MS_US;
}

/** What an error says, in a line. */
export function lineOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
