import type { JobCause, JobOutcome, JobRequestState } from '@fairlead/core/job/job-run';
import { microseconds } from '../row-reading.ts';

/** What a person has asked of a job. Times are microseconds since 1970. */
export interface JobRequestRow {
  readonly id: string;
  readonly job: string;
  /** The run that is to be tried again; null where the job is to run now. */
  readonly retry_of: string | null;
  readonly reason: string;
  readonly requested_by: string;
  readonly requested_by_name: string;
  readonly requested_at_us: number;
  readonly state: JobRequestState;
  /** How many of its tries have begun. */
  readonly tries: number;
  readonly ended_at_us: number | null;
}

/** One try of a job. */
export interface JobRunRow {
  readonly id: string;
  readonly job: string;
  readonly queue: string;
  readonly cause: JobCause;
  /** Which try of the same work. */
  readonly attempt: number;
  readonly outcome: JobOutcome;
  /** What it came to: of one that is done alone. */
  readonly facts: unknown;
  readonly error: string | null;
  readonly started_at_us: number;
  /** Null of one that runs, and of one that broke off: nobody knows when. */
  readonly ended_at_us: number | null;
  /** Who has asked for it; null where nobody has. */
  readonly request: JobRequestRow | null;
}

/** A job that the worker knows, and how it has done. */
export interface JobRow {
  readonly job: string;
  readonly queue: string;
  /** Null where nobody schedules it. */
  readonly every_ms: number | null;
  readonly next_at_us: number | null;
  /** Its newest try. */
  readonly last: JobRunRow | null;
  /** Of its newest tries, how many in a row have failed or broken off; the one that runs is not counted. */
  readonly failures_in_a_row: number;
  /** Of its tries of the last 24 hours, how many failed or broke off. */
  readonly failed_of_day: number;
  /** What was asked of it and has not ended, the oldest first. */
  readonly asked: readonly JobRequestRow[];
}

/** What a queue holds, as the worker has told it last. */
export interface JobQueueRow {
  readonly queue: string;
  readonly backend: 'POSTGRESQL' | 'REDIS';
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  /** Those that were given up and are remembered. */
  readonly failed: number;
  readonly told_at_us: number;
}

export const REQUEST_COLUMNS = `q.id, q.job, q.retry_of, q.reason, q.requested_by, q.requested_by_name, ${microseconds('q.requested_at')} as requested_at_us,
  q.state, q.tries, ${microseconds('q.ended_at')} as ended_at_us`;

/** A request as the column of a row; null where there is none. */
const REQUEST_OBJECT = `case when q.id is null then null else json_build_object('id', q.id, 'job', q.job, 'retry_of', q.retry_of, 'reason', q.reason,
  'requested_by', q.requested_by, 'requested_by_name', q.requested_by_name, 'requested_at_us', ${microseconds('q.requested_at')}, 'state', q.state,
  'tries', q.tries, 'ended_at_us', ${microseconds('q.ended_at')}) end`;

export const RUNS = `select r.id, r.job, r.queue, r.cause, r.attempt, r.outcome, r.facts, r.error, ${microseconds('r.started_at')} as started_at_us,
  ${microseconds('r.ended_at')} as ended_at_us, ${REQUEST_OBJECT} as request from job_runs r left join job_requests q on q.id = r.request_id`;

const FAILED = "r.outcome in ('FAILED', 'BROKEN_OFF')";

/** Every job; the runs of its last 24 hours are those from an id on ($1). */
export const JOBS = `select s.job, s.queue, s.every_ms, ${microseconds('s.next_at')} as next_at_us,
  (select to_json(l) from (${RUNS} where r.job = s.job order by r.id desc limit 1) l) as last,
  (select count(*)::int from job_runs r where r.job = s.job and ${FAILED} and r.id > coalesce(
    (select d.id from job_runs d where d.job = s.job and d.outcome = 'DONE' order by d.id desc limit 1), '00000000-0000-0000-0000-000000000000')
  ) as failures_in_a_row,
  (select count(*)::int from job_runs r where r.job = s.job and ${FAILED} and r.id >= $1) as failed_of_day,
  coalesce((select json_agg(a order by a.id) from (
    select ${REQUEST_COLUMNS} from job_requests q where q.job = s.job and q.state in ('WAITING', 'TAKEN')) a), '[]') as asked
from job_schedules s order by s.job`;

/** The newest failures of all jobs, so many ($1) at most. */
export const FAILURES = `select f.* from job_schedules s cross join lateral (${RUNS} where r.job = s.job and ${FAILED} order by r.id desc limit $1) f
order by f.id desc limit $1`;

export const QUEUES = `select queue, backend, waiting, active, delayed, failed, ${microseconds('told_at')} as told_at_us from job_queues order by queue`;
