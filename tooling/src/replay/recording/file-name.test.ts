import { describe, expect, it } from 'vitest';
import { fileNameOf } from './file-name.ts';
import { newYorkMidnightUs } from './us-equity-market.ts';

describe('the name of a file', () => {
  it.each([
    ['/data/quotes_XXX_2018-01-02.csv.gz', 'XXX', '2018-01-02'],
    ['quotes_brk.b_2018-01-18.csv', 'BRK.B', '2018-01-18'],
    ['trades_BRK.B_20180730.csv', 'BRK.B', '2018-07-30'],
    ['ibm_20131008_quote.zip', 'IBM', '2013-10-08'],
    ['20131008_ibm_Quote_Tick.csv', 'IBM', '2013-10-08'],
    ['20131007_quote.csv', null, '2013-10-07'],
    ['EQY_US_ALL_BBO_20180730.gz', null, '2018-07-30'],
    ['eurusd_2014-05-07_utc.csv', 'EURUSD', '2014-05-07'],
    ['day.csv', null, null],
    ['quotes_A_2018-02-30.csv', 'A', null],
    ['quotes_A_20181399.csv', 'A', null],
    ['quotes_A_123456789.csv', 'A', null],
  ])('says %s', (path, symbol, date) => {
    expect(fileNameOf(path)).toEqual({ symbol, date });
  });
});

it.each([
  ['2018-01-02', '2018-01-02T05:00:00.000Z'],
  ['2018-07-30', '2018-07-30T04:00:00.000Z'],
  ['1995-04-03', '1995-04-03T04:00:00.000Z'],
  ['2006-10-30', '2006-10-30T05:00:00.000Z'],
])('a day begins at midnight New York: %s', (date, midnight) => {
  expect(new Date(newYorkMidnightUs(date) / 1_000).toISOString()).toBe(midnight);
});
