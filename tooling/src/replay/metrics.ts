import { addQuality, NO_QUALITY, qualityRatios } from '@fairlead/core/execution/quality';
import { powerOfTen } from '@fairlead/core/money/scaled';
import { percentilesOf } from './percentiles.ts';
import { markoutBps } from './resting-markout.ts';
import type { Tally } from './tally.ts';

const E8 = 100_000_000;

/**
 * The metrics of some runs together. Quantities are in units of the instrument, fees in currency a unit, spreads and costs basis points of the
 * arrival mid.
 */
export function metricsOf(tallies: readonly Tally[]) {
  const sum = (value: (tally: Tally) => number) => tallies.reduce((total, tally) => total + value(tally), 0);
  const unit = powerOfTen(tallies[0]?.market.instrument.quantityDecimals ?? 0);
  const [filled, ordered] = [sum((tally) => tally.filled), sum((tally) => tally.ordered)];
  const feesE8 = tallies.reduce((total, tally) => total + tally.feesE8, 0n);
  const quality = qualityRatios(tallies.map((tally) => tally.quality).reduce(addQuality, NO_QUALITY));
  const completed = qualityRatios(tallies.map((tally) => tally.completed).reduce(addQuality, NO_QUALITY));
  const markout = markoutBps(tallies.map((tally) => tally.markout));
  return {
    orders: sum((tally) => tally.orders),
    rejected: countsOf(tallies, (tally) => tally.rejected),
    refused_waves: countsOf(tallies, (tally) => tally.refusedWaves),
    decisions: sum((tally) => tally.decisionUs.length),
    filled_quantity: filled / unit,
    unfilled_quantity: (ordered - filled) / unit,
    fill_rate: ordered === 0 ? 0 : filled / ordered,
    trade_throughs: sum((tally) => tally.tradeThroughs),
    invariant_violations: sum((tally) => tally.faults),
    effective_spread_bps: quality.effectiveSpreadBps,
    quoted_spread_bps: quality.quotedSpreadBps,
    eq_ratio: quality.eqRatio,
    price_improvement_bps: quality.priceImprovementBps,
    fees_per_share: feePerUnit(feesE8, filled / unit),
    all_in_cost_bps: quality.costBps,
    completed_cost_bps: completed.costBps,
    resting: {
      filled_quantity: sum((tally) => tally.markout.filled) / unit,
      markout_1s_bps: markout.afterOneS,
      markout_15s_bps: markout.afterFifteenS,
    },
    decision_us: percentilesOf(tallies.flatMap((tally) => tally.decisionUs)),
  };
}

/** Fees over what was filled; 0 where nothing was. */
export function feePerUnit(feesE8: bigint, units: number): number {
  return units === 0 ? 0 : Number(feesE8) / E8 / units;
}

function countsOf(
  tallies: readonly Tally[],
  of: (tally: Tally) => ReadonlyMap<string, number>,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [code, count] of tallies.flatMap((tally) => [...of(tally)])) counts[code] = (counts[code] ?? 0) + count;
  return counts;
}
