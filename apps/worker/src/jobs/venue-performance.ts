import { type VenuePerformancePayload, venuePerformancePayload } from '@fairlead/contracts/jobs';
import type { PerformanceRepository } from '@fairlead/db/repositories/performance-repository';
import { defineJob, type Job } from '../job/job.ts';

const QUARTER_HOUR_MS = 900_000;
const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;
/** How long after a time everything that happened until then is durable and projected. */
const SETTLED_US = 5_000_000;

/**
 * Rolls up what every venue did in every symbol, hour by hour, and adds the hours up to days (UTC). Goes on from the hour in which it was; each hour is looked
 * at a last time a day later, because what was booked in it can be corrected or taken back until then. Running it twice changes nothing, and however many
 * executions there are, none is read more than a few times. Where the projections are behind, no hour is done before they
 * tell it whole. `projectedUntil` is in microseconds since 1970.
 */
export function venuePerformance(
  performance: Pick<PerformanceRepository, 'rollUpHour' | 'rollUpDays' | 'doneUntil' | 'done'>,
  projectedUntil: () => Promise<number>,
): Job {
  return defineJob<VenuePerformancePayload>({
    name: 'venue-performance',
    everyMs: QUARTER_HOUR_MS,
    payload: venuePerformancePayload,
    scheduled: { again_hours: 0 },
    async run({ again_hours }, { now_us }) {
      const until_us = Math.min(now_us, (await projectedUntil()) - SETTLED_US);
      // Nothing is projected yet.
      if (until_us < 2 * DAY_US) return { hours: 0, rows: 0 };
      const known_us = await performance.doneUntil();
      const all = known_us === null ? hoursSinceYesterday(until_us) : hoursSince(known_us, again_hours, until_us);
      let rows = 0;
      for (const hour_us of all) rows += await performance.rollUpHour(hour_us);
      await performance.rollUpDays(all);
      await performance.done(until_us);
      return { hours: all.length, rows };
    },
  });
}

/** Before the first time, whole days: a day is what its hours are. */
function hoursSinceYesterday(until_us: number): number[] {
  return hoursBetween(Math.floor(until_us / DAY_US) * DAY_US - DAY_US, until_us);
}

/** What is new and some hours before, and of a day earlier what is now looked at a last time. */
function hoursSince(done_us: number, again_hours: number, until_us: number): number[] {
  const hours = hoursBetween(Math.min(done_us, until_us) - again_hours * HOUR_US, until_us);
  const late = hoursBetween(done_us - DAY_US, until_us - DAY_US).slice(0, -1);
  return [...new Set([...late, ...hours])];
}

/** The hours from the one in which a time lies to that of another, by their beginnings. */
function hoursBetween(from_us: number, to_us: number): number[] {
  const first_us = Math.floor(from_us / HOUR_US) * HOUR_US;
  const count = Math.max(0, Math.floor((to_us - first_us) / HOUR_US) + 1);
  return Array.from({ length: count }, (_, at) => first_us + at * HOUR_US);
}
