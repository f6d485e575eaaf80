import 'server-only';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import type { OrderList } from '@fairlead/db/repositories/order-list';
import type { RefusalsOfDay } from '@/rows/refusal-row';
import { etRange } from './et-range';

/** What was refused today, a day in New York, by code and hour. */
export async function todaysRefusals(list: OrderList): Promise<RefusalsOfDay> {
  const date = dateOfDay(newYorkDay(Date.now() * 1_000));
  const { counts, isWhole } = await list.refusals(etRange({ from: date, to: date }));
  return {
    date,
    is_whole: isWhole,
    counts: counts.map(({ code, hour_us: hourUs, count }) => ({ code, hour_ms: hourUs / 1_000, count })),
  };
}
