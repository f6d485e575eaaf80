import { dayOf, newYorkTimeUs } from '@fairlead/core/market/new-york-time';

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;
/** Before it a clock in New York may show the same twice or not at all. */
const FIRST_HOUR = 3;

/** The instant at which a clock in New York shows a day and time, as `2026-12-01T09:30`; null where it is none, or before 03:00. */
export function instantOfEt(local: string): string | null {
  const match = LOCAL.exec(local);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  if (hour < FIRST_HOUR) return null;
  const us = newYorkTimeUs({ day: dayOf(year, month, day), secondOfDay: hour * 3_600 + minute * 60 });
  return new Date(us / 1_000).toISOString();
}
