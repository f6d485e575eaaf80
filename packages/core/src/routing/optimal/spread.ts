import { type Curve, costOf } from './curve.ts';
import { level, levelBelow, lotsAt } from './level.ts';
import type { Group, Market } from './market.ts';
import { pour } from './pour.ts';

/**
 * Divides exactly so many grains at the least cost, every curve between its `low` and `high`, no fixed charges: sets each `take`. False, and the
 * takes mean nothing, where it does not add up.
 *
 * With two steps the lots of the coarse sources leave a remainder that only fine ones can take. Either group's least cost is convex in what it
 * is given, so the sum is convex in the number of lots, and the best number is found by halving. Ties go to fewer lots, since fine sources
 * could take any part.
 */
export function spread(market: Market, grains: number): boolean {
  const { fine, coarse, ratio } = market;
  const [fineLow, fineHigh] = boundsOf(fine.curves);
  const [coarseLow, coarseHigh] = boundsOf(coarse.curves);
  const fewest = Math.max(coarseLow, Math.ceil((grains - fineHigh) / ratio));
  const most = Math.min(coarseHigh, Math.floor((grains - fineLow) / ratio));
  if (fewest > most) return false;
  const lots = fewest === most ? most : bestLots(market, grains, [fewest, most]);
  fillGroup(coarse, lots);
  fillGroup(fine, grains - lots * ratio);
  return true;
}

/**
 * The number of coarse lots with which a division costs least, the fewest of them if several do. The search begins where all marginal costs
 * would be equal if lots could be cut, and strides away from there until the best is between two numbers.
 */
function bestLots(market: Market, grains: number, [fewest, most]: readonly [number, number]): number {
  const { fine, coarse, curves, ratio } = market;
  const costWith = (lots: number) => divide(coarse, lots) + divide(fine, grains - lots * ratio);
  const cost = levelBelow(curves, grains);
  let next = coarse.curves.reduce((sum, curve) => sum + Math.floor(lotsAt(curve, cost)), 0);
  let [low, high] = [fewest, most];
  for (let stride = 1; low < high; stride *= 2) {
    const middle = Math.max(low, Math.min(high - 1, next));
    if (costWith(middle) <= costWith(middle + 1)) high = middle;
    else low = middle + 1;
    const isBetween = low > fewest && high < most;
    next = isBetween ? Math.floor((low + high) / 2) : high < most ? high - stride : low + stride - 1;
  }
  return low;
}

/** The most and the least that curves may take. */
function boundsOf(curves: readonly Curve[]): readonly [number, number] {
  let low = 0;
  let high = 0;
  for (const curve of curves) {
    low += curve.low;
    high += curve.high;
  }
  return [low, high];
}

function divide(group: Group, lots: number): number {
  fillGroup(group, lots);
  let cost = 0;
  for (const curve of group.curves) if (curve.take > 0) cost += costOf(curve, curve.take);
  return cost;
}

function fillGroup(group: Group, lots: number): void {
  let left = lots;
  for (const curve of group.curves) {
    curve.take = curve.low;
    left -= curve.low;
  }
  if (group.bent) level(group.curves, left);
  else pour(group.pieces, left);
}
