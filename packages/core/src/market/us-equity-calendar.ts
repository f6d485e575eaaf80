import { dayOf } from './new-york-time.ts';

type MonthDay = readonly [month: number, day: number];

/**
 * The days of 2025 to 2027 on which the US equity exchanges do not open, and those on which they close at 13:00 New York time.
 * Source: NYSE, "Holidays and Trading Hours" (Rule 7.2); 9 January 2025 was the national day of mourning for President Carter.
 */
const CLOSED: Readonly<Record<number, readonly MonthDay[]>> = {
  2025: [
    [1, 1],
    [1, 9],
    [1, 20],
    [2, 17],
    [4, 18],
    [5, 26],
    [6, 19],
    [7, 4],
    [9, 1],
    [11, 27],
    [12, 25],
  ],
  2026: [
    [1, 1],
    [1, 19],
    [2, 16],
    [4, 3],
    [5, 25],
    [6, 19],
    [7, 3],
    [9, 7],
    [11, 26],
    [12, 25],
  ],
  2027: [
    [1, 1],
    [1, 18],
    [2, 15],
    [3, 26],
    [5, 31],
    [6, 18],
    [7, 5],
    [9, 6],
    [11, 25],
    [12, 24],
  ],
};
const EARLY: Readonly<Record<number, readonly MonthDay[]>> = {
  2025: [
    [7, 3],
    [11, 28],
    [12, 24],
  ],
  2026: [
    [11, 27],
    [12, 24],
  ],
  2027: [[11, 26]],
};

/** The last day whose holidays are known here, in days since 1970; later weekdays all count as whole trading days. */
export const CALENDAR_LAST_DAY = dayOf(2027, 12, 31);

const closedDays = daysOf(CLOSED);
const earlyDays = daysOf(EARLY);

/** True on a holiday of the US equity exchanges; days since 1970. */
export function isUsEquityHoliday(day: number): boolean {
  return closedDays.has(day);
}

/** True on a day on which they close at 13:00; days since 1970. */
export function isUsEquityEarlyClose(day: number): boolean {
  return earlyDays.has(day);
}

function daysOf(table: Readonly<Record<number, readonly MonthDay[]>>): ReadonlySet<number> {
  const years = Object.entries(table);
  return new Set(years.flatMap(([year, days]) => days.map(([month, day]) => dayOf(Number(year), month, day))));
}
