import type pg from 'pg';
import { timestamp } from '../row-reading.ts';
import type { ProjectionBatch } from './batch.ts';
import { ProjectionTables } from './projection-tables.ts';

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

const TABLES = new ProjectionTables();

const LOCK = { name: 'projection_lock', text: `select pg_advisory_xact_lock(hashtext('projections'), $1)` };
const ADVANCE = {
  name: 'projection_advance',
  text: `update projection_positions set position = $4, at = ${timestamp('$5')}
    where shard = $1 and position = $3 and exists (select from shard_leases l where l.shard = $1 and l.epoch = $2)`,
};

/**
 * Writes a batch and the position that it comes to in one transaction: both are there, or neither. Throws where somebody else has moved the position or
 * taken the shard, and what the database says; the transaction is open then, and ends with the connection, which nobody knows the state of.
 */
export async function writeBatch(client: Client, batch: ProjectionBatch, to: Advance): Promise<void> {
  await client.query('begin');
  await client.query({ ...LOCK, values: [to.shard] });
  const moved = await client.query({ ...ADVANCE, values: [to.shard, to.epoch, to.from, to.to, to.atUs] });
  if (moved.rowCount !== 1)
    throw new ProjectionMovedError(`the projections are not at ${to.from} under lease ${to.epoch}`);
  await TABLES.write(client, batch, to.careful);
  await client.query('commit');
}
