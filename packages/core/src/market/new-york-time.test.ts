import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dateOfDay, dayOf, newYorkDay, newYorkSecondOfDay, newYorkTime, newYorkTimeUs } from './new-york-time.ts';

const FORMAT = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

it('agrees with the time zone database at any second from 1987 to 2060', () => {
  const oracle = (seconds: number) => {
    const parts = FORMAT.formatToParts(new Date(seconds * 1_000));
    const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    const day = Date.UTC(value('year'), value('month') - 1, value('day')) / 86_400_000;
    return [day, value('hour') * 3_600 + value('minute') * 60 + value('second')];
  };
  fc.assert(
    fc.property(fc.integer({ min: 536_457_600, max: 2_840_140_800 }), (seconds) => {
      const timeUs = seconds * 1_000_000 + 999_999;
      expect([newYorkDay(timeUs), newYorkSecondOfDay(timeUs)]).toEqual(oracle(seconds));
    }),
    { numRuns: 5_000 },
  );
});

it('finds the time again at which a clock showed a date and an hour, from 03:00 on', () => {
  fc.assert(
    fc.property(fc.integer({ min: 536_457_600, max: 2_840_140_800 }), (seconds) => {
      const shown = newYorkTime(seconds * 1_000_000);
      if (shown.secondOfDay >= 3 * 3_600) expect(newYorkTimeUs(shown)).toBe(seconds * 1_000_000);
      else expect(() => newYorkTimeUs(shown)).toThrow('03:00');
    }),
    { numRuns: 3_000 },
  );
});

it('gives a day the date that it has', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 200_000 }), (day) => {
      const date = dateOfDay(day);
      expect(date).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      const [year = 0, month = 0, dayOfMonth = 0] = date.split('-').map(Number);
      expect(dayOf(year, month, dayOfMonth)).toBe(day);
    }),
  );
});
