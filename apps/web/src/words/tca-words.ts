import { BENCHMARK_GAPS, type BenchmarkGap, TCA_COSTS, type TcaCost } from '@fairlead/core/analytics/benchmark';
import { keyName, marketName } from '@fairlead/core/analytics/dimension-names';
import type { TcaDimension } from '@fairlead/core/analytics/tca-tally';
import { roundedText } from '@fairlead/core/money/decimal-text';
import type { TcaRow } from '@/rows/tca-figures';
import { formatQuantity } from './figures';

/** A cost, and why it is not known of some orders of a table. */
export interface TcaGap {
  readonly cost: TcaCost;
  readonly gap: BenchmarkGap;
}

/** What of a row is told of a cost; undefined in a run from before it was reckoned. */
export function costOf(row: TcaRow, cost: TcaCost): TcaRow['opportunity'] {
  switch (cost) {
    case 'OPPORTUNITY':
      return row.opportunity;
    case 'SHORTFALL':
      return row.shortfall;
    default:
      return row.benchmarks[cost];
  }
}

/** What could not be measured in some of the rows, by cost and reason; a shortfall is not known where one of its parts is not, which says why. */
export function gapsOf(rows: readonly TcaRow[]): readonly TcaGap[] {
  return TCA_COSTS.filter((cost) => cost !== 'SHORTFALL').flatMap((cost) =>
    BENCHMARK_GAPS.filter((gap) => rows.some((row) => missingOf(row, { cost, gap }) > 0)).map((gap) => ({ cost, gap })),
  );
}

/** Of how many orders of a row a cost is not known for this reason. */
export const missingOf = (row: TcaRow, { cost, gap }: TcaGap): number => costOf(row, cost)?.missing[gap] ?? 0;

/** Of how many of the orders that could have it a cost is known: `12 of 15`, or all of them as their number. */
export function measuredWords(row: TcaRow, cost: TcaCost): string {
  const known = costOf(row, cost)?.orders ?? 0;
  const all = { OPPORTUNITY: row.left_orders ?? 0, SHORTFALL: row.orders };
  const of = cost === 'OPPORTUNITY' || cost === 'SHORTFALL' ? all[cost] : row.filled_orders;
  return known === of ? formatQuantity(known) : `${formatQuantity(known)}\u00a0of\u00a0${formatQuantity(of)}`;
}

/** Basis points with their sign, two decimals, exactly. */
export function bpsText(text: string): string {
  const rounded = roundedText(text, 2);
  if (rounded.startsWith('-')) return rounded.replace('-', '\u2212');
  return rounded === '0.00' ? rounded : `+${rounded}`;
}

/** What a row is of: its market, or its key among those of a kind. */
export const tcaRowWords = (dimension: TcaDimension | null, row: TcaRow): string =>
  dimension === null ? marketName(row) : keyName(dimension, row.key);

/** So many rows of a table are shown. */
export const TCA_ROWS_MAX = 200;

/** The rows that are shown: all of them in their order, or of too many those with the largest value. */
export function shownRows(rows: readonly TcaRow[]): readonly TcaRow[] {
  if (rows.length <= TCA_ROWS_MAX) return rows;
  return rows.toSorted((a, b) => Number(b.notional) - Number(a.notional)).slice(0, TCA_ROWS_MAX);
}
