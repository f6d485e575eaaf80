import { type JournalRetentionPayload, journalRetentionPayload } from '@fairlead/contracts/jobs';
import type { JournalPartition, JournalPartitions } from '@fairlead/db/journal/journal-partitions';
import { defineJob, type Job } from '../job/job.ts';

const HOUR_MS = 3_600_000;
const DAY_US = 86_400_000_000;
const GB = 1_000_000_000;

/** How long the journal is kept; simulated orders also within so many gigabytes. */
export interface JournalKept {
  readonly liveDays: number;
  readonly simulatedDays: number;
  readonly simulatedGb: number;
}

/**
 * Makes room in the journal ahead, and drops the partitions of it whose time is over, the oldest first. One in which an order has not ended stays, however old it is;
 * one that holds simulated orders and others stays as long as the others.
 */
export function journalRetention(partitions: JournalPartitions, kept: JournalKept): Job {
  return defineJob<JournalRetentionPayload>({
    name: 'journal-retention',
    everyMs: HOUR_MS,
    payload: journalRetentionPayload,
    scheduled: { live_days: kept.liveDays, simulated_days: kept.simulatedDays, simulated_gb: kept.simulatedGb },
    async run(payload, { now_us }) {
      const made = await partitions.ensure();
      let dropped = 0;
      for (const partition of overdue(await partitions.list(), payload, now_us)) {
        if (await partitions.holdsOpenOrders(partition)) continue;
        dropped += await partitions.drop(partition.firstPosition);
      }
      return { made, dropped };
    },
  });
}

/** Those whose time is over, or which take more than simulated orders may. */
function overdue(
  all: readonly JournalPartition[],
  payload: JournalRetentionPayload,
  nowUs: number,
): JournalPartition[] {
  const { live_days, simulated_days, simulated_gb } = payload;
  let bytesBeyond =
    all.filter((each) => !each.holdsLive).reduce((sum, each) => sum + each.bytes, 0) - simulated_gb * GB;
  return all.filter(({ isSealed, holdsLive, lastAtUs, bytes }) => {
    if (!isSealed || lastAtUs === null) return false;
    if (holdsLive) return lastAtUs < nowUs - live_days * DAY_US;
    const isBeyond = bytesBeyond > 0;
    bytesBeyond -= bytes;
    return isBeyond || lastAtUs < nowUs - simulated_days * DAY_US;
  });
}
