import { type VenuePerformancePayload, venuePerformancePayload } from '@fairlead/contracts/jobs';
import type { StatisticsRepository } from '@fairlead/db/repositories/statistics-repository';
import { defineJob, type Job } from '../job/job.ts';

const QUARTER_HOUR_MS = 900_000;
const DAY_US = 86_400_000_000;

/**
 * Rolls up what every venue did in every symbol, day by day (UTC), from children and executions: today and yesterday each time, so that what
 * came late is counted and running it twice changes nothing.
 */
export function venuePerformance(statistics: Pick<StatisticsRepository, 'rollUpPerformance'>): Job {
  return defineJob<VenuePerformancePayload>({
    name: 'venue-performance',
    everyMs: QUARTER_HOUR_MS,
    payload: venuePerformancePayload,
    scheduled: { days: 2 },
    run: async ({ days }, { now_us }) => ({
      rows: await statistics.rollUpPerformance(now_us - (days - 1) * DAY_US, now_us),
    }),
  });
}
