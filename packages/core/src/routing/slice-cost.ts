import type { VenueSnapshot } from '../market/market-view.ts';
import { powerOfTen } from '../money/scaled.ts';
import { type MoneyE8, moneyE8, type Quantity } from '../money/units.ts';
import { sideSign } from '../order/side.ts';
import { referenceDoubleE8 } from './cost.ts';
import type { PlanInput } from './plan-input.ts';

/** What a slice of `count` units is expected to cost, besides the charge for its order. */
export interface SliceCost {
  /** Signed price plus fee per unit in 10^-8. */
  readonly allInE8: number;
  /** The fees on its units in 10^-8 of the currency; negative is received. */
  readonly feesE8: MoneyE8;
  readonly count: Quantity;
}

/** The expected fee of a slice with the venue's charge for an order, and its cost per unit in basis points of the arrival mid. */
export function sliceCost(
  { venue }: VenueSnapshot,
  { allInE8, feesE8, count }: SliceCost,
  input: PlanInput,
): { expectedFeeE8: MoneyE8; expectedCostBps: number } {
  const reference = (referenceDoubleE8(input.view) ?? 0) / 2;
  const { fixedPerOrderE8 } = venue.fees;
  const perUnitE8 = (Number(fixedPerOrderE8) * powerOfTen(input.view.instrument.quantityDecimals)) / count;
  const costE8 = allInE8 - sideSign(input.order.side) * reference + perUnitE8;
  return {
    expectedFeeE8: moneyE8(feesE8 + fixedPerOrderE8),
    expectedCostBps: reference === 0 ? 0 : (costE8 / reference) * 10_000,
  };
}
