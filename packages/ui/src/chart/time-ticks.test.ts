import { expect, test } from 'vitest';
import { formatEtInstant, timeTicks } from './time-ticks';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const labels = (from: number, to: number, count: number) =>
  timeTicks([from, to], count).map(({ label, second }) => (second === undefined ? label : `${label}/${second}`));

test('within a day ticks are round times of New York, and the day is written once', () => {
  const open = Date.UTC(2026, 10, 27, 14, 30);
  expect(labels(open, open + 6.5 * HOUR_MS, 8)).toEqual([
    ...['10:00/Nov 27', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00'],
  ]);
});

test('spans of seconds and of milliseconds are written as fine as they are', () => {
  const at = Date.UTC(2026, 10, 27, 14, 30);
  expect(labels(at, at + 20_000, 5)).toEqual(['09:30:00/Nov 27', '09:30:05', '09:30:10', '09:30:15', '09:30:20']);
  expect(labels(at, at + 4, 5)).toEqual([
    ...['09:30:00.000/Nov 27', '09:30:00.001', '09:30:00.002', '09:30:00.003', '09:30:00.004'],
  ]);
});

test('on the day on which clocks go forward, two o’clock is not there and three is', () => {
  const midnight = Date.UTC(2026, 2, 8, 5);
  expect(labels(midnight, midnight + 5 * HOUR_MS, 6)).toEqual([
    '00:00/Mar 8',
    '01:00',
    '03:00',
    '04:00',
    '05:00',
    '06:00',
  ]);
  expect(labels(midnight, midnight + 23 * HOUR_MS, 9)).toEqual([
    ...['00:00/Mar 8', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00', '00:00/Mar 9'],
  ]);
});

test('on the day on which clocks go back, one o’clock is there twice', () => {
  const midnight = Date.UTC(2026, 10, 1, 4);
  expect(labels(midnight, midnight + 4 * HOUR_MS, 5)).toEqual(['00:00/Nov 1', '01:00', '01:00', '02:00', '03:00']);
  const days = timeTicks([midnight - DAY_MS, midnight + 2 * DAY_MS + HOUR_MS], 4).map(({ at }) => at);
  expect(days).toEqual([midnight - DAY_MS, midnight, midnight + DAY_MS + HOUR_MS, midnight + 2 * DAY_MS + HOUR_MS]);
});

test('spans of months begin each month at its midnight in New York', () => {
  expect(labels(Date.UTC(2026, 8, 15), Date.UTC(2027, 1, 15), 6)).toEqual([
    ...['Oct/2026', 'Nov', 'Dec', 'Jan/2027', 'Feb'],
  ]);
});

test('no span gets more ticks than asked for and one', () => {
  const from = Date.UTC(2026, 0, 3, 17, 11, 7, 13);
  for (const lengthMs of [
    3,
    70,
    900,
    5_000,
    61_000,
    HOUR_MS,
    9 * HOUR_MS,
    3 * DAY_MS,
    40 * DAY_MS,
    400 * DAY_MS,
    4_000 * DAY_MS,
  ]) {
    const count = timeTicks([from, from + lengthMs], 7).length;
    expect(count, `${lengthMs} ms`).toBeLessThanOrEqual(lengthMs > 2_000 * DAY_MS ? 12 : 8);
  }
});

test('an instant is read out with its day and its zone', () => {
  const at = Date.UTC(2026, 6, 1, 13, 30, 0, 25);
  expect(formatEtInstant(at, [at, at + 1_000])).toBe('2026-07-01 09:30:00.025 ET');
  expect(formatEtInstant(at, [at, at + HOUR_MS])).toBe('2026-07-01 09:30:00 ET');
  expect(formatEtInstant(at, [at, at + 20 * DAY_MS])).toBe('2026-07-01 09:30 ET');
});
