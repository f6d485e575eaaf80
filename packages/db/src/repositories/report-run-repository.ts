import { MarketDays } from '@fairlead/core/market/market-days';
import type { ReportKind } from '@fairlead/core/report/report-kind';
import { RUN_STATES } from '@fairlead/core/report/run-state';
import { err, ok, type Result } from '@fairlead/core/result';
import { handlingDueOn } from '@fairlead/rule606/customer-report/due';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { timestamp } from '../row-reading.ts';
import { alone } from '../session-lock.ts';
import { inTransaction } from '../transaction.ts';
import { CalendarRepository } from './calendar-repository.ts';
import {
  type FinishedReport,
  isKept,
  type KeptUntil,
  type ReportRequest,
  type ReportRunRow,
  type ReportRunSummary,
  RUN_SUMMARIES,
  RUNS,
  SUMMARY,
  summaryOf,
} from './report-run-rows.ts';
import { auditChange, earlierChange, type RiskStep, type RiskWriter } from './risk-writer.ts';
import { isUuid } from './uuid-range.ts';

/** Why a run is not made again, approved or published: it is not there, not where that follows, or its approver is who asked for it. */
export const REPORT_REFUSALS = [
  'NOT_FOUND',
  'NOT_FAILED',
  'NOT_DONE',
  'NOT_APPROVED',
  'SELF_APPROVAL',
  'SAME_PERSON',
] as const;
export type ReportRefusal = (typeof REPORT_REFUSALS)[number];

/** Which runs: of one kind or of every one (null), those after a place, the newest first. */
export interface RunPlace {
  /** Null is every kind. */
  readonly kinds: readonly ReportKind[] | null;
  /** The id of the last run that was read; null begins. */
  readonly cursor: string | null;
  readonly limit: number;
}

/** A page of runs, and where the next one begins; null where there is none. */
export interface RunPage {
  readonly rows: readonly ReportRunSummary[];
  readonly next: string | null;
}

