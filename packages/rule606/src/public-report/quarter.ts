import type { CalendarMonth, CalendarQuarter } from '@fairlead/core/report/report-period';

/** The three months of a quarter, first to last. */
export function monthsOfQuarter({ year, quarter }: CalendarQuarter): CalendarMonth[] {
  const first = (quarter - 1) * 3 + 1;
  return [first, first + 1, first + 2].map((month) => ({ year, month }));
}

/** A month as facts name it: YYYY-MM. */
export function monthText({ year, month }: CalendarMonth): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
