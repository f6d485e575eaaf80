import type { TimeWindow } from './quality-repository.ts';

export const HOUR_US = 3_600_000_000;
/** A statement names so many stretches at most. */
const STRETCHES_MAX = 24;

/** How a period is read: whole hours out of their sums, the rest row by row. Together they are the period, and nothing is in both. */
export interface SplitPeriod {
  readonly hours: readonly TimeWindow[];
  readonly rows: readonly TimeWindow[];
}

/**
 * Splits a period by the hours whose sums are made and as their rows are: numbers of hours since 1970, ascending. The edges and what is not made are read row by
 * row, and so are the shortest stretches of hours where there are very many.
 */
export function splitPeriod({ from_us, to_us }: TimeWindow, made: readonly number[]): SplitPeriod {
  const whole = made.filter((hour) => hour * HOUR_US >= from_us && (hour + 1) * HOUR_US <= to_us);
  const hours = longest(stretchesOf(whole));
  const rows: TimeWindow[] = [];
  let at_us = from_us;
  for (const stretch of hours) {
    if (stretch.from_us > at_us) rows.push({ from_us: at_us, to_us: stretch.from_us });
    at_us = stretch.to_us;
  }
  if (at_us < to_us) rows.push({ from_us: at_us, to_us });
  return { hours, rows };
}

function stretchesOf(hours: readonly number[]): TimeWindow[] {
  const stretches: { from_us: number; to_us: number }[] = [];
  for (const hour of hours) {
    const last = stretches.at(-1);
    if (last?.to_us === hour * HOUR_US) last.to_us += HOUR_US;
    else stretches.push({ from_us: hour * HOUR_US, to_us: (hour + 1) * HOUR_US });
  }
  return stretches;
}

function longest(stretches: readonly TimeWindow[]): TimeWindow[] {
  const length = ({ from_us, to_us }: TimeWindow) => to_us - from_us;
  return stretches
    .toSorted((a, b) => length(b) - length(a))
    .slice(0, STRETCHES_MAX)
    .sort((a, b) => a.from_us - b.from_us);
}
