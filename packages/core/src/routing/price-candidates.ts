import { sideSign } from '../order/side.ts';
import type { Candidate } from './candidate.ts';
import { delayBps, referenceDoubleE8 } from './cost.ts';
import { impactBps, informationFactor } from './impact.ts';
import type { CostWeights, ObjectiveStrategy } from './objectives/objective.ts';
import type { PlanInput } from './plan-input.ts';
import { byAllIn, byUnitCost } from './rank.ts';

const BPS = 10_000;

/**
 * Gives every candidate its cost under an objective and sorts them by it, best first. Costs are whole 10^-8 of the currency per unit,
 * against the arrival mid: prices and fees enter exactly, the estimated terms (fade, delay, impact) are rounded once, at the end.
 */
export function priceCandidates(
  candidates: Candidate[],
  input: PlanInput,
  by: { strategy: ObjectiveStrategy; weights: CostWeights },
): void {
  const { weights, strategy } = by;
  setLeft(candidates, strategy);
  const reference = Math.floor((referenceDoubleE8(input.view) ?? 0) / 2);
  const midE8 = sideSign(input.order.side) * reference;
  const perBps = reference / BPS;
  const impactE8 = weights.impact === 0 ? 0 : weights.impact * impactBps(input.quantity, input.view) * perBps;
  for (const candidate of candidates) {
    const { snapshot, feeE8, leftE8, fillRate } = candidate;
    const money = weights.spread * (candidate.allInCostE8 - feeE8 - midE8) + weights.fee * feeE8;
    const fade = weights.fade === 0 ? 0 : weights.fade * (1 - fillRate) * leftE8;
    const delay = weights.delay === 0 ? 0 : weights.delay * delayBps(snapshot, input) * perBps;
    candidate.baseCostE8 = Math.round(money + fade + delay);
    candidate.unitCostE8 = Math.round(money + fade + delay + impactE8 * informationFactor(snapshot));
  }
  keepLevelsInOrder(candidates);
  candidates.sort((a, b) => byUnitCost(a, b) || strategy.ties.compare(a, b));
  numberTies(candidates);
}

function numberTies(candidates: readonly Candidate[]): void {
  let [cost, tie] = [Number.NaN, 0];
  for (const candidate of candidates) {
    tie = candidate.unitCostE8 === cost ? tie + 1 : 0;
    cost = candidate.unitCostE8;
    candidate.tie = tie;
  }
}

/**
 * A book is taken from its best level on. Where fees change between two of its prices (below 1.00 a share of the price is charged instead of an
 * amount), a deeper level could cost less than one before it; it counts as dearer by the smallest amount.
 */
function keepLevelsInOrder(candidates: readonly Candidate[]): void {
  const deeper = candidates.filter(({ level }) => level > 0);
  if (deeper.length === 0) return;
  const before = new Map<Candidate['snapshot'], Candidate>();
  for (const candidate of candidates) if (candidate.level === 0) before.set(candidate.snapshot, candidate);
  for (const candidate of deeper.sort((a, b) => a.level - b.level)) {
    const last = before.get(candidate.snapshot);
    before.set(candidate.snapshot, candidate);
    if (last === undefined) continue;
    const isCheaper = candidate.unitCostE8 < last.unitCostE8 || candidate.allInCostE8 < last.allInCostE8;
    if (!isCheaper) continue;
    candidate.baseCostE8 = Math.max(candidate.baseCostE8, last.baseCostE8 + 1);
    candidate.unitCostE8 = Math.max(candidate.unitCostE8, last.unitCostE8 + 1);
  }
}

/** What being left costs, by the objective's measure. Sorts by all-in cost on the way. */
function setLeft(candidates: Candidate[], strategy: ObjectiveStrategy): void {
  candidates.sort(byAllIn);
  const best = candidates[0]?.allInCostE8 ?? 0;
  const worst = candidates.at(-1)?.allInCostE8 ?? 0;
  for (let index = 0; index < candidates.length; index++) {
    const candidate = candidates[index];
    if (candidate === undefined) continue;
    const next = candidates[index + 1]?.allInCostE8 ?? candidate.allInCostE8;
    candidate.leftE8 = strategy.fade === 'SPAN' ? worst - best : next - candidate.allInCostE8;
  }
}
