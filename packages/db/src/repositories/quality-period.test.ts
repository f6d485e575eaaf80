import { expect, it } from 'vitest';
import { HOUR_US, splitPeriod } from './quality-period.ts';

const MINUTE_US = 60_000_000;
const hours = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
const stretch = (from: number, to: number) => ({ from_us: from * HOUR_US, to_us: to * HOUR_US });

it('reads whole hours from their sums and the edges from rows', () => {
  const period = { from_us: 10 * HOUR_US + MINUTE_US, to_us: 20 * HOUR_US - MINUTE_US };
  expect(splitPeriod(period, hours(5, 30))).toEqual({
    hours: [stretch(11, 19)],
    rows: [
      { from_us: period.from_us, to_us: 11 * HOUR_US },
      { from_us: 19 * HOUR_US, to_us: period.to_us },
    ],
  });
});

it('reads from rows what is not summed, and all where nothing is', () => {
  const period = stretch(10, 20);
  expect(splitPeriod(period, [...hours(10, 13), ...hours(14, 18)])).toEqual({
    hours: [stretch(10, 13), stretch(14, 18)],
    rows: [stretch(13, 14), stretch(18, 20)],
  });
  expect(splitPeriod(period, hours(0, 99))).toEqual({ hours: [period], rows: [] });
  expect(splitPeriod(period, [])).toEqual({ hours: [], rows: [period] });
  expect(splitPeriod({ from_us: 0, to_us: MINUTE_US }, [0])).toEqual({
    hours: [],
    rows: [{ from_us: 0, to_us: MINUTE_US }],
  });
});

it('covers a period once, however its hours are scattered, in a bounded number of stretches', () => {
  const made = hours(0, 400).filter((hour) => hour % 7 !== 0 && hour % 3 !== 0);
  const { hours: summed, rows } = splitPeriod(stretch(0, 400), made);
  expect(summed.length).toBeLessThanOrEqual(24);
  const all = [...summed, ...rows].sort((a, b) => a.from_us - b.from_us);
  expect(all[0]?.from_us).toBe(0);
  expect(all.at(-1)?.to_us).toBe(400 * HOUR_US);
  for (const [at, { from_us }] of all.entries()) if (at > 0) expect(from_us).toBe(all[at - 1]?.to_us);
  for (const { from_us, to_us } of summed)
    for (let hour = from_us / HOUR_US; hour < to_us / HOUR_US; hour += 1) expect(made).toContain(hour);
});
