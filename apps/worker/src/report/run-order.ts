import { type CalendarQuarter, quarterOfDays } from '@fairlead/core/report/report-period';
import { err, ok, type Result } from '@fairlead/core/result';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import type { z } from 'zod';

/** What a run was asked for with, beside its time. An error is `CODE: detail`, as all of these are. */
export function parametersOf<T>({ parameters }: ReportRunRow, schema: z.ZodType<T>): Result<T, string> {
  const read = schema.safeParse(parameters);
  if (read.success) return ok(read.data);
  return err(`PARAMETERS_INVALID: ${read.error.issues.map(({ message }) => message).join('; ')}`);
}

/** The quarter that a run is of. */
export function quarterOf(run: ReportRunRow): Result<CalendarQuarter, string> {
  const quarter = quarterOfDays(run);
  return quarter === null ? err(notPeriod(run, 'calendar quarter')) : ok(quarter);
}

/** That the time of a run is none of its kind. */
export function notPeriod({ period_from, period_to }: ReportRunRow, what: string): string {
  return `PERIOD_INVALID: ${period_from} to ${period_to} is no ${what}`;
}

/** That no list says who was in the S&P 500 on a day: without one the stocks of real orders are not divided, and a demonstration needs none. */
export function noMemberList(day: string): string {
  return `NO_MEMBER_LIST: no members of the S&P 500 are loaded of ${day} or before`;
}
