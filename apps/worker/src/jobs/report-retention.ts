import { type ReportRetentionPayload, reportRetentionPayload } from '@fairlead/contracts/jobs';
import type { Reconciliation } from '@fairlead/db/repositories/reconciliation';
import type { ReportContentRepository } from '@fairlead/db/repositories/report-content-repository';
import type { ReportItemsRepository } from '@fairlead/db/repositories/report-items-repository';
import type { ReportRunRepository } from '@fairlead/db/repositories/report-run-repository';
import { defineJob, type Job } from '../job/job.ts';

/** What of reports is not kept for ever. */
export interface KeptReports {
  readonly runs: Pick<ReportRunRepository, 'expired'>;
  readonly items: Pick<ReportItemsRepository, 'drop'>;
  readonly contents: Pick<ReportContentRepository, 'dropExpired'>;
  readonly breaks: Pick<Reconciliation, 'drop'>;
}

const HOUR_MS = 3_600_000;

/**
 * Drops rows, breaks and files of reports: of published ones three years after they were, as 17 CFR 242.606 keeps them public; of others some days after they were made.
 * The runs themselves stay, with their figures and the hashes of their files.
 */
export function reportRetention({ runs, items, contents, breaks }: KeptReports, unpublishedDays: number): Job {
  return defineJob<ReportRetentionPayload>({
    name: 'report-retention',
    everyMs: HOUR_MS,
    payload: reportRetentionPayload,
    scheduled: { unpublished_days: unpublishedDays },
    async run({ unpublished_days }, { now_us }) {
      const until = { at_us: now_us, unpublished_days };
      let dropped = 0;
      for (const id of await runs.expired(until)) {
        dropped += (await items.drop(id)) ? 1 : 0;
        await breaks.drop(id);
      }
      return { runs: dropped, files: await contents.dropExpired(until) };
    },
  });
}
