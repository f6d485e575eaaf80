import { JOB_CAUSES, JOB_OUTCOMES, JOB_REQUEST_STATES } from '@fairlead/core/job/job-run';
import { z } from 'zod';
import { actReason, idempotencyKey } from './act.ts';

/** What a person has asked of a job. */
export const jobRequest = z
  .object({
    id: z.string(),
    job: z.string(),
    /** The run that is to be tried again; null where the job is to run now. */
    retry_of: z.string().nullable(),
    reason: z.string(),
    requested_by: z.string(),
    requested_at: z.string(),
    /** WAITING until its first try begins, TAKEN until it is done or given up. */
    state: z.enum(JOB_REQUEST_STATES),
    tries: z.number().int(),
    ended_at: z.string().nullable(),
  })
  .meta({ id: 'JobRequest' });
export type JobRequestView = z.infer<typeof jobRequest>;

/** One try of a job. */
export const jobRun = z
  .object({
    id: z.string(),
    job: z.string(),
    queue: z.string(),
    cause: z.enum(JOB_CAUSES),
    /** Which try of the same work. */
    attempt: z.number().int(),
    outcome: z.enum(JOB_OUTCOMES),
    /** What it came to, by name: of one that is done alone. */
    facts: z.record(z.string(), z.unknown()).nullable(),
    error: z.string().nullable(),
    started_at: z.string(),
    /** Null of one that runs, and of one that broke off: nobody knows when. */
    ended_at: z.string().nullable(),
    /** How long it took, or takes until now; null of one that broke off. */
    duration_ms: z.number().nullable(),
    request: jobRequest.nullable(),
  })
  .meta({ id: 'JobRun' });
export type JobRunView = z.infer<typeof jobRun>;

/** A job that the worker knows, and how it has done. */
export const jobView = z
  .object({
    name: z.string(),
    queue: z.string(),
    /** Null where nobody schedules it. */
    every_ms: z.number().int().nullable(),
    next_at: z.string().nullable(),
    last: jobRun.nullable(),
    /** Of its newest tries, how many in a row have failed or broken off. */
    failures_in_a_row: z.number().int(),
    /** Of its tries of the last 24 hours, how many failed or broke off. */
    failed_of_day: z.number().int(),
    /** What was asked of it and has not ended, the oldest first. */
    asked: z.array(jobRequest),
  })
  .meta({ id: 'Job' });
export type JobView = z.infer<typeof jobView>;

/** What a queue holds, as the worker has told it last. */
export const jobQueue = z
  .object({
    queue: z.string(),
    backend: z.enum(['POSTGRESQL', 'REDIS']),
    waiting: z.number().int(),
    active: z.number().int(),
    delayed: z.number().int(),
    /** Those that were given up and are remembered. */
    failed: z.number().int(),
    told_at: z.string(),
  })
  .meta({ id: 'JobQueue' });

/** Every job and queue of the worker, and of every job the newest tries that failed or broke off, at a time. */
export const jobsView = z
  .object({ as_of: z.string(), jobs: z.array(jobView), failures: z.array(jobRun), queues: z.array(jobQueue) })
  .meta({ id: 'Jobs' });
export type JobsView = z.infer<typeof jobsView>;

const PAGE_MAX = 500;

/** Which runs of a job: `outcome=FAILED` those that failed or broke off alone; `cursor` is `next_cursor` of the page before. */
export const jobRunsQuery = z.strictObject({
  outcome: z.literal('FAILED').optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(100),
});

/** The tries of a job, the newest first. */
export const jobRunsView = z
  .object({ as_of: z.string(), runs: z.array(jobRun), next_cursor: z.string().nullable() })
  .meta({ id: 'JobRuns' });
export type JobRunsView = z.infer<typeof jobRunsView>;

/** Asks for a run now, with what its schedule gives it; or for another try of a run that failed or broke off, with what that had. */
export const jobRunRequest = z
  .strictObject({ retry_of: z.uuid().nullish(), reason: actReason, idempotency_key: idempotencyKey.nullish() })
  .meta({ id: 'JobRunRequest' });

/** What is asked is durable; the worker takes it up. */
export const jobRunTaken = jobRequest.extend({ audit_id: z.uuid() }).meta({ id: 'JobRunTaken' });
