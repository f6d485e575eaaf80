const DAY_SECONDS = 86_400;
const US_PER_SECOND = 1_000_000;
const HOUR_SECONDS = 3_600;
/** Clocks change at 02:00 local: 07:00 UTC in March, 06:00 UTC in November. */
const SPRING_UTC_HOUR = 7;
const AUTUMN_UTC_HOUR = 6;
const NEW_CLOCK_RULES_FROM = 2007;
/** The first second of a Sunday at which clocks cannot change any more. */
const AFTER_CHANGE_SECONDS = 3 * HOUR_SECONDS;

/** What a clock on the wall in New York shows. */
export interface NewYorkTime {
  /** Days since 1970-01-01 of the date there. */
  readonly day: number;
  /** 0 to 86,399. */
  readonly secondOfDay: number;
}

/**
 * The date and second of the day in New York at a time in microseconds since 1970. Daylight saving time from 2007 on as of the Energy Policy Act
 * of 2005, from the second Sunday of March to the first Sunday of November; before, as of Public Law 99-359, from the first Sunday of April to
 * the last of October. Right from 1987 on.
 */
export function newYorkTime(timeUs: number): NewYorkTime {
  const utc = Math.floor(timeUs / US_PER_SECOND);
  const { spring, autumn } = clockChanges(yearOf(Math.floor(utc / DAY_SECONDS)));
  const isSummer =
    utc >= spring * DAY_SECONDS + SPRING_UTC_HOUR * HOUR_SECONDS &&
    utc < autumn * DAY_SECONDS + AUTUMN_UTC_HOUR * HOUR_SECONDS;
  const local = utc - behindSeconds(isSummer);
  const day = Math.floor(local / DAY_SECONDS);
  return { day, secondOfDay: local - day * DAY_SECONDS };
}

/** The second of the day in New York, 0 to 86,399, at a time in microseconds since 1970; right from 1987 on. */
export function newYorkSecondOfDay(timeUs: number): number {
  return newYorkTime(timeUs).secondOfDay;
}

/** The day in New York, counted from 1970-01-01 as day 0, at a time in microseconds since 1970; right from 1987 on. */
export function newYorkDay(timeUs: number): number {
  return newYorkTime(timeUs).day;
}

/**
 * The time in microseconds since 1970 at which a clock in New York shows this. Throws before 03:00, where a clock may show the same twice or
 * not at all.
 */
export function newYorkTimeUs({ day, secondOfDay }: NewYorkTime): number {
  if (secondOfDay < AFTER_CHANGE_SECONDS) throw new Error('times before 03:00 are not told apart');
  const { spring, autumn } = clockChanges(yearOf(day));
  const behind = behindSeconds(day >= spring && day < autumn);
  return (day * DAY_SECONDS + secondOfDay + behind) * US_PER_SECOND;
}

/** The day of the week, 0 is Sunday; 1970 began on a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Days since 1970 of a date of the Gregorian calendar (Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil). */
export function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The ISO date of a day since 1970 (Hinnant, civil_from_days). */
export function dateOfDay(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

function behindSeconds(isSummer: boolean): number {
  return (isSummer ? 4 : 5) * HOUR_SECONDS;
}

/** The days of a year on which clocks change. The last Sunday of October is the first from the 25th on. */
function clockChanges(year: number): { spring: number; autumn: number } {
  if (year < NEW_CLOCK_RULES_FROM) return { spring: sundayFrom(year, 4, 1), autumn: sundayFrom(year, 10, 25) };
  return { spring: sundayFrom(year, 3, 8), autumn: sundayFrom(year, 11, 1) };
}

function yearOf(day: number): number {
  const guess = 1970 + Math.floor(day / 365.2425);
  if (day < dayOf(guess, 1, 1)) return guess - 1;
  return day >= dayOf(guess + 1, 1, 1) ? guess + 1 : guess;
}

/** The day since 1970 of the first Sunday from a date on. */
function sundayFrom(year: number, month: number, dayOfMonth: number): number {
  const from = dayOf(year, month, dayOfMonth);
  return from + ((7 - weekdayOf(from)) % 7);
}
