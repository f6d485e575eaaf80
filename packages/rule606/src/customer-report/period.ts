import { dayOfDate } from '@fairlead/core/market/market-days';
import { dateOfDay, dayOf } from '@fairlead/core/market/new-york-time';
import type { CalendarMonth } from '@fairlead/core/report/report-period';
import { invariant } from '@fairlead/core/result';

/** The days that a customer's report is of, first and last, YYYY-MM-DD in UTC. */
export interface ReportPeriod {
  readonly startDate: string;
  readonly endDate: string;
}

/** How many months before a request a customer's report reaches. */
export const PRIOR_MONTHS = 6;

/** The six months that end the day before a request, to the day: what Rule 606(b)(1) asks for. Throws for a text that is no date. */
export function sixMonthsBefore(requestDate: string): ReportPeriod {
  const { year, month, day } = partsOf(requestDate);
  const first = monthsLater({ year, month }, -PRIOR_MONTHS);
  const last = dayOf(year, month, day) - 1;
  const afterFirst = monthsLater(first, 1);
  // A request on the 31st reaches back to the end of a month that has fewer days.
  const lastOfFirst = dayOf(afterFirst.year, afterFirst.month, 1) - 1;
  const start = Math.min(dayOf(first.year, first.month, 1) + day - 1, lastOfFirst);
  return { startDate: dateOfDay(start), endDate: dateOfDay(last) };
}

/** The six whole calendar months before the one of a request: Rule 606(b)(3) breaks its report down by them. Throws for a text that is no date. */
export function sixCalendarMonthsBefore(requestDate: string): ReportPeriod {
  const { year, month } = partsOf(requestDate);
  const first = monthsLater({ year, month }, -PRIOR_MONTHS);
  return { startDate: dateOfDay(dayOf(first.year, first.month, 1)), endDate: dateOfDay(dayOf(year, month, 1) - 1) };
}

/** The calendar months that a period touches, first to last; none of a period that ends before it starts. */
export function monthsOfPeriod({ startDate, endDate }: ReportPeriod): CalendarMonth[] {
  const [first, last] = [partsOf(startDate), partsOf(endDate)];
  const count = (last.year - first.year) * 12 + last.month - first.month + 1;
  return Array.from({ length: Math.max(0, count) }, (_, place) => monthsLater(first, place));
}

function monthsLater({ year, month }: CalendarMonth, count: number): CalendarMonth {
  const months = year * 12 + month - 1 + count;
  return { year: Math.floor(months / 12), month: (months % 12) + 1 };
}

function partsOf(date: string): CalendarMonth & { readonly day: number } {
  invariant(dayOfDate(date) !== null, `no date: ${date}`);
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}
