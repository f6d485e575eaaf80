import { type DueReportsPayload, dueReportsPayload } from '@fairlead/contracts/jobs';
import type { ReportRequest } from '@fairlead/contracts/report';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import { monthDays, monthsOver, quartersOver } from '@fairlead/core/report/report-period';
import { type AskingParts, askedReport } from '@fairlead/db/repositories/asked-report';
import type { RecordReach } from '@fairlead/db/repositories/record-reach';
import type { ReportFirmRepository } from '@fairlead/db/repositories/report-firm-repository';
import type { ReportRunRepository } from '@fairlead/db/repositories/report-run-repository';
import { serviceWriter } from '@fairlead/db/repositories/risk-writer';
import { isInForce, rule605Dates } from '@fairlead/rule606/rule605/reporting-calendar';
import { rule605SettingsOf } from '@fairlead/rule606/rule605/settings';
import { defineJob, type Job } from '../job/job.ts';

/** What reports are asked for in. */
export interface DueReportStores extends Pick<AskingParts, 'choices' | 'persons'> {
  readonly firms: Pick<ReportFirmRepository, 'holding' | 'rows'>;
  readonly runs: Pick<ReportRunRepository, 'isAsked' | 'create'>;
  readonly reach: Pick<RecordReach, 'oldestOrderDay'>;
}

const HOUR_MS = 3_600_000;
/** Who asks; everybody else may approve. */
const SERVICE = 'fairlead-worker';
const ASKED = { simulated: false, reason: 'due by the calendar' };

/**
 * Asks for the reports that the calendar asks for, once each, some days after their time is over: the public report and the review of a quarter, the report of
 * Rule 605 of a month. It makes up for every one that was missed since the firm has had a name and orders, be it that the worker was away or that the name
 * was said late; of months whose market is kept no longer there is no report of Rule 605. Where somebody has asked for one it is left to them, also where it
 * has failed; where nobody has said who the firm is there is none.
 */
export function dueReports({ runs, firms, choices, reach, persons }: DueReportStores, historyDays: number): Job {
  return defineJob<DueReportsPayload>({
    name: 'due-reports',
    everyMs: HOUR_MS,
    payload: dueReportsPayload,
    scheduled: { settle_days: 1, history_days: historyDays },
    async run({ settle_days, history_days }, { now_us }) {
      const day = newYorkDay(now_us);
      const today = dateOfDay(day - settle_days);
      const { executedAfterMonthDays } = rule605SettingsOf(await choices.holding('RULE_605', today));
      const followedUntil = dateOfDay(day - settle_days - executedAfterMonthDays.value);
      const marketSince = dateOfDay(day - history_days);
      const found = { requested: 0, asked_before: 0, firm_not_named: 0 };
      const since = (await sinceWhen(firms, reach)) ?? today;
      for (const due of dueOn(today, { since, followedUntil, marketSince })) {
        const run = await askedReport(due, { firms, choices, persons, today });
        if (!run.ok) {
          found.firm_not_named += run.error === 'FIRM_NOT_NAMED' ? 1 : 0;
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

/** The later of the day from which on the firm has a name and that of the oldest order, ISO dates; null where one is missing. */
async function sinceWhen(firms: DueReportStores['firms'], reach: DueReportStores['reach']): Promise<string | null> {
  const days = [(await firms.rows()).at(-1)?.effective_from ?? null, await reach.oldestOrderDay()];
  return days.includes(null) ? null : (days.toSorted().at(-1) ?? null);
}

/** From when on there is something to report; up to when months are over whose orders are followed no longer; and from when on the market is kept. ISO dates. */
interface DueTimes {
  readonly since: string;
  readonly followedUntil: string;
  readonly marketSince: string;
}

/** What is due on an ISO date, the oldest first; the last of each in any case. */
function dueOn(today: string, { since, followedUntil, marketSince }: DueTimes): ReportRequest[] {
  const months = monthsOver(since, followedUntil).filter((month, place, { length }) => {
    const first = monthDays(month).period_from;
    const isKept = place === length - 1 || first >= marketSince;
    return isKept && isInForce('AMENDED_REPORT', first.slice(0, 7), rule605Dates);
  });
  return [
    ...quartersOver(since, today).flatMap((quarter): ReportRequest[] => [
      { kind: 'RULE_606_A1', ...quarter, ...ASKED },
      { kind: 'REVIEW', ...quarter, ...ASKED },
    ]),
    ...months.map((month): ReportRequest => ({ kind: 'RULE_605', ...month, ...ASKED })),
  ];
}
