import { err, ok, type Result } from '../result.ts';
import { dateOfDay, dayOf, weekdayOf } from './new-york-time.ts';

/** One day of the table of market days as it is written: a day that is not a whole one. */
export interface MarketDayRow {
  /** YYYY-MM-DD in New York. */
  readonly date: string;
  /** HH:MM or HH:MM:SS in New York, from 03:00 on; both are null where the market does not open. */
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  /** Why, in the words of people: a holiday, a storm. */
  readonly name: string;
  /** Who says so. */
  readonly source: string;
}

/** From when to when a market trades on a day, in seconds of the day in New York. */
export interface DayHours {
  readonly opensAtSecond: number;
  /** The first second at which it trades no more. */
  readonly closesAtSecond: number;
}

/** Why a row is none. */
export type MarketDayFault = 'NOT_A_DATE' | 'TWICE' | 'NOT_A_TIME' | 'HALF_CLOSED' | 'CLOSES_BEFORE_IT_OPENS';

interface KnownDay {
  readonly row: MarketDayRow;
  readonly hours: DayHours | null;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
/** Before it a clock in New York may show the same twice. */
const EARLIEST_SECOND = 3 * 3_600;
const DECEMBER = '12';

/**
 * The days on which US equities do not trade their regular hours. Every weekday that has no row is a whole day, in years whose holidays are not
 * known too: `knows` says which those are.
 */
export class MarketDays {
  readonly #days: ReadonlyMap<number, KnownDay>;
  readonly #firstDay: number;
  readonly #lastDay: number;

  /** Throws for a row that `marketDaysFault` finds fault with: rows of people go through it first. */
  constructor(rows: readonly MarketDayRow[]) {
    const days = new Map<number, KnownDay>();
    for (const row of rows) {
      const known = knownDay(row);
      if (!known.ok) throw new Error(`market day ${row.date}: ${known.error}`);
      days.set(known.value.day, known.value);
    }
    this.#days = days;
    const years = knownYears(days.values());
    this.#firstDay = years === null ? 0 : dayOf(years.first, 1, 1);
    this.#lastDay = years === null ? -1 : dayOf(years.last, 12, 31);
  }

  /** The row of a day, counted from 1970-01-01; null for a whole day and for a weekend. */
  rowOf(day: number): MarketDayRow | null {
    return this.#days.get(day)?.row ?? null;
  }

  /** When trading opens and closes on a day; null where it does not, by a row or because it is a weekend. `regular` are the hours of a whole day. */
  hoursOf(day: number, regular: DayHours): DayHours | null {
    const known = this.#days.get(day);
    if (known !== undefined) return known.hours;
    return isWeekend(day) ? null : regular;
  }

  /** True where there is trading on a day, be it for a part of it. */
  isTradingDay(day: number): boolean {
    const known = this.#days.get(day);
    return known === undefined ? !isWeekend(day) : known.hours !== null;
  }

  /** True where the holidays of the day's year are in the table. */
  knows(day: number): boolean {
    return day >= this.#firstDay && day <= this.#lastDay;
  }

  /** The last day whose holidays are known, as an ISO date; null where none are. */
  get knownUntil(): string | null {
    return this.#lastDay < this.#firstDay ? null : dateOfDay(this.#lastDay);
  }
}

/** The first row with which something is wrong, and what; null where all is well. */
export function marketDaysFault(
  rows: readonly MarketDayRow[],
): { readonly at: number; readonly code: MarketDayFault } | null {
  const dates = new Set<string>();
  for (const [at, row] of rows.entries()) {
    const known = knownDay(row);
    if (!known.ok) return { at, code: known.error };
    if (dates.has(row.date)) return { at, code: 'TWICE' };
    dates.add(row.date);
  }
  return null;
}

function isWeekend(day: number): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}

function knownDay(row: MarketDayRow): Result<KnownDay & { day: number }, MarketDayFault> {
  const day = dayOfDate(row.date);
  if (day === null) return err('NOT_A_DATE');
  if (row.opensAt === null && row.closesAt === null) return ok({ day, row, hours: null });
  if (row.opensAt === null || row.closesAt === null) return err('HALF_CLOSED');
  const [opensAtSecond, closesAtSecond] = [secondOf(row.opensAt), secondOf(row.closesAt)];
  if (opensAtSecond === null || closesAtSecond === null) return err('NOT_A_TIME');
  if (closesAtSecond <= opensAtSecond) return err('CLOSES_BEFORE_IT_OPENS');
  return ok({ day, row, hours: { opensAtSecond, closesAtSecond } });
}

/** Days since 1970 of an ISO date; null for a text that is none, and for a day that no calendar has. */
export function dayOfDate(date: string): number | null {
  const [, year, month, dayOfMonth] = DATE.exec(date) ?? [];
  if (year === undefined) return null;
  const day = dayOf(Number(year), Number(month), Number(dayOfMonth));
  return dateOfDay(day) === date ? day : null;
}

function secondOf(text: string): number | null {
  const [, hours, minutes, seconds = '0'] = TIME.exec(text) ?? [];
  if (hours === undefined) return null;
  const second = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return second < EARLIEST_SECOND ? null : second;
}

/**
 * The years without a gap from the first row's on whose holidays are known. A year is, where its Christmas is: each year keeps it in December,
 * and one storm in a year that nobody has entered does not make that year known.
 */
function knownYears(days: Iterable<KnownDay>): { first: number; last: number } | null {
  const kept = new Set<number>();
  for (const { row, hours } of days) {
    if (hours === null && row.date.slice(5, 7) === DECEMBER) kept.add(Number(row.date.slice(0, 4)));
  }
  if (kept.size === 0) return null;
  const first = Math.min(...kept);
  let last = first;
  while (kept.has(last + 1)) last += 1;
  return { first, last };
}
