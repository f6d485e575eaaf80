import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredOrderArb } from '../../testing/covered-orders.ts';
import { DetailReport } from '../detail-report.ts';
import { rule605Dates } from '../reporting-calendar.ts';
import { rule605Settings } from '../settings.ts';
import { SUMMARY_HEADER } from '../summary-columns.ts';
import { summaryFile } from '../summary-file.ts';
import { summaryRows } from '../summary-report.ts';
import { readSummary } from './read-summary.ts';

const SHARED = process.env.FAIRLEAD_SHARED ?? fileURLToPath(new URL('../../../../../../shared', import.meta.url));
const SEC = `${SHARED}/reference/rule606/sec-oes`;
const IEX = `${SHARED}/reference/rule605/oes_IEXG202608_transcribed.csv`;
if (!existsSync(SEC))
  console.warn(`skipped: no ${SEC}; set FAIRLEAD_SHARED to have the reader held against the SEC's samples`);

const HEADER = SUMMARY_HEADER.join(',');
const GOOD =
  'V,IEXG,202608,N,0,M,16.823377,81.001367,6.744333,1,0.234726,0.000264,0.001986,0.002513,0.790284,0.002209,0.001975,0.62808';

/** The defects as `line CODE column`. */
function told(text: string): string[] {
  return readSummary(text).defects.map(
    ({ line, code, column }) => `${line} ${code}${column === null ? '' : ` ${column}`}`,
  );
}
const file = (...lines: readonly string[]) => [HEADER, ...lines, ''].join('\r\n');
/** The good row with other words in some of its columns. */
function row(changes: Readonly<Record<string, string>>): string {
  return GOOD.split(',')
    .map((cell, place) => changes[SUMMARY_HEADER[place] ?? ''] ?? cell)
    .join(',');
}

describe("the SEC's samples", () => {
  it.skipIf(!existsSync(SEC))('are without a defect where good, but for a participant that is none', () => {
    const { rows, defects } = readSummary(readFileSync(`${SEC}/sample.csv`, 'utf8'));
    expect(rows).toHaveLength(35);
    expect(defects).toEqual([{ code: 'UNKNOWN_PARTICIPANT', line: 2, column: 'DsgntParticipant', found: 'S' }]);
  });

  it.skipIf(!existsSync(SEC))('where bad, have each error by its name and place', () => {
    expect(told(readFileSync(`${SEC}/ng.csv`, 'utf8'))).toEqual([
      '2 UNKNOWN_PARTICIPANT DsgntParticipant',
      '2 BAD_MONTH RptDate',
      '2 NOT_A_NUMBER AvgOrderSize',
      '2 NOT_A_NUMBER ExctdOrderMidPtAvg',
      '2 NOT_A_NUMBER PctExctdPI',
      '2 NOT_A_NUMBER WghtdAvgPctPI',
      '2 NOT_A_NUMBER AvgEffctvSprdPct',
      '2 NOT_A_NUMBER AvgEFQPct',
      '2 UNKNOWN_SP500 Sp500',
      '2 UNKNOWN_ORDER_SIZE OrderSize',
      '2 UNKNOWN_ORDER_TYPE OrderType',
      '2 NEGATIVE AvgOrderQty',
      '2 OUT_OF_RANGE PctExctdAtQuotOrBetter',
      '2 NEGATIVE WghtdAvgExctnTime',
      '3 UNKNOWN_PARTICIPANT DsgntParticipant',
      '3 UNKNOWN_ORDER_TYPE OrderType',
      '3 MISSING AvgOrderQty',
      '3 MISSING AvgOrderSize',
      '6 NEGATIVE AvgPctQuotSprd',
      '8 EXPONENT AvgPctQuotSprd',
      '8 SIZE_DISAGREES AvgOrderSize',
      '32 DUPLICATE_ROW',
      '33 MISSING WghtdAvgExctnTime',
      '33 SIZE_DISAGREES AvgOrderSize',
      '40 NEGATIVE AvgPctQuotSprd',
      '0 MORE_THAN_ONE_REPORT',
    ]);
  });
});

it.skipIf(!existsSync(IEX))("reads an exchange's published summary of August 2026 without a defect", () => {
  const text = readFileSync(IEX, 'utf8');
  const { rows, defects } = readSummary(text);
  expect(defects).toEqual([]);
  expect(rows).toHaveLength(35);
  expect(rows[0]?.figures.get('AvgEFQPct')).toBe(790_284n);
  expect(summaryFile(rows)).toBe(text);
});

