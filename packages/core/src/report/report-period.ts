import { dateOfDay, dayOf } from '../market/new-york-time.ts';

/** The days that a report is of: the first one, and the day after the last one, ISO dates of New York. */
export interface PeriodDays {
  readonly period_from: string;
  readonly period_to: string;
}

/** A calendar quarter. */
export interface CalendarQuarter {
  readonly year: number;
  /** 1 to 4. */
  readonly quarter: number;
}

/** A calendar month. */
export interface CalendarMonth {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
}

const MONTHS_A_QUARTER = 3;
const MONTHS_A_YEAR = 12;
const QUARTERS_A_YEAR = MONTHS_A_YEAR / MONTHS_A_QUARTER;

/** The days of a quarter. */
export function quarterDays({ year, quarter }: CalendarQuarter): PeriodDays {
  return monthsFrom(year, (quarter - 1) * MONTHS_A_QUARTER + 1, MONTHS_A_QUARTER);
}

/** The days of a month. */
export function monthDays({ year, month }: CalendarMonth): PeriodDays {
  return monthsFrom(year, month, 1);
}

/** The quarter that has these days; null where they are none. */
export function quarterOfDays({ period_from, period_to }: PeriodDays): CalendarQuarter | null {
  const [quarter] = quartersOver(period_from, period_to);
  if (quarter === undefined) return null;
  const days = quarterDays(quarter);
  return days.period_from === period_from && days.period_to === period_to ? quarter : null;
}

/** The month that has these days; null where they are none. */
export function monthOfDays({ period_from, period_to }: PeriodDays): CalendarMonth | null {
  const [month] = monthsOver(period_from, period_to);
  if (month === undefined) return null;
  const days = monthDays(month);
  return days.period_from === period_from && days.period_to === period_to ? month : null;
}

/** The quarters from that of one ISO date on that are over on another, the oldest first; the last one that is over in any case. */
export function quartersOver(since: string, today: string): CalendarQuarter[] {
  const quarterOf = (date: string) => Math.floor(monthOf(date) / MONTHS_A_QUARTER);
  return over(quarterOf(since), quarterOf(today)).map((each) => ({
    year: Math.floor(each / QUARTERS_A_YEAR),
    quarter: (each % QUARTERS_A_YEAR) + 1,
  }));
}

/** The months from that of one ISO date on that are over on another, the oldest first; the last one that is over in any case. */
export function monthsOver(since: string, today: string): CalendarMonth[] {
  return over(monthOf(since), monthOf(today)).map((each) => ({
    year: Math.floor(each / MONTHS_A_YEAR),
    month: (each % MONTHS_A_YEAR) + 1,
  }));
}

/** Months since the year 0. */
function monthOf(date: string): number {
  return Number(date.slice(0, 4)) * MONTHS_A_YEAR + Number(date.slice(5, 7)) - 1;
}

function over(since: number, underWay: number): number[] {
  const first = Math.min(since, underWay - 1);
  return Array.from({ length: underWay - first }, (_, place) => first + place);
}

function monthsFrom(year: number, month: number, count: number): PeriodDays {
  const after = year * MONTHS_A_YEAR + month - 1 + count;
  return {
    period_from: dateOfDay(dayOf(year, month, 1)),
    period_to: dateOfDay(dayOf(Math.floor(after / MONTHS_A_YEAR), (after % MONTHS_A_YEAR) + 1, 1)),
  };
}
