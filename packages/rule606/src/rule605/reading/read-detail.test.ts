import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anExecution, anOrder, coveredOrderArb, displayed, e8, nbbo } from '../../testing/covered-orders.ts';
import type { CoveredOrder } from '../covered-order.ts';
import { DETAIL_HEADER, type DetailRow } from '../detail-columns.ts';
import { detailLines } from '../detail-file.ts';
import { DetailReport } from '../detail-report.ts';
import { rule605Dates } from '../reporting-calendar.ts';
import { rule605Settings } from '../settings.ts';
import type { Defect } from './defect.ts';
import { detailTable, readDetail } from './read-detail.ts';
import { TableReader } from './table-reader.ts';

const RULES = { settings: rule605Settings, dates: rule605Dates };
const START_US = 1_000_000;

function rowsOf(orders: readonly CoveredOrder[], month: string) {
  const report = new DetailReport(RULES);
  for (const order of orders) report.add(order);
  return [...report.rows({ participant: 'T', entity: 'FAIR', month })];
}

const then = nbbo('10.00', '10.02');
const BOUGHT: CoveredOrder = {
  type: 'MXXNN',
  startUs: START_US,
  quote: displayed('10.00', '10.04'),
  facts: anOrder({
    quantityE8: e8('300'),
    executions: [
      anExecution({ atUs: START_US + 50, price: '10.03', shares: '100' }, then),
      anExecution({ atUs: START_US + 2_000_000, price: '10.04', shares: '200' }, then),
    ],
  }),
};
const fileOf = (rows: readonly DetailRow[]) => [...detailLines(rows, rule605Settings)].join('');
const [HEADER = '', GOOD = ''] = fileOf(rowsOf([BOUGHT], '2026-11')).split('\r\n');

function row(changes: Readonly<Record<string, string>>): string {
  return GOOD.split('|')
    .map((cell, place) => changes[DETAIL_HEADER[place] ?? ''] ?? cell)
    .join('|');
}
function told(...lines: readonly string[]): string[] {
  const { defects } = readDetail([HEADER, ...lines, ''].join('\r\n'), RULES);
  return defects.map(({ line, code, column }) => `${line} ${code}${column === null ? '' : ` ${column}`}`);
}

