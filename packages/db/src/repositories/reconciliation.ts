import { BREAK_CODES, type BreakCode } from '@fairlead/core/report/break-code';
import type pg from 'pg';
import {
  CHILDREN_IN_DOUBT,
  FOUND,
  ITEMS_AGAINST_JOURNAL_OF_SLICE,
  JOURNAL_AGAINST_ROWS_OF_BEFORE,
  JOURNAL_AGAINST_ROWS_OF_SLICE,
  ORDERS_TWICE,
  ORPHAN_REPORTS,
  ROWS_AGAINST_DROP_COPIES,
  SOURCES,
} from '../reconciliation/break-statements.ts';
import { JournalSums } from '../reconciliation/journal-sums.ts';
import { microseconds } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import type { ReportAside } from './report-run-rows.ts';
import { type ReportScope, type ReportZone, weeksOf } from './report-scope.ts';
import { isUuid } from './uuid-range.ts';

/** One break of a run; what it does not concern is null. `expected` is what journal or venue say, `found` what the rows say, in words. */
export interface ReportBreak {
  /** From 1. */
  readonly number: number;
  readonly code: BreakCode;
  readonly order_pk: string | null;
  readonly child_id: string | null;
  readonly venue_id: string | null;
  /** An ISO date of New York. */
  readonly day: string | null;
  readonly execution_id: string | null;
  readonly expected: string | null;
  readonly found: string | null;
}

/** A break as it is listed: who has set it aside, where somebody has. */
export interface ListedBreak extends ReportBreak {
  /** Whether the order is one of ours, with a row. */
  readonly is_here: boolean;
  readonly aside: Pick<ReportAside, 'reason' | 'set_by_name' | 'set_at_us'> | null;
}

/** Which breaks of a run: of one code or of all (null), those after a number, so many at most. */
export interface BreaksPlace {
  readonly code: BreakCode | null;
  readonly after: number;
  readonly limit: number;
}

/** What there was to compare. */
export interface ReconciledSources {
  readonly journal: { readonly orders: number; readonly position: number };
  readonly venues: { readonly orphan_reports: number };
  /** `venue_days` are days and venues on which something was executed, those covered have a drop copy. */
  readonly drop_copies: {
    readonly drop_copies: number;
    readonly executions: number;
    readonly venue_days: number;
    readonly venue_days_covered: number;
  };
}

/** Where what a run was made of does not agree, as its `reconciliation` has it. */
export interface ReportBreaks {
  readonly count: number;
  readonly by_code: Readonly<Partial<Record<BreakCode, number>>>;
  /** The first of them; the others stand in `report_breaks`. */
  readonly first: readonly ReportBreak[];
  /** Null of simulated orders: nothing of them is compared. */
  readonly sources: ReconciledSources | null;
}

const SHOWN_MAX = 20;
/** Beyond these nobody reads on: all of them are counted. */
const KEPT_MAX = 100_000;
const NOTHING_COMPARED: ReportBreaks = { count: 0, by_code: {}, first: [], sources: null };

