import { type JournalSumsPayload, journalSumsPayload } from '@fairlead/contracts/jobs';
import type { JournalSums } from '@fairlead/db/reconciliation/journal-sums';
import { defineJob, type Job } from '../job/job.ts';

const MINUTE_MS = 60_000;
/** Some seconds of work; what is left waits for the next minute, or for a report, which goes on to the end. */
const ENTRIES_MAX = 20_000;

/** Keeps up what the journal says of each order, so that a report that is reconciled has little left to read. */
export function journalSums(sums: Pick<JournalSums, 'catchUp' | 'forgetDropped'>): Job {
  return defineJob<JournalSumsPayload>({
    name: 'journal-sums',
    everyMs: MINUTE_MS,
    payload: journalSumsPayload,
    scheduled: { entries_max: ENTRIES_MAX },
    async run({ entries_max }) {
      const { entries, position } = await sums.catchUp(entries_max);
      return { entries, position, forgotten: await sums.forgetDropped() };
    },
  });
}
