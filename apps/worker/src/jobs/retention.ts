import { type RetentionPayload, retentionPayload } from '@fairlead/contracts/jobs';
import type { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import { defineJob, type Job } from '../job/job.ts';

const HOUR_MS = 3_600_000;
const HOUR_US = 3_600_000_000;
const DAYS_KEPT = 30;

/** Drops the hours of venue_quality_ts that nobody looks at any more: whole partitions, so nothing is left to vacuum. */
export function retention(quality: Pick<QualityRepository, 'dropPartitions'>): Job {
  return defineJob<RetentionPayload>({
    name: 'retention',
    everyMs: HOUR_MS,
    payload: retentionPayload,
    scheduled: { keep_hours: DAYS_KEPT * 24 },
    run: async ({ keep_hours }, { now_us }) => ({
      dropped: await quality.dropPartitions(now_us - keep_hours * HOUR_US),
    }),
  });
}
