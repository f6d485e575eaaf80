import { type DueReportsPayload, dueReportsPayload } from '@fairlead/contracts/jobs';
import type { ReportRequest } from '@fairlead/contracts/report';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import { type AskingParts, askedReport } from '@fairlead/db/repositories/asked-report';
import type { ReportRunRepository } from '@fairlead/db/repositories/report-run-repository';
import { serviceWriter } from '@fairlead/db/repositories/risk-writer';
import { defineJob, type Job } from '../job/job.ts';

/** What reports are asked for in. */
export interface DueReportStores extends Pick<AskingParts, 'firms' | 'persons'> {
  readonly runs: Pick<ReportRunRepository, 'isAsked' | 'create'>;
}

const HOUR_MS = 3_600_000;
/** Who asks; everybody else may approve. */
const SERVICE = 'fairlead-worker';
const MONTHS_A_QUARTER = 3;
const MONTHS_A_YEAR = 12;

/**
 * Asks for the reports that the calendar asks for, once each: the public report and the review of a quarter and the report of Rule 605 of a month, when these have
 * been over for some days. Where somebody has asked for one it is left to them, also where it has failed; where nobody has said who the firm is there is none.
 */
export function dueReports({ runs, ...stores }: DueReportStores): Job {
  return defineJob<DueReportsPayload>({
    name: 'due-reports',
    everyMs: HOUR_MS,
    payload: dueReportsPayload,
    scheduled: { settle_days: 1 },
    async run({ settle_days }, { now_us }) {
      const today = dateOfDay(newYorkDay(now_us) - settle_days);
      const found = { requested: 0, asked_before: 0, firm_not_named: 0 };
      for (const due of dueOn(today)) {
        const run = await askedReport(due, { ...stores, today });
        if (!run.ok) {
          found.firm_not_named += 1;
        } else if (await runs.isAsked(run.value)) {
          found.asked_before += 1;
        } else {
          const act = ['report.request', run.value.kind, run.value.period_from];
          await runs.create(run.value, serviceWriter(SERVICE, { act, reason: due.reason, atUs: now_us }));
          found.requested += 1;
        }
      }
      return found;
    },
  });
}

/** What is due on an ISO date: of the last quarter and the last month that were over on it. */
function dueOn(date: string): ReportRequest[] {
  const months = Number(date.slice(0, 4)) * MONTHS_A_YEAR + Number(date.slice(5, 7)) - 1;
  const month = { year: Math.floor((months - 1) / MONTHS_A_YEAR), month: ((months - 1) % MONTHS_A_YEAR) + 1 };
  const quarters = Math.floor(months / MONTHS_A_QUARTER) - 1;
  const perYear = MONTHS_A_YEAR / MONTHS_A_QUARTER;
  const quarter = { year: Math.floor(quarters / perYear), quarter: (quarters % perYear) + 1 };
  const asked = { simulated: false, reason: 'due by the calendar' };
  return [
    { kind: 'RULE_606_A1', ...quarter, ...asked },
    { kind: 'REVIEW', ...quarter, ...asked },
    { kind: 'RULE_605', ...month, ...asked },
  ];
}