describe('a detailed file', () => {
  it('that is right has no defects', () => {
    expect(told(GOOD)).toEqual([]);
  });

  it.each([
    ['another lot', { LotSizeFlag: 'RND' }, ['2 UNKNOWN_LOT LotSizeFlag']],
    ['the size of the summary alone', { OrderSize: '199999' }, ['2 UNKNOWN_ORDER_SIZE OrderSize']],
    ['another type', { OrderType: 'MYXNN' }, ['2 UNKNOWN_ORDER_TYPE OrderType']],
    ['no symbol', { Symbol: '' }, ['2 NO_SYMBOL Symbol']],
    ['a participant that is none', { DsgntParticipant: 'D' }, ['2 UNKNOWN_PARTICIPANT DsgntParticipant']],
    ['a month that is none', { RptDate: '202613' }, ['2 BAD_MONTH RptDate']],
    ['no count of orders', { CvrdOrderCnt: '' }, ['2 MISSING CvrdOrderCnt']],
    ['no midpoint of what was executed', { ExctdOrderMidPtAvg: '' }, ['2 MISSING ExctdOrderMidPtAvg']],
    ['shares below zero', { CvrdOrderCnclQty: '-1' }, ['2 NEGATIVE CvrdOrderCnclQty']],
    ['a realised spread below zero', { AvgRealSprd1sec: '-0.05', AvgRealSprdPct1sec: '-0.00499' }, []],
    ['shares by time that are too few', { CvrdOrderQtyto100microsec: '99' }, ['2 SHARES_BY_TIME_DISAGREE']],
    ['shares by quote that are too many', { ExctdPIOrdersQty: '101' }, ['2 SHARES_BY_QUOTE_DISAGREE']],
    ['more canceled and executed than ordered', { CvrdOrderCnclQty: '1' }, ['2 MORE_THAN_ORDERED']],
    [
      'an effective percentage of something else',
      { AvgEffctvSprdPct: '0.0035' },
      ['2 PERCENT_DISAGREES AvgEffctvSprdPct'],
    ],
    [
      'a realised percentage a hundredfold',
      { AvgRealSprdPct5min: '0.532269' },
      ['2 PERCENT_DISAGREES AvgRealSprdPct5min'],
    ],
    ['effective over quoted a hundredfold', { AvgEFQPct: '83.333333' }, ['2 EQ_TIMES_100 AvgEFQPct']],
    ['effective over quoted of something else', { AvgEFQPct: '0.84' }, ['2 EQ_DISAGREES AvgEFQPct']],
    [
      'purchases at the price that stands for none',
      { CvrdOrderSize: '299999997', OrderSize: '200000' },
      ['2 PLACEHOLDER_PRICE CvrdOrderSize'],
    ],
    ['sales at it', { CvrdOrderSize: '0.03', OrderSize: '0' }, ['2 PLACEHOLDER_PRICE CvrdOrderSize']],
    ['a notional of another size', { OrderSize: '5000' }, ['2 SIZE_DISAGREES CvrdOrderSize']],
    ['what is for resting orders', { FilledOrderCnt: '1' }, ['2 NOT_FOR_THIS_TYPE FilledOrderCnt']],
  ])('with %s', (_, changes, defects) => {
    expect(told(row(changes))).toEqual(defects);
  });

  it('that has best displayed prices before November 2026 is told so', () => {
    expect(new Set(told(row({ RptDate: '202610' })).map((each) => each.split(' ')[1]))).toEqual(
      new Set(['NOT_DUE_YET']),
    );
  });

  it('gives the rows that it can where others are broken', () => {
    const { rows, defects } = readDetail([HEADER, 'V|IEXG', GOOD, ''].join('\r\n'), RULES);
    expect(rows).toEqual(rowsOf([BOUGHT], '2026-11'));
    expect(defects).toEqual([{ code: 'WRONG_COLUMN_COUNT', line: 2, column: null, found: '2' }]);
  });

  it('is read line by line as it is at once, and each defect comes with its line', () => {
    const lines = [HEADER, 'V|IEXG', GOOD, row({ OrderType: 'MYXNN' }), ''].map((line) => `${line}\r`);
    const reader = new TableReader(detailTable(RULES));
    const rows: DetailRow[] = [];
    const defects: Defect[] = [];
    for (const line of lines) {
      const read = reader.take(line);
      if (read.row !== null) rows.push(read.row);
      expect(read.defects.every((defect) => defect.line === lines.indexOf(line) + 1)).toBe(true);
      defects.push(...read.defects);
    }
    defects.push(...reader.end());
    expect({ rows, defects }).toEqual(readDetail(`${lines.join('\n')}\n`, RULES));
    expect(defects.map(({ code }) => code)).toEqual(['WRONG_COLUMN_COUNT', 'UNKNOWN_ORDER_TYPE']);
  });

  it('that it wrote is read as it was, and its figures agree with each other', () => {
    // Random orders cancel more than is left, and in crossed markets quote and improve below zero: what real ones can be told for.
    const MAY_BE = new Set(['MORE_THAN_ORDERED', 'NEGATIVE']);
    fc.assert(
      fc.property(
        fc.array(coveredOrderArb, { maxLength: 12 }),
        fc.constantFrom('2026-10', '2026-11'),
        (orders, month) => {
          const rows = rowsOf(orders, month);
          const read = readDetail(fileOf(rows), RULES);
          expect(read.rows).toEqual(rows);
          expect(read.defects.filter(({ code }) => !MAY_BE.has(code))).toEqual([]);
        },
      ),
    );
  });
});
