/** The first seven columns of the detailed file: what a row is about. */
export const DETAIL_KEYS = [
  'DsgntParticipant',
  'RprtEntityCd',
  'RptDate',
  'Symbol',
  'LotSizeFlag',
  'OrderSize',
  'OrderType',
] as const;

/** For what a column is: every type, those with a price group, those from when best displayed prices are due, those that rest. */
export type FigureGroup = 'ALL' | 'PRICE' | 'BEST_DISPLAYED' | 'RESTING';

/** Columns 8 to 55 by the group that says for which types, and from when, they are filled (17 CFR 242.605(a)(1)(i), (ii), (iii)). */
export const DETAIL_FIGURES = [
  { name: 'CvrdOrderCnt', group: 'ALL' },
  { name: 'CvrdOrderSize', group: 'ALL' },
  { name: 'CvrdOrderQty', group: 'ALL' },
  { name: 'CvrdOrderCnclQty', group: 'ALL' },
  { name: 'CvrdOrderExctdQty', group: 'ALL' },
  { name: 'CvrdOrderExctdAwayQty', group: 'ALL' },
  { name: 'CvrdOrderQtyto100microsec', group: 'ALL' },
  { name: 'CvrdOrderQtyto1millisec', group: 'ALL' },
  { name: 'CvrdOrderQtyto10millisec', group: 'ALL' },
  { name: 'CvrdOrderQtyto1sec', group: 'ALL' },
  { name: 'CvrdOrderQtyto10sec', group: 'ALL' },
  { name: 'CvrdOrderQtyto30sec', group: 'ALL' },
  { name: 'CvrdOrderQtyto5min', group: 'ALL' },
  { name: 'CvrdOrderQtyOthr', group: 'ALL' },
  { name: 'AvgRealSprd50millisec', group: 'ALL' },
  { name: 'AvgRealSprdPct50millisec', group: 'ALL' },
  { name: 'AvgRealSprd1sec', group: 'ALL' },
  { name: 'AvgRealSprdPct1sec', group: 'ALL' },
  { name: 'AvgRealSprd15sec', group: 'ALL' },
  { name: 'AvgRealSprdPct15sec', group: 'ALL' },
  { name: 'AvgRealSprd1min', group: 'ALL' },
  { name: 'AvgRealSprdPct1min', group: 'ALL' },
  { name: 'AvgRealSprd5min', group: 'ALL' },
  { name: 'AvgRealSprdPct5min', group: 'ALL' },
  { name: 'ExctdOrderMidPtAvg', group: 'ALL' },
  { name: 'ExctdOrderAvgQuotSprd', group: 'PRICE' },
  { name: 'AvgEffctvSprd', group: 'PRICE' },
  { name: 'AvgEffctvSprdPct', group: 'PRICE' },
  { name: 'AvgEFQPct', group: 'PRICE' },
  { name: 'ExctdPIOrdersQty', group: 'PRICE' },
  { name: 'ExctdPIOrdWghtdAvgAmtPerShare', group: 'PRICE' },
  { name: 'ExctdPIOrdWghtdAvgTime', group: 'PRICE' },
  { name: 'ExctdOrderAtQuotQty', group: 'PRICE' },
  { name: 'ExctdAtQuotOrdWghtdAvgTime', group: 'PRICE' },
  { name: 'ExctdOrderOutQuotQty', group: 'PRICE' },
  { name: 'ExctdOutQuotOrdWghtdAvgAmt', group: 'PRICE' },
  { name: 'ExctdOutQuotOrdWghtdAvgTime', group: 'PRICE' },
  { name: 'ExctdPIOrderRltvBestPrQty', group: 'BEST_DISPLAYED' },
  { name: 'ExctdPIOrderRltvBestPrWghtdAvg', group: 'BEST_DISPLAYED' },
  { name: 'ExctdOrderAtBestPrQty', group: 'BEST_DISPLAYED' },
  { name: 'ExctdOrderOutBestPrQty', group: 'BEST_DISPLAYED' },
  { name: 'ExctdOrderOutBestPrWghtdAvgAmt', group: 'BEST_DISPLAYED' },
  { name: 'ExctdOrderSizeBnchmrkQty', group: 'PRICE' },
  { name: 'ExctdSIOutsizedQty', group: 'PRICE' },
  { name: 'FilledOrderCnt', group: 'RESTING' },
  { name: 'RegExctdOrderQty', group: 'RESTING' },
  { name: 'RegExctdOrderOnXchngQty', group: 'RESTING' },
  { name: 'FilledOrderWghtdAvgTime', group: 'RESTING' },
] as const satisfies readonly { readonly name: string; readonly group: FigureGroup }[];
export type DetailFigure = (typeof DETAIL_FIGURES)[number]['name'];

/** The 55 names of the header. */
export const DETAIL_HEADER: readonly string[] = [...DETAIL_KEYS, ...DETAIL_FIGURES.map(({ name }) => name)];

/** One row of the detailed file, as it stands in it or is to stand. */
export interface DetailRow {
  readonly participant: string;
  readonly entity: string;
  /** YYYYMM. */
  readonly month: string;
  readonly symbol: string;
  readonly lot: string;
  readonly size: string;
  readonly type: string;
  /** In millionths. A column that is not in it is empty, which is not zero. */
  readonly figures: ReadonlyMap<DetailFigure, bigint>;
}
