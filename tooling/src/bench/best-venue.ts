import type { RoutingObjective } from '@fairlead/core/order/request';
import type { Expectation } from '@fairlead/core/quality/venue-belief';
import { planRoute } from '@fairlead/core/routing/plan';
import { Random } from '../replay/random.ts';
import { atLeast, type Benchmark, compared, distribution, figure, type Metric, type Ratio } from './benchmark.ts';
import { inputOf, litVenues, RegimeMarket, type Truth } from './regime-market.ts';

const VENUES = 24;
const SEEDS = 5;
const DECISIONS = 10_000;
const PER_SECOND = 50;
const STEP_US = 1_000_000 / PER_SECOND;
/** Children that every venue was sent before. */
const WARM_UP = 300;
/** A venue falls into another regime about every five seconds, and stays in it for thirty: about six of them at any time. */
const CHANGE_EVERY = 5 * PER_SECOND;
const CHANGED_FOR = 30 * PER_SECOND;
/** A choice that costs no more than this over the oracle's is as good. */
const AS_GOOD_BPS = 0.1;
const OBJECTIVES: readonly RoutingObjective[] = ['SMART', 'HIGHEST_FILL_RATE', 'FASTEST_EXECUTION'];

/**
 * How often the venue chosen is as good as the one that an oracle would choose: 24 venues whose fill rates and round trips are known to the
 * benchmark alone, about six of them in a regime of round trips five times as long or half the fills at any time, quotes that change
 * with every order. The oracle is the same planner on the same quotes with the truth; costs are counted with the truth, in basis points,
 * weighted as the objective weighs them. `static priors` is the same router believing what the settings say.
 */
export const bestVenue: Benchmark = ({ progress }) => {
  const metrics: Metric[] = [];
  const ratios: Ratio[] = [];
  for (const objective of OBJECTIVES) {
    progress(`best-venue: ${objective}`);
    const [learned, fixed] = [true, false].map((isLearning) => excesses(objective, isLearning));
    if (learned === undefined || fixed === undefined) continue;
    metrics.push(distribution(`cost over the oracle, learning, ${objective}`, 'bps', learned));
    metrics.push(distribution(`cost over the oracle, static priors, ${objective}`, 'bps', fixed));
    metrics.push(
      figure(`as good as the oracle, static priors, ${objective}`, 'share', { value: asGood(fixed), n: fixed.length }),
    );
    ratios.push(
      atLeast(`share within ${AS_GOOD_BPS} bp of the oracle, ${objective}`, asGood(learned), 0.98),
      compared(`mean cost over the oracle, learning / static priors, ${objective}`, mean(learned) / mean(fixed)),
    );
  }
  return Promise.resolve({ metrics, ratios });
};

/** For every decision of every seed, what its venue costs more than the oracle's. */
function excesses(objective: RoutingObjective, isLearning: boolean): number[] {
  const found: number[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) found.push(...excessesOf(objective, { seed, isLearning }));
  return found;
}

function excessesOf(objective: RoutingObjective, with_: { seed: number; isLearning: boolean }): number[] {
  const random = new Random(with_.seed * 7_919);
  const usual = litVenues(VENUES).map((venue): Truth => {
    return { fillRate: 0.8 + random.below(180) / 1_000, latencyUs: venue.typicalLatencyUs };
  });
  const truths = usual.map((truth) => ({ ...truth }));
  const market = new RegimeMarket({ venues: litVenues(VENUES), truths, ...with_ });
  const quoteAll = () => {
    for (const row of truths.keys()) market.quote(row, { bid: 1 + random.below(4), ask: 1 + random.below(4) });
  };
  quoteAll();
  market.warmUp(WARM_UP);
  const endings = new Map<number, number>();
  return Array.from({ length: DECISIONS }, (_, step) => {
    changeRegimes({ truths, usual, endings, random, step });
    quoteAll();
    market.pass(STEP_US);
    const oracle = planRoute(inputOf(market.view(truths.map(expectedOf)), objective));
    const costs = new Map(
      oracle.outcomes.map(({ venueId, weightedBps }) => [venueId, weightedBps ?? Number.POSITIVE_INFINITY]),
    );
    const { venueId } = market.decide(objective);
    return (costs.get(venueId ?? '') ?? Number.POSITIVE_INFINITY) - (costs.get(oracle.slices[0]?.venueId ?? '') ?? 0);
  });
}

function changeRegimes(at: {
  truths: Truth[];
  usual: readonly Truth[];
  endings: Map<number, number>;
  random: Random;
  step: number;
}): void {
  for (const [row, ending] of at.endings) {
    const usual = at.usual[row];
    if (at.step < ending || usual === undefined) continue;
    at.truths[row] = Object.assign(at.truths[row] ?? usual, usual);
    at.endings.delete(row);
  }
  if (at.step % CHANGE_EVERY !== 0) return;
  const row = at.random.below(VENUES);
  const truth = at.truths[row];
  if (truth === undefined || at.endings.has(row)) return;
  if (at.random.below(2) === 0) truth.latencyUs *= 5;
  else truth.fillRate /= 2;
  at.endings.set(row, at.step + CHANGED_FOR);
}

function expectedOf({ fillRate, latencyUs }: Truth): Expectation {
  return { fillRate, latencyUs, observations: 1_000 };
}

function asGood(found: readonly number[]): number {
  return found.filter((excess) => excess <= AS_GOOD_BPS).length / found.length;
}

function mean(found: readonly number[]): number {
  return found.reduce((sum, excess) => sum + excess, 0) / found.length;
}
