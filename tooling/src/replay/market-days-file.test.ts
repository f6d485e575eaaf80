import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayOfDate } from '@fairlead/core/market/market-days';
import { EQUITY_HOURS } from '@fairlead/core/market/session';
import { expect, it } from 'vitest';
import { readMarketDays } from './market-days-file.ts';

const HEADER = 'date,opens_at,closes_at,name,source';
const folder = mkdtempSync(join(tmpdir(), 'fairlead-market-days-'));
const fileOf = (...rows: string[]) => {
  const path = join(folder, 'days.csv');
  writeFileSync(path, `${[HEADER, ...rows].join('\n')}\n`);
  return path;
};

it('takes the place of the table that is shipped', async () => {
  const days = await readMarketDays(fileOf('2018-07-02,,,a storm,me', '2018-07-05,11:00,14:30,repairs,me'));
  const hours = ['2018-07-02', '2018-07-04', '2018-07-05'].map((date) =>
    days.hoursOf(dayOfDate(date) ?? Number.NaN, EQUITY_HOURS),
  );
  expect(hours).toEqual([null, EQUITY_HOURS, { opensAtSecond: 39_600, closesAtSecond: 52_200 }]);
});

it.each([
  ['days.csv:2 2018-02-30', '2018-02-30,,,a day that is none,me'],
  ['2018-07-05 opens or closes', '2018-07-05,11:00,,repairs,me'],
  ['4 fields, not 5', '2018-07-05,11:00,14:30,repairs'],
])('is refused, and says where: %s', async (message, row) => {
  await expect(readMarketDays(fileOf(row))).rejects.toThrow(message);
});
