import { type DailyRootsPayload, dailyRootsPayload } from '@fairlead/contracts/jobs';
import type { Root } from '@fairlead/db/journal/roots';
import { defineJob, type Job } from '../job/job.ts';

const HOUR_MS = 3_600_000;

/** Makes the root of each day of the journal that is over, and gives them: in the log they are kept somewhere else than in the database. */
export function dailyRoots(makeRoots: (nowUs: number) => Promise<readonly Root[]>): Job {
  return defineJob<DailyRootsPayload>({
    name: 'daily-roots',
    everyMs: HOUR_MS,
    payload: dailyRootsPayload,
    scheduled: {},
    async run(_payload, { now_us }) {
      const made = await makeRoots(now_us);
      return { roots: made.map(({ day, hash }) => `${day}=${hash.toString('hex')}`) };
    },
  });
}
