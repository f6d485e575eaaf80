import { type MakePartitionsPayload, makePartitionsPayload } from '@fairlead/contracts/jobs';
import type { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import type { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import { defineJob, type Job } from '../job/job.ts';

const QUARTER_HOUR_MS = 900_000;
const HOUR_US = 3_600_000_000;

/** The tables whose partitions are made. */
export interface PartitionedTables {
  readonly quality: Pick<QualityRepository, 'ensurePartitions'>;
  readonly history: Pick<MarketHistoryRepository, 'ensurePartitions'>;
  /** Of the projections. */
  readonly ensureMonths: (from_us: number, months_ahead: number) => Promise<number>;
}

/**
 * Makes partitions ahead of time, so that no write ever finds its hour or day missing. A day ahead, four times an hour: the job may fail for most of
 * a day before anything is lost. The day before is made too, for windows that a person has computed late. The months of the projections are made two
 * ahead; what is missed there the projector makes when it needs it.
 */
export function makePartitions({ quality, history, ensureMonths }: PartitionedTables): Job {
  return defineJob<MakePartitionsPayload>({
    name: 'make-partitions',
    everyMs: QUARTER_HOUR_MS,
    payload: makePartitionsPayload,
    scheduled: { hours_ahead: 24 },
    async run({ hours_ahead }, { now_us }) {
      const from_us = now_us - PAST_HOURS * HOUR_US;
      const hours = PAST_HOURS + hours_ahead;
      const made = await quality.ensurePartitions(from_us, hours);
      const days = await history.ensurePartitions(from_us, Math.ceil(hours / HOURS_A_DAY));
      return { made: made + days, months: await ensureMonths(now_us, MONTHS_AHEAD) };
    },
  });
}

const PAST_HOURS = 24;
const MONTHS_AHEAD = 2;
const HOURS_A_DAY = 24;
