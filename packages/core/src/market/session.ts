import type { AssetClass } from '../instrument/instrument.ts';
import { DEFAULT_MARKET_DAYS } from './default-market-days.ts';
import type { DayHours, MarketDays } from './market-days.ts';
import { newYorkTime, newYorkTimeUs, weekdayOf } from './new-york-time.ts';

/** Whether a market trades: PRE_OPEN opens later on the same New York day. The auctions at the open and the close are not routed to. */
export const MARKET_PHASES = ['PRE_OPEN', 'REGULAR', 'CLOSED'] as const;
export type MarketPhase = (typeof MARKET_PHASES)[number];

/** One trading day of a market: from when to when it trades, in microseconds since 1970. A DAY order lives until the end of one. */
export interface Session {
  readonly opensAtUs: number;
  /** The first instant at which it trades no more. */
  readonly closesAtUs: number;
}

const HOUR_SECONDS = 3_600;
const DAY_US = 86_400_000_000;
/** A whole day of US equities. */
export const EQUITY_HOURS: DayHours = { opensAtSecond: 9.5 * HOUR_SECONDS, closesAtSecond: 16 * HOUR_SECONDS };
const FX_TURN_SECONDS = 17 * HOUR_SECONDS;

/**
 * The session that is on at a time, or else the next one. US equities 09:30 to 16:00 in New York, but for the days that the table of market days
 * says otherwise of; FX in days that turn at 17:00 in New York from Sunday to Friday; crypto without a pause, in UTC days. Time in microseconds
 * since 1970, from 1987 on. A router asks with the rows that its installation holds.
 */
export function sessionAt(assetClass: AssetClass, timeUs: number, days: MarketDays = DEFAULT_MARKET_DAYS): Session {
  if (assetClass === 'CRYPTO') return utcDayAt(timeUs);
  // It ends: FX rests on weekends alone, and the table of days is finite.
  for (let { day } = newYorkTime(timeUs); ; day++) {
    const session = assetClass === 'FX' ? fxSessionOf(day) : equitySessionOf(day, days);
    if (session !== null && session.closesAtUs > timeUs) return session;
  }
}

/** What the market of an asset class does at a time in microseconds since 1970. */
export function marketPhaseAt(
  assetClass: AssetClass,
  timeUs: number,
  days: MarketDays = DEFAULT_MARKET_DAYS,
): MarketPhase {
  const { opensAtUs } = sessionAt(assetClass, timeUs, days);
  if (timeUs >= opensAtUs) return 'REGULAR';
  return newYorkTime(opensAtUs).day === newYorkTime(timeUs).day ? 'PRE_OPEN' : 'CLOSED';
}

/** True from the day on whose equity holidays are not in the table, so that every weekday counts as a whole trading day. */
export function isCalendarOver(timeUs: number, days: MarketDays): boolean {
  return !days.knows(newYorkTime(timeUs).day);
}

function utcDayAt(timeUs: number): Session {
  const opensAtUs = Math.floor(timeUs / DAY_US) * DAY_US;
  return { opensAtUs, closesAtUs: opensAtUs + DAY_US };
}

/** The equity session of a New York date, in days since 1970; null where there is none: a weekend, a holiday. */
export function equitySessionOf(day: number, days: MarketDays): Session | null {
  const hours = days.hoursOf(day, EQUITY_HOURS);
  if (hours === null) return null;
  return {
    opensAtUs: newYorkTimeUs({ day, secondOfDay: hours.opensAtSecond }),
    closesAtUs: newYorkTimeUs({ day, secondOfDay: hours.closesAtSecond }),
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
