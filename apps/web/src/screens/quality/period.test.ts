import { expect, it } from 'vitest';
import { countOf, daysOf, daysOfQuarter, quarterBefore, quarterOf } from './period';

/** 30 November 2026, 23:30 in New York; in UTC it is December already. */
const NOW_MS = Date.UTC(2026, 11, 1, 4, 30);
const NONE = { from: null, to: null };

it('counts days up to today as it is in New York', () => {
  expect(daysOf('1d', NONE, NOW_MS)).toEqual({ from: '2026-11-30', to: '2026-11-30' });
  expect(daysOf('30d', NONE, NOW_MS)).toEqual({ from: '2026-11-01', to: '2026-11-30' });
  expect(countOf(daysOf('90d', NONE, NOW_MS))).toBe(90);
});

it('takes the days that somebody names, and fills in the one that is not named', () => {
  expect(daysOf('days', { from: '2026-02-01', to: '2026-02-03' }, NOW_MS)).toEqual({
    from: '2026-02-01',
    to: '2026-02-03',
  });
  expect(daysOf('days', { from: '2026-11-29', to: null }, NOW_MS)).toEqual({ from: '2026-11-29', to: '2026-11-30' });
});

it('knows quarters, over the end of a year too', () => {
  expect(daysOf('quarter', NONE, NOW_MS)).toEqual({ from: '2026-10-01', to: '2026-12-31' });
  expect(daysOf('last-quarter', NONE, NOW_MS)).toEqual({ from: '2026-07-01', to: '2026-09-30' });
  expect(quarterOf('2027-03-31')).toBe('2027-Q1');
  expect(quarterBefore('2027-Q1')).toBe('2026-Q4');
  expect(daysOfQuarter('2024-Q1')).toEqual({ from: '2024-01-01', to: '2024-03-31' });
});
