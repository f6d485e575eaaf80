import type { DetailFigure, DetailRow } from '../detail-columns.ts';
import type { LineDefects } from './defect.ts';
import { checkEffectiveOverQuoted, inUnits } from './effective-over-quoted.ts';
import {
  type Figures,
  isOfSize,
  isPlaceholderNotional,
  isPlaceholderPrice,
  isQuotient,
  isSameSum,
  sumOf,
} from './figure-checks.ts';

const EXECUTED: readonly DetailFigure[] = ['CvrdOrderExctdQty', 'CvrdOrderExctdAwayQty'];
const BY_TIME: readonly DetailFigure[] = [
  'CvrdOrderQtyto100microsec',
  'CvrdOrderQtyto1millisec',
  'CvrdOrderQtyto10millisec',
  'CvrdOrderQtyto1sec',
  'CvrdOrderQtyto10sec',
  'CvrdOrderQtyto30sec',
  'CvrdOrderQtyto5min',
  'CvrdOrderQtyOthr',
];
const BY_QUOTE: readonly DetailFigure[] = ['ExctdPIOrdersQty', 'ExctdOrderAtQuotQty', 'ExctdOrderOutQuotQty'];
const ALWAYS: readonly DetailFigure[] = [
  'CvrdOrderCnt',
  'CvrdOrderSize',
  'CvrdOrderQty',
  'CvrdOrderCnclQty',
  ...EXECUTED,
  ...BY_TIME,
];

/** Percentages with what they are percentages of: each is over the average midpoint. */
const PERCENTS: readonly (readonly [percent: DetailFigure, amount: DetailFigure])[] = [
  ['AvgRealSprdPct50millisec', 'AvgRealSprd50millisec'],
  ['AvgRealSprdPct1sec', 'AvgRealSprd1sec'],
  ['AvgRealSprdPct15sec', 'AvgRealSprd15sec'],
  ['AvgRealSprdPct1min', 'AvgRealSprd1min'],
  ['AvgRealSprdPct5min', 'AvgRealSprd5min'],
  ['AvgEffctvSprdPct', 'AvgEffctvSprd'],
];
/** What can be below zero: spreads that are measured against what the market did. */
const MAY_BE_NEGATIVE: ReadonlySet<DetailFigure> = new Set([...PERCENTS.flat(), 'AvgEFQPct']);

/** What every row has that has executed shares. */
const OF_EXECUTIONS: readonly DetailFigure[] = [...PERCENTS.slice(0, 5).flat(), 'ExctdOrderMidPtAvg'];

/** Checks the figures of a row: each by itself, and against each other. */
export function checkDetail(row: DetailRow, defects: LineDefects): void {
  const { figures } = row;
  const required = sumOf(figures, EXECUTED) > 0n ? [...ALWAYS, ...OF_EXECUTIONS] : ALWAYS;
  for (const name of required) {
    if (!figures.has(name)) defects.add('MISSING', name, '');
  }
  for (const [name, figure] of figures) {
    if (figure < 0n && !MAY_BE_NEGATIVE.has(name)) defects.add('NEGATIVE', name, inUnits(figure));
  }
  checkShares(figures, defects);
  checkSpreads(figures, defects);
  checkPrices(row, defects);
}

function checkShares(figures: Figures<DetailFigure>, defects: LineDefects): void {
  const executed = sumOf(figures, EXECUTED);
  const byTime = sumOf(figures, BY_TIME);
  if (!isSameSum(byTime, executed, EXECUTED.length + BY_TIME.length)) {
    defects.add('SHARES_BY_TIME_DISAGREE', null, `${inUnits(byTime)} of ${inUnits(executed)}`);
  }
  const byQuote = sumOf(figures, BY_QUOTE);
  const hasQuotes = BY_QUOTE.some((name) => figures.has(name));
  if (hasQuotes && !isSameSum(byQuote, executed, EXECUTED.length + BY_QUOTE.length)) {
    defects.add('SHARES_BY_QUOTE_DISAGREE', null, `${inUnits(byQuote)} of ${inUnits(executed)}`);
  }
  const done = executed + (figures.get('CvrdOrderCnclQty') ?? 0n);
  const ordered = figures.get('CvrdOrderQty') ?? done;
  if (done > ordered && !isSameSum(done, ordered, EXECUTED.length + 2)) {
    defects.add('MORE_THAN_ORDERED', null, `${inUnits(done)} of ${inUnits(ordered)}`);
  }
}

function checkSpreads(figures: Figures<DetailFigure>, defects: LineDefects): void {
  const midpoint = figures.get('ExctdOrderMidPtAvg');
  for (const [percent, amount] of PERCENTS) {
    const quotient = figures.get(percent);
    const dividend = figures.get(amount);
    if (quotient === undefined || dividend === undefined || midpoint === undefined) continue;
    if (!isQuotient({ quotient, dividend, divisor: midpoint })) {
      defects.add('PERCENT_DISAGREES', percent, inUnits(quotient));
    }
  }
  const quotient = figures.get('AvgEFQPct');
  const dividend = figures.get('AvgEffctvSprd');
  const divisor = figures.get('ExctdOrderAvgQuotSprd');
  if (quotient !== undefined && dividend !== undefined && divisor !== undefined) {
    checkEffectiveOverQuoted({ quotient, dividend, divisor }, defects);
  }
}

function checkPrices({ figures, size }: DetailRow, defects: LineDefects): void {
  const [orders, dollars, shares] = [
    figures.get('CvrdOrderCnt'),
    figures.get('CvrdOrderSize'),
    figures.get('CvrdOrderQty'),
  ];
  if (dollars !== undefined && shares !== undefined && isPlaceholderNotional(dollars, shares)) {
    defects.add('PLACEHOLDER_PRICE', 'CvrdOrderSize', inUnits(dollars));
  }
  if (
    dollars !== undefined &&
    orders !== undefined &&
    orders > 0n &&
    !isOfSize((dollars * 1_000_000n) / orders, size)
  ) {
    defects.add('SIZE_DISAGREES', 'CvrdOrderSize', inUnits(dollars));
  }
  const midpoint = figures.get('ExctdOrderMidPtAvg');
  if (midpoint !== undefined && isPlaceholderPrice(midpoint)) {
    defects.add('PLACEHOLDER_PRICE', 'ExctdOrderMidPtAvg', inUnits(midpoint));
  }
}
