import { type RetentionPayload, retentionPayload } from '@fairlead/contracts/jobs';
import type { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import type { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import { defineJob, type Job } from '../job/job.ts';

const HOUR_MS = 3_600_000;
const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;
const QUALITY_DAYS = 30;

/** The tables that are dropped by partitions. */
export interface DroppedTables {
  readonly quality: Pick<QualityRepository, 'dropPartitions'>;
  readonly history: Pick<MarketHistoryRepository, 'dropPartitions'>;
}

/** Drops the hours of venue_quality_ts and the days of market_history that are kept no longer: whole partitions, so nothing is left to vacuum. */
export function retention({ quality, history }: DroppedTables, historyDays: number): Job {
  return defineJob<RetentionPayload>({
    name: 'retention',
    everyMs: HOUR_MS,
    payload: retentionPayload,
    scheduled: { keep_hours: QUALITY_DAYS * 24, history_days: historyDays },
    run: async ({ keep_hours, history_days }, { now_us }) => ({
      quality_hours: await quality.dropPartitions(now_us - keep_hours * HOUR_US),
      history_days: await history.dropPartitions(now_us - history_days * DAY_US),
    }),
  });
}
