import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FORMER_TABLE, readFormer } from './read-former.ts';
import { TableReader } from './table-reader.ts';

const SHARED = process.env.FAIRLEAD_SHARED ?? fileURLToPath(new URL('../../../../../../shared', import.meta.url));
const PUBLISHED = `${SHARED}/reference/rule606/pfof-academic/rawdata_605.csv`;
if (!existsSync(PUBLISHED))
  console.warn(`skipped: no ${PUBLISHED}; set FAIRLEAD_SHARED to have the reader held against real data`);

const GOOD =
  'T|FAIR|201501|AAPL|11|21|10|2000|100|1500|400|1000|500|300|100|0|0.0217|-0.0245|1000|0.0062|0.21|600|0.57|300|8.8053|1.52';

function told(...lines: readonly string[]): string[] {
  return readFormer(lines.join('\n')).defects.map(
    ({ line, code, column }) => `${line} ${code}${column === null ? '' : ` ${column}`}`,
  );
}

describe('a file of the former format', () => {
  it('is read field by field', () => {
    const [row] = readFormer(`${GOOD}\r\n`).rows;
    expect(row).toMatchObject({
      participant: 'T',
      entity: 'FAIR',
      month: '201501',
      symbol: 'AAPL',
      type: '11',
      size: '21',
    });
    expect(row?.figures.get('orders')).toBe(10_000_000n);
    expect(row?.figures.get('effectiveSpread')).toBe(-24_500n);
    expect(row?.figures.get('outsideSeconds')).toBe(1_520_000n);
    expect(told(GOOD)).toEqual([]);
  });

  it.each([
    ['another type', GOOD.replace('|11|', '|16|'), ['1 UNKNOWN_ORDER_TYPE type']],
    ['another size', GOOD.replace('|21|', '|25|'), ['1 UNKNOWN_ORDER_SIZE size']],
    ['a field too few', GOOD.replace('|1.52', ''), ['1 WRONG_COLUMN_COUNT']],
    ['more by time than executed', GOOD.replace('|1000|500|', '|1001|500|'), ['1 SHARES_BY_TIME_DISAGREE']],
    ['fewer by time: some took more than half an hour', GOOD.replace('|1000|500|', '|900|500|'), []],
    ['fewer by quote than executed', GOOD.replace('|600|', '|599|'), ['1 SHARES_BY_QUOTE_DISAGREE']],
    ['fewer by quote, of a type that has none', GOOD.replace('|600|', '|0|').replace('|11|', '|14|'), []],
    ['more done than ordered', GOOD.replace('|2000|', '|1999|'), ['1 MORE_THAN_ORDERED']],
    ['a letter that was given up', GOOD.replace('T|', 'W|'), []],
    ['a price below zero', GOOD.replace('0.0062', '-0.0062'), ['1 NEGATIVE improvedAmount']],
  ])('with %s', (_, line, defects) => {
    expect(told(line)).toEqual(defects);
  });

  it('is read line by line as it is at once', () => {
    const reader = new TableReader(FORMER_TABLE);
    expect([reader.take(GOOD), reader.take(''), reader.take(`${GOOD}\r`)].map(({ row }) => row?.symbol)).toEqual([
      'AAPL',
      undefined,
      'AAPL',
    ]);
    expect(reader.end()).toEqual([]);
  });

  it('tells a row that comes twice', () => {
    expect(told(GOOD, GOOD)).toEqual(['2 DUPLICATE_ROW']);
  });

  it.skipIf(!existsSync(PUBLISHED))('of real market centres, 2008 to 2018, breaks by name and no other', () => {
    const codes = new Map<string, number>();
    const { rows, defects } = readFormer(publishedRows().join('\n'));
    for (const { code } of defects) codes.set(code, (codes.get(code) ?? 0) + 1);
    expect(rows).toHaveLength(7_451);
    expect(Object.fromEntries(codes)).toEqual({ DUPLICATE_ROW: 90, MORE_THAN_ONE_REPORT: 1, MORE_THAN_ORDERED: 96 });
  });
});

/** The rows of the study as lines of the format: its columns stand in the format's order, summed over symbols and sizes of an exchange. */
function publishedRows(): string[] {
  const [, ...lines] = readFileSync(PUBLISHED, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [entity = '', month = '', exchange = '', type = '', ...figures] = line.split(',');
    return ['T', entity, month, exchange, type, '21', ...figures.slice(0, 20).map(toSixDecimals)].join('|');
  });
}

function toSixDecimals(figure: string): string {
  return figure === '' ? '' : Number(figure).toFixed(6);
}
