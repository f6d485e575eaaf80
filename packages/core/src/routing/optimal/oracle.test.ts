import { createRequire } from 'node:module';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';
import { describe, expect, it } from 'vitest';
import { divisionProblem, PLAIN_DIVISION, type ProblemKind } from '../../testing/division-problem.ts';
import { isAllowed } from '../../testing/exhaustive-division.ts';
import { highsModel, highsTakes } from '../../testing/highs-model.ts';
import type { Problem } from './problem.ts';
import { planCostE8, solve } from './solve.ts';

// Its types are those of its CommonJS build, so that is the build to load.
const load: typeof import('highs').default = createRequire(import.meta.url)('highs');
const highs = await load();

/** Instances in all: about 200 in the tests, more in the long mode. */
const INSTANCES = Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 200);

/** Convex problems, in which the least cost must be met to the last 10^-8; and those that need a search, in which 0.1 % is allowed. */
const KINDS: readonly { readonly name: string; readonly search: boolean; readonly kind: Partial<ProblemKind> }[] = [
  { name: 'levels of units', search: false, kind: {} },
  { name: 'levels of lots', search: false, kind: { steps: [100] } },
  { name: 'odd lots beside lots', search: false, kind: { steps: [1, 100] } },
  { name: 'protected quotes', search: false, kind: { protection: true } },
  { name: 'impact', search: false, kind: { steps: [100], impact: true, levels: 5, lots: 3 } },
  { name: 'few sources', search: true, kind: { maxSources: 5, parts: 6 } },
  { name: 'few sources, odd lots beside lots', search: true, kind: { maxSources: 4, steps: [1, 100], parts: 7 } },
  { name: 'fixed charges', search: true, kind: { fixed: true } },
  { name: 'minimums and maximums', search: true, kind: { bounds: true, lots: 4, parts: 10 } },
  { name: 'few sources with fixed charges', search: true, kind: { maxSources: 6, fixed: true, parts: 6 } },
  {
    name: 'few sources with impact',
    search: true,
    kind: { steps: [100], maxSources: 5, impact: true, levels: 4, lots: 3, parts: 6 },
  },
  {
    name: 'all of it',
    search: true,
    kind: { steps: [1, 100], maxSources: 9, fixed: true, bounds: true, protection: true, parts: 12 },
  },
];

/** Makes problems by number; the Mersenne Twister, because its neighbouring seeds begin unlike each other. */
function seeded(seed: number): (count: number) => number {
  const random = mersenne(seed);
  return (count) => uniformInt(random, 0, count - 1);
}

/** HiGHS's division of the same problem. */
function oracle(problem: Problem, filled: number | null): number[] {
  const options = { mip_rel_gap: 0, mip_abs_gap: 1e-9, output_flag: false };
  const { Status, Columns } = highs.solve(highsModel(problem, filled), options);
  expect(Status).toBe('Optimal');
  return highsTakes(problem, (column) => {
    const value = Columns[column];
    return value !== undefined && 'Primal' in value ? value.Primal : 0;
  });
}

const total = (takes: readonly number[]) => takes.reduce((sum, units) => sum + units, 0);

/**
 * What a gap is measured against: the cost relative to arrival, which can be near zero where rebates pay for the spread; then a hundredth of a
 * cent per unit, the least amount in which fees are told apart.
 */
function scaleOf(costE8: bigint, filled: number): number {
  return Math.max(Math.abs(Number(costE8)), filled * 10_000, 1);
}

describe('against the HiGHS solver: as much is filled, and at the same least cost', () => {
  for (const [number, { name, search, kind }] of KINDS.entries()) {
    it(name, () => {
      for (let instance = 0; instance < INSTANCES / KINDS.length; instance++) {
        const below = seeded(instance * KINDS.length + number);
        const size = { sources: 2 + below(23), levels: 1 + below(kind.levels ?? 10) };
        const problem = divisionProblem(below, { ...PLAIN_DIVISION, ...kind, ...size });
        const solution = solve(problem);
        const filled = total(solution.takes);
        expect(isAllowed(problem, solution.takes)).toBe(true);
        expect(filled, `instance ${instance}`).toBe(total(oracle(problem, null)));
        const least = oracle(problem, filled);
        expect(total(least)).toBe(filled);
        const gapE8 = Number(solution.costE8 - planCostE8(problem, least));
        // Impact is rounded once for each source, in their cost as in ours.
        const roundingE8 = kind.impact ? problem.sources.length : 0;
        if (!search) expect(Math.abs(gapE8), `instance ${instance}`).toBeLessThanOrEqual(roundingE8);
        if (!search) expect(solution.proof).toBe('EXACT');
        expect(gapE8, `instance ${instance}`).toBeLessThanOrEqual(solution.gapE8 + roundingE8);
        expect(gapE8 / scaleOf(solution.costE8, filled), `instance ${instance}`).toBeLessThanOrEqual(0.001);
      }
    });
  }
});
