import { expect, it } from 'vitest';
import { dueDate, isInForce, rule605Dates, sp500DayOf } from './reporting-calendar.ts';

it.each([
  ['2026-07', false, false],
  ['2026-08', true, false],
  ['2026-10', true, false],
  ['2026-11', true, true],
  ['2027-01', true, true],
])('in %s the amended report is due: %s, its best displayed prices: %s', (month, amended, best) => {
  expect(isInForce('AMENDED_REPORT', month, rule605Dates)).toBe(amended);
  expect(isInForce('BEST_DISPLAYED_PRICE', month, rule605Dates)).toBe(best);
});

it.each([
  ['2026-08', '2026-09-30'],
  ['2026-11', '2026-12-31'],
  ['2026-12', '2027-01-31'],
  ['2027-01', '2027-02-28'],
  ['2028-01', '2028-02-29'],
])('the report of %s is public by %s', (month, due) => {
  expect(dueDate(month)).toBe(due);
});

it('takes the members of the index on the first day of the month', () => {
  expect(sp500DayOf('2026-08')).toBe('2026-08-01');
});
