import 'server-only';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import type { ViewedReports } from '@fairlead/db/repositories/viewed-reports';
import { dueDate } from '@fairlead/rule606/rule605/reporting-calendar';
import type { ReportDue } from '@/rows/report-run';
import { shownRun } from './report-runs';

const DAY_MS = 86_400_000;

/** What the firm is to publish of the time that ended last, and the run of each that has come furthest: nothing where nobody has said who the firm is. */
export async function dueReports(reports: Reports, nowMs: number): Promise<ReportDue[]> {
  const today = newYorkDate(nowMs);
  const firm = firmToday(await reports.firm(), nowMs);
  if (firm === null) return [];
  const due = [quarterDue(today), ...(firm.participant === null ? [] : [monthDue(today)])];
  return Promise.all(
    due.map(async (each) => {
      const run = await reports.furthest(each.kind, each.period_from);
      const daysLeft = Math.round((Date.parse(each.due_on) - Date.parse(today)) / DAY_MS);
      return { ...each, days_left: daysLeft, run: run === null ? null : shownRun(run) };
    }),
  );
}

type Reports = Pick<ViewedReports, 'furthest'> & {
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

/** The day of New York at a time, as ISO date. */
export const newYorkDate = (nowMs: number): string => dateOfDay(newYorkDay(nowMs * 1_000));

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
