import { type VenueStatisticsPayload, venueStatisticsPayload } from '@fairlead/contracts/jobs';
import type { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import { defineJob, type Job } from '../job/job.ts';
import { qualityRows } from '../statistics/quality-rows.ts';

const MINUTE_MS = 60_000;
const SECOND_US = 1_000_000;
/** How long after its end a window is whole: what happened in it is durable and projected by then. */
const SETTLED_US = 5 * SECOND_US;

/**
 * Computes the quality of every venue, minute by minute, from what its children came to. Each run computes the last three whole minutes:
 * a fill that came late, and a run that was missed, are made good by the runs after it. A row stands at the start of its minute. A minute that the
 * projections do not tell whole yet is left to a later run. `projectedUntil` is in microseconds since 1970.
 */
export function venueStatistics(quality: QualityRepository, projectedUntil: () => Promise<number>): Job {
  return defineJob<VenueStatisticsPayload>({
    name: 'venue-statistics',
    everyMs: MINUTE_MS,
    payload: venueStatisticsPayload,
    scheduled: { window_seconds: 60, windows: 3 },
    async run({ window_seconds, windows }, { now_us }) {
      const window_us = window_seconds * SECOND_US;
      const end_us = Math.floor(now_us / window_us) * window_us;
      const whole_us = (await projectedUntil()) - SETTLED_US;
      let rows = 0;
      let changed = 0;
      let whole = 0;
      // Oldest first: each window's status follows from the one before.
      for (let from_us = end_us - windows * window_us; from_us < end_us; from_us += window_us) {
        if (from_us + window_us > whole_us) break;
        whole += 1;
        const computed = await computeWindow(quality, { from_us, to_us: from_us + window_us });
        rows += computed.length;
        changed += await quality.writeQuality(computed);
      }
      return { windows: whole, left: windows - whole, rows, changed };
    },
  });
}

async function computeWindow(quality: QualityRepository, window: { from_us: number; to_us: number }) {
  const taking = await quality.takingStatistics(window);
  if (taking.length === 0) return [];
  return qualityRows({
    timestamp_us: window.from_us,
    taking,
    settings: await quality.venueSettings(window.to_us),
    before: await quality.statusesBefore(window.from_us),
  });
}
