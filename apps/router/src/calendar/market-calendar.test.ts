import { DEFAULT_MARKET_DAY_ROWS } from '@fairlead/core/market/default-market-days';
import type { MarketDayRow } from '@fairlead/core/market/market-days';
import { newYorkDay } from '@fairlead/core/market/new-york-time';
import { expect, it } from 'vitest';
import { MarketCalendar } from './market-calendar.ts';

const CHRISTMAS = newYorkDay(Date.parse('2026-12-25T15:00:00Z') * 1_000);

it('keeps the market days that it read last, when the rows cannot be read or make no sense, and says so', async () => {
  let rows: readonly MarketDayRow[] | null = DEFAULT_MARKET_DAY_ROWS;
  const warnings: string[] = [];
  const calendar = new MarketCalendar(
    { marketDays: async () => rows ?? Promise.reject(new Error('no database')) },
    { info: () => {}, warn: (_, message) => void warnings.push(message), error: () => {} },
  );
  await calendar.load();
  const first = calendar.days;
  expect(first.rowOf(CHRISTMAS)?.name).toBe('Christmas');
  await calendar.look();
  expect(calendar.days).toBe(first);
  rows = null;
  await calendar.look();
  rows = [{ date: '2026-12-25', opensAt: '12:00', closesAt: null, name: '', source: '' }];
  await calendar.look();
  expect([calendar.days, warnings.length]).toEqual([first, 2]);
  rows = DEFAULT_MARKET_DAY_ROWS.filter(({ name }) => name !== 'Christmas');
  await calendar.look();
  expect(calendar.days.rowOf(CHRISTMAS)).toBeNull();
});
