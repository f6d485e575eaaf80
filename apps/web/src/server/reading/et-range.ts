import 'server-only';
import { dayOf, newYorkTimeUs } from '@fairlead/core/market/new-york-time';

const SECOND_US = 1_000_000;
const LAST_SECOND = 86_399;

/** The beginning of a day in New York, so many days after a date. Clocks change after midnight, so the last second of the day before tells it. */
function midnightUs(date: string, daysLater: number): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return newYorkTimeUs({ day: dayOf(year, month, day) + daysLater - 1, secondOfDay: LAST_SECOND }) + SECOND_US;
}

/** Days in New York, both included, as a range of time. */
export function etRange({
  from,
  to,
}: {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}) {
  return {
    fromUs: from === null || from === undefined ? undefined : midnightUs(from, 0),
    toUs: to === null || to === undefined ? undefined : midnightUs(to, 1),
  };
}
