import { afterAll, describe, expect, it } from 'vitest';
import { quotesOf, RecordedFiles, readFile } from './testing/recorded-files.ts';

const files = new RecordedFiles();
afterAll(() => files.remove());

const HEADER = 'ts_ms_utc,venue,bid,ask';
const quotes = (...rows: readonly string[]) => files.file('EURUSD_x.csv', [HEADER, ...rows, ''].join('\n'));

describe('quotes of dealers', () => {
  it('are good for the stated size where there is a price', async () => {
    const recording = await readFile(quotes('1399420800131.5,FXCM,1.39293,', '1399420800132,FXCM,0,1.39294'));
    expect(quotesOf(recording)).toEqual([
      [131.5, 'FXCM', 139_293, 1_000_000, 0, 0],
      [132, 'FXCM', 0, 0, 139_294, 1_000_000],
    ]);
    expect(recording.market.instrument).toMatchObject({ instrumentId: 'EURUSD', currency: 'USD' });
  });

  it.each([
    ["venue: 'a b' is not the name of a dealer", '1399420800131,a b,1,2'],
    ["bid: '1.392935' is not a price of at most 5 decimals", '1399420800131,FXCM,1.392935,2'],
    ["ts_ms_utc: '1399420800' is no time from 1990", '1399420800,FXCM,1,2'],
    ["ts_ms_utc: '1399420800131000' is not a number", '1399420800131000,FXCM,1,2'],
  ])('are refused by their line: %s', async (message, row) => {
    await expect(readFile(quotes(row))).rejects.toThrow(`EURUSD_x.csv:2 ${message}`);
  });

  it.each([
    // 2014-05-09 was a Friday, and New York four hours behind UTC.
    [
      'a day in the week, past 17:00',
      '2014-05-07T00:00Z',
      '2014-05-07T23:59Z',
      '2014-05-07T00:00Z',
      '2014-05-07T23:59Z',
    ],
    ['two days in the week', '2014-05-07T00:00Z', '2014-05-08T23:59Z', '2014-05-07T00:00Z', '2014-05-08T23:59Z'],
    ['a Friday', '2014-05-09T00:00Z', '2014-05-09T23:59Z', '2014-05-09T00:00Z', '2014-05-09T21:00Z'],
    ['a Sunday', '2014-05-11T00:00Z', '2014-05-11T23:59Z', '2014-05-11T21:00Z', '2014-05-11T23:59Z'],
    ['a Saturday', '2014-05-10T00:00Z', '2014-05-10T23:59Z', '2014-05-11T21:00Z', '2014-05-11T21:00Z'],
  ])('trade while currencies do: %s', async (_, first, last, opens, closes) => {
    const rows = [first, last].map((time) => `${Date.parse(time)},FXCM,1.1,1.2`);
    const { session, midnightUs } = (await readFile(quotes(...rows))).market;
    const expected = [Date.parse(opens), Date.parse(closes)].map((ms) => ms * 1_000 - midnightUs);
    // The last quote of the recording is in it; the close is not.
    const isLast = last === closes;
    expect([session.openUs, session.closeUs - (isLast ? 1 : 0)]).toEqual(expected);
  });

  it('are of a pair of currencies, and of no more dealers than anybody records', async () => {
    await expect(readFile(quotes('1399420800131,FXCM,1,2'), { symbol: 'EUR' })).rejects.toThrow("'EUR' is no pair");
    const many = Array.from({ length: 17 }, (_, at) => `1399420800131,D${at},1,2`);
    await expect(readFile(quotes(...many))).rejects.toThrow("EURUSD_x.csv:18 venue: 'D16' is one dealer more than 16");
  });
});
