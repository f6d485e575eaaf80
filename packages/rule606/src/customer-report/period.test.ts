import { describe, expect, it } from 'vitest';
import { monthsOfPeriod, sixCalendarMonthsBefore, sixMonthsBefore } from './period.ts';

describe('the six months before a request', () => {
  it.each([
    ['2025-10-15', '2025-04-15', '2025-10-14'],
    ['2025-10-01', '2025-04-01', '2025-09-30'],
    ['2025-03-31', '2024-09-30', '2025-03-30'],
    ['2025-08-31', '2025-02-28', '2025-08-30'],
    ['2024-08-31', '2024-02-29', '2024-08-30'],
    ['2025-12-31', '2025-06-30', '2025-12-30'],
    ['2025-01-01', '2024-07-01', '2024-12-31'],
  ])('of %s are %s to %s', (request, startDate, endDate) => {
    expect(sixMonthsBefore(request)).toEqual({ startDate, endDate });
  });

  it.each([
    ['2025-10-15', '2025-04-01', '2025-09-30'],
    ['2025-03-01', '2024-09-01', '2025-02-28'],
    ['2025-01-31', '2024-07-01', '2024-12-31'],
  ])('of %s as whole months are %s to %s', (request, startDate, endDate) => {
    expect(sixCalendarMonthsBefore(request)).toEqual({ startDate, endDate });
    expect(monthsOfPeriod({ startDate, endDate })).toHaveLength(6);
  });

  it('are not those of a text that is no date', () => {
    expect(() => sixMonthsBefore('2025-02-30')).toThrow('no date: 2025-02-30');
    expect(() => sixCalendarMonthsBefore('October')).toThrow('no date: October');
  });
});

describe('the calendar months of a period', () => {
  it('are all that it touches, over the end of a year', () => {
    expect(monthsOfPeriod({ startDate: '2024-11-15', endDate: '2025-02-01' })).toEqual([
      { year: 2024, month: 11 },
      { year: 2024, month: 12 },
      { year: 2025, month: 1 },
      { year: 2025, month: 2 },
    ]);
  });

  it('are seven where six months begin within one, and none where the end is before the start', () => {
    expect(monthsOfPeriod(sixMonthsBefore('2025-10-15'))).toHaveLength(7);
    expect(monthsOfPeriod({ startDate: '2025-02-01', endDate: '2025-01-31' })).toEqual([]);
  });
});
