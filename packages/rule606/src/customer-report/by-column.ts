import type { Figure } from '../figure/figure.ts';
import type { HandlingColumn } from './handling-report.ts';

/** One figure a column, in the order of the form. */
export function byColumn(of: (column: HandlingColumn) => Figure): Readonly<Record<HandlingColumn, Figure>> {
  return {
    routedShr: of('routedShr'),
    iocRoutedShr: of('iocRoutedShr'),
    furtherRoutableShr: of('furtherRoutableShr'),
    orderSizeShr: of('orderSizeShr'),
    executedShr: of('executedShr'),
    filledPct: of('filledPct'),
    fillSizeShr: of('fillSizeShr'),
    netFeeOrRebateCph: of('netFeeOrRebateCph'),
    midpointShr: of('midpointShr'),
    midpointPct: of('midpointPct'),
    nearsideShr: of('nearsideShr'),
    nearsidePct: of('nearsidePct'),
    farsideShr: of('farsideShr'),
    farsidePct: of('farsidePct'),
    providedLiquidityShr: of('providedLiquidityShr'),
    providedLiquidityPct: of('providedLiquidityPct'),
    orderDurationMsec: of('orderDurationMsec'),
    providedLiquidityNetCph: of('providedLiquidityNetCph'),
    removedLiquidityShr: of('removedLiquidityShr'),
    removedLiquidityPct: of('removedLiquidityPct'),
    removedLiquidityNetCph: of('removedLiquidityNetCph'),
  };
}
