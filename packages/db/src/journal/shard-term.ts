import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../pool.ts';
import type { Lease } from './shard-lease.ts';

/** For so long a router acts after it has said that it does. */
export const TERM_MS = 3_000;
const LOOK_EVERY_MS = 250;

/** Who acts for a shard. */
export interface Holder {
  /** The machine, as the processes on it call it. */
  readonly host: string;
  readonly pid: number;
}

export interface WaitForShard {
  readonly shard: number;
  readonly me: Holder;
  /** Whether a process of this machine is there. */
  readonly isRunning: (pid: number) => boolean;
  /** Told once, where somebody else acts for the shard. */
  readonly onWaiting: (holder: Holder) => void;
}

interface FoundTerm extends Holder {
  readonly left_ms: number;
}

/**
 * Resolves when nobody else acts for a shard: its term is over, or its process was on this machine and is gone. A process that is merely stopped
 * is waited for until its term is over; from then on it sends nothing, even if it goes on.
 */
export async function untilShardIsFree(database: Database, { shard, me, isRunning, onWaiting }: WaitForShard) {
  for (let hasTold = false; ; hasTold = true) {
    const result = await database.query<FoundTerm>(FIND, [shard]);
    const [term] = result.rows;
    if (term === undefined || term.left_ms <= 0) return;
    const isGone = term.host === me.host && (term.pid === me.pid || !isRunning(term.pid));
    if (isGone) return;
    if (!hasTold) onWaiting({ host: term.host, pid: term.pid });
    await wait(Math.min(LOOK_EVERY_MS, term.left_ms));
  }
}

/** Says that its holder acts for the shard for another term. False where another has the lease. */
export async function renewTerm(database: Database, { shard, epoch }: Lease, { host, pid }: Holder): Promise<boolean> {
  const result = await database.query(RENEW, [shard, epoch, `${pid}@${host}`, TERM_MS]);
  return result.rowCount === 1;
}

/** Ends the term of a lease, so that nobody waits for it. */
export async function endTerm(database: Database, { shard, epoch }: Lease): Promise<void> {
  await database.query('update shard_terms set until = now() where shard = $1 and epoch = $2', [shard, epoch]);
}

const FIND = `select split_part(holder, '@', 1)::int4 as pid, substr(holder, position('@' in holder) + 1) as host,
  extract(epoch from until - now())::float8 * 1000 as left_ms from shard_terms where shard = $1`;
const RENEW = `insert into shard_terms (shard, epoch, holder, until)
select l.shard, l.epoch, $3, now() + $4::int4 * interval '1 millisecond' from shard_leases l where l.shard = $1 and l.epoch = $2
on conflict (shard) do update set epoch = excluded.epoch, holder = excluded.holder, until = excluded.until
where shard_terms.epoch <= excluded.epoch`;
