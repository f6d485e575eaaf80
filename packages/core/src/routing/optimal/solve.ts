import type { Division } from './divide.ts';
import { climb } from './ladder.ts';
import { marketOf } from './market.ts';
import type { Problem, Solution, Source } from './problem.ts';

/**
 * Divides a quantity over sources: fills as much as can be filled, and that at the least cost. Steps, minimums, maximums, the number of sources
 * and the protection of better quotes are kept always. Among equal costs fewer sources win, then earlier ones. Same problem, same solution, on
 * any machine: costs are whole numbers, and impact uses no more than + - × ÷ and the square root.
 *
 * Without fixed charges, binding minimums and a binding number of sources the solution is exact; with them it is too where `proof` says so, and
 * no more than `gapE8` from it otherwise. With impact, costs that differ by less than rounding count as equal. Exactness ends where a cost
 * above the cheapest offer's passes 2^53. Throws for steps of more than two sizes, or of two that do not divide.
 */
export function solve(problem: Problem): Solution {
  const market = marketOf(problem);
  const division = climb(market, problem.protectedQuotes);
  const takes = new Array<number>(problem.sources.length).fill(0);
  let unallocated = problem.quantity;
  if (division !== null)
    for (let index = 0; index < market.curves.length; index++) {
      const curve = market.curves[index];
      if (curve === undefined) continue;
      const units = (division.takes[index] ?? 0) * curve.step;
      takes[curve.place] = units;
      unallocated -= units;
    }
  return { takes, unallocated, costE8: planCostE8(problem, takes), ...proofOf(division) };
}

function proofOf(division: Division | null): Pick<Solution, 'proof' | 'gapE8'> {
  if (division === null) return { proof: 'EXACT', gapE8: 0 };
  // Costs are whole numbers, so that less than one of difference is none.
  const gapE8 = Math.floor(Math.max(0, division.cost - division.least));
  return gapE8 === 0 && division.proved ? { proof: 'EXACT', gapE8 } : { proof: 'BOUNDED', gapE8 };
}

/** What a division costs: offers walked, fixed charges, and each source's impact rounded to a whole 10^-8. */
export function planCostE8({ sources, impactScale }: Problem, takes: readonly number[]): bigint {
  let whole = 0n;
  let small = 0;
  for (let place = 0; place < sources.length; place++) {
    const source = sources[place];
    let left = takes[place] ?? 0;
    if (source === undefined || left === 0) continue;
    small += source.fixedE8 + impactOf(source, left, impactScale);
    for (const { costE8, quantity } of source.offers) {
      const taken = Math.min(left, quantity);
      // Whole numbers are summed as such while they are exact, which they nearly always are: a bigint takes ten times as long.
      if (isExact(small, costE8, taken)) small += costE8 * taken;
      else whole += BigInt(costE8) * BigInt(taken);
      left -= taken;
      if (left === 0) break;
    }
  }
  return whole + BigInt(small);
}

function isExact(sum: number, costE8: number, taken: number): boolean {
  return Math.abs(sum) + Math.abs(costE8 * taken) <= Number.MAX_SAFE_INTEGER;
}

function impactOf({ impactE8 }: Source, units: number, impactScale: number): number {
  return impactE8 === 0 ? 0 : Math.round(impactE8 * units * Math.sqrt(units / impactScale));
}
