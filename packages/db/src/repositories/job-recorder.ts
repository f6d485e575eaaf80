import { JOB_TRIES_MAX, type JobCause } from '@fairlead/core/job/job-run';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { timestamp } from '../row-reading.ts';
import { alone } from '../session-lock.ts';
import { inTransaction } from '../transaction.ts';
import type { JobQueueRow } from './job-rows.ts';
import { firstUuidV7 } from './uuid-range.ts';

/** A try that is about to begin. Times are microseconds since 1970. */
export interface BegunRun {
  readonly job: string;
  readonly queue: string;
  readonly cause: JobCause;
  /** What a person has asked, where that is the cause. */
  readonly requestId: string | null;
  /** Which try it is; of what a person has asked, the record counts. */
  readonly attempt: number;
  readonly payload: unknown;
  readonly atUs: number;
}

/** What became of a try. */
export type EndedRun =
  | { readonly outcome: 'DONE'; readonly facts: object; readonly atUs: number }
  | { readonly outcome: 'FAILED'; readonly error: string; readonly atUs: number };

/** A job that a worker knows, and when it runs next. */
export interface KnownJob {
  readonly job: string;
  readonly every_ms: number | null;
  readonly next_at_us: number | null;
}

/** What a person has asked and the worker has still to do. */
export interface OpenRequest {
  readonly id: string;
  readonly job: string;
  /** Null: what its schedule gives it. */
  readonly payload: unknown;
}

const ERROR_LENGTH_MAX = 2_000;
const lockOf = (job: string) => `job ${job}`;

/** The worker's side of the history of jobs: writes what they are, and every try of them. */
export class JobRecorder {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Does what only one try of a job may do at a time, of whatever worker and cause; null, and nothing done, where another is at it. */
  alone<T>(job: string, work: () => Promise<T>): Promise<T | null> {
    return alone(this.#pool, lockOf(job), work);
  }

  /**
   * Writes that a try begins, within `alone`: what still stands as running has broken off. Null, and nothing to do, where what a person has asked has ended, or
   * has been tried as often as it is.
   */
  begin({ job, queue, cause, requestId, payload, atUs, ...run }: BegunRun): Promise<string | null> {
    return inTransaction(this.#pool, async (client) => {
      await client.query(BREAK_OFF, [job]);
      const attempt = requestId === null ? run.attempt : await take(client, requestId, atUs);
      if (attempt === null) return null;
      const id = uuidV7({ msecs: Math.floor(atUs / 1_000) });
      await client.query(BEGIN, [id, job, queue, cause, requestId, attempt, JSON.stringify(payload ?? null), atUs]);
      return id;
    });
  }

  /** Writes what became of a try, and of what was asked with it. */
  async end(id: string, run: EndedRun): Promise<void> {
    const facts = run.outcome === 'DONE' ? JSON.stringify(run.facts) : null;
    const error = run.outcome === 'FAILED' ? run.error.slice(0, ERROR_LENGTH_MAX) : null;
    await this.#pool.query(END, [id, run.outcome, run.atUs, facts, error, JOB_TRIES_MAX]);
  }

