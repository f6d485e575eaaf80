import { type VenuePerformancePayload, venuePerformancePayload } from '@fairlead/contracts/jobs';
import type { StatisticsRepository } from '@fairlead/db/repositories/statistics-repository';
import { defineJob, type Job } from '../job/job.ts';

const QUARTER_HOUR_MS = 900_000;
const DAY_US = 86_400_000_000;
/** How long after a time everything that happened until then is durable and projected. */
const SETTLED_US = 5_000_000;

/**
 * Rolls up what every venue did in every symbol, day by day (UTC), from children and executions: today and yesterday each time, so that what
 * came late is counted and running it twice changes nothing. Where the projections are behind, today is their day: none is rolled up for the last time
 * before they have told it whole. `projectedUntil` is in microseconds since 1970.
 */
export function venuePerformance(
  statistics: Pick<StatisticsRepository, 'rollUpPerformance'>,
  projectedUntil: () => Promise<number>,
): Job {
  return defineJob<VenuePerformancePayload>({
    name: 'venue-performance',
    everyMs: QUARTER_HOUR_MS,
    payload: venuePerformancePayload,
    scheduled: { days: 2 },
    run: async ({ days }, { now_us }) => {
      const until_us = Math.min(now_us, (await projectedUntil()) - SETTLED_US);
      // Nothing is projected yet.
      if (until_us < days * DAY_US) return { rows: 0 };
      return { rows: await statistics.rollUpPerformance(until_us - (days - 1) * DAY_US, until_us) };
    },
  });
}
