import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MARKET_DAY_ROWS, DEFAULT_MARKET_DAYS } from './default-market-days.ts';
import { dayOfDate, type MarketDayRow, MarketDays, marketDaysFault } from './market-days.ts';
import { newYorkTime, weekdayOf } from './new-york-time.ts';
import { equitySessionOf, isCalendarOver, sessionAt } from './session.ts';

const us = (iso: string) => Date.parse(iso) * 1_000;
const SHARED = process.env.FAIRLEAD_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const FACTS = `${SHARED}/reference/market/us_market_days_1990_2028.csv`;
const ONE_SOURCE = `${SHARED}/reference/market/us_market_days_single_source.csv`;

/** The hours of a date as a clock in New York shows them; null where the market does not open. */
function hoursOf(date: string, days = DEFAULT_MARKET_DAYS): string | null {
  const session = equitySessionOf(dayOfDate(date) ?? Number.NaN, days);
  if (session === null) return null;
  const clock = (timeUs: number) => new Date(newYorkTime(timeUs).secondOfDay * 1_000).toISOString().slice(11, 19);
  return `${clock(session.opensAtUs)} to ${clock(session.closesAtUs)}`;
}

const row = (date: string, opensAt: string | null, closesAt: string | null): MarketDayRow => ({
  date,
  opensAt,
  closesAt,
  name: 'a storm',
  source: 'the exchanges',
});

describe('the market days that an installation begins with', () => {
  it.each([
    ['an ordinary day', '2018-07-02', '09:30:00 to 16:00:00'],
    ['the day before Independence Day', '2018-07-03', '09:30:00 to 13:00:00'],
    ['the same date in 1992, a whole day', '1992-07-02', '09:30:00 to 16:00:00'],
    ['a Christmas Eve that closed at two', '1991-12-24', '09:30:00 to 14:00:00'],
    ['the day after Thanksgiving', '2013-11-29', '09:30:00 to 13:00:00'],
    ['a day of mourning', '2018-12-05', null],
    ['a hurricane', '2012-10-30', null],
    ['the week of 11 September 2001', '2001-09-14', null],
    ['Juneteenth, since it is kept', '2022-06-20', null],
    ['the same date before', '2019-06-19', '09:30:00 to 16:00:00'],
    ['Martin Luther King Jr. Day before 1998', '1997-01-20', '09:30:00 to 16:00:00'],
    ['New Year that falls on a Saturday', '2027-12-31', '09:30:00 to 16:00:00'],
    ['the last early close that the rules tell', '2028-11-24', '09:30:00 to 13:00:00'],
    ['a Sunday', '2018-07-01', null],
  ])('have %s', (_, date, hours) => {
    expect(hoursOf(date)).toBe(hours);
  });

  it('are open again when the exchanges were: on the Monday after 11 September 2001', () => {
    expect(sessionAt('EQUITY', us('2001-09-11T12:00:00Z')).opensAtUs).toBe(us('2001-09-17T13:30:00Z'));
  });

  it('are without fault, each once', () => {
    expect(marketDaysFault(DEFAULT_MARKET_DAY_ROWS)).toBeNull();
  });

  it('say until when holidays are known', () => {
    expect(DEFAULT_MARKET_DAYS.knownUntil).toBe('2028-12-31');
    const [known, unknown] = ['2028-12-31T20:00:00Z', '2029-01-02T15:00:00Z'].map(us);
    expect([known, unknown].map((at) => isCalendarOver(at ?? 0, DEFAULT_MARKET_DAYS))).toEqual([false, true]);
  });
});

