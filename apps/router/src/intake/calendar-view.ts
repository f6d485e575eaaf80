import type { CalendarView } from '@fairlead/contracts/calendar';
import { isoTime } from '@fairlead/contracts/wire-value';
import { ASSET_CLASSES } from '@fairlead/core/instrument/instrument';
import type { MarketDayRow, MarketDays } from '@fairlead/core/market/market-days';
import { newYorkDay } from '@fairlead/core/market/new-york-time';
import type { TradingHours } from '../market-data/trading-hours.ts';

const COMING_DAYS = 4;

/** What each market does at a time in microseconds since 1970, what that day is, and which days to come are no whole ones. */
export function calendarViewOf(hours: TradingHours, nowUs: number): CalendarView {
  const today = newYorkDay(nowUs);
  const row = hours.days.rowOf(today);
  return {
    timestamp: isoTime(nowUs),
    session_hours: hours.kept,
    holidays_known: hours.days.knows(today),
    holidays_known_until: hours.days.knownUntil,
    market_day: row === null ? null : dayView(row),
    coming_days: comingDays(hours.days, today).map(dayView),
    sessions: ASSET_CLASSES.map((assetClass) => {
      const { opensAtUs, closesAtUs } = hours.exchangeSession(assetClass, nowUs);
      return {
        asset_class: assetClass,
        phase: hours.exchangePhase(assetClass, nowUs),
        opens_at: isoTime(opensAtUs),
        closes_at: isoTime(closesAtUs),
        takes_orders: hours.isOpen({ assetClass }, nowUs),
      };
    }),
  };
}

function dayView({ opensAt, closesAt, ...row }: MarketDayRow): NonNullable<CalendarView['market_day']> {
  return { ...row, opens_at: opensAt, closes_at: closesAt };
}

/** The next days with a row of their own. It ends: the days that are known do. */
function comingDays(days: MarketDays, today: number): MarketDayRow[] {
  const coming: MarketDayRow[] = [];
  for (let day = today + 1; days.knows(day) && coming.length < COMING_DAYS; day++) {
    const row = days.rowOf(day);
    if (row !== null) coming.push(row);
  }
  return coming;
}
