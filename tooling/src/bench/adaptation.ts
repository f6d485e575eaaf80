import { atLeast, atMost, type Benchmark, compared, distribution, type Metric, type Ratio } from './benchmark.ts';
import { type Adaptation, type Move, REGIME_CHANGES, runRegimeChange } from './regime-change.ts';

const RUNS = 40;
const PHASE_SECONDS = 20;
/** Orders a second. Slower than the first, five seconds hold too few children to be sure of anything. */
const RATES = [10, 20, 100] as const;
const CHILDREN_MOST = 50;
const SECONDS_MOST = 5;

/**
 * How soon the routing leaves a venue whose round trips become five times as long, or whose fill rate halves, and how soon it comes back when
 * the venue is itself again; seeded runs of a simulated market with the live estimators and the live planner. A router with the
 * same planner that believes what the settings say (`static priors`) is run on the same seeds.
 */
export const adaptation: Benchmark = ({ progress }) => {
  const metrics: Metric[] = [];
  const ratios: Ratio[] = [];
  for (const regime of REGIME_CHANGES) {
    for (const perSecond of RATES) {
      const label = `${regime.name}, ${perSecond} orders/s`;
      progress(`adaptation: ${label}`);
      const run = (isLearning: boolean) =>
        Array.from({ length: RUNS }, (_, seed) =>
          runRegimeChange(regime, { seed, isLearning, perSecond, phaseSeconds: PHASE_SECONDS }),
        );
      const [learned, fixed] = [run(true), run(false)];
      for (const way of ['away', 'back'] as const) {
        const moves = learned.flatMap((each) => each[way] ?? []);
        metrics.push(
          distribution(
            `${way}, ${label}`,
            'children',
            moves.map(({ children }) => children),
          ),
        );
        metrics.push(
          distribution(
            `${way}, ${label}`,
            's',
            moves.map(({ seconds }) => seconds),
          ),
        );
        ratios.push(
          atLeast(
            `${way} within ${CHILDREN_MOST} children and ${SECONDS_MOST} s, share of runs, ${label}`,
            inTime(learned, way),
            0.99,
          ),
        );
      }
      ratios.push(
        atMost(
          `children to the venue while it is worse / static priors, ${label}`,
          during(learned) / during(fixed),
          0.2,
        ),
        compared(
          `runs in which static priors move away, ${label}`,
          fixed.filter(({ away }) => away !== null).length / RUNS,
        ),
      );
    }
  }
  return Promise.resolve({ metrics, ratios });
};

/** The share of runs in which the routing moved within both bounds. */
function inTime(runs: readonly Adaptation[], way: 'away' | 'back'): number {
  const isInTime = (move: Move | null) =>
    move !== null && move.children <= CHILDREN_MOST && move.seconds <= SECONDS_MOST;
  return runs.filter((each) => isInTime(each[way])).length / runs.length;
}

function during(runs: readonly Adaptation[]): number {
  return runs.reduce((sum, { shares }) => sum + shares.during, 0) / runs.length;
}
