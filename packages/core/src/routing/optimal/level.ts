import { type Curve, countAt, marginal } from './curve.ts';

/** Halvings of the interval in which the level is looked for: as many as a double has binary digits. */
const HALVINGS = 52;

/**
 * Gives out `lots` beyond what the curves already take, where impact makes each further lot cost more: finds the marginal cost at which about
 * as many are taken, gives the few that are left one by one, and then moves single lots to where they cost less (ties: the earlier source)
 * until none does. For convex costs in one step that is the exact optimum, whatever the level was (Federgruen and Groenevelt 1986); so the
 * level may be a rounded number and the plan is still the same on every machine. Answers how many lots found no room.
 */
export function level(curves: readonly Curve[], lots: number): number {
  if (lots === 0) return 0;
  const want = lots + sumOf(curves, (curve) => curve.take);
  const cost = levelBelow(curves, want * (curves[0]?.grains ?? 1));
  for (const curve of curves) curve.take = Math.floor(lotsAt(curve, cost));
  let left = want - sumOf(curves, (curve) => curve.take);
  while (left > 0) {
    const given = giveNext(curves, left);
    if (given === 0) return left;
    left -= given;
  }
  while (moveOne(curves));
  return 0;
}

/** A cost of a grain up to which no more than so many grains are taken, and about as many. The curves may have different steps. */
export function levelBelow(curves: readonly Curve[], want: number): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const curve of curves) {
    if (curve.high === 0) continue;
    low = Math.min(low, marginal(curve, 1) / curve.grains);
    high = Math.max(high, marginal(curve, curve.high) / curve.grains);
  }
  low -= 1;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = low + (high - low) / 2;
    const grains = sumOf(curves, (curve) => curve.grains * lotsAt(curve, middle));
    if (grains > want) high = middle;
    else low = middle;
    if (grains <= want && grains > want - 1) break;
  }
  return low;
}

/** What a curve takes at a cost of a grain, within its bounds; with impact a real number of lots. */
export function lotsAt(curve: Curve, cost: number): number {
  return Math.max(curve.low, Math.min(curve.high, countAt(curve, cost * curve.grains)));
}

/** The curve whose next lot is cheapest; ties to the earlier source. */
function cheapestNext(curves: readonly Curve[]): { curve: Curve; cost: number } | null {
  let best: { curve: Curve; cost: number } | null = null;
  for (const curve of curves) {
    if (curve.take >= curve.high) continue;
    const cost = marginal(curve, curve.take + 1);
    if (best === null || cost < best.cost) best = { curve, cost };
  }
  return best;
}

/** The curve whose last lot is dearest; ties to the later source. */
function dearestLast(curves: readonly Curve[]): { curve: Curve; cost: number } | null {
  let worst: { curve: Curve; cost: number } | null = null;
  for (const curve of curves) {
    if (curve.take <= curve.low) continue;
    const cost = marginal(curve, curve.take);
    if (worst === null || cost >= worst.cost) worst = { curve, cost };
  }
  return worst;
}

/** One lot, or as many as cost the same where there is no impact. */
function giveNext(curves: readonly Curve[], left: number): number {
  const next = cheapestNext(curves);
  if (next === null) return 0;
  const { curve } = next;
  const end = curve.pieces.find((piece) => curve.take < piece.to)?.to ?? 0;
  const count = curve.bend > 0 ? 1 : Math.min(left, Math.min(end, curve.high) - curve.take);
  curve.take += count;
  return count;
}

function moveOne(curves: readonly Curve[]): boolean {
  const next = cheapestNext(curves);
  const last = dearestLast(curves);
  if (next === null || last === null || next.curve === last.curve) return false;
  const gains = next.cost < last.cost || (next.cost === last.cost && next.curve.place < last.curve.place);
  if (!gains) return false;
  next.curve.take += 1;
  last.curve.take -= 1;
  return true;
}

function sumOf(curves: readonly Curve[], count: (curve: Curve) => number): number {
  let sum = 0;
  for (const curve of curves) sum += count(curve);
  return sum;
}
