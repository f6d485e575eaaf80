import { JOB_CAUSES, JOB_OUTCOMES, JOB_REQUEST_STATES } from '@fairlead/core/job/job-run';
import { z } from 'zod';
import { actReason, idempotencyKey } from './act.ts';

export const jobRequest = z
  .object({
    id: z.string(),
    job: z.string(),
    retry_of: z.string().nullable().describe('The run that is to be tried again; null where the job is to run now.'),
    reason: z.string(),
    requested_by: z.string(),
    requested_at: z.string(),
    state: z
      .enum(JOB_REQUEST_STATES)
      .describe('WAITING until its first try begins, TAKEN until it is done or given up.'),
    tries: z.number().int(),
    ended_at: z.string().nullable(),
  })
  .meta({ id: 'JobRequest', description: 'What a person has asked of a job.' });
export type JobRequestView = z.infer<typeof jobRequest>;

export const jobRun = z
  .object({
    id: z.string(),
    job: z.string(),
    queue: z.string(),
    cause: z.enum(JOB_CAUSES),
    attempt: z.number().int().describe('Which try of the same work.'),
    outcome: z.enum(JOB_OUTCOMES),
    facts: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('What it came to, by name: of one that is done alone.'),
    error: z.string().nullable(),
    started_at: z.string(),
    ended_at: z.string().nullable().describe('Null of one that runs, and of one that broke off: nobody knows when.'),
    duration_ms: z.number().nullable().describe('How long it took, or takes until now; null of one that broke off.'),
    request: jobRequest.nullable(),
  })
  .meta({ id: 'JobRun', description: 'One try of a job.' });
export type JobRunView = z.infer<typeof jobRun>;

export const jobView = z
  .object({
    name: z.string(),
    queue: z.string(),
    every_ms: z.number().int().nullable().describe('Null where nobody schedules it.'),
    next_at: z.string().nullable(),
    last: jobRun.nullable(),
    failures_in_a_row: z.number().int().describe('Of its newest tries, how many in a row have failed or broken off.'),
    failed_of_day: z.number().int().describe('Of its tries of the last 24 hours, how many failed or broke off.'),
    asked: z.array(jobRequest).describe('What was asked of it and has not ended, the oldest first.'),
  })
  .meta({ id: 'Job', description: 'A job that the worker knows, and how it has done.' });
export type JobView = z.infer<typeof jobView>;

export const jobQueue = z
  .object({
    queue: z.string(),
    backend: z.enum(['POSTGRESQL', 'REDIS']),
    waiting: z.number().int(),
    active: z.number().int(),
    delayed: z.number().int(),
    failed: z.number().int().describe('Those that were given up and are remembered.'),
    told_at: z.string(),
  })
  .meta({ id: 'JobQueue', description: 'What a queue holds, as the worker has told it last.' });

export const jobsView = z
  .object({ as_of: z.string(), jobs: z.array(jobView), failures: z.array(jobRun), queues: z.array(jobQueue) })
  .meta({
    id: 'Jobs',
    description:
      'Every job and queue of the worker, and of every job the newest tries that failed or broke off, at a time.',
  });
export type JobsView = z.infer<typeof jobsView>;

const PAGE_MAX = 500;

/** Which runs of a job: `outcome=FAILED` those that failed or broke off alone; `cursor` is `next_cursor` of the page before. */
export const jobRunsQuery = z.strictObject({
  outcome: z.literal('FAILED').optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(100),
});

export const jobRunsView = z
  .object({ as_of: z.string(), runs: z.array(jobRun), next_cursor: z.string().nullable() })
  .meta({ id: 'JobRuns', description: 'The tries of a job, the newest first.' });
export type JobRunsView = z.infer<typeof jobRunsView>;

export const jobRunRequest = z
  .strictObject({ retry_of: z.uuid().nullish(), reason: actReason, idempotency_key: idempotencyKey.nullish() })
  .meta({
    id: 'JobRunRequest',
    description:
      'Asks for a run now, with what its schedule gives it; or for another try of a run that failed or broke off, with what that had.',
  });

export const jobRunTaken = jobRequest
  .extend({ audit_id: z.uuid() })
  .meta({ id: 'JobRunTaken', description: 'What is asked is durable; the worker takes it up.' });
