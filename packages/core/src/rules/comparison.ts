import { divideHalfAwayFromZero } from '../money/amount.ts';
import { powerOfTen } from '../money/scaled.ts';
import { type MoneyE8, moneyE8 } from '../money/units.ts';
import { sideSign } from '../order/side.ts';
import { referenceDoubleE8 } from '../routing/cost.ts';
import { isResting } from '../routing/order-kind.ts';
import { planRoute } from '../routing/plan.ts';
import type { PlanInput } from '../routing/plan-input.ts';
import type { RoutePlan, Slice } from '../routing/route-plan.ts';

/** What the same order on the same market becomes under two sets of rules: `after` less `before`. */
export interface Comparison {
  readonly before: RoutePlan;
  readonly after: RoutePlan;
  /** Other venues are sent to. */
  readonly venuesDiffer: boolean;
  /** The same venues or others get other quantities, or are sent to in another way. */
  readonly slicesDiffer: boolean;
  /** Of the quantity that is taken at once, in units of the instrument. */
  readonly takenDifference: number;
  /** Of the expected cost per unit, in basis points of the arrival mid; null where one of the plans takes nothing, which costs nothing. */
  readonly costDifferenceBps: number | null;
  /** Of the expected cost of all that is taken, in 10^-8 of the currency; null where the plans do not take the same quantity. */
  readonly costDifferenceE8: MoneyE8 | null;
  /** Of the share that is expected to fill at once, 0 to 1. */
  readonly fillRateDifference: number;
}

/** Plans both inputs, which differ in their rules alone, and sets the plans side by side. */
export function compareRules(before: PlanInput, after: PlanInput): Comparison {
  const [was, is] = [planRoute(before), planRoute(after)];
  const [takenBefore, takenAfter] = [takenBy(was), takenBy(is)];
  const bothTake = takenBefore > 0 && takenAfter > 0;
  return {
    before: was,
    after: is,
    venuesDiffer: venuesOf(was) !== venuesOf(is),
    slicesDiffer: slicesOf(was) !== slicesOf(is),
    takenDifference: takenAfter - takenBefore,
    costDifferenceBps: bothTake ? differenceOf(is.expected.costBps, was.expected.costBps) : null,
    costDifferenceE8: takenBefore === takenAfter ? moneyE8(costE8(is, after) - costE8(was, before)) : null,
    // What takes nothing fills nothing at once.
    fillRateDifference: (is.expected.fillRate ?? 0) - (was.expected.fillRate ?? 0),
  };
}

function differenceOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

function takenBy(plan: RoutePlan): number {
  return plan.slices.reduce((sum, slice) => (isResting(slice.kind) ? sum : sum + slice.quantity), 0);
}

function venuesOf(plan: RoutePlan): string {
  return [...new Set(plan.slices.map((slice) => slice.venueId))].sort().join(' ');
}

function slicesOf(plan: RoutePlan): string {
  const texts = plan.slices.map(
    ({ venueId, quantity, kind, limitPrice }) => `${venueId} ${quantity} ${kind} ${limitPrice}`,
  );
  return texts.sort().join(', ');
}

/** Spread and fees of everything that is taken, as planned, in 10^-8 of the currency; halves are rounded away from zero, once a slice. */
function costE8(plan: RoutePlan, input: PlanInput): bigint {
  return plan.slices.reduce((sum, slice) => (isResting(slice.kind) ? sum : sum + sliceCostE8(slice, input)), 0n);
}

function sliceCostE8(slice: Slice, { order, view }: PlanInput): bigint {
  const reference = BigInt(referenceDoubleE8(view) ?? 0);
  const awayDoubleE8 = 2n * BigInt(slice.expectedPriceE8) - reference;
  const spread = BigInt(sideSign(order.side)) * awayDoubleE8 * BigInt(slice.quantity);
  return (
    divideHalfAwayFromZero(spread, 2n * BigInt(powerOfTen(view.instrument.quantityDecimals))) + slice.expectedFeeE8
  );
}
