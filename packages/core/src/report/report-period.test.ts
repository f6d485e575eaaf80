import { expect, it } from 'vitest';
import { monthDays, quarterDays } from './report-period.ts';

it('ends a quarter and a month with the day after their last, over a year’s end too', () => {
  expect(quarterDays({ year: 2026, quarter: 1 })).toEqual({ period_from: '2026-01-01', period_to: '2026-04-01' });
  expect(quarterDays({ year: 2026, quarter: 4 })).toEqual({ period_from: '2026-10-01', period_to: '2027-01-01' });
  expect(monthDays({ year: 2028, month: 2 })).toEqual({ period_from: '2028-02-01', period_to: '2028-03-01' });
  expect(monthDays({ year: 2026, month: 12 })).toEqual({ period_from: '2026-12-01', period_to: '2027-01-01' });
});
