import { expect, it } from 'vitest';
import {
  dueDate,
  firstMonthOfBrokerDealer,
  isInForce,
  keptUntil,
  reportingMonths,
  rule605Dates,
  sp500DayOf,
} from './reporting-calendar.ts';
import { rule605Settings } from './settings.ts';

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

it('is a calendar of months, each with what is due for it', () => {
  const rows = reportingMonths('2026-07', 5, rule605Dates);
  expect(rows.map(({ month, isAmended, hasBestDisplayed }) => `${month} ${isAmended} ${hasBestDisplayed}`)).toEqual([
    '2026-07 false false',
    '2026-08 true false',
    '2026-09 true false',
    '2026-10 true false',
    '2026-11 true true',
  ]);
  expect(rows[4]).toMatchObject({ due: '2026-12-31', keptUntil: '2029-12-31', sp500Day: '2026-11-01' });
});

it('follows dates that a firm sets', () => {
  const later = rule605Dates.map((row) => ({ ...row, fromMonth: '2027-02' }));
  expect(isInForce('BEST_DISPLAYED_PRICE', '2026-12', later)).toBe(false);
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

it('is kept public for three years', () => {
  expect(keptUntil('2026-09-30')).toBe('2029-09-30');
  expect(keptUntil('2028-02-29')).toBe('2031-03-01');
});

it('begins for a broker-dealer three months after it has the customers', () => {
  const { value } = rule605Settings.brokerDealerGraceMonths;
  expect(firstMonthOfBrokerDealer('2026-11', value)).toBe('2027-02');
});

it('takes the members of the index on the first day of the month', () => {
  expect(sp500DayOf('2026-08')).toBe('2026-08-01');
});
