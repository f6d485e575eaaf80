import { type RetentionPayload, retentionPayload } from '@fairlead/contracts/jobs';
import type { JobRecorder } from '@fairlead/db/repositories/job-recorder';
import type { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import type { MarkoutRepository } from '@fairlead/db/repositories/markout-repository';
import type { PerformanceRepository } from '@fairlead/db/repositories/performance-repository';
import type { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import type { RiskListsRepository } from '@fairlead/db/repositories/risk-lists-repository';
import { defineJob, type Job } from '../job/job.ts';

const HOUR_MS = 3_600_000;
const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;
const QUALITY_DAYS = 30;

/** Venues take an execution back on its day or the next. */
const ORPHAN_HOURS = 48;

/** An order that names a locate of the last days is told that it has expired, and not that there is none. */
const LOCATE_DAYS = 7;

/** Some jobs run every few seconds: what was done on schedule is kept for a week, and for a quarter what failed and what people have asked. */
const DONE_TRY_DAYS = 7;
const TRY_DAYS = 92;

/** The tables that are not kept for ever. */
export interface KeptTables {
  readonly quality: Pick<QualityRepository, 'dropPartitions'>;
  readonly history: Pick<MarketHistoryRepository, 'dropPartitions'>;
  readonly markouts: Pick<MarkoutRepository, 'deleteOrphans'>;
  readonly performance: Pick<PerformanceRepository, 'deleteHours'>;
  readonly lists: Pick<RiskListsRepository, 'deleteLocates'>;
  readonly tries: Pick<JobRecorder, 'forget'>;
}

/**
 * Drops the hours of venue_quality_ts and the days of market_history that are kept no longer: whole partitions, so nothing is left to vacuum. Markouts of
 * executions that their venue has taken back go too, hours of venues' performance as old as that (their days stay), locates that have expired some days ago,
 * and tries of jobs.
 */
export function retention(tables: KeptTables, historyDays: number): Job {
  const { quality, history, markouts, performance, lists, tries } = tables;
  return defineJob<RetentionPayload>({
    name: 'retention',
    everyMs: HOUR_MS,
    payload: retentionPayload,
    scheduled: { keep_hours: QUALITY_DAYS * 24, history_days: historyDays, orphan_hours: ORPHAN_HOURS },
    run: async ({ keep_hours, history_days, orphan_hours }, { now_us }) => ({
      quality_hours: await quality.dropPartitions(now_us - keep_hours * HOUR_US),
      history_days: await history.dropPartitions(now_us - history_days * DAY_US),
      performance_hours: await performance.deleteHours(now_us - history_days * DAY_US),
      markouts: await markouts.deleteOrphans({ from_us: now_us - orphan_hours * HOUR_US, to_us: now_us }),
      locates: await lists.deleteLocates(now_us - LOCATE_DAYS * DAY_US),
      tries: await tries.forget({
        doneBeforeUs: now_us - DONE_TRY_DAYS * DAY_US,
        beforeUs: now_us - TRY_DAYS * DAY_US,
      }),
    }),
  });
}
