import { dateOfDay, dayOf, newYorkDay } from '@fairlead/core/market/new-york-time';
import type { QualityPeriod } from '@/lists/quality-url';

/** Days in New York, both included, as ISO dates. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

const BACK: Readonly<Partial<Record<QualityPeriod, number>>> = { '1d': 0, '7d': 6, '30d': 29, '90d': 89 };

/** The days of a period as of a time in milliseconds since 1970; of named days those that are named, or the last 30. */
export function daysOf(period: QualityPeriod, named: { from: string | null; to: string | null }, nowMs: number): Days {
  const today = newYorkDay(nowMs * 1_000);
  const back = BACK[period];
  if (back !== undefined) return { from: dateOfDay(today - back), to: dateOfDay(today) };
  if (period === 'days') return { from: named.from ?? dateOfDay(today - 29), to: named.to ?? dateOfDay(today) };
  const quarter = quarterOf(dateOfDay(today));
  return period === 'quarter' ? daysOfQuarter(quarter) : daysOfQuarter(quarterBefore(quarter));
}

/** How many days they are, both ends counted. */
export function countOf({ from, to }: Days): number {
  return dayAt(to) - dayAt(from) + 1;
}

/** The quarter of an ISO date, as `2026-Q4`. */
export function quarterOf(date: string): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

export function quarterBefore(quarter: string): string {
  const [year, place] = partsOf(quarter);
  return place === 1 ? `${year - 1}-Q4` : `${year}-Q${place - 1}`;
}

/** All days of a quarter. */
export function daysOfQuarter(quarter: string): Days {
  const [year, place] = partsOf(quarter);
  const next = place === 4 ? dayOf(year + 1, 1, 1) : dayOf(year, place * 3 + 1, 1);
  return { from: dateOfDay(dayOf(year, place * 3 - 2, 1)), to: dateOfDay(next - 1) };
}

function partsOf(quarter: string): readonly [year: number, place: number] {
  return [Number(quarter.slice(0, 4)), Number(quarter.slice(6))];
}

function dayAt(date: string): number {
  return dayOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

/** All days of a month, by its first day. */
export function daysOfMonth(firstDay: string): Days {
  const [year, month] = [Number(firstDay.slice(0, 4)), Number(firstDay.slice(5, 7))];
  const next = month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
  return { from: firstDay, to: dateOfDay(next - 1) };
}
