import 'server-only';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import type { ViewedReports } from '@fairlead/db/repositories/viewed-reports';
import type { ReportDue } from '@/rows/report-run';
import { shownRun } from './report-runs';

const DAY_MS = 86_400_000;

/** The public report of the quarter that ended last. It is to be published within a month of the quarter's end (17 CFR 242.606(a)(1)). */
export async function dueReports(reports: Pick<ViewedReports, 'furthest'>, nowMs: number): Promise<ReportDue[]> {
  const today = dateOfDay(newYorkDay(nowMs * 1_000));
  const { from, to, dueOn } = lastQuarter(today);
  const run = await reports.furthest('RULE_606_A1', from);
  return [
    {
      ...{ kind: 'RULE_606_A1', period_from: from, period_to: to, due_on: dueOn },
      days_left: Math.round((Date.parse(dueOn) - Date.parse(today)) / DAY_MS),
      run: run === null ? null : shownRun(run),
    },
  ];
}

/** The quarter that ended last before a day, and the last day of the month that follows it. ISO dates. */
export function lastQuarter(today: string): { from: string; to: string; dueOn: string } {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const first = month - 1 - ((month - 1) % 3);
  const day = (monthIndex: number, date: number) =>
    new Date(Date.UTC(year, monthIndex, date)).toISOString().slice(0, 10);
  return { from: day(first - 3, 1), to: day(first, 1), dueOn: day(first + 1, 0) };
}
