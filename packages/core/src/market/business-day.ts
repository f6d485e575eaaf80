import type { MarketDays } from './market-days.ts';

/**
 * The day so many business days after another, both counted from 1970-01-01. A business day is one on which US equities trade, a short one too; the day
 * itself is not counted. `count` is 0 or more.
 */
export function businessDaysAfter(day: number, count: number, days: MarketDays): number {
  let after = day;
  for (let left = count; left > 0; ) {
    after += 1;
    if (days.isTradingDay(after)) left -= 1;
  }
  return after;
}
