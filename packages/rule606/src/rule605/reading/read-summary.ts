import { ALL_BELOW_200000, ORDER_SIZES } from '../size-class.ts';
import {
  SUMMARY_FIGURES,
  SUMMARY_HEADER,
  SUMMARY_KEYS,
  SUMMARY_TYPES,
  type SummaryFigure,
  type SummaryRow,
} from '../summary-columns.ts';
import type { LineDefects, ReadReport } from './defect.ts';
import { checkEffectiveOverQuoted, inUnits } from './effective-over-quoted.ts';
import { type Figures, isOfSize, isPlaceholderNotional, isPlaceholderPrice } from './figure-checks.ts';
import { PARTICIPANTS } from './participant.ts';
import { readFigures } from './read-figures.ts';
import type { ReporterRules } from './row-keys.ts';
import { readWhole, type Table } from './table-reader.ts';

const REPORTER: ReporterRules = {
  columns: { participant: 'DsgntParticipant', entity: 'RprtEntityCd', month: 'RptDate' },
  participants: (letter) => PARTICIPANTS.has(letter),
  entity: /^[A-Z]+$/,
  month: /^20[2-9]\d(0[1-9]|1[0-2])$/,
};
const SIZES: readonly string[] = [...ORDER_SIZES, ALL_BELOW_200000].map((size) => `${size}`);
const TYPES: readonly string[] = SUMMARY_TYPES;

/** The least and the most that a figure can be, in whole units (SEC's schema of the summary, `oes-metadata.json`); null is no bound. */
const RANGES: Readonly<Partial<Record<SummaryFigure, readonly [least: bigint | null, most: bigint | null]>>> = {
  PctExctdAtQuotOrBetter: [0n, 1n],
  PctExctdPI: [0n, 1n],
  WghtdAvgPctPI: [null, 2n],
  AvgEffctvSprdPct: [-2n, null],
};
const NEVER_NEGATIVE: readonly SummaryFigure[] = [
  'AvgOrderQty',
  'AvgOrderSize',
  'ExctdOrderMidPtAvg',
  'AvgPctQuotSprd',
  'WghtdAvgExctnTime',
];
const ONE_E6 = 1_000_000n;

/** How a summary is read, for a `TableReader`. */
export const SUMMARY_TABLE: Table<SummaryRow> = {
  divider: ',',
  columns: SUMMARY_HEADER,
  hasHeader: true,
  needsCarriageReturn: true,
  reporter: REPORTER,
  keys: SUMMARY_KEYS,
  rowOf,
};

/** Reads a summary file of 605(a)(2), anybody's. */
export function readSummary(text: string): ReadReport<SummaryRow> {
  return readWhole(SUMMARY_TABLE, text);
}

function rowOf(cells: ReadonlyMap<string, string>, defects: LineDefects): SummaryRow {
  const cell = (name: string) => cells.get(name) ?? '';
  const row: SummaryRow = {
    participant: cell('DsgntParticipant'),
    entity: cell('RprtEntityCd'),
    month: cell('RptDate'),
    sp500: cell('Sp500'),
    size: cell('OrderSize'),
    type: cell('OrderType'),
    figures: readFigures(SUMMARY_FIGURES, cells, defects),
  };
  if (row.sp500 !== 'Y' && row.sp500 !== 'N') defects.add('UNKNOWN_SP500', 'Sp500', row.sp500);
  if (!SIZES.includes(row.size)) defects.add('UNKNOWN_ORDER_SIZE', 'OrderSize', row.size);
  if (!TYPES.includes(row.type)) defects.add('UNKNOWN_ORDER_TYPE', 'OrderType', row.type);
  checkMissing(cells, defects);
  checkRanges(row.figures, defects);
  checkAgainstEachOther(row, defects);
  return row;
}

/** Averages of orders are always there; those of executions all together or none, but for effective over quoted. */
function checkMissing(cells: ReadonlyMap<string, string>, defects: LineDefects): void {
  const isEmpty = (name: SummaryFigure) => (cells.get(name) ?? '') === '';
  const ofOrders: readonly SummaryFigure[] = ['AvgOrderQty', 'AvgOrderSize'];
  const ofExecutions = SUMMARY_FIGURES.filter((name) => !ofOrders.includes(name) && name !== 'AvgEFQPct');
  const required = ofExecutions.every(isEmpty) ? ofOrders : [...ofOrders, ...ofExecutions];
  for (const name of required.filter(isEmpty)) defects.add('MISSING', name, '');
}

function checkRanges(figures: Figures<SummaryFigure>, defects: LineDefects): void {
  for (const [name, figure] of figures) {
    const [least, most] = RANGES[name] ?? [null, null];
    const isOutside = (least !== null && figure < least * ONE_E6) || (most !== null && figure > most * ONE_E6);
    if (isOutside) defects.add('OUT_OF_RANGE', name, inUnits(figure));
    if (NEVER_NEGATIVE.includes(name) && figure < 0n) defects.add('NEGATIVE', name, inUnits(figure));
  }
}

function checkAgainstEachOther({ figures, size }: SummaryRow, defects: LineDefects): void {
  const of = (name: SummaryFigure) => figures.get(name) ?? null;
  const [quotient, dividend, divisor] = [of('AvgEFQPct'), of('AvgEffctvSprdPct'), of('AvgPctQuotSprd')];
  if (quotient !== null && dividend !== null && divisor !== null) {
    checkEffectiveOverQuoted({ quotient, dividend, divisor }, defects);
  }
  const [shares, dollars, midpoint] = [of('AvgOrderQty'), of('AvgOrderSize'), of('ExctdOrderMidPtAvg')];
  if (dollars !== null && !isOfSize(dollars, size)) defects.add('SIZE_DISAGREES', 'AvgOrderSize', inUnits(dollars));
  if (dollars !== null && shares !== null && isPlaceholderNotional(dollars, shares)) {
    defects.add('PLACEHOLDER_PRICE', 'AvgOrderSize', inUnits(dollars));
  }
  if (midpoint !== null && isPlaceholderPrice(midpoint)) {
    defects.add('PLACEHOLDER_PRICE', 'ExctdOrderMidPtAvg', inUnits(midpoint));
  }
  const [atOrBetter, improved] = [of('PctExctdAtQuotOrBetter'), of('PctExctdPI')];
  if (atOrBetter !== null && improved !== null && improved > atOrBetter) {
    defects.add('IMPROVED_EXCEEDS_AT_QUOTE', 'PctExctdPI', inUnits(improved));
  }
}
