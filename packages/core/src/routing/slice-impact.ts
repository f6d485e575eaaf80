import { powerOfTen } from '../money/scaled.ts';
import { referenceDoubleE8 } from './cost.ts';
import type { SliceImpact } from './modes/mode.ts';
import type { CostWeights } from './objectives/objective.ts';
import type { PlanInput } from './plan-input.ts';

/** The impact term of an objective as a division weighs it; `weights.impact` is its share. Zero where there is no market to measure against. */
export function sliceImpact({ view }: PlanInput, weights: CostWeights): SliceImpact {
  const { instrument } = view;
  const reference = Math.floor((referenceDoubleE8(view) ?? 0) / 2);
  return {
    perUnitE8: (weights.impact * instrument.dailyVolatilityBps * reference) / 10_000,
    scale: instrument.averageDailyVolume,
    unitsPerOne: powerOfTen(instrument.quantityDecimals),
  };
}
