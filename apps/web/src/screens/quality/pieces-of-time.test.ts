import { expect, it } from 'vitest';
import { pieceOf, timeOf, timeSpan } from './pieces-of-time';

const DAY = { from: '2026-11-30', to: '2026-11-30' };

it('draws a day by its hours, weeks by their days, a year by its months', () => {
  expect(pieceOf(DAY)).toBe('HOUR');
  expect(pieceOf({ from: '2026-11-01', to: '2026-11-30' })).toBe('DAY');
  expect(pieceOf({ from: '2025-12-01', to: '2026-11-30' })).toBe('MONTH');
});

it('puts a piece into its middle as clocks show it in New York', () => {
  expect(timeOf('HOUR', '09', DAY)).toBe(Date.UTC(2026, 10, 30, 14, 30));
  expect(timeOf('DAY', '2026-07-01', DAY)).toBe(Date.UTC(2026, 6, 1, 16));
  expect(timeOf('MONTH', '2026-07', DAY)).toBe(Date.UTC(2026, 6, 15, 16));
  expect(timeOf('DAY', null, DAY)).toBeNull();
});

it('spans the days from midnight to midnight', () => {
  expect(timeSpan('HOUR', DAY)).toMatchObject({ fromMs: Date.UTC(2026, 10, 30, 5), toMs: Date.UTC(2026, 11, 1, 5) });
});
