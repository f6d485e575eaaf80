// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { formatEt, formatEtDate, Time } from './time';

afterEach(cleanup);

test.each([
  ['before the clocks go forward', Date.UTC(2026, 2, 8, 6, 59, 59, 999), '2026-03-08 01:59:59.999'],
  ['after they have gone forward', Date.UTC(2026, 2, 8, 7), '2026-03-08 03:00:00.000'],
  ['the first one o’clock of autumn', Date.UTC(2026, 10, 1, 5, 30), '2026-11-01 01:30:00.000'],
  ['the second one o’clock of autumn', Date.UTC(2026, 10, 1, 6, 30), '2026-11-01 01:30:00.000'],
  ['midnight', Date.UTC(2026, 6, 1, 4), '2026-07-01 00:00:00.000'],
])('New York time %s', (_name, atMs, said) => {
  expect(`${formatEtDate(atMs)} ${formatEt(atMs)}`).toBe(said);
});

test('an instant carries its UTC for machines and on hover', () => {
  render(<Time atMs={Date.UTC(2026, 10, 1, 6, 30, 0, 5)} withDate />);
  const time = screen.getByText('2026-11-01 01:30:00.005');
  expect(time.getAttribute('datetime')).toBe('2026-11-01T06:30:00.005Z');
  expect(time.title).toBe('2026-11-01 ET · 2026-11-01 06:30:00.005 UTC');
});