/** Keeps the runs of reports. Each attempt at one may write until the next begins; what people do is one transaction with its audit record. */
export class ReportRunRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Asks for a report; asked again with the same key it is the same run. */
  create(request: ReportRequest, writer: RiskWriter): Promise<RiskStep<ReportRunSummary>> {
    return this.#write(writer, async (client) => {
      const id = uuidV7({ msecs: Math.floor(writer.atUs / 1_000) });
      const { kind, period_from, period_to, parameters, simulated, requested_on = null } = request;
      await client.query(CREATE, [
        ...[id, kind, period_from, period_to, JSON.stringify(parameters), simulated],
        ...[writer.personId, writer.name, writer.atUs, writer.type === 'SYSTEM'],
        ...[requested_on, await dueOnOf(client, request)],
      ]);
      return this.#told(client, id, { action: 'report.request', before: null, writer });
    });
  }

  /** The runs of these kinds that are still to be made, the oldest first: those that nobody has begun, and those whose attempt has not ended. */
  async unmade(kinds: readonly ReportKind[]): Promise<string[]> {
    return (await this.#pool.query<{ id: string }>(UNMADE, [kinds])).rows.map(({ id }) => id);
  }

  /** Whether a report of this kind and time was asked for, whatever has become of it; of simulated orders or of real ones. */
  async isAsked({ kind, period_from, period_to, simulated }: Omit<ReportRequest, 'parameters'>): Promise<boolean> {
    return (await this.#pool.query(ASKED, [kind, period_from, period_to, simulated])).rowCount === 1;
  }

  /** The runs whose rows are kept no longer. */
  async expired({ at_us, unpublished_days }: KeptUntil): Promise<string[]> {
    return (await this.#pool.query<{ id: string }>(EXPIRED, [at_us, unpublished_days])).rows.map(({ id }) => id);
  }

  /** Does what only one process at a time may do for a run, and gives what it comes to; null, and nothing done, where another is at it. */
  alone<T>(id: string, work: () => Promise<T>): Promise<T | null> {
    return alone(this.#pool, `report_runs ${id}`, work);
  }

  /** Begins an attempt and gives its number; those before it write no more. Null where the run is not there, or done. */
  async begin(id: string, atUs: number): Promise<number | null> {
    const begun = await this.#pool.query<{ attempt: number }>(BEGIN, [id, atUs]);
    return begun.rows[0]?.attempt ?? null;
  }

  /** Tells how far an attempt is, 0 to 1; false where it is no more the one that may write. */
  async progress(id: string, attempt: number, done: number): Promise<boolean> {
    const told = await this.#pool.query(`update report_runs set progress = $3 where ${BY_ATTEMPT}`, [
      id,
      attempt,
      done,
    ]);
    return told.rowCount === 1;
  }

  /** Ends an attempt with what it has made; from here on the run does not change. False as for progress. */
  async finish(by: { id: string; attempt: number; atUs: number }, report: FinishedReport): Promise<boolean> {
    const { figures, reconciliation, files } = report;
    const json = [figures, reconciliation, files].map((value) => JSON.stringify(value));
    const { id, attempt, atUs } = by;
    const { items, as_of_position, content_hash } = report;
    const done = await this.#pool.query(FINISH, [id, attempt, atUs, items, as_of_position, ...json, content_hash]);
    return done.rowCount === 1;
  }

  /** Ends an attempt that came to nothing, with why. The run may be begun again. False as for progress. */
  async fail(id: string, attempt: number, error: string): Promise<boolean> {
    const failed = await this.#pool.query(`update report_runs set state = 'FAILED', error = $3 where ${BY_ATTEMPT}`, [
      id,
      attempt,
      error,
    ]);
    return failed.rowCount === 1;
  }

  /** Asks for what has failed to be made again. */
  again(id: string, writer: RiskWriter): Promise<Result<RiskStep<ReportRunSummary>, ReportRefusal>> {
    return this.#follow(id, writer, { action: 'report.again', sql: AGAIN, values: [] });
  }

  /** Approves what is done, by another person than who asked for it. */
  approve(id: string, writer: RiskWriter): Promise<Result<RiskStep<ReportRunSummary>, ReportRefusal>> {
    return this.#follow(id, writer, { action: 'report.approve', sql: APPROVE, values: [...by(writer), writer.reason] });
  }

  /** Says that what is approved is published: by another person than who approved it, where nobody had asked for it but a service. */
  publish(id: string, writer: RiskWriter): Promise<Result<RiskStep<ReportRunSummary>, ReportRefusal>> {
    return this.#follow(id, writer, { action: 'report.publish', sql: PUBLISH, values: by(writer) });
  }

  /** One run, or null. */
  async of(id: string): Promise<ReportRunRow | null> {
    if (!isUuid(id)) return null;
    return (await this.#pool.query<ReportRunRow>(`${RUNS} where id = $1`, [id])).rows[0] ?? null;
  }

  /** A page of runs; nothing for a cursor that is none. */
  async list({ kinds, cursor, limit }: RunPlace): Promise<RunPage> {
    if (cursor !== null && !isUuid(cursor)) return { rows: [], next: null };
    const found = await this.#pool.query<ReportRunSummary>(LIST, [kinds, cursor, limit + 1]);
    const rows = found.rows.slice(0, limit);
    return { rows, next: found.rows.length > limit ? (rows.at(-1)?.id ?? null) : null };
  }

  /** Of the real runs of a kind for a period, by its first day, the one that has come furthest, the latest of equals; null where there is none. */
  async furthest(kind: ReportKind, periodFrom: string): Promise<ReportRunSummary | null> {
    return (await this.#pool.query<ReportRunSummary>(FURTHEST, [kind, periodFrom, RUN_STATES])).rows[0] ?? null;
  }

  /** Of the real reports to customers that were due on a day or later, those that are not published: of each request the run that has come furthest, the earliest due first. */
  async owed(since: string): Promise<readonly ReportRunSummary[]> {
    return (await this.#pool.query<ReportRunSummary>(OWED, [since, RUN_STATES, OWED_MAX])).rows;
  }

  async #follow(
    id: string,
    writer: RiskWriter,
    { action, sql, values }: { action: Following; sql: string; values: readonly unknown[] },
  ): Promise<Result<RiskStep<ReportRunSummary>, ReportRefusal>> {
    let refused: ReportRefusal = 'NOT_FOUND';
    const step = await this.#write<ReportRunSummary | null>(writer, async (client) => {
      const before = isUuid(id)
        ? (await client.query<ReportRunRow>(`${RUNS} where id = $1 for update`, [id])).rows[0]
        : null;
      const changed = await client.query(sql, [isUuid(id) ? id : null, ...values]);
      if (changed.rowCount === 1 && before != null) return this.#told(client, id, { action, before, writer });
      if (before != null) refused = refusalOf(before, action, writer);
      return null;
    });
    return step.done === null ? err(refused) : ok({ done: step.done, auditId: step.auditId });
  }

  async #told(
    client: pg.PoolClient,
    id: string,
    { action, before, writer }: { action: string; before: ReportRunRow | null; writer: RiskWriter },
  ): Promise<ReportRunSummary> {
    const [after] = (await client.query<ReportRunRow>(`${RUNS} where id = $1`, [id])).rows;
    if (after === undefined) throw new Error(`run ${id} is gone`);
    const told = { action, subjectType: 'report_runs', subjectId: id } as const;
    const done = summaryOf(after);
    await auditChange(client, writer, { ...told, before: before === null ? null : summaryOf(before), after: done });
    return done;
  }

  /** What was done before with this key is not done again. */
  #write<T extends ReportRunSummary | null>(
    writer: RiskWriter,
    work: (client: pg.PoolClient) => Promise<T>,
  ): Promise<RiskStep<T | ReportRunSummary>> {
    const { auditId } = writer;
    return inTransaction(this.#pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtext('report_runs'))");
      const earlier = await earlierChange<ReportRunSummary>(client, writer);
      return { done: earlier === null ? await work(client) : earlier.after, auditId };
    });
  }
}

