import type { Database } from '../pool.ts';
import { type ChainEnd, EMPTY_CHAIN } from './chain.ts';

/** The only shard of this version; the column is there for more. */
export const SHARD = 0;

/** The right to write the journal of a shard, until somebody takes it after us, and where the journal ended when it was taken. */
export interface Lease {
  readonly shard: number;
  /** Counts who has had the lease: what carries an older one is not written. */
  readonly epoch: number;
  readonly end: ChainEnd;
}

/**
 * Takes the lease of a shard. From then on nothing is written by whoever had it before; a commit of theirs that is under way is waited for,
 * because each holds the row of the lease until it ends, and the end of the journal is read only after it.
 */
export async function takeLease(database: Database, shard: number): Promise<Lease> {
  const taken = await database.query<{ epoch: number }>(TAKE, [shard]);
  const epoch = taken.rows[0]?.epoch;
  if (epoch === undefined) throw new Error(`the lease of shard ${shard} could not be taken`);
  await database.query('select ensure_journal_partitions()');
  const last = await database.query<ChainEnd>(END, [shard]);
  return { shard, epoch, end: last.rows[0] ?? EMPTY_CHAIN };
}

const TAKE = `insert into shard_leases (shard, epoch, taken_at) values ($1, 1, now())
on conflict (shard) do update set epoch = shard_leases.epoch + 1, taken_at = now() returning epoch::float8 as epoch`;

const END =
  'select position::float8 as position, hash from order_journal j where shard = $1 order by j.position desc limit 1';
