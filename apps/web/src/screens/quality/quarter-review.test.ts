import { expect, it } from 'vitest';
import { qualityRowOf } from '@/testing/quality-row';
import { reviewOf } from './quarter-review';

const row = (venue: string, quarter: string, notional: string, change: Parameters<typeof qualityRowOf>[0] = {}) =>
  qualityRowOf({ keys: [venue, quarter], notional, ...change });

it('reviews the venues of a quarter, the largest first, beside themselves in the one before', () => {
  const rows = [row('IEX', '2026-Q3', '400'), row('IEX', '2026-Q4', '100'), row('NYSE', '2026-Q4', '300')];
  const review = reviewOf(rows, '2026-Q4', qualityRowOf({ notional: '400' }));
  expect(review.map(({ venue, share, before }) => [venue, share, before?.notional ?? null])).toEqual([
    ['NYSE', 0.75, null],
    ['IEX', 0.25, '400'],
  ]);
});

it('says in what a venue is behind all venues together, where enough stands behind the figure', () => {
  const whole = qualityRowOf({ effective_over_quoted: 0.8, priced_executions: 1_000, fill_rate: 0.9, children: 1_000 });
  const behindOf = (change: Parameters<typeof qualityRowOf>[0]) =>
    reviewOf([row('IEX', '2026-Q4', '1', change)], '2026-Q4', whole)[0]?.behind.map(({ id }) => id);
  expect(behindOf({ effective_over_quoted: 0.9, priced_executions: 30 })).toEqual(['eq']);
  expect(behindOf({ effective_over_quoted: 0.9, priced_executions: 29 })).toEqual([]);
  expect(behindOf({ effective_over_quoted: 0.7, priced_executions: 30, fill_rate: 0.8, children: 30 })).toEqual([
    'fill',
  ]);
});
