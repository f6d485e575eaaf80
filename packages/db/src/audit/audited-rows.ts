import type { ChainEnd, ChainedEntry } from '../journal/chain.ts';
import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';

const ENTRIES_A_PAGE = 500;

/** The entries of a shard after a position, a page of them. */
export async function entriesFrom(database: Database, shard: number, position: number): Promise<ChainedEntry[]> {
  return (await database.query<ChainedEntry>(ENTRIES, [shard, position, ENTRIES_A_PAGE])).rows;
}

/** What retention has dropped of a shard: by its first position, where it ended. */
export async function dropsOf(database: Database, shard: number): Promise<Map<number, ChainEnd>> {
  const result = await database.query<ChainEnd & { first: number }>(DROPS, [shard]);
  return new Map(result.rows.map(({ first, position, hash }) => [first, { position, hash }]));
}

const ENTRIES = `select shard, position::float8 as position, order_pk as "orderPk", first_event as "firstEvent", last_event as "lastEvent",
  ${microseconds('at')} as "atUs", simulated, body, hash
from order_journal j where shard = $1::int2 and j.position > $2::int8 order by j.position limit $3`;

const DROPS = `select first_position::float8 as first, last_position::float8 as position, last_hash as hash from journal_drops where shard = $1`;
