const DAY_SECONDS = 86_400;
const US_PER_SECOND = 1_000_000;
const HOUR_SECONDS = 3_600;
/** Clocks change at 02:00 local: 07:00 UTC in March, 06:00 UTC in November. */
const SPRING_UTC_HOUR = 7;
const AUTUMN_UTC_HOUR = 6;

/**
 * The second of the day in New York, 0 to 86,399, at a time in microseconds since 1970. Daylight saving time as of the Energy Policy Act of
 * 2005: from the second Sunday of March to the first Sunday of November. Right from 2007 on.
 */
export function newYorkSecondOfDay(timeUs: number): number {
  return ((newYorkSeconds(timeUs) % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
}

/** The day in New York, counted from 1970-01-01 as day 0, at a time in microseconds since 1970; clocks as above. */
export function newYorkDay(timeUs: number): number {
  return Math.floor(newYorkSeconds(timeUs) / DAY_SECONDS);
}

/** Seconds since 1970 as a clock on the wall in New York counts them. */
function newYorkSeconds(timeUs: number): number {
  const utc = Math.floor(timeUs / US_PER_SECOND);
  const year = yearOf(Math.floor(utc / DAY_SECONDS));
  const spring = sundayOf(year, 3, 2) * DAY_SECONDS + SPRING_UTC_HOUR * HOUR_SECONDS;
  const autumn = sundayOf(year, 11, 1) * DAY_SECONDS + AUTUMN_UTC_HOUR * HOUR_SECONDS;
  const behind = (utc >= spring && utc < autumn ? 4 : 5) * HOUR_SECONDS;
  return utc - behind;
}

function yearOf(day: number): number {
  const guess = 1970 + Math.floor(day / 365.2425);
  if (day < dayOf(guess, 1, 1)) return guess - 1;
  return day >= dayOf(guess + 1, 1, 1) ? guess + 1 : guess;
}

/** The day since 1970 of the n-th Sunday of a month; 1970 began on a Thursday. */
function sundayOf(year: number, month: number, nth: number): number {
  const first = dayOf(year, month, 1);
  const weekday = (first + 4) % 7;
  return first + ((7 - weekday) % 7) + 7 * (nth - 1);
}

/** Days since 1970 of a date of the Gregorian calendar (Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil). */
function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
