import type { LineDefects, ReadReport } from './defect.ts';
import { inUnits } from './effective-over-quoted.ts';
import { type Figures, isSameSum, sumOf } from './figure-checks.ts';
import { FORMER_PARTICIPANTS, PARTICIPANTS } from './participant.ts';
import { readFigures } from './read-figures.ts';
import type { ReporterRules } from './row-keys.ts';
import { readWhole, type Table } from './table-reader.ts';

/** The types of the format to July 2026: market, marketable limit, inside the quote, at it, near it. */
export const FORMER_TYPES = ['11', '12', '13', '14', '15'] as const;
/** The sizes of it in shares: 100-499, 500-1999, 2000-4999, 5000-9999. */
export const FORMER_SIZES = ['21', '22', '23', '24'] as const;

/** What a row of the former format is about. */
const FORMER_KEYS = ['participant', 'entity', 'month', 'symbol', 'type', 'size'] as const;

/**
 * Fields 7 to 26 of the former format (17 CFR 242.605(a)(1) before release 34-99679): shares by time are those executed in 0-9, 10-29, 30-59,
 * 60-299 seconds and 5-30 minutes after receipt; amounts are dollars a share, times seconds; the realised spread is that after five minutes.
 */
export const FORMER_FIGURES = [
  'orders',
  'shares',
  'canceled',
  'executedHere',
  'executedAway',
  'within10s',
  'within30s',
  'within60s',
  'within5m',
  'within30m',
  'realizedSpread',
  'effectiveSpread',
  'improvedShares',
  'improvedAmount',
  'improvedSeconds',
  'atQuoteShares',
  'atQuoteSeconds',
  'outsideShares',
  'outsideAmount',
  'outsideSeconds',
] as const;
export type FormerFigure = (typeof FORMER_FIGURES)[number];

/** One row of a file of the former format, `<letter><entity><YYYYMM>.dat`. */
export interface FormerRow {
  readonly participant: string;
  readonly entity: string;
  /** YYYYMM. */
  readonly month: string;
  readonly symbol: string;
  readonly type: string;
  readonly size: string;
  /** In millionths; an absent one is empty. */
  readonly figures: ReadonlyMap<FormerFigure, bigint>;
}

const REPORTER: ReporterRules = {
  columns: { participant: 'participant', entity: 'entity', month: 'month' },
  participants: (letter) => PARTICIPANTS.has(letter) || FORMER_PARTICIPANTS.has(letter),
  entity: /^[A-Z0-9]+$/,
  month: /^20[0-2]\d(0[1-9]|1[0-2])$/,
};
const TYPES: readonly string[] = FORMER_TYPES;
const SIZES: readonly string[] = FORMER_SIZES;
const MAY_BE_NEGATIVE: readonly FormerFigure[] = ['realizedSpread', 'effectiveSpread'];
const EXECUTED: readonly FormerFigure[] = ['executedHere', 'executedAway'];
const BY_TIME: readonly FormerFigure[] = ['within10s', 'within30s', 'within60s', 'within5m', 'within30m'];
const BY_QUOTE: readonly FormerFigure[] = ['improvedShares', 'atQuoteShares', 'outsideShares'];

/** How a file of the former format is read, for a `TableReader`. */
export const FORMER_TABLE: Table<FormerRow> = {
  divider: '|',
  columns: [...FORMER_KEYS, ...FORMER_FIGURES],
  hasHeader: false,
  needsCarriageReturn: false,
  reporter: REPORTER,
  keys: FORMER_KEYS,
  rowOf,
};

/** Reads a file of the former format, anybody's, at once: 26 fields, pipes, no header. Its lines may end in any way. */
export function readFormer(text: string): ReadReport<FormerRow> {
  return readWhole(FORMER_TABLE, text);
}

function rowOf(cells: ReadonlyMap<string, string>, defects: LineDefects): FormerRow {
  const cell = (name: string) => cells.get(name) ?? '';
  const row: FormerRow = {
    participant: cell('participant'),
    entity: cell('entity'),
    month: cell('month'),
    symbol: cell('symbol'),
    type: cell('type'),
    size: cell('size'),
    figures: readFigures(FORMER_FIGURES, cells, defects),
  };
  if (row.symbol.trim() === '') defects.add('NO_SYMBOL', 'symbol', row.symbol);
  if (!TYPES.includes(row.type)) defects.add('UNKNOWN_ORDER_TYPE', 'type', row.type);
  if (!SIZES.includes(row.size)) defects.add('UNKNOWN_ORDER_SIZE', 'size', row.size);
  for (const [name, figure] of row.figures) {
    if (figure < 0n && !MAY_BE_NEGATIVE.includes(name)) defects.add('NEGATIVE', name, inUnits(figure));
  }
  checkShares(row, defects);
  return row;
}

/** Shares executed after more than half an hour are in no field, so those by time may be fewer; by quote only the first two types are told. */
function checkShares({ figures, type }: FormerRow, defects: LineDefects): void {
  const executed = sumOf(figures, EXECUTED);
  const told = (names: readonly FormerFigure[]) => `${inUnits(sumOf(figures, names))} of ${inUnits(executed)}`;
  if (sumOf(figures, BY_TIME) > executed) defects.add('SHARES_BY_TIME_DISAGREE', null, told(BY_TIME));
  const isByQuote = type === '11' || type === '12';
  if (isByQuote && !isSameSum(sumOf(figures, BY_QUOTE), executed, 0)) {
    defects.add('SHARES_BY_QUOTE_DISAGREE', null, told(BY_QUOTE));
  }
  checkOrdered(figures, defects, executed);
}

function checkOrdered(figures: Figures<FormerFigure>, defects: LineDefects, executed: bigint): void {
  const done = executed + (figures.get('canceled') ?? 0n);
  const ordered = figures.get('shares') ?? done;
  if (done > ordered) defects.add('MORE_THAN_ORDERED', null, `${inUnits(done)} of ${inUnits(ordered)}`);
}
