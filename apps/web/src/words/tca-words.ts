import { BENCHMARK_GAPS, BENCHMARKS, type Benchmark, type BenchmarkGap } from '@fairlead/core/analytics/benchmark';
import type { TcaDimension } from '@fairlead/core/analytics/tca-tally';
import type { TcaRow } from '@/rows/tca-figures';
import { formatQuantity } from './figures';
import { keyWords, marketWords } from './quality-words';

export const BENCHMARK_NAMES: Readonly<Record<Benchmark, string>> = {
  ARRIVAL: 'Arrival',
  INTERVAL_VWAP: 'Interval VWAP',
  CLOSE: 'Close',
};

/** By what a table tells costs apart, as its heading. */
export const TCA_PART_NAMES: Readonly<Record<TcaDimension, string>> = {
  SOURCE: 'By source',
  INSTRUMENT: 'By instrument',
  OBJECTIVE: 'By objective',
  SIZE: 'By size of the order',
  CLIENT: 'By client',
};

/** Why an order has no cost against a benchmark: in two words, and what that means. */
export const GAP_WORDS: Readonly<Record<BenchmarkGap, { readonly name: string; readonly why: string }>> = {
  NO_MARKET: { name: 'No market', why: 'on arrival the market had not two sides that could be believed' },
  NOT_KNOWN: { name: 'Not known', why: 'the market of that time was not recorded, or not all of it' },
  NO_PRINTS: { name: 'No prints', why: 'nothing was printed between arrival and the last execution' },
  NO_CLOSE: { name: 'No close', why: 'no closing auction was printed on the day of the last execution' },
};

/** A benchmark, and why some orders of a table have none of it. */
export interface TcaGap {
  readonly benchmark: Benchmark;
  readonly gap: BenchmarkGap;
}

/** What could not be measured in some of the rows, by benchmark and reason. */
export function gapsOf(rows: readonly TcaRow[]): readonly TcaGap[] {
  return BENCHMARKS.flatMap((benchmark) =>
    BENCHMARK_GAPS.filter((gap) => rows.some((row) => missingOf(row, { benchmark, gap }) > 0)).map((gap) => ({
      benchmark,
      gap,
    })),
  );
}

/** How many orders of a row have no such benchmark for this reason. */
export const missingOf = ({ benchmarks }: TcaRow, { benchmark, gap }: TcaGap): number =>
  benchmarks[benchmark].missing[gap] ?? 0;

/** Of how many of the orders that executed a cost is known: `12 of 15`, or all of them as their number. */
export function measuredWords({ filled_orders, benchmarks }: TcaRow, benchmark: Benchmark): string {
  const { orders } = benchmarks[benchmark];
  const known = formatQuantity(orders);
  return orders === filled_orders ? known : `${known} of ${formatQuantity(filled_orders)}`;
}

/** What a row is of: its market, or its key among those of a kind. */
export const tcaRowWords = (dimension: TcaDimension | null, row: TcaRow): string =>
  dimension === null ? marketWords(row) : keyWords(dimension, row.key);

/** So many rows of a table are shown. */
export const TCA_ROWS_MAX = 200;

/** The rows that are shown: all of them in their order, or of too many those with the largest value. */
export function shownRows(rows: readonly TcaRow[]): readonly TcaRow[] {
  if (rows.length <= TCA_ROWS_MAX) return rows;
  return rows.toSorted((a, b) => Number(b.notional) - Number(a.notional)).slice(0, TCA_ROWS_MAX);
}
