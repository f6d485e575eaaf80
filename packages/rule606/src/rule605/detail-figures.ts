import type { DetailFigure } from './detail-columns.ts';
import type { ExecutionSums, SumName } from './execution-sums.ts';
import type { Horizon } from './order-facts.ts';
import { ONE_E6, ratioE6 } from './ratio.ts';

const ONE_E8 = 100_000_000n;
const ONE_E16 = 10n ** 16n;
const US_PER_MS = 1_000n;

/** A figure in millionths out of the sums of its row; null where there is no data for it. */
type FigureOf = (sums: ExecutionSums) => bigint | null;

/** Shares. */
const shares =
  (name: SumName): FigureOf =>
  (sums) =>
    ratioE6(sums.of(name), ONE_E8);
/** A count. */
const count =
  (name: SumName): FigureOf =>
  (sums) =>
    sums.of(name) * ONE_E6;
/** Dollars a share, over the shares named. */
const perShare =
  (amountE16: SumName, overE8: SumName): FigureOf =>
  (sums) =>
    ratioE6(sums.of(amountE16), sums.of(overE8) * ONE_E8);
/** Dollars a share, over all executed shares. */
const perExecutedShare =
  (amountE16: SumName): FigureOf =>
  (sums) =>
    ratioE6(sums.of(amountE16), sums.executedE8() * ONE_E8);
/** An average over the average midpoint: a ratio of averages, never an average of ratios. */
const overMidpoint =
  (amountE16: SumName): FigureOf =>
  (sums) =>
    ratioE6(sums.of(amountE16) * 2n, sums.of('midpointTwiceE16'));
/** Milliseconds, over the shares named. */
const time =
  (timeE8Us: SumName, overE8: SumName): FigureOf =>
  (sums) =>
    ratioE6(sums.of(timeE8Us), sums.of(overE8) * US_PER_MS);

/** Over the shares that it is known of. */
const realized = (horizon: Horizon) => perShare(`realized${horizon}E16`, `realized${horizon}E8`);
/** The average over the average midpoint of all executed shares. */
const realizedPct =
  (horizon: Horizon): FigureOf =>
  (sums) =>
    ratioE6(
      sums.of(`realized${horizon}E16`) * 2n * sums.executedE8(),
      sums.of('midpointTwiceE16') * sums.of(`realized${horizon}E8`),
    );
/** Shares, where none of the orders is counted among those of which they are not known. */
const knownShares =
  (name: SumName, unknown: SumName): FigureOf =>
  (sums) =>
    sums.of(unknown) > 0n ? null : shares(name)(sums);

/** A figure of the row where its orders' best displayed prices are all known. */
const againstBest =
  (figure: FigureOf): FigureOf =>
  (sums) =>
    sums.of('bestDisplayedUnknown') > 0n ? null : figure(sums);

/** Milliseconds over all executed shares: field 55, and the time of the summary. */
export const averageTimeMs: FigureOf = (sums) => ratioE6(sums.of('timeE8Us'), sums.executedE8() * US_PER_MS);

/**
 * Every figure of the detailed file (17 CFR 242.605(a)(1)): averages are weighted by shares, and all are rounded once, from exact sums. The
 * realised spread at h is 2D(P - M at execution + h), the effective spread 2D(P - M0), the quoted spread A0 - B0; D is 1 for a buy, -1 for a sell.
 */
export const FIGURE_OF: Readonly<Record<DetailFigure, FigureOf>> = {
  CvrdOrderCnt: count('orders'),
  CvrdOrderSize: (sums) => ratioE6(sums.of('notionalE16'), ONE_E16),
  CvrdOrderQty: shares('quantityE8'),
  CvrdOrderCnclQty: shares('canceledE8'),
  CvrdOrderExctdQty: shares('hereE8'),
  CvrdOrderExctdAwayQty: shares('awayE8'),
  CvrdOrderQtyto100microsec: shares('within100us'),
  CvrdOrderQtyto1millisec: shares('within1ms'),
  CvrdOrderQtyto10millisec: shares('within10ms'),
  CvrdOrderQtyto1sec: shares('within1s'),
  CvrdOrderQtyto10sec: shares('within10s'),
  CvrdOrderQtyto30sec: shares('within30s'),
  CvrdOrderQtyto5min: shares('within5m'),
  CvrdOrderQtyOthr: shares('later'),
  AvgRealSprd50millisec: realized('50ms'),
  AvgRealSprdPct50millisec: realizedPct('50ms'),
  AvgRealSprd1sec: realized('1s'),
  AvgRealSprdPct1sec: realizedPct('1s'),
  AvgRealSprd15sec: realized('15s'),
  AvgRealSprdPct15sec: realizedPct('15s'),
  AvgRealSprd1min: realized('1m'),
  AvgRealSprdPct1min: realizedPct('1m'),
  AvgRealSprd5min: realized('5m'),
  AvgRealSprdPct5min: realizedPct('5m'),
  ExctdOrderMidPtAvg: (sums) => ratioE6(sums.of('midpointTwiceE16'), sums.executedE8() * 2n * ONE_E8),
  ExctdOrderAvgQuotSprd: perExecutedShare('quotedE16'),
  AvgEffctvSprd: perExecutedShare('effectiveE16'),
  AvgEffctvSprdPct: overMidpoint('effectiveE16'),
  AvgEFQPct: (sums) => ratioE6(sums.of('effectiveE16'), sums.of('quotedE16')),
  ExctdPIOrdersQty: shares('improvedE8'),
  ExctdPIOrdWghtdAvgAmtPerShare: perShare('improvedE16', 'improvedE8'),
  ExctdPIOrdWghtdAvgTime: time('improvedTimeE8Us', 'improvedE8'),
  ExctdOrderAtQuotQty: shares('atE8'),
  ExctdAtQuotOrdWghtdAvgTime: time('atTimeE8Us', 'atE8'),
  ExctdOrderOutQuotQty: shares('outsideE8'),
  ExctdOutQuotOrdWghtdAvgAmt: perShare('outsideE16', 'outsideE8'),
  ExctdOutQuotOrdWghtdAvgTime: time('outsideTimeE8Us', 'outsideE8'),
  ExctdPIOrderRltvBestPrQty: againstBest(shares('improvedBestE8')),
  ExctdPIOrderRltvBestPrWghtdAvg: againstBest(perShare('improvedBestE16', 'improvedBestE8')),
  ExctdOrderAtBestPrQty: againstBest(shares('atBestE8')),
  ExctdOrderOutBestPrQty: againstBest(shares('outsideBestE8')),
  ExctdOrderOutBestPrWghtdAvgAmt: againstBest(perShare('outsideBestE16', 'outsideBestE8')),
  ExctdOrderSizeBnchmrkQty: knownShares('benchmarkE8', 'benchmarkUnknown'),
  ExctdSIOutsizedQty: knownShares('beyondBenchmarkE8', 'benchmarkUnknown'),
  FilledOrderCnt: count('filledOrders'),
  RegExctdOrderQty: knownShares('couldHaveFilledE8', 'couldHaveFilledUnknown'),
  RegExctdOrderOnXchngQty: knownShares('couldHaveFilledOnExchangeE8', 'couldHaveFilledOnExchangeUnknown'),
  FilledOrderWghtdAvgTime: averageTimeMs,
};