/** By when a customer is to have what it asked for, by the market days that are known when it is written down. */
async function dueOnOf(
  client: pg.PoolClient,
  { kind, simulated, requested_on }: ReportRequest,
): Promise<string | null> {
  if (kind !== 'RULE_606_B3' || simulated || requested_on === undefined) return null;
  return handlingDueOn(requested_on, new MarketDays(await new CalendarRepository(client).marketDays()));
}

/** What people do with a run that is there. */
type Following = 'report.again' | 'report.approve' | 'report.publish';

function by({ personId, name, atUs }: RiskWriter): readonly unknown[] {
  return [personId, name, atUs];
}

function refusalOf(run: ReportRunRow, action: Following, writer: RiskWriter): ReportRefusal {
  if (action === 'report.again') return 'NOT_FAILED';
  if (action === 'report.publish') return run.state === 'APPROVED' ? 'SAME_PERSON' : 'NOT_APPROVED';
  return run.state === 'DONE' && run.requested_by === writer.personId ? 'SELF_APPROVAL' : 'NOT_DONE';
}

const BY_ATTEMPT = "id = $1 and attempt = $2 and state = 'RUNNING'";
const CREATE = `
insert into report_runs (id, kind, period_from, period_to, parameters, simulated, state, requested_by, requested_by_name, requested_at, asked_by_service, requested_on, due_on)
values ($1, $2, $3, $4, $5, $6, 'QUEUED', $7, $8, ${timestamp('$9')}, $10, $11, $12)`;
const UNMADE = "select id from report_runs where kind = any ($1) and state in ('QUEUED', 'RUNNING') order by id";
const ASKED = `
select 1 from report_runs where kind = $1 and period_from = $2::date and period_to = $3::date and simulated = $4 limit 1`;
const EXPIRED = `
select id from report_runs where state in ('DONE', 'APPROVED', 'PUBLISHED', 'FAILED') and not (${isKept(timestamp('$1'), '$2')}) order by id`;
const BEGIN = `
update report_runs set state = 'RUNNING', attempt = attempt + 1, progress = 0, error = null, started_at = ${timestamp('$2')}
where id = $1 and state in ('QUEUED', 'RUNNING', 'FAILED') returning attempt`;
const FINISH = `
update report_runs set state = 'DONE', progress = 1, done_at = ${timestamp('$3')}, items = $4, as_of_position = $5, figures = $6, reconciliation = $7,
  files = $8, content_hash = $9 where ${BY_ATTEMPT}`;
const AGAIN = "update report_runs set state = 'QUEUED', error = null where id = $1 and state = 'FAILED'";
const APPROVE = `
update report_runs set state = 'APPROVED', approved_by = $2, approved_by_name = $3, approved_at = ${timestamp('$4')}, approval_reason = $5
where id = $1 and state = 'DONE' and requested_by <> $2`;
const PUBLISH = `
update report_runs set state = 'PUBLISHED', published_by = $2, published_by_name = $3, published_at = ${timestamp('$4')}
where id = $1 and state = 'APPROVED' and not (asked_by_service and approved_by = $2)`;
const LIST = `${RUN_SUMMARIES} where ($1::text[] is null or kind = any($1)) and ($2::uuid is null or id < $2) order by id desc limit $3`;
const FURTHEST = `${RUN_SUMMARIES} where kind = $1 and period_from = $2::date and not simulated
  order by state <> 'FAILED' desc, array_position($3::text[], state::text) desc, id desc limit 1`;
/** More than these nobody looks through: the list of runs has them all. */
const OWED_MAX = 10;
const OF_REQUEST = "requested_on, parameters ->> 'client_id', parameters ->> 'customer_id'";
const OWED = `
select * from (
  select distinct on (${OF_REQUEST}) ${SUMMARY} from report_runs where due_on >= $1::date
  order by ${OF_REQUEST}, state <> 'FAILED' desc, array_position($2::text[], state::text) desc, id desc
) r where state <> 'PUBLISHED' order by due_on, id limit $3`;
