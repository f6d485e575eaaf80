import { formatEt, formatEtDate } from '../time';
import type { Span } from './nice-ticks';

/** A place on an axis with what is written at it; the second line is for what changes seldom, as the day. */
export interface Tick {
  readonly at: number;
  readonly label: string;
  readonly second?: string;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Steps within an hour: New York is whole hours from UTC, so that these are round there too. */
const FINE_STEPS_MS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30, 60].map((minutes) => minutes * MINUTE_MS),
];
const HOUR_STEPS = [2, 3, 6, 12];
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 3, 6, 12];

const MONTH_DAY = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', month: 'short', day: 'numeric' });
const MONTH = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', month: 'short' });

/** Round times of New York across a span, at most as many as asked for; each new day is written below its first tick. */
export function timeTicks(span: Span, count: number): readonly Tick[] {
  const least = (span[1] - span[0]) / Math.max(1, count);
  const fine = FINE_STEPS_MS.find((step) => step >= least);
  if (fine !== undefined) return labelled(everyStep(span, fine), fine);
  const hours = HOUR_STEPS.find((step) => step * HOUR_MS >= least);
  if (hours !== undefined) return labelled(wholeHours(span, hours), HOUR_MS);
  const midnights = midnightsIn(span);
  const days = DAY_STEPS.find((step) => step * DAY_MS >= least);
  if (days !== undefined) return midnights.filter((_, index) => index % days === 0).map(dayTick);
  const months = MONTH_STEPS.find((step) => step * 30 * DAY_MS >= least) ?? 12;
  return midnights.filter((at) => isMonthStart(at, months)).map(monthTick);
}

/** A time as a reader wants it: with the day, as fine as what stands apart. The zone is always written. */
export function formatEtInstant(atMs: number, span: Span): string {
  const lengthMs = span[1] - span[0];
  const time = formatEt(atMs);
  const fine = lengthMs <= 2 * MINUTE_MS ? time : lengthMs <= 5 * HOUR_MS ? time.slice(0, 8) : time.slice(0, 5);
  return `${formatEtDate(atMs)} ${fine} ET`;
}

function everyStep([from, to]: Span, stepMs: number): number[] {
  const first = Math.ceil(from / stepMs);
  return Array.from(
    { length: Math.max(0, Math.floor(to / stepMs) - first + 1) },
    (_, index) => (first + index) * stepMs,
  );
}

const etHour = (atMs: number) => Number(formatEt(atMs).slice(0, 2));

/** Whole hours whose number in New York is a multiple: on the two days a year with 23 or 25 hours too. */
function wholeHours(span: Span, multiple: number): number[] {
  return everyStep(span, HOUR_MS).filter((at) => etHour(at) % multiple === 0);
}

function midnightsIn([from, to]: Span): number[] {
  const found: number[] = [];
  // No day has more than 25 hours.
  const first = everyStep([from, from + 25 * HOUR_MS], HOUR_MS).find((at) => etHour(at) === 0);
  let at = first ?? to + 1;
  while (at <= to) {
    found.push(at);
    at += DAY_MS;
    // A day of 23 hours ends at one o'clock of the next, one of 25 at eleven of its own.
    const hour = etHour(at);
    if (hour === 1) at -= HOUR_MS;
    if (hour === 23) at += HOUR_MS;
  }
  return found;
}

function isMonthStart(atMs: number, months: number): boolean {
  const [, month, day] = formatEtDate(atMs).split('-');
  return day === '01' && (Number(month) - 1) % months === 0;
}

function labelled(times: readonly number[], stepMs: number): Tick[] {
  const letters = stepMs < SECOND_MS ? 12 : stepMs < MINUTE_MS ? 8 : 5;
  let day = '';
  return times.map((at) => {
    const label = formatEt(at).slice(0, letters);
    const own = MONTH_DAY.format(at);
    if (own === day) return { at, label };
    day = own;
    return { at, label, second: own };
  });
}

const yearOf = (atMs: number) => formatEtDate(atMs).slice(0, 4);

function dayTick(at: number, index: number, all: readonly number[]): Tick {
  const before = all[index - 1];
  const label = MONTH_DAY.format(at);
  return before !== undefined && yearOf(before) === yearOf(at) ? { at, label } : { at, label, second: yearOf(at) };
}

function monthTick(at: number, index: number, all: readonly number[]): Tick {
  return { ...dayTick(at, index, all), label: MONTH.format(at) };
}
