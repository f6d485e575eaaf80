import type pg from 'pg';
import {
  CHILD_COLUMNS,
  EXECUTION_COLUMNS,
  PROJECTED_DECISION_COLUMNS,
  PROJECTED_ORDER_COLUMNS,
} from '../journal-columns.ts';
import type { ExecutionRow } from '../journal-rows.ts';
import { timestamp } from '../row-reading.ts';
import type { ProjectionBatch } from './batch.ts';
import { type Bulk, deletion, upsert } from './bulk.ts';

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
}

/** Somebody else writes these projections: another router has taken the shard over, or has been here since. */
export class ProjectionMovedError extends Error {}

const KEY = ['order_pk', 'id'];
const ORDERS = upsert('orders', ['id'], PROJECTED_ORDER_COLUMNS);
const DECISIONS = upsert('routing_decisions', KEY, PROJECTED_DECISION_COLUMNS);
const CHILDREN = upsert('child_orders', KEY, CHILD_COLUMNS);
const EXECUTIONS = upsert('executions', KEY, EXECUTION_COLUMNS);
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
    await writeRows(client, batch);
    await client.query('commit');
  } catch (error) {
    // Where the way to the server is broken there is nothing to roll back on it.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** The rows in the order in which they refer to each other. What is taken back goes first: its venue may have used its id again. */
async function writeRows(client: Client, batch: ProjectionBatch): Promise<void> {
  await run(client, BUSTED, batch.busted);
  await run(client, ORDERS, batch.orders);
  await run(client, DECISIONS, batch.decisions);
  await run(client, CHILDREN, batch.children);
  await run(client, EXECUTIONS, batch.executions);
}

async function run<Row extends object>(client: Client, { name, text, values }: Bulk<Row>, rows: readonly Row[]) {
  if (rows.length > 0) await client.query({ name, text, values: values(rows) });
}
