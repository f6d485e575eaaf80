import { dateOfDay, dayOf } from '@fairlead/core/market/new-york-time';

const FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?Z$/;
const DAY_SECONDS = 86_400;
const SECOND_US = 1_000_000;
const FIRST_YEAR = 1970;
const LAST_YEAR = 2099;

/**
 * Reads `2026-07-01T13:30:00.123456Z`, UTC with up to nine digits of a second, as whole microseconds since 1970; what is finer is cut off. Null
 * where it is no such time, or none of the years 1970 to 2099. A leap second is refused: the clocks of the markets have none.
 */
export function timeUs(text: string): number | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (year < FIRST_YEAR || year > LAST_YEAR || hour > 23 || minute > 59 || second > 59) return null;
  const days = dayOf(year, month, day);
  // A day that the month does not have comes back as one of the next.
  if (dateOfDay(days) !== text.slice(0, 10)) return null;
  const fraction = Number((match[7] ?? '').padEnd(6, '0').slice(0, 6));
  return (days * DAY_SECONDS + hour * 3_600 + minute * 60 + second) * SECOND_US + fraction;
}

/** Writes microseconds since 1970 in that form, with as many digits of the second as it takes. */
export function timeText(us: number): string {
  const seconds = Math.floor(us / SECOND_US);
  const day = Math.floor(seconds / DAY_SECONDS);
  const ofDay = seconds - day * DAY_SECONDS;
  const clock = [Math.floor(ofDay / 3_600), Math.floor(ofDay / 60) % 60, ofDay % 60].map(two).join(':');
  const fraction = String(us - seconds * SECOND_US)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${dateOfDay(day)}T${clock}${fraction === '' ? '' : `.${fraction}`}Z`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
