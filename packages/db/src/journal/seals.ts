import type { Database } from '../pool.ts';
import { microseconds, timestamp } from '../row-reading.ts';
import { sha256 } from './chain.ts';

/** A seal over the entries after the one before it, up to its position. */
export interface Seal {
  readonly shard: number;
  readonly position: number;
  readonly entries: number;
  /** Those of them that are not simulated. */
  readonly liveEntries: number;
  /** The hash of the last of them. */
  readonly chainHash: Buffer;
  readonly atUs: number;
  readonly hash: Buffer;
}

/** What stands before the first seal. */
export const NO_SEAL = { position: 0, hash: Buffer.alloc(32), atUs: 0 };

/** The hash of a seal: SHA-256 over the hash of the seal before it, then place, counts and time, then the hash of its last entry. */
export function sealHash(previous: Buffer, seal: Omit<Seal, 'hash'>): Buffer {
  const { shard, position, entries, liveEntries, atUs, chainHash } = seal;
  return sha256(previous, `${shard}|${position}|${entries}|${liveEntries}|${atUs}|${chainHash.toString('hex')}`);
}

/**
 * Seals the entries from the last seal to a position, in the caller's transaction; null where they are sealed already. Seals have their times in
 * order, whatever the clock does. Throws where an entry is missing.
 */
export async function sealUpTo(client: Database, { shard, position, atUs }: SealPlace): Promise<Seal | null> {
  const found = await client.query<Unsealed>(UNSEALED, [shard, position]);
  const last = found.rows[0];
  if (last === undefined) throw new Error(`shard ${shard} has no seals to be read`);
  if (last.position >= position) return null;
  const { entries, live_entries: liveEntries, chain_hash: chainHash } = last;
  if (entries !== position - last.position || chainHash === null)
    throw new Error(`of the entries after ${last.position} up to ${position} only ${entries} are there to be sealed`);
  const unsealed = { shard, position, entries, liveEntries, chainHash, atUs: Math.max(atUs, last.at_us) };
  const seal = { ...unsealed, hash: sealHash(last.hash, unsealed) };
  await client.query(INSERT, [shard, position, entries, liveEntries, chainHash, seal.atUs, seal.hash]);
  return seal;
}

/** Up to where the entries of a shard are sealed, and when. */
export interface SealPlace {
  readonly shard: number;
  readonly position: number;
  readonly atUs: number;
}

/** Seals of a shard after a position, in order, so many at most. */
export async function sealsAfter(
  database: Database,
  place: { shard: number; position: number },
  limit: number,
): Promise<Seal[]> {
  const result = await database.query<Seal>(SEALS_AFTER, [place.shard, place.position, limit]);
  return result.rows;
}

interface Unsealed {
  /** Of the last seal. */
  readonly position: number;
  readonly hash: Buffer;
  readonly at_us: number;
  readonly entries: number;
  readonly live_entries: number;
  readonly chain_hash: Buffer | null;
}

const UNSEALED = `
with last as materialized (
  select coalesce(s.position, 0) as position, coalesce(s.hash, '\\x${NO_SEAL.hash.toString('hex')}') as hash, coalesce(s.at_us, 0) as at_us
  from (values (1)) as one left join lateral (
    select position, hash, ${microseconds('at')} as at_us from journal_seals j where shard = $1::int2 order by j.position desc limit 1
  ) s on true
), unsealed as (
  select count(*)::int4 as entries, count(*) filter (where not simulated)::int4 as live_entries
  from order_journal j where j.shard = $1::int2 and j.position > (select position from last) and j.position <= $2::int8
)
select last.position::float8 as position, last.hash, last.at_us, unsealed.entries, unsealed.live_entries,
  (select j.hash from order_journal j where j.shard = $1::int2 and j.position = $2::int8) as chain_hash
from last, unsealed`;

const INSERT = `insert into journal_seals (shard, position, entries, live_entries, chain_hash, at, hash)
values ($1, $2, $3, $4, $5, ${timestamp('$6')}, $7)`;

const SEALS_AFTER = `select shard, position::float8 as position, entries, live_entries as "liveEntries", chain_hash as "chainHash",
  ${microseconds('at')} as "atUs", hash
from journal_seals s where shard = $1 and s.position > $2 order by s.position limit $3`;
