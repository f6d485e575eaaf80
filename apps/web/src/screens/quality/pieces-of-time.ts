import { dayOf, newYorkTimeUs } from '@fairlead/core/market/new-york-time';
import { countOf, type Days } from './period';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOON = 12;
/** A weekend and a holiday lie between two days of trading. */
const JOINED_DAYS = 4.5;
/** Longer than this a month is drawn as one point. */
const DAYS_DRAWN_MAX = 200;

/** The piece of time that is one point of a course. */
export type PieceOfTime = 'HOUR' | 'DAY' | 'MONTH';

/** Hours of one day; days; months of a year. */
export function pieceOf(days: Days): PieceOfTime {
  const count = countOf(days);
  return count === 1 ? 'HOUR' : count <= DAYS_DRAWN_MAX ? 'DAY' : 'MONTH';
}

/** Where a piece stands: in its middle, in milliseconds since 1970; null where nobody knows when it was. */
export function timeOf(piece: PieceOfTime, key: string | null | undefined, { from }: Days): number | null {
  if (key === null || key === undefined) return null;
  if (piece === 'HOUR') return hourMs(from, Number(key) + 0.5);
  return hourMs(piece === 'DAY' ? key : `${key}-15`, NOON);
}

/** What the axis of a course spans, and how far two of its points may lie apart to be joined. */
export function timeSpan(piece: PieceOfTime, { from, to }: Days) {
  const apart = { HOUR: 1.5 * HOUR_MS, DAY: JOINED_DAYS * DAY_MS, MONTH: 32 * DAY_MS };
  return { fromMs: hourMs(from, 0), toMs: hourMs(to, 24), joinMsMax: apart[piece] };
}

/** So many hours into a day in New York. Clocks change before three, so they are counted from noon, which there is once. */
function hourMs(date: string, hours: number): number {
  const day = dayOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
  return newYorkTimeUs({ day, secondOfDay: NOON * 3_600 }) / 1_000 + (hours - NOON) * HOUR_MS;
}
