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

/** Whether the projections of a shard tell all that is in the journal, or at least everything of before a time, in microseconds since 1970. */
export async function tellsUntil(database: Database, shard: number, until_us: number): Promise<boolean> {
  const result = await database.query<{ tells: boolean }>(TELLS, [shard, until_us]);
  return result.rows[0]?.tells ?? true;
}

const TELLS = `
select p.position >= newest.position or coalesce(${microseconds('p.at')}, 0) >= $2::float8 as tells
from (select max(j.position) as position from order_journal j where j.shard = $1::int2) newest
left join projection_positions p on p.shard = $1::int2 where newest.position is not null`;
const UNTIL = `
select ${microseconds('case when p.position >= coalesce(newest.position, 0) then greatest(p.at, now()) else p.at end')} as until_us
from projection_positions p left join lateral (
  select j.position from order_journal j where j.shard = p.shard order by j.position desc limit 1
) newest on true
where p.shard = $1::int2`;
