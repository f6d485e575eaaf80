import type { AssetClass } from '../instrument/instrument.ts';
import { newYorkTime, newYorkTimeUs, weekdayOf } from './new-york-time.ts';
import { CALENDAR_LAST_DAY, isUsEquityEarlyClose, isUsEquityHoliday } from './us-equity-calendar.ts';

/** Whether a market trades: PRE_OPEN opens later on the same New York day. The auctions at the open and the close are not routed to. */
export type MarketPhase = 'PRE_OPEN' | 'REGULAR' | 'CLOSED';

/** One trading day of a market: from when to when it trades, in microseconds since 1970. A DAY order lives until the end of one. */
export interface Session {
  readonly opensAtUs: number;
  /** The first instant at which it trades no more. */
  readonly closesAtUs: number;
}

const HOUR_SECONDS = 3_600;
const DAY_US = 86_400_000_000;
const EQUITY_OPEN_SECONDS = 9.5 * HOUR_SECONDS;
const EQUITY_CLOSE_SECONDS = 16 * HOUR_SECONDS;
const EQUITY_EARLY_CLOSE_SECONDS = 13 * HOUR_SECONDS;
const FX_TURN_SECONDS = 17 * HOUR_SECONDS;
/** No market rests for longer: at most a holiday beside a weekend. */
const DAYS_AHEAD_MAX = 10;

/**
 * The session that is on at a time, or else the next one. US equities 09:30 to 16:00 in New York on trading days; FX in days that turn at 17:00
 * in New York from Sunday to Friday; crypto without a pause, in UTC days. Time in microseconds since 1970, from 2007 on.
 */
export function sessionAt(assetClass: AssetClass, timeUs: number): Session {
  if (assetClass === 'CRYPTO') return utcDayAt(timeUs);
  const today = newYorkTime(timeUs).day;
  for (let day = today; day <= today + DAYS_AHEAD_MAX; day++) {
    const session = assetClass === 'FX' ? fxSessionOf(day) : equitySessionOf(day);
    if (session !== null && session.closesAtUs > timeUs) return session;
  }
  throw new Error(`no ${assetClass} session within ${DAYS_AHEAD_MAX} days`);
}

/** What the market of an asset class does at a time in microseconds since 1970. */
export function marketPhaseAt(assetClass: AssetClass, timeUs: number): MarketPhase {
  const { opensAtUs } = sessionAt(assetClass, timeUs);
  if (timeUs >= opensAtUs) return 'REGULAR';
  return newYorkTime(opensAtUs).day === newYorkTime(timeUs).day ? 'PRE_OPEN' : 'CLOSED';
}

/** True from the day on whose equity holidays are not known here, so that every weekday counts as a whole trading day. */
export function isCalendarOver(timeUs: number): boolean {
  return newYorkTime(timeUs).day > CALENDAR_LAST_DAY;
}

function utcDayAt(timeUs: number): Session {
  const opensAtUs = Math.floor(timeUs / DAY_US) * DAY_US;
  return { opensAtUs, closesAtUs: opensAtUs + DAY_US };
}

/** The equity session of a New York date; null on weekends and holidays. */
function equitySessionOf(day: number): Session | null {
  if (isWeekend(day) || isUsEquityHoliday(day)) return null;
  const close = isUsEquityEarlyClose(day) ? EQUITY_EARLY_CLOSE_SECONDS : EQUITY_CLOSE_SECONDS;
  return {
    opensAtUs: newYorkTimeUs({ day, secondOfDay: EQUITY_OPEN_SECONDS }),
    closesAtUs: newYorkTimeUs({ day, secondOfDay: close }),
  };
}

/** The FX day that ends on a New York date; null on weekends. */
function fxSessionOf(day: number): Session | null {
  if (isWeekend(day)) return null;
  return {
    opensAtUs: newYorkTimeUs({ day: day - 1, secondOfDay: FX_TURN_SECONDS }),
    closesAtUs: newYorkTimeUs({ day, secondOfDay: FX_TURN_SECONDS }),
  };
}

function isWeekend(day: number): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}
