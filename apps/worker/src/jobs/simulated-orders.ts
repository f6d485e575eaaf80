import { type SimulatedOrdersPayload, simulatedOrdersPayload } from '@fairlead/contracts/jobs';
import type { SimulatedOrdersRepository } from '@fairlead/db/repositories/simulated-orders-repository';
import { defineJob, type Job } from '../job/job.ts';

/** How much is kept of the demo flow. */
export interface SimulatedKept {
  readonly days: number;
  readonly gigabytes: number;
}

const TEN_MINUTES_MS = 600_000;
const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;
const GB = 1_000_000_000;
/** So many orders a transaction, so that none holds locks for long. */
const BATCH = 200;
/** A run that has deleted so much leaves the rest to the next. */
const ORDERS_A_RUN_MAX = 50_000;
/** Where there are too many, the newest are left alone all the same: venues may still have something to say of them. */
export const YOUNGEST_US = HOUR_US;

/**
 * Deletes orders of the demo flow that have ended: those that are too old, and the oldest where there are more than their bytes. Nothing of anybody else's orders is touched.
 */
export function simulatedOrders(orders: SimulatedOrdersRepository, kept: SimulatedKept): Job {
  return defineJob<SimulatedOrdersPayload>({
    name: 'simulated-orders',
    everyMs: TEN_MINUTES_MS,
    payload: simulatedOrdersPayload,
    scheduled: { keep_days: kept.days, keep_gb: kept.gigabytes },
    async run({ keep_days, keep_gb }, { now_us }) {
      const oldUs = now_us - keep_days * DAY_US;
      const aged = await deleteOldest(orders, { beforeUs: oldUs, count: ORDERS_A_RUN_MAX });
      const beyond = Math.min(await orders.countBeyond(keep_gb * GB), ORDERS_A_RUN_MAX);
      const crowded = await deleteOldest(orders, { beforeUs: now_us - YOUNGEST_US, count: beyond });
      return { aged, crowded };
    },
  });
}

async function deleteOldest(
  orders: SimulatedOrdersRepository,
  { beforeUs, count }: { readonly beforeUs: number; readonly count: number },
): Promise<number> {
  let deleted = 0;
  while (deleted < count) {
    const ids = await orders.oldest(beforeUs, Math.min(BATCH, count - deleted));
    if (ids.length === 0) break;
    deleted += await orders.delete(ids);
  }
  return deleted;
}

/** Deletes orders in batches; gives how many went. */
export async function deleteInBatches(
  orders: Pick<SimulatedOrdersRepository, 'delete'>,
  orderPks: readonly string[],
): Promise<number> {
  let deleted = 0;
  for (let from = 0; from < orderPks.length; from += BATCH)
    deleted += await orders.delete(orderPks.slice(from, from + BATCH));
  return deleted;
}
