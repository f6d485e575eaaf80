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
