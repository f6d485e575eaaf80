import { type QualitySumsPayload, qualitySumsPayload } from '@fairlead/contracts/jobs';
import type { QualitySumsRepository } from '@fairlead/db/repositories/quality-sums-repository';
import { defineJob, type Job } from '../job/job.ts';

const MINUTE_MS = 60_000;
/** Some seconds of work: an hour of some thousand executions takes a fraction of one, an empty hour next to nothing. What is left waits for the next minute. */
const HOURS_MAX = 60;

/**
 * Sums how well orders were executed, hour by hour: hours in which rows have changed since they were summed, then those that never were, the newest first. Running
 * it twice changes nothing. Where it is behind, or an hour is marked, figures are read row by row and are the same, only later.
 * `projectedUntil` is in microseconds since 1970.
 */
export function qualitySums(
  sums: Pick<QualitySumsRepository, 'due' | 'sum'>,
  projectedUntil: () => Promise<number>,
): Job {
  return defineJob<QualitySumsPayload>({
    name: 'quality-sums',
    everyMs: MINUTE_MS,
    payload: qualitySumsPayload,
    scheduled: { hours_max: HOURS_MAX },
    async run({ hours_max }) {
      const due = await sums.due(await projectedUntil(), hours_max);
      let cells = 0;
      for (const hour of due) cells += await sums.sum(hour);
      return { hours: due.length, cells };
    },
  });
}
