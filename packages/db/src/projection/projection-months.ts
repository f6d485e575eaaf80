import { isOrderEnded, ORDER_STATES } from '@fairlead/core/order/order-state';
import type { Database } from '../pool.ts';
import { timestamp } from '../row-reading.ts';

/** Makes the partitions of the projections from the month (UTC) of a time to so many months later; gives how many months were missing. Time in microseconds since 1970. */
export async function ensureProjectionMonths(database: Database, fromUs: number, monthsAhead: number): Promise<number> {
  const sql = `select ensure_projection_partitions(${timestamp('$1')}, $2) as made`;
  const result = await database.query<{ made: number }>(sql, [fromUs, monthsAhead]);
  return result.rows[0]?.made ?? 0;
}

/** When the key of an order was made, in microseconds since 1970: it is a UUIDv7, and says so to the millisecond. */
export function madeAtUs(orderPk: string): number {
  return Number.parseInt(orderPk.slice(0, 13).replace('-', ''), 16) * 1_000;
}

/**
 * Drops the months (UTC) of the projections that ended before a time, in microseconds since 1970, and in which nothing has happened to an order since
 * then, with the markouts of their executions; gives them as YYYYMM, the oldest first. A month of an order that has not ended stays. Throws where
 * somebody reads at that moment: then it is to be tried again.
 */
export async function dropProjectionMonths(database: Database, beforeUs: number): Promise<string[]> {
  const found = await database.query<{ month: string }>(MONTHS);
  const dropped: string[] = [];
  for (const { month } of found.rows) {
    const [fromUs, toUs] = [monthUs(month, 0), monthUs(month, 1)];
    if (toUs > beforeUs) break;
    const values = [fromUs, toUs, OPEN_STATES, beforeUs];
    const kept = await database.query<{ is_kept: boolean }>(IS_KEPT, values);
    if (kept.rows[0]?.is_kept !== false) continue;
    await database.query(`select drop_projection_month(${timestamp('$1')})`, [fromUs]);
    dropped.push(month);
  }
  return dropped;
}

const OPEN_STATES = ORDER_STATES.filter((state) => !isOrderEnded(state));
/** The planner may try the names of other relations before it knows that they are no partitions. */
const MONTHS = `select right(child.relname, 6) as month from pg_inherits join pg_class child on child.oid = pg_inherits.inhrelid
where pg_inherits.inhparent = 'orders'::regclass and child.relname ~ '^orders_[0-9]{6}$' order by 1`;
const IS_KEPT = `select exists (
  select from orders where id >= first_uuid_of(${timestamp('$1')}) and id < first_uuid_of(${timestamp('$2')})
    and (updated_at >= ${timestamp('$4')} or (not route_only and state = any ($3::text[])))
) as is_kept`;

/** When a month begins, or one so many after it. */
function monthUs(month: string, later: number): number {
  return Date.UTC(Number(month.slice(0, 4)), Number(month.slice(4)) - 1 + later) * 1_000;
}