/** Compares what reports are made of: the journal, the rows that are made of it, what venues have told, and their drop copies. */
export class Reconciliation {
  readonly #pool: pg.Pool;
  readonly #sums: JournalSums;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.#sums = new JournalSums(pool);
  }

  /**
   * Looks for the breaks in what a run tells of, and keeps them with it, in the place of those of an earlier attempt. Its days are those of a time zone. Imported
   * orders have drop copies only.
   */
  async of(runId: string, scope: ReportScope, zone: ReportZone): Promise<ReportBreaks> {
    if (scope.simulated) return NOTHING_COMPARED;
    const { position } = await this.#sums.catchUp();
    return inTransaction(this.#pool, async (client) => {
      await client.query(ONE_MOMENT);
      await client.query("select set_config('TimeZone', $1, true)", [zone]);
      await client.query(FOUND);
      const time = [scope.from, scope.to, scope.clientId];
      await client.query(JOURNAL_AGAINST_ROWS_OF_BEFORE, [...time, position]);
      for (const { begins, ends } of await weeksOf(client, scope)) {
        await client.query(JOURNAL_AGAINST_ROWS_OF_SLICE, [...time, position, begins, ends]);
        await client.query(ITEMS_AGAINST_JOURNAL_OF_SLICE, [...time, runId, begins, ends]);
      }
      await client.query(ORDERS_TWICE, time);
      await client.query(ORPHAN_REPORTS, [scope.from, scope.to]);
      await client.query(CHILDREN_IN_DOUBT, time);
      await client.query(ROWS_AGAINST_DROP_COPIES, time);
      await client.query('delete from report_breaks where run_id = $1', [runId]);
      await client.query(KEEP, [runId, BREAK_CODES, KEPT_MAX]);
      const codes = await client.query<{ code: BreakCode; n: number }>(BY_CODE, [BREAK_CODES]);
      const first = await client.query<ReportBreak>(PAGE, [runId, null, 0, SHOWN_MAX]);
      return {
        count: codes.rows.reduce((sum, { n }) => sum + n, 0),
        by_code: Object.fromEntries(codes.rows.map(({ code, n }) => [code, n])),
        first: first.rows,
        sources: await sourcesOf(client, time, position),
      };
    });
  }

  /** Forgets the breaks of a run; how many there were, and the first of them, stay with it. */
  async drop(runId: string): Promise<void> {
    await this.#pool.query('delete from report_breaks where run_id = $1', [runId]);
  }

  /** The breaks of a run in the order of their numbers. */
  async page(runId: string, { code, after, limit }: BreaksPlace): Promise<ListedBreak[]> {
    if (!isUuid(runId)) return [];
    return (await this.#pool.query<ListedBreak>(LISTED, [runId, code, after, limit])).rows;
  }
}

interface FoundSources {
  readonly orders: number;
  readonly orphan_reports: number;
  readonly drop_copies: number;
  readonly executions: number;
  readonly venue_days: number;
  readonly venue_days_covered: number;
}

async function sourcesOf(
  client: pg.PoolClient,
  time: readonly unknown[],
  position: number,
): Promise<ReconciledSources | null> {
  const [found] = (await client.query<FoundSources>(SOURCES, [...time])).rows;
  if (found === undefined) return null;
  const { orders, orphan_reports, ...drop_copies } = found;
  return { journal: { orders, position }, venues: { orphan_reports }, drop_copies };
}

/** What is read is joined as a whole: the planner cannot know that keys and times go together. */
const ONE_MOMENT = `set transaction isolation level repeatable read; set local work_mem = '64MB'; set local jit = off`;
const KEEP = `
insert into report_breaks (run_id, number, code, order_pk, child_id, venue_id, day, execution_id, expected, found)
select $1, row_number() over (order by array_position($2::text[], code), day, venue_id, execution_id, order_pk, child_id), code, order_pk, child_id, venue_id, day,
  execution_id, expected, found from found
order by 2 limit $3`;
const BY_CODE = `select code, count(*)::int as n from found group by code order by array_position($1::text[], code)`;
const COLUMNS = `number, code, order_pk, child_id, venue_id, day::text as day, execution_id, expected, found`;
const IN_PLACE = 'run_id = $1 and ($2::text is null or code = $2) and number > $3 order by number limit $4';
const PAGE = `select ${COLUMNS} from report_breaks where ${IN_PLACE}`;
const LISTED = `
select ${COLUMNS}, exists (select from orders o where o.id = order_pk) as is_here, (select json_build_object('reason', a.reason, 'set_by_name', a.set_by_name, 'set_at_us', ${microseconds('a.set_at')})
  from report_asides a where a.id = aside_id) as aside
from report_breaks where ${IN_PLACE}`;
