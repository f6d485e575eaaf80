import type { NumberedFault } from '@fairlead/contracts/upload';
import type { ImportKind } from '@fairlead/core/report/import-state';
import { err, ok, type Result } from '@fairlead/core/result';
import type pg from 'pg';
import { IMPORTS, type ImportRow, importRow } from '../import/import-rows.ts';
import { microseconds, timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { auditChange, earlierChange, type RiskStep, type RiskWriter } from './risk-writer.ts';
import { isUuid } from './uuid-range.ts';

/** Which imports: of one kind or of every one (null), those after a place, the newest first. */
export interface ImportPlace {
  readonly kind: ImportKind | null;
  readonly cursor: string | null;
  readonly limit: number;
}

/** Which faults: with one code or any (null), those after a number. */
export interface FaultPlace {
  readonly code: string | null;
  readonly after: number;
  readonly limit: number;
}

/** An import that no longer counts, under a report that had counted it. */
export interface WithdrawnImport {
  readonly id: string;
  readonly client_id: string;
  readonly withdrawn_at_us: number;
  readonly withdrawn_by: string;
  readonly reason: string;
}

/**
 * Why an import is not withdrawn: it is not there, does not count, or a later one that counts names its rows and would hang in the air; or another one is
 * being loaded now, which may name them.
 */
export type WithdrawalRefusal = 'NOT_FOUND' | 'NOT_COMPLETE' | 'NEEDED' | 'BUSY';

/** What was imported, what was wrong with it, and its withdrawal. */
export class ImportRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** A page of imports, and where the next one begins. */
  async list({ kind, cursor, limit }: ImportPlace): Promise<{ rows: readonly ImportRow[]; next: string | null }> {
    if (cursor !== null && !isUuid(cursor)) return { rows: [], next: null };
    const found = (await this.#pool.query(LIST, [kind, cursor, limit + 1])).rows.map(importRow);
    const rows = found.slice(0, limit);
    return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
  }

  /** One import, or null. */
  async of(id: string): Promise<ImportRow | null> {
    if (!isUuid(id)) return null;
    const [row] = (await this.#pool.query(ONE, [id])).rows;
    return row === undefined ? null : importRow(row);
  }

  /** Faults of an import by their numbers; none of one that is not there. */
  async faults(id: string, { code, after, limit }: FaultPlace): Promise<readonly NumberedFault[]> {
    return isUuid(id) ? (await this.#pool.query<NumberedFault>(FAULTS, [id, code, after, limit])).rows : [];
  }

  /**
   * Withdraws an import: from here on none of its rows counts. What was reported before stays as it was. Sent again with the same key it is done once.
   */
  async withdraw(id: string, writer: RiskWriter): Promise<Result<RiskStep<ImportRow>, WithdrawalRefusal>> {
    const { auditId, atUs, name, reason } = writer;
    return inTransaction(this.#pool, async (client) => {
      if ((await earlierChange(client, writer)) !== null) return ok({ done: await one(client, id), auditId });
      const before = isUuid(id) ? await found(client, id) : null;
      if (before === null) return err('NOT_FOUND');
      if (before.kind !== 'ORDERS' || before.state !== 'COMPLETE') return err('NOT_COMPLETE');
      // The loader holds the same lock: what it is loading may name rows of this one.
      const [lock] = (await client.query<{ mine: boolean }>(LOCK)).rows;
      if (lock?.mine !== true) return err('BUSY');
      if ((await client.query(NEEDED, [id])).rowCount !== 0) return err('NEEDED');
      const changed = await client.query(WITHDRAW, [id, atUs, name, reason]);
      if (changed.rowCount !== 1) return err('NOT_COMPLETE');
      const done = await one(client, id);
      const change = { action: 'import.withdraw', subjectType: 'imports', subjectId: id } as const;
      await auditChange(client, writer, { ...change, before: { state: before.state }, after: { state: done.state } });
      return ok({ done, auditId });
    });
  }

  /** Imports that counted when a run was made, of its time and client, and were withdrawn since: what the run says rests on them too. */
  async withdrawnUnder(runId: string): Promise<readonly WithdrawnImport[]> {
    return (await this.#pool.query<WithdrawnImport>(WITHDRAWN_UNDER, [runId])).rows;
  }
}

async function found(client: pg.PoolClient, id: string): Promise<ImportRow | null> {
  const [row] = (await client.query(ONE, [id])).rows;
  return row === undefined ? null : importRow(row);
}

async function one(client: pg.PoolClient, id: string): Promise<ImportRow> {
  return importRow((await client.query(ONE, [id])).rows[0]);
}

const ONE = `${IMPORTS} where coalesce(u.id, b.id) = $1`;
const LIST = `${IMPORTS} where ($1::text is null or coalesce(u.kind, 'ORDERS') = $1) and ($2::uuid is null or coalesce(u.id, b.id) < $2)
order by coalesce(u.id, b.id) desc limit $3`;
const FAULTS = `
select number, file, line, field, code, message from import_faults where batch_id = $1 and ($2::text is null or code = $2) and number > $3
order by number limit $4`;
const LOCK = "select pg_try_advisory_xact_lock(hashtext('imports')) as mine";
const WITHDRAW = `
update imported_batches set state = 'WITHDRAWN', withdrawn_at = ${timestamp('$2')}, withdrawn_by = $3, withdrawal_reason = $4, updated_at = now()
where id = $1 and state = 'COMPLETE'`;
const NEEDED = `
select from imported_routes r join imported_orders o on o.id = r.order_pk
  join imported_batches b on b.id = r.batch_id and b.state = 'COMPLETE'
where o.batch_id = $1 and r.batch_id <> $1
union all
select from imported_executions e join imported_routes r on r.id = e.route_pk
  join imported_batches b on b.id = e.batch_id and b.state = 'COMPLETE'
where r.batch_id = $1 and e.batch_id <> $1 limit 1`;
const day = (column: string) => `r.${column}::timestamp at time zone 'America/New_York'`;
const WITHDRAWN_UNDER = `
select b.id, b.client_id, ${microseconds('b.withdrawn_at')} as withdrawn_at_us, b.withdrawn_by, b.withdrawal_reason as reason
from report_runs r join imported_batches b on b.state = 'WITHDRAWN' and b.withdrawn_at >= r.started_at and b.completed_at <= r.done_at
  and b.first_at < ${day('period_to')} and b.last_at >= ${day('period_from')} and b.client_id = coalesce(r.parameters ->> 'client_id', b.client_id)
where r.id = $1 and not r.simulated order by b.withdrawn_at, b.id`;
