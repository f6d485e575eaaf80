import type { Problem } from '@fairlead/core/routing/optimal/problem';
import { solve } from '@fairlead/core/routing/optimal/solve';
import { divisionProblem, PLAIN_DIVISION, type ProblemKind } from '@fairlead/core/testing/division-problem';
import { percentilesOf, typicalPercentiles } from '../replay/percentiles.ts';
import { Random } from '../replay/random.ts';
import { atMost, type Benchmark, compared, distribution, figure, type Metric, type Ratio } from './benchmark.ts';
import { fixedWork, loopsFor } from './fixed-work.ts';
import { compareWithHighs, loadHighs } from './highs-comparison.ts';

const P99_US_MAX = 100;
const SEARCH_GAP_MAX = 0.001;
const WARM_UP = 2_000;
const ROUNDS = 20_000;
/** The p99 that is judged is the median over blocks, as for decisions: the machine is shared. */
const BLOCKS = 30;
/** Enough different problems that no branch is learned by heart; the other solver, slow as it is, gets every one of them once. */
const PROBLEMS = 200;

const MARKET: ProblemKind = { ...PLAIN_DIVISION, sources: 20, maxSources: 20 };

/** What is divided, and how far from the exact optimum the plan may be; impact is in lots, because the other solver needs them one by one. */
const KINDS: readonly { readonly name: string; readonly kind: Partial<ProblemKind>; readonly gapMax: number }[] = [
  { name: 'any number of venues', kind: {}, gapMax: 0 },
  { name: 'at most 5 venues', kind: { maxSources: 5, parts: 6 }, gapMax: SEARCH_GAP_MAX },
  { name: 'with impact', kind: { steps: [100], impact: true, lots: 4 }, gapMax: 0 },
];

/**
 * How long the exact division of an order over 20 venues with 10 levels each takes, beside the HiGHS solver on the same problems in the same
 * run, and how far apart the two costs are.
 */
export const split: Benchmark = async ({ progress }) => {
  const highs = await loadHighs();
  const metrics: Metric[] = [];
  const ratios: Ratio[] = [];
  for (const { name, kind, gapMax } of KINDS) {
    progress(`split: 20 venues x 10 levels, ${name}`);
    const random = new Random(PROBLEMS);
    const problems = Array.from({ length: PROBLEMS }, () =>
      divisionProblem((count) => random.below(count), { ...MARKET, ...kind }),
    );
    const warm = timed(problems, WARM_UP, 1);
    const { ours, fixed } = timed(problems, ROUNDS, loopsFor(percentilesOf(warm.ours).p50));
    const theirs = problems.map((problem) => compareWithHighs(highs, problem));
    const times = distribution(`divide, ${name}`, 'us', ours);
    const highsTimes = distribution(
      `HiGHS, ${name}`,
      'us',
      theirs.map((each) => each.us),
    );
    const gap = Math.max(...theirs.map((each) => each.gap));
    const exact = theirs.filter((each) => each.exact).length;
    metrics.push(times, distribution(`fixed work, as ${name}`, 'us', fixed), highsTimes);
    metrics.push(figure(`proved exact, ${name}`, 'share', { value: exact / PROBLEMS, n: PROBLEMS }));
    ratios.push(
      atMost(
        `divide p99, median block / ${P99_US_MAX} us, ${name}`,
        typicalPercentiles(ours, BLOCKS).p99 / P99_US_MAX,
        1,
      ),
      compared(
        `divide p99 / fixed work p99, median blocks, ${name}`,
        typicalPercentiles(ours, BLOCKS).p99 / typicalPercentiles(fixed, BLOCKS).p99,
      ),
      atMost(`largest gap to the exact optimum, ${name}`, gap, gapMax),
      compared(`HiGHS p50 / divide p50, ${name}`, (highsTimes.p50 ?? 0) / (times.p50 ?? 1)),
    );
  }
  return { metrics, ratios };
};

/** Divides and does fixed work that takes about as long, turn by turn: what varies in the latter is the machine. */
function timed(problems: readonly Problem[], rounds: number, loops: number): { ours: number[]; fixed: number[] } {
  const ours: number[] = [];
  const fixed: number[] = [];
  let kept = 0;
  for (let round = 0; round < rounds; round++) {
    const problem = problems[round % problems.length];
    if (problem === undefined) continue;
    const begun = performance.now();
    const solution = solve(problem);
    const divided = performance.now();
    kept ^= fixedWork(loops);
    fixed.push((performance.now() - divided) * 1_000);
    ours.push((divided - begun) * 1_000);
    kept += solution.takes.length;
  }
  // Nothing that is measured may be left out as unused.
  if (!Number.isInteger(kept)) throw new Error('the fixed work went wrong');
  return { ours, fixed };
}
