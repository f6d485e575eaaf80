import { dateOfDay, dayOf } from '../market/new-york-time.ts';

/** The days that a report is of: the first one, and the day after the last one, ISO dates of New York. */
export interface PeriodDays {
  readonly period_from: string;
  readonly period_to: string;
}

const MONTHS_A_QUARTER = 3;

/** A calendar quarter, 1 to 4. */
export function quarterDays({ year, quarter }: { readonly year: number; readonly quarter: number }): PeriodDays {
  return monthsFrom(year, (quarter - 1) * MONTHS_A_QUARTER + 1, MONTHS_A_QUARTER);
}

/** A calendar month, 1 to 12. */
export function monthDays({ year, month }: { readonly year: number; readonly month: number }): PeriodDays {
  return monthsFrom(year, month, 1);
}

function monthsFrom(year: number, month: number, count: number): PeriodDays {
  const after = year * 12 + month - 1 + count;
  return {
    period_from: dateOfDay(dayOf(year, month, 1)),
    period_to: dateOfDay(dayOf(Math.floor(after / 12), (after % 12) + 1, 1)),
  };
}
