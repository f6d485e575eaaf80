import { err, ok, type Result } from '@fairlead/core/result';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import {
  FAILURES,
  JOBS,
  type JobQueueRow,
  type JobRequestRow,
  type JobRow,
  type JobRunRow,
  QUEUES,
  REQUEST_COLUMNS,
  RUNS,
} from './job-rows.ts';
import { auditChange, earlierChange, type RiskStep, type RiskWriter } from './risk-writer.ts';
import { firstUuidV7, isUuid } from './uuid-range.ts';

/** Why a job is not run: it, or the run of it, is not there; nobody schedules it; its run has not failed; or it is asked for already and has not begun. */
export type JobRefusal = 'NOT_FOUND' | 'NOT_SCHEDULED' | 'NOT_FAILED' | 'ASKED_ALREADY';

/** What is asked of a job: to run now, or to try a run again that failed. */
export interface JobWish {
  readonly job: string;
  readonly retryOf: string | null;
}

/** Which runs of a job: those that failed or every one, those before a place, the newest first. */
export interface JobRunPlace {
  readonly job: string;
  readonly onlyFailed: boolean;
  /** The id of the last run that was read; null begins. */
  readonly cursor: string | null;
  readonly limit: number;
}

/** A page of runs, and where the next one begins; null where there is none. */
export interface JobRunPage {
  readonly rows: readonly JobRunRow[];
  readonly next: string | null;
}

/** What the worker does, and how it does. */
export interface KnownJobs {
  readonly jobs: readonly JobRow[];
  /** The newest tries that failed or broke off, of every job. */
  readonly failures: readonly JobRunRow[];
  readonly queues: readonly JobQueueRow[];
}

const FAILURES_MAX = 50;
const DAY_US = 86_400_000_000;

/** What became of every job, for people; and what people ask of jobs, each in one transaction with its audit record. */
export class JobHistoryRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Every job that a worker knows, with how it has done until now (microseconds since 1970), their newest failures, and what the queues hold. */
  async jobs(nowUs: number): Promise<KnownJobs> {
    const [jobs, failures, queues] = await Promise.all([
      this.#pool.query<JobRow>(JOBS, [firstUuidV7(nowUs - DAY_US)]),
      this.#pool.query<JobRunRow>(FAILURES, [FAILURES_MAX]),
      this.#pool.query<JobQueueRow>(QUEUES),
    ]);
    return { jobs: jobs.rows, failures: failures.rows, queues: queues.rows };
  }

  /** A page of the runs of a job, also of one that is no more; nothing for a cursor that is none. */
  async runs({ job, onlyFailed, cursor, limit }: JobRunPlace): Promise<JobRunPage> {
    if (cursor !== null && !isUuid(cursor)) return { rows: [], next: null };
    const failed = onlyFailed ? "and r.outcome in ('FAILED', 'BROKEN_OFF')" : '';
    const sql = `${RUNS} where r.job = $1 and ($2::uuid is null or r.id < $2) ${failed} order by r.id desc limit $3`;
    const found = await this.#pool.query<JobRunRow>(sql, [job, cursor, limit + 1]);
    const rows = found.rows.slice(0, limit);
    return { rows, next: found.rows.length > limit ? (rows.at(-1)?.id ?? null) : null };
  }

  /** Asks for a run, once for its key: the worker finds it here. */
  async ask(wish: JobWish, writer: RiskWriter): Promise<Result<RiskStep<JobRequestRow>, JobRefusal>> {
    const { auditId } = writer;
    return inTransaction(this.#pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtext('job_requests'))");
      const earlier = await earlierChange<JobRequestRow>(client, writer);
      if (earlier !== null) return ok({ done: earlier.after, auditId });
      const payload = await payloadFor(client, wish);
      if (!payload.ok) return payload;
      const asked = await client.query(WAITING, [wish.job, wish.retryOf]);
      if (asked.rows.length > 0) return err('ASKED_ALREADY');
      const done = await keep(client, { ...wish, payload: payload.value }, writer);
      const told = { action: wish.retryOf === null ? 'job.run' : 'job.retry', subjectType: 'jobs' } as const;
      await auditChange(client, writer, { ...told, subjectId: wish.job, before: null, after: done });
      return ok({ done, auditId });
    });
  }
}

/** What a run is to have, as a JSON text: what its schedule gives it (null), or what the run had that is tried again. */
async function payloadFor(
  client: pg.PoolClient,
  { job, retryOf }: JobWish,
): Promise<Result<string | null, JobRefusal>> {
  const known = await client.query<{ every_ms: number | null }>('select every_ms from job_schedules where job = $1', [
    job,
  ]);
  const [schedule] = known.rows;
  if (schedule === undefined) return err('NOT_FOUND');
  if (retryOf === null) return schedule.every_ms === null ? err('NOT_SCHEDULED') : ok(null);
  if (!isUuid(retryOf)) return err('NOT_FOUND');
  const runs = await client.query<{ outcome: string; payload: string }>(
    'select outcome, payload::text as payload from job_runs where id = $1 and job = $2',
    [retryOf, job],
  );
  const [run] = runs.rows;
  if (run === undefined) return err('NOT_FOUND');
  return run.outcome === 'FAILED' || run.outcome === 'BROKEN_OFF' ? ok(run.payload) : err('NOT_FAILED');
}

async function keep(
  client: pg.PoolClient,
  { job, retryOf, payload }: JobWish & { readonly payload: string | null },
  writer: RiskWriter,
): Promise<JobRequestRow> {
  const id = uuidV7({ msecs: Math.floor(writer.atUs / 1_000) });
  const { reason, personId, name, atUs } = writer;
  const kept = await client.query<JobRequestRow>(ASK, [id, job, payload, retryOf, reason, personId, name, atUs]);
  const [row] = kept.rows;
  if (row === undefined) throw new Error(`the request ${id} is gone`);
  return row;
}

const WAITING = `select from job_requests where state = 'WAITING' and job = $1 and retry_of is not distinct from $2`;
const ASK = `insert into job_requests as q (id, job, payload, retry_of, reason, requested_by, requested_by_name, requested_at, state)
values ($1, $2, $3, $4, $5, $6, $7, ${timestamp('$8')}, 'WAITING') returning ${REQUEST_COLUMNS}`;
