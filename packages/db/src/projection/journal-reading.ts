import type pg from 'pg';
import type { StoredEntry } from '../journal/journal-entry.ts';
import { microseconds } from '../row-reading.ts';

/** As much of an entry as a projection is made of. */
export type ReadEntry = Pick<
  StoredEntry,
  'shard' | 'position' | 'orderPk' | 'firstEvent' | 'lastEvent' | 'atUs' | 'body'
>;

type Client = Pick<pg.ClientBase, 'query'>;

const ENTRY = `j.shard, j.position::float8 as position, j.order_pk as "orderPk", j.first_event as "firstEvent", j.last_event as "lastEvent",
  ${microseconds('j.at')} as "atUs", j.body`;

const AFTER = {
  name: 'entries_after',
  text: `select ${ENTRY} from order_journal j where j.shard = $1 and j.position > $2 order by j.position limit $3`,
};
const OF_ORDERS = {
  name: 'entries_of_orders',
  // Each order is looked up by itself: for many at once the planner reads the whole journal up to the position.
  text: `select e.* from unnest($1::uuid[]) as o(id)
    cross join lateral (select ${ENTRY} from order_journal j where j.order_pk = o.id order by j.position offset 0) e
    where e.shard = $2 and e.position <= $3 order by e.position`,
};

/** The entries of a shard after a position, in order, so many at most. */
export async function entriesAfter(
  client: Client,
  at: { readonly shard: number; readonly position: number; readonly limit: number },
): Promise<ReadEntry[]> {
  const result = await client.query<ReadEntry>({ ...AFTER, values: [at.shard, at.position, at.limit] });
  return result.rows;
}

/** The entries of these orders up to a position, in order. */
export async function entriesOfOrders(
  client: Client,
  orderPks: readonly string[],
  at: { readonly shard: number; readonly position: number },
): Promise<ReadEntry[]> {
  if (orderPks.length === 0) return [];
  const result = await client.query<ReadEntry>({ ...OF_ORDERS, values: [orderPks, at.shard, at.position] });
  return result.rows;
}

/** Positions that retention has dropped, both included. */
export interface DroppedRange {
  readonly first: number;
  readonly last: number;
}

/** What retention has dropped of a shard, in order. */
export async function droppedRanges(client: Client, shard: number): Promise<DroppedRange[]> {
  const sql = `select first_position::float8 as first, last_position::float8 as last from journal_drops where shard = $1 order by 1`;
  return (await client.query<DroppedRange>(sql, [shard])).rows;
}
