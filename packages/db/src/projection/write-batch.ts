import type pg from 'pg';
import {
  CHILD_COLUMNS,
  EXECUTION_COLUMNS,
  PROJECTED_DECISION_COLUMNS,
  PROJECTED_ORDER_COLUMNS,
} from '../journal-columns.ts';
import type { ExecutionRow } from '../journal-rows.ts';
import { timestamp } from '../row-reading.ts';
import type { BatchRows, ProjectionBatch } from './batch.ts';
import { type Bulk, deletion, insertion, upsert } from './bulk.ts';

type Client = Pick<pg.ClientBase, 'query'>;

/** Where a batch takes the projections of a shard. */
export interface Advance {
  readonly shard: number;
  /** The lease under which the journal is written. */
  readonly epoch: number;
  /** The position before the batch, and with it. */
  readonly from: number;
  readonly to: number;
  /** The time of the entry at `to`, in microseconds since 1970. */
  readonly atUs: number;
  /** Rows of new orders may be there already, where somebody has damaged the projections. */
  readonly careful: boolean;
}

/** Somebody else writes these projections: another router has taken the shard over, or has been here since. */
export class ProjectionMovedError extends Error {}

const KEY = ['order_pk', 'id'];
const INSERTS = {
  orders: insertion('orders', PROJECTED_ORDER_COLUMNS),
  decisions: insertion('routing_decisions', PROJECTED_DECISION_COLUMNS),
  children: insertion('child_orders', CHILD_COLUMNS),
  executions: insertion('executions', EXECUTION_COLUMNS),
};
const UPSERTS = {
  orders: upsert('orders', ['id'], PROJECTED_ORDER_COLUMNS),
  decisions: upsert('routing_decisions', KEY, PROJECTED_DECISION_COLUMNS),
  children: upsert('child_orders', KEY, CHILD_COLUMNS),
  executions: upsert('executions', KEY, EXECUTION_COLUMNS),
};
const BUSTED = deletion<Pick<ExecutionRow, 'order_pk' | 'id'>>('executions', { order_pk: 'uuid', id: 'uuid' });

const LOCK = { name: 'projection_lock', text: `select pg_advisory_xact_lock(hashtext('projections'), $1)` };
const ADVANCE = {
  name: 'projection_advance',
  text: `update projection_positions set position = $4, at = ${timestamp('$5')}
    where shard = $1 and position = $3 and exists (select from shard_leases l where l.shard = $1 and l.epoch = $2)`,
};

/**
 * Writes a batch and the position that it comes to in one transaction: both are there, or neither. Throws where somebody else has moved the position or
 * taken the shard, and what the database says.
 */
export async function writeBatch(client: Client, batch: ProjectionBatch, to: Advance): Promise<void> {
  await client.query('begin');
  try {
    await client.query({ ...LOCK, values: [to.shard] });
    const moved = await client.query({ ...ADVANCE, values: [to.shard, to.epoch, to.from, to.to, to.atUs] });
    if (moved.rowCount !== 1)
      throw new ProjectionMovedError(`the projections are not at ${to.from} under lease ${to.epoch}`);
    await writeRows(client, batch, to.careful);
    await client.query('commit');
  } catch (error) {
    // Where the way to the server is broken there is nothing to roll back on it.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function writeRows(client: Client, { fresh, changed, busted }: ProjectionBatch, careful: boolean): Promise<void> {
  // First what is taken back: its venue may have used its id again.
  await run(client, BUSTED, busted);
  // Costs a tenth less of the write-ahead log than to look whether they are there.
  await writeTables(client, careful ? UPSERTS : INSERTS, fresh);
  await writeTables(client, UPSERTS, changed);
}

/** Rows in the order in which they refer to each other. */
async function writeTables(client: Client, bulks: typeof UPSERTS, rows: BatchRows): Promise<void> {
  await run(client, bulks.orders, rows.orders);
  await run(client, bulks.decisions, rows.decisions);
  await run(client, bulks.children, rows.children);
  await run(client, bulks.executions, rows.executions);
}

async function run<Row extends object>(client: Client, { name, text, values }: Bulk<Row>, rows: readonly Row[]) {
  if (rows.length > 0) await client.query({ name, text, values: values(rows) });
}
