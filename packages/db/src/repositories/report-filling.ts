import type pg from 'pg';
import { inTransaction } from '../transaction.ts';
import { isUuid } from './uuid-range.ts';

/** The connection on which the rows of a run are made, and the table that takes them. */
export interface Filling {
  readonly client: pg.PoolClient;
  readonly table: string;
}

/** What filling has come to, and up to which position of the journal it tells. */
export interface Filled<T> {
  readonly asOfPosition: number;
  readonly value: T;
}

/**
 * Makes the rows of a run that is being made, in the place of those of an earlier attempt, all of one moment; nobody changes them afterwards. What `fill`
 * throws leaves nothing.
 */
export function fillReport<T>(
  pool: pg.Pool,
  runId: string,
  fill: (filling: Filling) => Promise<T>,
): Promise<Filled<T>> {
  const table = tableOf(runId);
  return inTransaction(pool, async (client) => {
    await client.query(ONE_MOMENT);
    const asOfPosition = await positionOf(client);
    await client.query('select open_report_items($1)', [runId]);
    const value = await fill({ client, table });
    await client.query('select seal_report_items($1)', [runId]);
    return { asOfPosition, value };
  });
}

async function positionOf(client: pg.PoolClient): Promise<number> {
  const sql = 'select coalesce(min(position), 0)::float8 as position from projection_positions';
  return (await client.query<{ position: number }>(sql)).rows[0]?.position ?? 0;
}

/** The name of a table cannot be a parameter. */
function tableOf(runId: string): string {
  if (!isUuid(runId)) throw new Error(`${runId} is no run`);
  return `report_items_${runId.toLowerCase().replaceAll('-', '')}`;
}

const ONE_MOMENT = `set transaction isolation level repeatable read; set local work_mem = '64MB'; set local jit = off`;
