import { type Interval, tInterval } from './interval.ts';
import { metricsOf } from './metrics.ts';
import type { Tally } from './tally.ts';

/** What one seed brought: every run and every baseline on the same orders and market. */
export interface SeedRuns {
  readonly seed: number;
  /** By `OBJECTIVE/MODE`. */
  readonly runs: ReadonlyMap<string, Tally>;
  readonly baselines: ReadonlyMap<string, Tally>;
}

/** The figures that get an interval over seeds. */
const FIGURES = [
  'completed_cost_bps',
  'all_in_cost_bps',
  'fill_rate',
  'effective_spread_bps',
  'price_improvement_bps',
  'fees_per_share',
] as const;
type Figure = (typeof FIGURES)[number];

/** A run beside the baseline that was best over all seeds, order by order. */
export interface Gain {
  readonly best_baseline: string;
  /** The baseline's completed cost less ours, in basis points of the arrival mid. */
  readonly bps: Interval;
  /** The same as a percentage of the baseline's. */
  readonly percent: Interval;
  /** Our fill rate less the baseline's. */
  readonly fill_rate: Interval;
}

/** Mean and interval of each figure over the seeds, of one run or baseline. */
export function figuresOf(tallies: readonly Tally[]): Readonly<Record<Figure, Interval>> {
  const metrics = tallies.map((tally) => metricsOf([tally]));
  const of = (figure: Figure) => tInterval(metrics.map((each) => each[figure]));
  return {
    completed_cost_bps: of('completed_cost_bps'),
    all_in_cost_bps: of('all_in_cost_bps'),
    fill_rate: of('fill_rate'),
    effective_spread_bps: of('effective_spread_bps'),
    price_improvement_bps: of('price_improvement_bps'),
    fees_per_share: of('fees_per_share'),
  };
}

/** The baseline with the smallest completed cost over all seeds together: the one to be compared with. */
export function bestBaseline(seeds: readonly SeedRuns[]): string {
  const names = [...(seeds[0]?.baselines.keys() ?? [])];
  const cost = (name: string) => metricsOf(talliesOf(seeds, name)).completed_cost_bps;
  const [best = ''] = names.sort((a, b) => cost(a) - cost(b));
  return best;
}

/**
 * The gain of a run over a baseline, paired: within a seed both have the same orders on the same market and are measured against the same
 * arrival prices, so the difference of their costs is the mean of the orders' differences, weighted by value. The interval is Student's t
 * over seeds.
 */
export function gainOver(seeds: readonly SeedRuns[], run: string, baseline: string): Gain {
  const pairs = seeds.map((seed) => {
    const [ours, theirs] = [seed.runs.get(run), seed.baselines.get(baseline)];
    if (ours === undefined || theirs === undefined) throw new Error(`seed ${seed.seed} lacks ${run} or ${baseline}`);
    return { ours: metricsOf([ours]), theirs: metricsOf([theirs]) };
  });
  const saved = pairs.map(({ ours, theirs }) => theirs.completed_cost_bps - ours.completed_cost_bps);
  return {
    best_baseline: baseline,
    bps: tInterval(saved),
    percent: tInterval(pairs.map(({ theirs }, at) => percentOf(saved[at] ?? 0, theirs.completed_cost_bps))),
    fill_rate: tInterval(pairs.map(({ ours, theirs }) => ours.fill_rate - theirs.fill_rate)),
  };
}

/** The tallies of one run or baseline, a seed each. */
export function talliesOf(seeds: readonly SeedRuns[], name: string): Tally[] {
  return seeds.flatMap(({ runs, baselines }) => runs.get(name) ?? baselines.get(name) ?? []);
}

function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / Math.abs(whole)) * 100;
}
