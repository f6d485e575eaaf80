import { type JournalRetentionPayload, journalRetentionPayload } from '@fairlead/contracts/jobs';
import type { JournalPartition, JournalPartitions } from '@fairlead/db/journal/journal-partitions';
import type { SimulatedOrdersRepository } from '@fairlead/db/repositories/simulated-orders-repository';
import { defineJob, type Job } from '../job/job.ts';
import { deleteInBatches, YOUNGEST_US } from './simulated-orders.ts';

const HOUR_MS = 3_600_000;
const DAY_US = 86_400_000_000;
const GB = 1_000_000_000;
/** So many beliefs a transaction, so that none holds locks for long. */
const BELIEFS = 1_000;
/** A run that has deleted so many leaves the rest to the next. */
const BELIEFS_A_RUN_MAX = 200_000;

/** How long the journal is kept; simulated orders also within so many gigabytes. */
export interface JournalKept {
  readonly liveDays: number;
  readonly simulatedDays: number;
  readonly simulatedGb: number;
}

/** What retention works on. */
export interface Retained {
  readonly partitions: JournalPartitions;
  readonly orders: Pick<SimulatedOrdersRepository, 'endedWithEntries' | 'delete'>;
  /** Drops the months of the projections that were over before a time, and names them. */
  dropMonths(beforeUs: number): Promise<readonly string[]>;
}

/**
 * Makes room in the journal ahead, and drops what its time is over of, the oldest first: months of the projections, then partitions of the journal, then
 * the beliefs that only these named. A partition in which an order has not ended stays, however old it is; one that holds simulated orders and others
 * stays as long as the others. Rows go before the entries that they are made of: those of simulated orders are deleted here, and for those of others
 * a partition waits until their month is dropped.
 */
export function journalRetention(retained: Retained, kept: JournalKept): Job {
  const { partitions } = retained;
  return defineJob<JournalRetentionPayload>({
    name: 'journal-retention',
    everyMs: HOUR_MS,
    payload: journalRetentionPayload,
    scheduled: { live_days: kept.liveDays, simulated_days: kept.simulatedDays, simulated_gb: kept.simulatedGb },
    async run(payload, { now_us }) {
      const made = await partitions.ensure();
      const months = await retained.dropMonths(now_us - payload.live_days * DAY_US);
      const gone = { orders: 0, dropped: 0, dropped_bytes: 0 };
      for (const partition of overdue(await partitions.list(), payload, now_us)) {
        if (await partitions.holdsOpenOrders(partition)) continue;
        gone.orders += await deleteSimulated(retained, partition);
        if (await partitions.holdsProjected(partition)) continue;
        gone.dropped += await partitions.drop(partition.firstPosition);
        gone.dropped_bytes += partition.bytes;
      }
      return { made, months, ...gone, beliefs: await deleteBeliefs(partitions) };
    },
  });
}

async function deleteSimulated({ orders }: Retained, partition: JournalPartition): Promise<number> {
  return deleteInBatches(orders, await orders.endedWithEntries(partition.firstPosition, partition.endPosition));
}

async function deleteBeliefs(partitions: JournalPartitions): Promise<number> {
  let deleted = 0;
  while (deleted < BELIEFS_A_RUN_MAX) {
    const batch = await partitions.deleteUnnamedBeliefs(BELIEFS);
    deleted += batch;
    if (batch < BELIEFS) break;
  }
  return deleted;
}

/** Those whose time is over, or which take more than simulated orders may; what is of the last hour stays. */
function overdue(
  all: readonly JournalPartition[],
  payload: JournalRetentionPayload,
  nowUs: number,
): JournalPartition[] {
  const { live_days, simulated_days, simulated_gb } = payload;
  let bytesBeyond =
    all.filter((each) => !each.holdsLive).reduce((sum, each) => sum + each.bytes, 0) - simulated_gb * GB;
  return all.filter(({ isSealed, holdsLive, lastAtUs, bytes }) => {
    if (!isSealed || lastAtUs === null || lastAtUs > nowUs - YOUNGEST_US) return false;
    if (holdsLive) return lastAtUs < nowUs - live_days * DAY_US;
    const isBeyond = bytesBeyond > 0;
    bytesBeyond -= bytes;
    return isBeyond || lastAtUs < nowUs - simulated_days * DAY_US;
  });
}
