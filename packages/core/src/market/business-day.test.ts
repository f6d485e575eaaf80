import { expect, it } from 'vitest';
import { businessDaysAfter } from './business-day.ts';
import { DEFAULT_MARKET_DAYS } from './default-market-days.ts';
import { dayOfDate } from './market-days.ts';
import { dateOfDay } from './new-york-time.ts';

it.each([
  ['a Monday, over one weekend', '2026-11-02', 7, '2026-11-11'],
  ['over Thanksgiving, whose Friday is short and counts', '2026-11-20', 7, '2026-12-02'],
  ['a Saturday', '2026-11-21', 1, '2026-11-23'],
  ['none', '2026-11-21', 0, '2026-11-21'],
])('counts the days on which the market trades from %s', (_, from, count, to) => {
  const day = dayOfDate(from) ?? Number.NaN;
  expect(dateOfDay(businessDaysAfter(day, count, DEFAULT_MARKET_DAYS))).toBe(to);
});
