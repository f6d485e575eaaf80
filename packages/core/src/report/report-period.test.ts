import { expect, it } from 'vitest';
import { monthDays, monthOfDays, monthsOver, quarterDays, quarterOfDays, quartersOver } from './report-period.ts';

it('ends a quarter and a month with the day after their last, over a year’s end too', () => {
  expect(quarterDays({ year: 2026, quarter: 1 })).toEqual({ period_from: '2026-01-01', period_to: '2026-04-01' });
  expect(quarterDays({ year: 2026, quarter: 4 })).toEqual({ period_from: '2026-10-01', period_to: '2027-01-01' });
  expect(monthDays({ year: 2028, month: 2 })).toEqual({ period_from: '2028-02-01', period_to: '2028-03-01' });
  expect(monthDays({ year: 2026, month: 12 })).toEqual({ period_from: '2026-12-01', period_to: '2027-01-01' });
});

it('counts what is over since a day, the time of that day among it, and the last in any case', () => {
  expect(quartersOver('2025-11-30', '2026-07-01')).toEqual([
    { year: 2025, quarter: 4 },
    { year: 2026, quarter: 1 },
    { year: 2026, quarter: 2 },
  ]);
  expect(quartersOver('2026-06-30', '2026-06-30')).toEqual([{ year: 2026, quarter: 1 }]);
  expect(monthsOver('2026-12-31', '2027-02-01')).toEqual([
    { year: 2026, month: 12 },
    { year: 2027, month: 1 },
  ]);
  expect(monthsOver('2027-01-01', '2027-01-31')).toEqual([{ year: 2026, month: 12 }]);
});

it('knows a quarter and a month by their days, and that other days are none', () => {
  const of = (period_from: string, period_to: string) => ({ period_from, period_to });
  expect(quarterOfDays(of('2026-10-01', '2027-01-01'))).toEqual({ year: 2026, quarter: 4 });
  expect(monthOfDays(of('2026-12-01', '2027-01-01'))).toEqual({ year: 2026, month: 12 });
  for (const days of [of('2026-09-01', '2026-12-01'), of('2026-10-01', '2027-04-01'), of('2026-10-02', '2027-01-01')])
    expect(quarterOfDays(days)).toBeNull();
  for (const days of [of('2026-12-02', '2027-01-01'), of('2026-11-01', '2027-01-01'), of('2026-12-01', '2026-12-31')])
    expect(monthOfDays(days)).toBeNull();
});
