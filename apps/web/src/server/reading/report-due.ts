import 'server-only';
import type { ViewedReports } from '@fairlead/db/repositories/viewed-reports';
import { dueDate } from '@fairlead/rule606/rule605/reporting-calendar';
import type { ReportDue } from '@/rows/report-run';
import { newYorkDate, shownRun } from './report-runs';

const DAY_MS = 86_400_000;

/** What has been due for so long is in the list of runs alone. */
const OWED_DAYS = 90;

/**
 * What the firm is to publish of the time that ended last, and the run of each that has come furthest: nothing where nobody has said who the firm is. Then what
 * customers are to have and do not have yet.
 */
export async function dueReports(reports: Reports, nowMs: number): Promise<ReportDue[]> {
  const today = newYorkDate(nowMs);
  const firm = firmToday(await reports.firm(), nowMs);
  if (firm === null) return owedReports(reports, today);
  const due = [quarterDue(today), ...(firm.participant === null ? [] : [monthDue(today)])];
  const published = await Promise.all(
    due.map(async (each) => {
      const run = await reports.furthest(each.kind, each.period_from);
      return { ...each, days_left: daysBetween(today, each.due_on), run: run === null ? null : shownRun(run) };
    }),
  );
  return [...published, ...(await owedReports(reports, today))];
}

/** What customers have asked for and do not have: each once, be it made, failed, or made again. */
async function owedReports(reports: Reports, today: string): Promise<ReportDue[]> {
  const since = new Date(Date.parse(today) - OWED_DAYS * DAY_MS).toISOString().slice(0, 10);
  return (await reports.owed(since)).flatMap((run) => {
    const { kind, period_from, period_to, due_on } = run;
    if (due_on === null) return [];
    return [{ kind, period_from, period_to, due_on, days_left: daysBetween(today, due_on), run: shownRun(run) }];
  });
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

type Reports = Pick<ViewedReports, 'furthest' | 'owed'> & {
  readonly firm: () => Promise<readonly { readonly effective_from: string; readonly participant: string | null }[]>;
};

/** Who the firm is today, a day of New York, out of all that was said, the latest day first. */
export function firmToday<Firm extends { readonly effective_from: string }>(
  rows: readonly Firm[],
  nowMs: number,
): Firm | null {
  const today = newYorkDate(nowMs);
  return rows.find((row) => row.effective_from <= today) ?? null;
}

type Due = Omit<ReportDue, 'days_left' | 'run'>;

/** The public report of a quarter: within a month of its end (17 CFR 242.606(a)(1)). */
function quarterDue(today: string): Due {
  const { from, to, dueOn } = lastQuarter(today);
  return { kind: 'RULE_606_A1', period_from: from, period_to: to, due_on: dueOn };
}

/** The execution quality of a month: by the end of the next one (17 CFR 242.605(a)). */
function monthDue(today: string): Due {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const first = (monthIndex: number) => new Date(Date.UTC(year, monthIndex, 1)).toISOString().slice(0, 10);
  const from = first(month - 2);
  return { kind: 'RULE_605', period_from: from, period_to: first(month - 1), due_on: dueDate(from.slice(0, 7)) };
}

/** The quarter that ended last before a day, and the last day of the month that follows it. ISO dates. */
export function lastQuarter(today: string): { from: string; to: string; dueOn: string } {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const first = month - 1 - ((month - 1) % 3);
  const day = (monthIndex: number, date: number) =>
    new Date(Date.UTC(year, monthIndex, date)).toISOString().slice(0, 10);
  return { from: day(first - 3, 1), to: day(first, 1), dueOn: day(first + 1, 0) };
}
