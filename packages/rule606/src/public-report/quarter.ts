import type { CalendarMonth, CalendarQuarter } from '@fairlead/core/report/report-period';
import { invariant } from '@fairlead/core/result';

/** The three months of a quarter, first to last. */
export function monthsOfQuarter({ year, quarter }: CalendarQuarter): CalendarMonth[] {
  const first = (quarter - 1) * 3 + 1;
  return [first, first + 1, first + 2].map((month) => ({ year, month }));
}

/** Throws where facts are of another month than a report, which is made by us. */
export function holdInside(months: readonly CalendarMonth[], facts: readonly { readonly month: string }[]): void {
  const texts = new Set(months.map(monthText));
  const outside = facts.find(({ month }) => !texts.has(month));
  invariant(outside === undefined, `facts of ${outside?.month}, which the report is not of`);
}

/** A month as facts name it: YYYY-MM. */
export function monthText({ year, month }: CalendarMonth): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