  /** Writes of tries whose process is gone that they broke off, and gives how many: nobody holds their job any more. */
  async breakOff(jobs: readonly string[]): Promise<number> {
    const running = 'select job from job_runs where outcome = $1 and job = any ($2)';
    const { rows } = await this.#pool.query<{ job: string }>(running, ['RUNNING', jobs]);
    let broken = 0;
    for (const { job } of rows) {
      const done = await this.alone(job, () => this.#pool.query(BREAK_OFF, [job]));
      broken += done?.rowCount ?? 0;
    }
    return broken;
  }

  /** What was asked of these jobs and has not ended, the oldest first. */
  async open(jobs: readonly string[]): Promise<OpenRequest[]> {
    return (await this.#pool.query<OpenRequest>(OPEN, [jobs])).rows;
  }

  /** Tells which jobs a queue has, and forgets those of it that are no more; their history stays. */
  tellJobs(queue: string, jobs: readonly KnownJob[]): Promise<void> {
    return inTransaction(this.#pool, async (client) => {
      await client.query('delete from job_schedules where queue = $1 and not job = any ($2)', [
        queue,
        jobs.map(({ job }) => job),
      ]);
      await client.query(TELL_JOBS, [queue, JSON.stringify(jobs)]);
    });
  }

  /** Tells when a job runs next. */
  async tellNext(job: string, nextAtUs: number): Promise<void> {
    await this.#pool.query(`update job_schedules set next_at = ${timestamp('$2')} where job = $1`, [job, nextAtUs]);
  }

  /** Tells what a queue holds now. */
  async tellQueue({ queue, backend, waiting, active, delayed, failed, told_at_us }: JobQueueRow): Promise<void> {
    await this.#pool.query(TELL_QUEUE, [queue, backend, waiting, active, delayed, failed, told_at_us]);
  }

  /**
   * Deletes tries on schedule that were done before a time, and everything of before another one, what was asked with it too; gives how many tries (times
   * in microseconds since 1970).
   */
  async forget({ doneBeforeUs, beforeUs }: { doneBeforeUs: number; beforeUs: number }): Promise<number> {
    const [done, all] = [firstUuidV7(doneBeforeUs), firstUuidV7(beforeUs)];
    const forgotten = await this.#pool.query(FORGET_RUNS, [done, all]);
    await this.#pool.query(FORGET_REQUESTS, [all]);
    return forgotten.rowCount ?? 0;
  }
}

/** Begins a try of what was asked and gives which it is; null where there is none to begin. */
async function take(client: pg.PoolClient, requestId: string, atUs: number): Promise<number | null> {
  const taken = await client.query<{ tries: number }>(TAKE, [requestId, JOB_TRIES_MAX]);
  const [row] = taken.rows;
  if (row !== undefined) return row.tries;
  // Its last try broke off.
  await client.query(GIVE_UP, [requestId, atUs]);
  return null;
}

const BREAK_OFF = "update job_runs set outcome = 'BROKEN_OFF' where job = $1 and outcome = 'RUNNING'";
const TAKE = `update job_requests set state = 'TAKEN', tries = tries + 1 where id = $1 and state in ('WAITING', 'TAKEN') and tries < $2 returning tries`;
const GIVE_UP = `update job_requests set state = 'FAILED', ended_at = ${timestamp('$2')} where id = $1 and state = 'TAKEN'`;
const BEGIN = `insert into job_runs (id, job, queue, cause, request_id, attempt, payload, outcome, started_at)
values ($1, $2, $3, $4, $5, $6, $7, 'RUNNING', ${timestamp('$8')})`;
// What the clock has gone back by does not make a run end before it began.
const END = `with run as (
  update job_runs set outcome = $2, ended_at = greatest(${timestamp('$3')}, started_at), facts = $4, error = $5 where id = $1 and outcome = 'RUNNING'
  returning request_id, outcome)
update job_requests q set state = case run.outcome when 'DONE' then 'DONE' else 'FAILED' end, ended_at = ${timestamp('$3')}
from run where q.id = run.request_id and q.state = 'TAKEN' and (run.outcome = 'DONE' or q.tries >= $6)`;
const OPEN = `select id, job, payload from job_requests where state in ('WAITING', 'TAKEN') and job = any ($1) order by requested_at, id`;
const TELL_JOBS = `insert into job_schedules (job, queue, every_ms, next_at)
select j.job, $1, j.every_ms, ${timestamp('j.next_at_us')} from jsonb_to_recordset($2::jsonb) as j(job text, every_ms int, next_at_us float8)
on conflict (job) do update set queue = excluded.queue, every_ms = excluded.every_ms, next_at = excluded.next_at`;
const TELL_QUEUE = `insert into job_queues (queue, backend, waiting, active, delayed, failed, told_at)
values ($1, $2, $3, $4, $5, $6, ${timestamp('$7')})
on conflict (queue) do update set backend = excluded.backend, waiting = excluded.waiting, active = excluded.active, delayed = excluded.delayed,
  failed = excluded.failed, told_at = excluded.told_at`;
const FORGET_RUNS = `delete from job_runs where outcome <> 'RUNNING' and (id < $2 or (id < $1 and outcome = 'DONE' and cause = 'SCHEDULE'))`;
const FORGET_REQUESTS = `delete from job_requests q where q.id < $1 and q.state in ('DONE', 'FAILED')
  and not exists (select from job_runs r where r.request_id = q.id)`;
