/** The first six columns of the summary: what a row is about. */
export const SUMMARY_KEYS = ['DsgntParticipant', 'RprtEntityCd', 'RptDate', 'Sp500', 'OrderSize', 'OrderType'] as const;

/** The twelve figures of the summary (17 CFR 242.605(a)(2); SEC, "Order Execution Summary Technical Specification", Exhibit A). */
export const SUMMARY_FIGURES = [
  'AvgOrderQty',
  'AvgOrderSize',
  'ExctdOrderMidPtAvg',
  'PctExctdAtQuotOrBetter',
  'PctExctdPI',
  'WghtdAvgPctPI',
  'AvgEffctvSprdPct',
  'AvgPctQuotSprd',
  'AvgEFQPct',
  'AvgRealSprdPct15sec',
  'AvgRealSprdPct1min',
  'WghtdAvgExctnTime',
] as const;
export type SummaryFigure = (typeof SUMMARY_FIGURES)[number];

/** The 18 names of the header. */
export const SUMMARY_HEADER: readonly string[] = [...SUMMARY_KEYS, ...SUMMARY_FIGURES];

/** The types of the summary: market orders, and marketable limits that are neither immediate-or-cancel nor stops. */
export const SUMMARY_TYPES = ['M', 'ML'] as const;
export type SummaryType = (typeof SUMMARY_TYPES)[number];

/** One row of the summary, as it stands in a file or is to stand. */
export interface SummaryRow {
  readonly participant: string;
  readonly entity: string;
  /** YYYYMM. */
  readonly month: string;
  readonly sp500: string;
  readonly size: string;
  readonly type: string;
  /** In millionths; percentages are fractions. A column that is not in it is empty. */
  readonly figures: ReadonlyMap<SummaryFigure, bigint>;
}
