import { createRequire } from 'node:module';
import type { Problem } from '@fairlead/core/routing/optimal/problem';
import { planCostE8, solve } from '@fairlead/core/routing/optimal/solve';
import { highsModel, highsTakes } from '@fairlead/core/testing/highs-model';

/** The HiGHS solver. Its types are those of its CommonJS build, so that is the build to load. */
export const loadHighs: typeof import('highs').default = createRequire(import.meta.url)('highs');
type Highs = Awaited<ReturnType<typeof loadHighs>>;

/** A hundredth of a cent per unit, the least amount in which fees are told apart: costs near zero are measured against it. */
const LEAST_COST_E8 = 10_000;

/**
 * HiGHS on the same problem: its time in microseconds, without the making of its model; by how much of the cost our plan is dearer than its
 * (costs near zero are measured against a hundredth of a cent per unit); and whether ours was proved. Throws where HiGHS finds no optimum.
 */
export function compareWithHighs(highs: Highs, problem: Problem): { us: number; gap: number; exact: boolean } {
  const solution = solve(problem);
  const filled = problem.quantity - solution.unallocated;
  const model = highsModel(problem, filled);
  const begun = performance.now();
  const { Status, Columns } = highs.solve(model, { mip_rel_gap: 0, mip_abs_gap: 1e-9 });
  const us = (performance.now() - begun) * 1_000;
  if (Status !== 'Optimal') throw new Error(`HiGHS found the problem ${Status}`);
  const takes = highsTakes(problem, (column) => {
    const value = Columns[column];
    return value !== undefined && 'Primal' in value ? value.Primal : 0;
  });
  const costE8 = Number(solution.costE8);
  const scale = Math.max(Math.abs(costE8), filled * LEAST_COST_E8, 1);
  // Impact is rounded once for each source, in their cost as in ours.
  const roundingE8 = problem.sources.filter((source) => source.impactE8 > 0).length;
  const gapE8 = costE8 - Number(planCostE8(problem, takes));
  return { us, gap: gapE8 <= roundingE8 ? 0 : gapE8 / scale, exact: solution.proof === 'EXACT' };
}
