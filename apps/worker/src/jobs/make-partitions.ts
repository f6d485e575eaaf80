import { type MakePartitionsPayload, makePartitionsPayload } from '@fairlead/contracts/jobs';
import type { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import { defineJob, type Job } from '../job/job.ts';

const QUARTER_HOUR_MS = 900_000;
const HOUR_US = 3_600_000_000;

/**
 * Makes the hourly partitions of venue_quality_ts ahead of time, so that no write ever finds its hour missing. A day ahead, four times
 * an hour: the job may fail for most of a day before anything is lost. The day before is made too, for windows that a person has computed late.
 * The months of the projections are made two ahead; what is missed there the projector makes when it needs it.
 */
export function makePartitions(
  quality: Pick<QualityRepository, 'ensurePartitions'>,
  ensureMonths: (from_us: number, months_ahead: number) => Promise<number>,
): Job {
  return defineJob<MakePartitionsPayload>({
    name: 'make-partitions',
    everyMs: QUARTER_HOUR_MS,
    payload: makePartitionsPayload,
    scheduled: { hours_ahead: 24 },
    async run({ hours_ahead }, { now_us }) {
      const from_us = now_us - PAST_HOURS * HOUR_US;
      const months = await ensureMonths(now_us, MONTHS_AHEAD);
      return { made: await quality.ensurePartitions(from_us, PAST_HOURS + hours_ahead), months };
    },
  });
}

const PAST_HOURS = 24;
const MONTHS_AHEAD = 2;
