import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';

/**
 * Up to when the projections of a shard tell everything, in microseconds since 1970: the time of the last entry that they tell, or now where they tell
 * all that is in the journal. An entry becomes durable some milliseconds after its time: who reads a window allows for it.
 */
export async function projectedUntil(database: Database, shard: number): Promise<number> {
  const result = await database.query<{ until_us: number }>(UNTIL, [shard]);
  return result.rows[0]?.until_us ?? 0;
}

const UNTIL = `
select ${microseconds('case when p.position >= coalesce(newest.position, 0) then greatest(p.at, now()) else p.at end')} as until_us
from projection_positions p left join lateral (
  select j.position from order_journal j where j.shard = p.shard order by j.position desc limit 1
) newest on true
where p.shard = $1::int2`;
