import type { LeftOutReason } from '@fairlead/rule606/rule605/covered-order';
import { ALL_BELOW_200000 } from '@fairlead/rule606/rule605/size-class';
import type { SummaryFigure, SummaryType } from '@fairlead/rule606/rule605/summary-columns';
import type { CoveredCell } from '@/rows/execution-figures';
import { formatQuantity } from './figures';

/** Why an order is not in a report of Rule 605, as it follows "left out:". */
export const LEFT_OUT_WORDS: Readonly<Record<LeftOutReason, string>> = {
  OPENING_AUCTION: 'for the opening auction',
  CLOSING_AUCTION: 'for the closing auction',
  NOT_HELD: 'not held',
  ALL_OR_NONE: 'all or none',
  TICK_CONDITIONED: 'on a condition of the tick',
  UNUSUAL_SETTLEMENT: 'with unusual settlement',
  PRICE_UNRELATED_TO_MARKET: 'at a price that is not of the market',
  OTC_MARKET_MAKING: 'market making over the counter',
  INACTIVE_STOCK: 'in an inactive stock',
  OTHER_ORDER_TYPE: 'of a type that the report does not know',
  NO_NBBO_AT_RECEIPT: 'no NBBO was shown at receipt',
  MARKET_UNKNOWN: 'the market of its time was not recorded',
  MARKET_ORDER_OUTSIDE_HOURS: 'a market order outside of regular hours',
  NEVER_EXECUTABLE: 'the market never came to its limit',
  STOP_NEVER_TRIGGERED: 'a stop that was never triggered',
  EXECUTED_OUTSIDE_HOURS: 'executed outside of regular hours',
  EXECUTED_BEFORE_RECEIPT: 'executed before it was received, by the clocks',
};

export const SUMMARY_TYPE_WORDS: Readonly<Record<SummaryType, string>> = {
  M: 'Market orders',
  ML: 'Marketable limit orders',
};

const UP_TO: Readonly<Record<number, number>> = {
  0: 250,
  250: 1_000,
  1000: 5_000,
  5000: 10_000,
  10000: 20_000,
  20000: 50_000,
  50000: 200_000,
};

/** A class of sizes in dollars of notional. */
export function sizeClassWords(size: number): string {
  if (size === ALL_BELOW_200000) return 'All below $200,000';
  const to = UP_TO[size];
  return to === undefined ? `$${formatQuantity(size)} and more` : `$${formatQuantity(size)} to ${formatQuantity(to)}`;
}

/** The columns of the summary in words, and whether a figure is a fraction that is shown in percent. */
export const SUMMARY_FIGURE_WORDS: Readonly<
  Record<SummaryFigure, { readonly name: string; readonly isShare: boolean }>
> = {
  AvgOrderQty: { name: 'Average order, shares', isShare: false },
  AvgOrderSize: { name: 'Average order, USD', isShare: false },
  ExctdOrderMidPtAvg: { name: 'Average midpoint, USD', isShare: false },
  PctExctdAtQuotOrBetter: { name: 'At the quote or better, %', isShare: true },
  PctExctdPI: { name: 'Improved, %', isShare: true },
  WghtdAvgPctPI: { name: 'Improved by, %', isShare: true },
  AvgEffctvSprdPct: { name: 'Effective spread, %', isShare: true },
  AvgPctQuotSprd: { name: 'Quoted spread, %', isShare: true },
  AvgEFQPct: { name: 'Effective over quoted, %', isShare: true },
  AvgRealSprdPct15sec: { name: 'Realized spread after 15 s, %', isShare: true },
  AvgRealSprdPct1min: { name: 'Realized spread after 1 min, %', isShare: true },
  WghtdAvgExctnTime: { name: 'Average time, s', isShare: false },
};

/** A figure of the summary as people read it: fractions in percent, by moving the point. */
export function summaryFigureText(name: SummaryFigure, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!SUMMARY_FIGURE_WORDS[name].isShare) return text;
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '0', fraction = ''] = text.slice(sign.length).split('.');
  const digits = `${whole}${fraction.padEnd(2, '0').slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = fraction.slice(2).replace(/0+$/, '');
  return `${sign}${digits}${rest === '' ? '' : `.${rest}`}`;
}

/** Which orders stand behind a place of the report. */
export function coveredWords(cell: CoveredCell): string {
  if (cell.cell === 'LEFT_OUT') return `Left out: ${LEFT_OUT_WORDS[cell.reason]}`;
  const stocks = cell.sp500 ? 'S&P 500 stocks' : 'other stocks';
  return `${SUMMARY_TYPE_WORDS[cell.type]}, ${sizeClassWords(cell.size).toLowerCase()}, ${stocks}`;
}
