import { type LatencySketch, latencyQuantile, learnLatency, noSketch, SKETCH_BUCKETS } from './latency-sketch.ts';
import { learnMean, type MeanState, noMean } from './mean.ts';
import type { Course } from './pace.ts';
import { learnRate, noRate, type RateState } from './rate.ts';
import {
  HALF_LIVES,
  type MarkoutMetric,
  MEAN_METRICS,
  type MeanMetric,
  RATE_METRICS,
  type RateMetric,
} from './settings.ts';

/** All that is remembered of a venue, in one instrument or over all of them; plain numbers throughout. */
export interface VenueEstimate {
  /** Child orders that taught something, ever. */
  children: number;
  /** When it was last taught, in microseconds since 1970; 0 before the first time. */
  lastUs: number;
  /** Fills of blind children are followed by moves against us (`isAdverse`); set by who knows the prior. */
  isBlindAdverse: boolean;
  readonly rates: Readonly<Record<RateMetric, RateState>>;
  readonly means: Readonly<Record<MeanMetric, MeanState>>;
  readonly sketch: LatencySketch;
}

/** What a venue is learned from. Moves are in basis points; positive costs us, but for `improvementBps`, where it is our gain. */
export type Observation =
  /** The time from sending to the first answer. */
  | { readonly kind: 'ROUND_TRIP'; readonly latencyUs: number }
  /** A child that took what was displayed has ended: the share of it that was filled, and whether the venue refused it. */
  | { readonly kind: 'TAKE'; readonly filledShare: number; readonly isRejected: boolean }
  /** A child that was sent blind has ended. */
  | { readonly kind: 'BLIND'; readonly gotAny: boolean; readonly isRejected: boolean }
  /** A fill, beside the market in which its order arrived; null where that had no two sides, or they were the same price. */
  | {
      readonly kind: 'FILL';
      readonly improvementBps: number;
      readonly effectiveOverQuoted: number | null;
      /** How far the mid had moved away between the arrival of the order and the fill; null where it is not known. */
      readonly impactBps: number | null;
    }
  /** How far the mid has come back, some time after a fill; whether it was one of a child that was sent blind. */
  | {
      readonly kind: 'MARKOUT';
      readonly metric: MarkoutMetric;
      readonly adverseBps: number;
      readonly isBlind: boolean;
    };

/** Nothing seen yet. */
export function noEstimate(): VenueEstimate {
  return {
    children: 0,
    lastUs: 0,
    isBlindAdverse: false,
    rates: { fill: noRate(), recentFill: noRate(), fade: noRate(), reject: noRate(), hidden: noRate() },
    means: {
      latencyUs: noMean(),
      recentLatencyUs: noMean(),
      improvementBps: noMean(),
      effectiveOverQuoted: noMean(),
      impactBps: noMean(),
      markout50ms: noMean(),
      markout1s: noMean(),
      markout15s: noMean(),
      markout1m: noMean(),
      markout5m: noMean(),
      blindMarkout1s: noMean(),
    },
    sketch: noSketch(),
  };
}

/** Learns one observation. Throws for one that cannot be (a share over 1, a time below 0, a move that is not finite). */
export function learn(estimate: VenueEstimate, seen: Observation, nowUs: number): void {
  const rate = (metric: RateMetric, share: number) =>
    learnRate(estimate.rates[metric], share, { nowUs, halfLives: HALF_LIVES[metric] });
  const mean = (metric: MeanMetric, value: number) =>
    learnMean(estimate.means[metric], value, { nowUs, halfLives: HALF_LIVES[metric] });
  estimate.lastUs = Math.max(estimate.lastUs, nowUs);
  switch (seen.kind) {
    case 'ROUND_TRIP':
      mean('latencyUs', seen.latencyUs);
      mean('recentLatencyUs', Math.min(seen.latencyUs, longestTripUs(estimate)));
      learnLatency(estimate.sketch, seen.latencyUs, { nowUs, halfLives: HALF_LIVES.latencySketch });
      return;
    case 'TAKE':
      estimate.children += 1;
      rate('fill', seen.filledShare);
      rate('recentFill', seen.filledShare);
      rate('reject', Number(seen.isRejected));
      if (!seen.isRejected) rate('fade', Number(seen.filledShare < 1));
      return;
    case 'BLIND':
      estimate.children += 1;
      rate('reject', Number(seen.isRejected));
      if (!seen.isRejected) rate('hidden', Number(seen.gotAny));
      return;
    case 'FILL':
      mean('improvementBps', seen.improvementBps);
      if (seen.effectiveOverQuoted !== null) mean('effectiveOverQuoted', seen.effectiveOverQuoted);
      if (seen.impactBps !== null) mean('impactBps', seen.impactBps);
      return;
    case 'MARKOUT':
      mean(seen.metric, seen.adverseBps);
      if (seen.isBlind && seen.metric === 'markout1s') mean('blindMarkout1s', seen.adverseBps);
      return;
  }
}

/**
 * One answer counts for at most so many times the latest ones, so that a single straggler is no change of regime; a second and a third raise
 * the measure themselves.
 */
const STRAGGLER = 3;

function longestTripUs({ means: { recentLatencyUs } }: VenueEstimate): number {
  return recentLatencyUs.mean === 0 ? Number.POSITIVE_INFINITY : recentLatencyUs.mean * STRAGGLER;
}

/** The course of a venue's round trips over the longer time. */
export function courseOf({ sketch, means }: VenueEstimate): Course {
  return { medianUs: latencyQuantile(sketch, 0.5), observations: means.latencyUs.weight };
}

/** The layout of the numbers below; another layout is another version, and what was stored under the old one is not read. */
const LAYOUT = 1;
const LENGTH = 4 + 3 * RATE_METRICS.length + 4 * MEAN_METRICS.length + 1 + SKETCH_BUCKETS;

/** An estimate as a list of numbers, to be stored. */
export function toNumbers({ children, lastUs, isBlindAdverse, rates, means, sketch }: VenueEstimate): number[] {
  return [
    LAYOUT,
    children,
    lastUs,
    Number(isBlindAdverse),
    ...RATE_METRICS.flatMap((metric) => [rates[metric].hits, rates[metric].trials, rates[metric].atUs]),
    ...MEAN_METRICS.flatMap((metric) => {
      const { weight, mean, squares, atUs } = means[metric];
      return [weight, mean, squares, atUs];
    }),
    sketch.atUs,
    ...sketch.weights,
  ];
}

/** The same estimate again, bit for bit; null where the numbers are not of this layout. */
export function fromNumbers(numbers: readonly number[]): VenueEstimate | null {
  if (numbers.length !== LENGTH || numbers[0] !== LAYOUT || !numbers.every(Number.isFinite)) return null;
  const estimate = noEstimate();
  const left = numbers.values();
  const next = () => left.next().value ?? 0;
  next();
  estimate.children = next();
  estimate.lastUs = next();
  estimate.isBlindAdverse = next() === 1;
  for (const metric of RATE_METRICS) {
    Object.assign(estimate.rates[metric], { hits: next(), trials: next(), atUs: next() } satisfies RateState);
  }
  for (const metric of MEAN_METRICS) {
    const state: MeanState = { weight: next(), mean: next(), squares: next(), atUs: next() };
    Object.assign(estimate.means[metric], state);
  }
  estimate.sketch.atUs = next();
  for (let bucket = 0; bucket < SKETCH_BUCKETS; bucket++) estimate.sketch.weights[bucket] = next();
  return estimate;
}
