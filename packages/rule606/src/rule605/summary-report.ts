import { averageTimeMs, FIGURE_OF } from './detail-figures.ts';
import type { DetailSums, Reporter } from './detail-report.ts';
import { ExecutionSums } from './execution-sums.ts';
import type { OrderType } from './order-type.ts';
import { ratioE6 } from './ratio.ts';
import { ALL_BELOW_200000, ORDER_SIZES } from './size-class.ts';
import {
  SUMMARY_FIGURES,
  SUMMARY_TYPES,
  type SummaryFigure,
  type SummaryRow,
  type SummaryType,
} from './summary-columns.ts';

const ONE_E8 = 100_000_000n;
const ONE_E16 = 10n ** 16n;
const LARGEST = 200_000;

/** Rows as the SEC's sample has them: all below $200,000 stand before the largest. */
const SIZES: readonly number[] = [...ORDER_SIZES.filter((size) => size !== LARGEST), ALL_BELOW_200000, LARGEST];
const SECTIONS = ['Y', 'N'] as const;

/**
 * The rows of the summary report (17 CFR 242.605(a)(2)), made of the sums of the detailed one: by membership of the S&P 500 on the first day of
 * the month, by size of order, and once more for all below $200,000; at most 36. Who had no orders has no row.
 */
export function summaryRows(
  detail: readonly DetailSums[],
  reporter: Reporter,
  isSp500: (symbol: string) => boolean,
): readonly SummaryRow[] {
  const byKey = sumsByKey(detail, isSp500);
  return SECTIONS.flatMap((sp500) =>
    SUMMARY_TYPES.flatMap((type) =>
      SIZES.flatMap((size) => {
        const sums = byKey.get(keyOf(sp500, type, size));
        return sums === undefined ? [] : [rowOf({ sp500, type, size: `${size}` }, reporter, sums)];
      }),
    ),
  );
}

function sumsByKey(detail: readonly DetailSums[], isSp500: (symbol: string) => boolean) {
  const byKey = new Map<string, ExecutionSums>();
  for (const { symbol, size, type, sums } of detail) {
    const summaryType = summaryTypeOf(type);
    if (summaryType === null) continue;
    for (const each of size === LARGEST ? [size] : [size, ALL_BELOW_200000]) {
      const key = keyOf(isSp500(symbol) ? 'Y' : 'N', summaryType, each);
      const into = byKey.get(key) ?? new ExecutionSums();
      byKey.set(key, into);
      into.addAll(sums);
    }
  }
  return byKey;
}

function summaryTypeOf(type: OrderType): SummaryType | null {
  if (type === 'MXXNN') return 'M';
  return type === 'LYNNN' ? 'ML' : null;
}

function keyOf(sp500: string, type: SummaryType, size: number): string {
  return `${sp500}|${type}|${size}`;
}

function rowOf(
  key: Pick<SummaryRow, 'sp500' | 'size' | 'type'>,
  { participant, entity, month }: Reporter,
  sums: ExecutionSums,
): SummaryRow {
  const figures = new Map<SummaryFigure, bigint>();
  for (const name of SUMMARY_FIGURES) {
    const figure = figureOf(name, sums);
    if (figure !== null) figures.set(name, figure);
  }
  return { participant, entity, month: month.replace('-', ''), ...key, figures };
}

/** A figure in millionths; null where there is no data. Averages of orders are over orders, all others over executed shares. */
function figureOf(name: SummaryFigure, sums: ExecutionSums): bigint | null {
  switch (name) {
    case 'AvgOrderQty':
      return ratioE6(sums.of('quantityE8'), sums.of('orders') * ONE_E8);
    case 'AvgOrderSize':
      return ratioE6(sums.of('notionalE16'), sums.of('orders') * ONE_E16);
    case 'PctExctdAtQuotOrBetter':
      return ratioE6(sums.of('improvedE8') + sums.of('atE8'), sums.executedE8());
    case 'PctExctdPI':
      return ratioE6(sums.of('improvedE8'), sums.executedE8());
    case 'WghtdAvgPctPI':
      // What was improved less what was executed outside the quote, over midpoint times shares.
      return ratioE6((sums.of('improvedE16') - sums.of('outsideE16')) * 2n, sums.of('midpointTwiceE16'));
    case 'AvgPctQuotSprd':
      return ratioE6(sums.of('quotedE16') * 2n, sums.of('midpointTwiceE16'));
    case 'WghtdAvgExctnTime':
      return averageTimeMs(sums);
    case 'ExctdOrderMidPtAvg':
    case 'AvgEffctvSprdPct':
    case 'AvgEFQPct':
    case 'AvgRealSprdPct15sec':
    case 'AvgRealSprdPct1min':
      return FIGURE_OF[name](sums);
  }
}
