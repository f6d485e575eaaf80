import { dateOfDay, dayOf } from '@fairlead/core/market/new-york-time';

/** A month as `YYYY-MM`, of trading in New York. */
type Month = string;

/** What of the report begins with a month. */
export const RULE605_PARTS = ['AMENDED_REPORT', 'BEST_DISPLAYED_PRICE'] as const;
export type Rule605Part = (typeof RULE605_PARTS)[number];

/** One dated row of the reporting calendar. */
export interface Rule605Date {
  readonly part: Rule605Part;
  /** The first month of trading that it is due for. */
  readonly fromMonth: Month;
  readonly note: string;
}

/** From when what is due, as it was seen: a date that is moved again is another row. */
export const rule605Dates: readonly Rule605Date[] = [
  {
    part: 'AMENDED_REPORT',
    fromMonth: '2026-08',
    note: 'Release 34-99679: compliance from 2026-08-01. Earlier months have the old format of 26 fields.',
  },
  { part: 'BEST_DISPLAYED_PRICE', fromMonth: '2026-11', note: 'Fields 45-49 are due from 2026-11-01, empty before.' },
];

/** Whether a part of the report is due for a month of trading, `YYYY-MM`. */
export function isInForce(part: Rule605Part, month: Month, dates: readonly Rule605Date[]): boolean {
  return dates.some((row) => row.part === part && row.fromMonth <= month);
}

/** The last day on which the reports of a month are to be public: the end of the next month. */
export function dueDate(month: Month): string {
  return dateOfDay(firstDayOf(monthsAfter(month, 2)) - 1);
}

/** The day, ISO, from which on nothing that happens is told in the report of a month, and it can be made: so many days after the month. */
export function toldUntil(month: Month, executedAfterMonthDays: number): string {
  return dateOfDay(firstDayOf(monthsAfter(month, 1)) + executedAfterMonthDays);
}

/** The day whose members of the S&P 500 tell the sections of a month's summary: its first. Rule 606 asks for the quarter's. */
export function sp500DayOf(month: Month): string {
  return `${month}-01`;
}

function firstDayOf(month: Month): number {
  const [year = 0, ofYear = 0] = month.split('-').map(Number);
  return dayOf(year, ofYear, 1);
}

function monthsAfter(month: Month, months: number): Month {
  const [year = 0, ofYear = 0] = month.split('-').map(Number);
  const since = year * 12 + ofYear - 1 + months;
  return dateOfDay(dayOf(Math.floor(since / 12), (since % 12) + 1, 1)).slice(0, 7);
}
