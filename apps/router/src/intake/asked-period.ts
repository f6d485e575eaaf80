import { err, ok, type Result } from '@fairlead/core/result';
import type { TimeWindow } from '@fairlead/db/repositories/quality-repository';
import type { Clock } from '../ports.ts';
import type { Refused } from './problem.ts';

export const DAY_US = 86_400_000_000;
const DAYS_MOST = 366;
const MS_US = 1_000;

/** The period that is asked for, up to now and so many days long where nothing is said; refused where it is empty or too long. */
export function askedPeriod(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  clock: Clock,
  days: number,
): Result<TimeWindow, Refused> {
  const toUs = to === undefined ? clock.nowUs() : Date.parse(to) * MS_US;
  const fromUs = from === undefined ? Math.max(0, toUs - days * DAY_US) : Date.parse(from) * MS_US;
  if (fromUs < toUs && toUs - fromUs <= DAYS_MOST * DAY_US) return ok({ from_us: fromUs, to_us: toUs });
  const message = `must be before the end of the period, and at most ${DAYS_MOST} days`;
  return err(['INVALID_REQUEST', { errors: [{ path: 'from', code: 'CUSTOM', message }] }]);
}
