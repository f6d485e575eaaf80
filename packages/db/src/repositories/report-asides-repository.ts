import { type BreakCode, MAY_BE_SET_ASIDE } from '@fairlead/core/report/break-code';
import { err, ok, type Result } from '@fairlead/core/result';
import type pg from 'pg';
import { timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { ASIDES, type ReportAside } from './report-run-rows.ts';
import { auditChange, earlierChange, type RiskStep, type RiskWriter } from './risk-writer.ts';
import { isUuid } from './uuid-range.ts';

/**
 * Why breaks are not set aside: there is no such run, it does not wait for approval, who would do it has asked for it, none of this code may be, they are not open, or
 * the same key has set others aside.
 */
export type AsideRefusal = 'NOT_FOUND' | 'NOT_DONE' | 'SELF_ASIDE' | 'NEVER_ASIDE' | 'NOT_OPEN' | 'OTHER_ACT';

/** Which breaks of a run: of one code all that are open (null), or those of these numbers. */
export interface BreaksOfCode {
  readonly code: BreakCode;
  readonly numbers: readonly number[] | null;
}

/** Keeps which breaks of reports people have set aside. The run and its files stay as they are. */
export class ReportAsidesRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Sets breaks of a run aside, all of them or none, in one transaction with its audit record; once for its key. */
  setAside(
    runId: string,
    which: BreaksOfCode,
    writer: RiskWriter,
  ): Promise<Result<RiskStep<ReportAside>, AsideRefusal>> {
    return inTransaction(this.#pool, async (client) => {
      // What approves a run waits for it: nobody approves what is being set aside.
      await client.query("select pg_advisory_xact_lock(hashtext('report_runs'))");
      const earlier = await earlierChange<ReportAside & BreaksOfCode>(client, writer);
      if (earlier !== null) return again(earlier.after, which);
      const refused = await refusalOf(client, runId, { which, writer });
      if (refused !== null) return err(refused);
      return ok({ done: await taken(client, runId, { which, writer }), auditId: writer.auditId });
    });
  }
}

function again(
  { numbers, ...done }: ReportAside & BreaksOfCode,
  which: BreaksOfCode,
): Result<RiskStep<ReportAside>, AsideRefusal> {
  const isSame = done.code === which.code && JSON.stringify(numbers) === JSON.stringify(which.numbers);
  return isSame ? ok({ done, auditId: done.id }) : err('OTHER_ACT');
}

interface Asked {
  readonly which: BreaksOfCode;
  readonly writer: RiskWriter;
}

async function refusalOf(client: pg.PoolClient, runId: string, { which, writer }: Asked): Promise<AsideRefusal | null> {
  if (!isUuid(runId)) return 'NOT_FOUND';
  const [run] = (await client.query<{ state: string; requested_by: string }>(RUN, [runId])).rows;
  if (run === undefined) return 'NOT_FOUND';
  if (run.state !== 'DONE') return 'NOT_DONE';
  if (run.requested_by === writer.personId) return 'SELF_ASIDE';
  if (!MAY_BE_SET_ASIDE[which.code]) return 'NEVER_ASIDE';
  const [open] = (await client.query<{ n: number }>(OPEN, [runId, which.code, which.numbers])).rows;
  const n = open?.n ?? 0;
  return n > 0 && (which.numbers === null || n === new Set(which.numbers).size) ? null : 'NOT_OPEN';
}

async function taken(client: pg.PoolClient, runId: string, { which, writer }: Asked): Promise<ReportAside> {
  const { auditId, personId, name, reason, atUs } = writer;
  const set = await client.query(SET, [runId, which.code, which.numbers, auditId]);
  await client.query(KEEP, [auditId, runId, which.code, set.rowCount, reason, personId, name, atUs]);
  const [aside] = (await client.query<ReportAside>(`${ASIDES} where a.id = $1`, [auditId])).rows;
  if (aside === undefined) throw new Error(`what was set aside by ${auditId} is gone`);
  const change = { action: 'report.set_aside', subjectType: 'report_runs', subjectId: runId } as const;
  await auditChange(client, writer, { ...change, before: null, after: { ...aside, numbers: which.numbers } });
  return aside;
}

const RUN = 'select state, requested_by from report_runs where id = $1';
const WHICH = 'run_id = $1 and code = $2 and aside_id is null and ($3::int[] is null or number = any ($3))';
const OPEN = `select count(*)::int as n from report_breaks where ${WHICH}`;
const SET = `update report_breaks set aside_id = $4 where ${WHICH}`;
const KEEP = `
insert into report_asides (id, run_id, code, breaks, reason, set_by, set_by_name, set_at) values ($1, $2, $3, $4, $5, $6, $7, ${timestamp('$8')})`;