describe('the rows of people', () => {
  it.each([
    ['an early close at any second', row('2026-03-03', '09:30', '15:30:15'), '09:30:00 to 15:30:15'],
    ['a late open', row('2026-03-03', '12:00', '16:00'), '12:00:00 to 16:00:00'],
    ['both at once', row('1996-01-08', '11:00', '14:00'), '11:00:00 to 14:00:00'],
    ['a closure that nobody planned', row('2026-03-03', null, null), null],
    ['a session on a Saturday', row('2026-03-07', '10:00', '12:00'), '10:00:00 to 12:00:00'],
  ])('can be %s', (_, written, hours) => {
    expect(marketDaysFault([written])).toBeNull();
    expect(hoursOf(written.date, new MarketDays([written]))).toBe(hours);
  });

  it.each([
    ['a day that no calendar has', [row('2026-02-30', null, null)], 'NOT_A_DATE'],
    ['a text that is no date', [row('3 March', null, null)], 'NOT_A_DATE'],
    ['a day twice', [row('2026-03-03', null, null), row('2026-03-03', '09:30', '13:00')], 'TWICE'],
    ['an hour that no clock shows', [row('2026-03-03', '09:30', '24:00')], 'NOT_A_TIME'],
    ['an hour that a clock may show twice', [row('2026-03-03', '01:30', '13:00')], 'NOT_A_TIME'],
    ['an opening without a close', [row('2026-03-03', '09:30', null)], 'HALF_CLOSED'],
    ['a close before the opening', [row('2026-03-03', '09:30', '09:30')], 'CLOSES_BEFORE_IT_OPENS'],
  ])('are refused with %s', (_, rows, code) => {
    expect(marketDaysFault(rows)).toEqual({ at: rows.length - 1, code });
  });

  it('make a year known when they have its Christmas, and not by a storm', () => {
    const known = (...rows: MarketDayRow[]) => new MarketDays([...DEFAULT_MARKET_DAY_ROWS, ...rows]).knownUntil;
    expect(known(row('2029-07-04', null, null), row('2030-12-25', null, null))).toBe('2028-12-31');
    expect(known(row('2029-12-25', null, null))).toBe('2029-12-31');
    expect(new MarketDays([]).knownUntil).toBeNull();
    expect(isCalendarOver(us('2026-03-03T15:00:00Z'), new MarketDays([]))).toBe(true);
  });

  it('may close the market for as long as it takes', () => {
    const closed = Array.from({ length: 31 }, (_, day) =>
      row(`2026-03-${String(day + 1).padStart(2, '0')}`, null, null),
    );
    const { opensAtUs } = sessionAt('EQUITY', us('2026-03-02T12:00:00Z'), new MarketDays(closed));
    expect(opensAtUs).toBe(us('2026-04-01T13:30:00Z'));
  });
});

if (!existsSync(FACTS)) console.warn(`skipped: no ${FACTS}; set FAIRLEAD_SHARED to have every weekday checked`);
describe.skipIf(!existsSync(FACTS))('every weekday from 1990 to 2028', () => {
  const factsOf = (path: string) =>
    readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => /^([\d-]+),(?:"[^"]*"|[^,]*),([\d:]*),([^,]*)/.exec(line)?.slice(1) ?? []);

  it('has the hours that two sources agree on', () => {
    const facts = new Map(factsOf(FACTS).map(([date, closesAt]) => [date, closesAt]));
    expect(facts.size).toBe(436);
    const wrong: string[] = [];
    const last = dayOfDate('2028-12-31') ?? 0;
    for (let day = dayOfDate('1990-01-01') ?? 0; day <= last; day++) {
      if ([0, 6].includes(weekdayOf(day))) continue;
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      const closesAt = facts.get(date);
      const expected = closesAt === '' ? null : `09:30:00 to ${closesAt ?? '16:00'}:00`;
      if (hoursOf(date) !== expected) wrong.push(`${date}: ${hoursOf(date)}, not ${expected}`);
    }
    expect(wrong).toEqual([]);
  });

  it('takes the days that one source alone tells of, where people add them', () => {
    const rows = factsOf(ONE_SOURCE).map(([date = '', closesAt = '', kind = '']) => {
      const opensAt = /late_open (\d\d:\d\d)/.exec(kind)?.[1] ?? '09:30';
      return row(date, opensAt, closesAt === '' ? '16:00' : closesAt);
    });
    expect(rows).toHaveLength(16);
    for (const each of rows) {
      const hours = hoursOf(each.date, new MarketDays([...DEFAULT_MARKET_DAY_ROWS, each]));
      expect(hours).toBe(`${each.opensAt}:00 to ${each.closesAt}:00`);
    }
  });
});
