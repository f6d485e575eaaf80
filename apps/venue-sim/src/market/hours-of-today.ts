import { DEFAULT_MARKET_DAY_ROWS, DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { type MarketDayRow, MarketDays, marketDaysFault } from '@fairlead/core/market/market-days';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';

/** From when to when the stock market is open on the day of the start, HH:MM or HH:MM:SS in New York. */
export type HoursOfToday = Pick<MarketDayRow, 'opensAt' | 'closesAt'>;

/** Hours as they are written, `03:30-03:45`; null where they can be none. */
export function readHours(text: string): HoursOfToday | null {
  const [opensAt = '', closesAt = '', ...more] = text.split('-');
  const isPossible = marketDaysFault([rowOf('1970-01-02', { opensAt, closesAt })]) === null;
  return isPossible && more.length === 0 ? { opensAt, closesAt } : null;
}

/** The shipped days, with other hours on the day of this time (microseconds since 1970), so that a whole session can be seen at any hour. */
export function daysWith(hours: HoursOfToday | undefined, nowUs: number): MarketDays {
  if (hours === undefined) return DEFAULT_MARKET_DAYS;
  // Of two rows of a day the later one counts.
  return new MarketDays([...DEFAULT_MARKET_DAY_ROWS, rowOf(dateOfDay(newYorkDay(nowUs)), hours)]);
}

function rowOf(date: string, hours: HoursOfToday): MarketDayRow {
  return { date, ...hours, name: 'hours of today', source: 'the setting of the simulated venues' };
}