describe('a file', () => {
  it.each([
    ['is empty', '', ['0 EMPTY_FILE']],
    ['has nothing but its header', file(), []],
    ['has lines that end in line feeds alone', file(GOOD).replaceAll('\r', ''), ['0 WRONG_LINE_END']],
    ['ends in the middle of a line', file(GOOD).trimEnd(), ['0 WRONG_LINE_END']],
    ['is not ASCII', file(row({ RprtEntityCd: 'É' })), ['2 NOT_ASCII', '2 BAD_ENTITY RprtEntityCd']],
    ['misses a cell', file(GOOD, GOOD.replace(',6.744333', '')), ['3 WRONG_COLUMN_COUNT']],
    ['has no header', `${GOOD}\r\n`, ['1 WRONG_HEADER']],
    ['has another header', file(GOOD).replace('AvgOrderQty', 'AverageOrderQty'), ['1 WRONG_HEADER']],
    ['has a row twice', file(GOOD, GOOD), ['3 DUPLICATE_ROW']],
    ['is of two entities', file(GOOD, row({ RprtEntityCd: 'OTHER' })), ['0 MORE_THAN_ONE_REPORT']],
  ])('that %s', (_, text, defects) => {
    expect(told(text)).toEqual(defects);
  });

  it('with columns in another order is read by their names', () => {
    const swap = (line: string) => line.split(',').reverse().join(',');
    const { rows, defects } = readSummary([swap(HEADER), swap(GOOD), ''].join('\r\n'));
    expect(defects.map(({ code }) => code)).toEqual(['WRONG_HEADER']);
    expect(rows).toEqual(readSummary(file(GOOD)).rows);
  });

  it('without a header still gives its rows', () => {
    expect(readSummary(`${GOOD}\r\n`).rows).toEqual(readSummary(file(GOOD)).rows);
  });
});

describe('a row', () => {
  it.each([
    ['effective over quoted a hundredfold', { AvgEFQPct: '79.0284' }, ['2 EQ_TIMES_100 AvgEFQPct']],
    ['effective over quoted of something else', { AvgEFQPct: '0.9' }, ['2 EQ_DISAGREES AvgEFQPct']],
    [
      'purchases at the price that stands for none',
      { AvgOrderQty: '2', AvgOrderSize: '1999999.98', OrderSize: '200000' },
      ['2 PLACEHOLDER_PRICE AvgOrderSize'],
    ],
    ['sales at it', { AvgOrderQty: '250', AvgOrderSize: '0.025' }, ['2 PLACEHOLDER_PRICE AvgOrderSize']],
    ['a midpoint of it', { ExctdOrderMidPtAvg: '0.0001' }, ['2 PLACEHOLDER_PRICE ExctdOrderMidPtAvg']],
    [
      'more improved than at the quote or better',
      { PctExctdAtQuotOrBetter: '0.2' },
      ['2 IMPROVED_EXCEEDS_AT_QUOTE PctExctdPI'],
    ],
    ['an average of another size', { OrderSize: '250' }, ['2 SIZE_DISAGREES AvgOrderSize']],
    ['seven decimals', { WghtdAvgExctnTime: '0.6280801' }, ['2 TOO_MANY_DECIMALS WghtdAvgExctnTime']],
    ['more than all shares', { PctExctdAtQuotOrBetter: '100' }, ['2 OUT_OF_RANGE PctExctdAtQuotOrBetter']],
    ['Nasdaq by its letter of the tape, which is FINRA here', { DsgntParticipant: 'T' }, []],
  ])('with %s', (_, changes, defects) => {
    expect(told(file(row(changes)))).toEqual(defects);
  });

  it.each(['0x36', '$42.42 ', 'nan', 'INF', '1,5', '.', '-', '--1', '1e', ' 1'])('takes %j for no number', (text) => {
    expect(told(file(row({ AvgOrderQty: text })).replace(',1,5,', ',1;5,'))).toContain('2 NOT_A_NUMBER AvgOrderQty');
  });

  it.each([
    ['9.3e-05', 93n],
    ['1E3', 1_000_000_000n],
    ['.5', 500_000n],
    ['+7.', 7_000_000n],
    ['0.0000005', 1n],
    ['0.00000049', 0n],
  ])('reads %s exactly, in millionths', (text, millionths) => {
    expect(readSummary(file(row({ AvgOrderQty: text }))).rows[0]?.figures.get('AvgOrderQty')).toBe(millionths);
  });
});

it('reads what it writes', () => {
  fc.assert(
    fc.property(fc.array(coveredOrderArb, { minLength: 1, maxLength: 20 }), (orders) => {
      const report = new DetailReport({ settings: rule605Settings, dates: rule605Dates });
      for (const order of orders) report.add(order);
      const rows = summaryRows(
        report.sums(),
        { participant: 'T', entity: 'FAIR', month: '2026-11' },
        (symbol) => symbol === 'AAPL',
      );
      expect(readSummary(summaryFile(rows)).rows).toEqual(rows);
    }),
  );
});
