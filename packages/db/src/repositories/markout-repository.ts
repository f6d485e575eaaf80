import { formatScaled } from '@fairlead/core/money/scaled';
import type { MarkedExecution, Markout } from '@fairlead/core/quality/markout';
import { MARKOUT_HORIZONS, type MarkoutHorizon } from '@fairlead/core/quality/settings';
import type { Database } from '../pool.ts';
import { microseconds, oneOf, wholeE8 } from '../row-reading.ts';
import { jobDoneUntil, noteJobDone } from './job-progress.ts';
import type { TimeWindow } from './quality-repository.ts';
import { firstUuidV7 } from './uuid-range.ts';

/** An execution whose markout of some horizon is missing. */
export interface UnmarkedExecution extends MarkedExecution {
  readonly executionId: string;
  readonly instrumentId: string;
  /** Microseconds since 1970. */
  readonly executedAtUs: number;
}

/** A markout that has been read, as it is shown: decimals as texts. */
export interface StoredMarkout {
  readonly executionId: string;
  readonly horizon: MarkoutHorizon;
  readonly mid: string;
  readonly bps: string | null;
}

/** Keeps where the mid was after each execution. Windows are of the time at which executions were booked, which their ids hold. */
export class MarkoutRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The executions that were booked in a window and have no markout of a horizon. */
  async unmarked(horizon: MarkoutHorizon, window: TimeWindow): Promise<UnmarkedExecution[]> {
    const result = await this.#database.query<{
      id: string;
      instrument_id: string;
      sign: 1 | -1;
      mid: string | null;
      executed_at_us: number;
    }>(UNMARKED, [horizon, firstUuidV7(window.from_us), firstUuidV7(window.to_us)]);
    return result.rows.map((row) => ({
      executionId: row.id,
      instrumentId: row.instrument_id,
      sign: row.sign,
      midE8: row.mid === null ? null : wholeE8(row.mid),
      executedAtUs: row.executed_at_us,
    }));
  }

  /** Writes markouts of executions that are still there; those that have one keep it. Gives how many were new. */
  async write(horizon: MarkoutHorizon, rows: readonly (Markout & { readonly executionId: string })[]): Promise<number> {
    if (rows.length === 0) return 0;
    const result = await this.#database.query(WRITE, [
      horizon,
      rows.map((row) => row.executionId),
      rows.map((row) => formatScaled(row.midE8, 8)),
      rows.map((row) => (row.bpsE8 === null ? null : formatScaled(row.bpsE8, 8))),
      ...keysAround(rows),
    ]);
    return result.rowCount ?? 0;
  }

  /** Deletes the markouts of a window whose executions are gone: taken back by their venue, or no longer kept. Gives how many. */
  async deleteOrphans(window: TimeWindow): Promise<number> {
    const result = await this.#database.query(
      `delete from execution_markouts m where m.execution_id >= $1::uuid and m.execution_id < $2::uuid
         and not exists (select from executions e where e.id = m.execution_id)`,
      [firstUuidV7(window.from_us), firstUuidV7(window.to_us)],
    );
    return result.rowCount ?? 0;
  }

  /** The markouts of executions, each from the shortest horizon on. */
  async of(executionIds: readonly string[]): Promise<StoredMarkout[]> {
    if (executionIds.length === 0) return [];
    const result = await this.#database.query<{
      execution_id: string;
      horizon: string;
      mid: string;
      bps: string | null;
    }>(
      `select execution_id, horizon, trim_scale(mid)::text as mid, trim_scale(bps)::text as bps
       from execution_markouts where execution_id = any ($1::uuid[])
       order by execution_id, array_position($2::text[], horizon::text)`,
      [executionIds, HORIZONS],
    );
    return result.rows.map((row) => ({
      executionId: row.execution_id,
      horizon: oneOf(HORIZONS, row.horizon),
      mid: row.mid,
      bps: row.bps,
    }));
  }

  /** Up to when the markouts of a horizon have been looked for, in microseconds since 1970; null before the first time. */
  async doneUntil(horizon: MarkoutHorizon): Promise<number | null> {
    return jobDoneUntil(this.#database, jobOf(horizon));
  }

  /** Notes up to when they have been. */
  async done(horizon: MarkoutHorizon, until_us: number): Promise<void> {
    await noteJobDone(this.#database, jobOf(horizon), until_us);
  }
}

const HORIZONS = MARKOUT_HORIZONS.map(({ horizon }) => horizon);

/** The least and the greatest of some keys: a statement that is told both reads what lies between, and not a whole table. */
function keysAround(rows: readonly { readonly executionId: string }[]): [string, string] {
  const ids = rows.map(({ executionId }) => executionId).sort();
  return [ids[0] ?? '', ids.at(-1) ?? ''];
}

function jobOf(horizon: MarkoutHorizon): string {
  return `markouts ${horizon}`;
}

const UNMARKED = `
select e.id, o.instrument_id, case o.side when 'BUY' then 1 else -1 end as sign, e.mid::text as mid,
  ${microseconds('e.executed_at')} as executed_at_us
from executions e join orders o on o.id = e.order_pk
where e.id >= $2::uuid and e.id < $3::uuid
  and not exists (select from execution_markouts m
    where m.execution_id = e.id and m.horizon = $1 and m.execution_id >= $2::uuid and m.execution_id < $3::uuid)
order by e.id`;

const WRITE = `
insert into execution_markouts (execution_id, horizon, mid, bps)
select r.id, $1, r.mid, r.bps from unnest($2::uuid[], $3::numeric[], $4::numeric[]) as r(id, mid, bps)
where exists (select from executions e where e.id = r.id and e.id >= $5::uuid and e.id <= $6::uuid)
on conflict (execution_id, horizon) do nothing`;
