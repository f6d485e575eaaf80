import type { HalfLives } from './half-life.ts';

/** The markouts: how long after a fill the mid is read again. */
export const MARKOUT_HORIZONS = [
  { metric: 'markout50ms', horizon: '50ms', afterUs: 50_000 },
  { metric: 'markout1s', horizon: '1s', afterUs: 1_000_000 },
  { metric: 'markout15s', horizon: '15s', afterUs: 15_000_000 },
  { metric: 'markout1m', horizon: '1m', afterUs: 60_000_000 },
  { metric: 'markout5m', horizon: '5m', afterUs: 300_000_000 },
] as const;
export type MarkoutMetric = (typeof MARKOUT_HORIZONS)[number]['metric'];
export type MarkoutHorizon = (typeof MARKOUT_HORIZONS)[number]['horizon'];

/** The rates that are estimated, each a share of child orders. */
export const RATE_METRICS = ['fill', 'recentFill', 'fade', 'reject', 'hidden'] as const;
export type RateMetric = (typeof RATE_METRICS)[number];

/** The means that are estimated: round trips in microseconds, a ratio, and moves in basis points. */
export const MEAN_METRICS = [
  'latencyUs',
  'recentLatencyUs',
  'improvementBps',
  'effectiveOverQuoted',
  'impactBps',
  'markout50ms',
  'markout1s',
  'markout15s',
  'markout1m',
  'markout5m',
  'blindMarkout1s',
] as const;
export type MeanMetric = (typeof MEAN_METRICS)[number];

const SECOND_US = 1_000_000;
const MINUTE_US = 60 * SECOND_US;

/** What is remembered of a venue's ordinary behaviour: a change that lasts for a thousand children becomes the ordinary. */
const ORDINARY: HalfLives = { observations: 1_000, silenceUs: 30 * MINUTE_US };
/** What was seen lately: a change of regime is seen within a dozen children. */
const LATELY: HalfLives = { observations: 6, silenceUs: 1.6 * SECOND_US };
/**
 * A venue that is avoided shows nothing new. So what was seen lately counts for less the longer nothing was sent there: after about two
 * seconds the ordinary is believed again, and the venue is tried again. Shorter than the silence of LATELY, so that a try that goes wrong
 * renews what was believed, and one that goes well ends it.
 */
export const TRIED_AGAIN: HalfLives = { observations: 6, silenceUs: 1.4 * SECOND_US };
/** Moves of the mid are mostly noise: only many fills together say something. */
const NOISY: HalfLives = { observations: 500, silenceUs: 60 * MINUTE_US };

/** How each estimate forgets. Judgments, held by the simulated change of regime (tooling/src/bench/regime-change.test.ts). */
export const HALF_LIVES: Readonly<Record<RateMetric | MeanMetric | 'latencySketch', HalfLives>> = {
  fill: ORDINARY,
  recentFill: LATELY,
  fade: ORDINARY,
  reject: ORDINARY,
  hidden: ORDINARY,
  latencyUs: ORDINARY,
  recentLatencyUs: LATELY,
  latencySketch: { observations: 100, silenceUs: 10 * MINUTE_US },
  improvementBps: NOISY,
  effectiveOverQuoted: NOISY,
  impactBps: NOISY,
  markout50ms: NOISY,
  markout1s: NOISY,
  markout15s: NOISY,
  markout1m: NOISY,
  markout5m: NOISY,
  blindMarkout1s: { observations: 100, silenceUs: 30 * MINUTE_US },
};

/** What is believed of any venue's rates before it has been seen, and how many children that is worth. */
export const FIRST_RATES: Readonly<Record<RateMetric, { readonly mean: number; readonly weight: number }>> = {
  fill: { mean: 0.9, weight: 10 },
  recentFill: { mean: 0.9, weight: 10 },
  fade: { mean: 0.1, weight: 10 },
  reject: { mean: 0.01, weight: 10 },
  hidden: { mean: 0.2, weight: 4 },
};

/** The same of its means, but for the round trip, which the venue's own settings say. Moves are believed to be none. */
export const FIRST_MEANS: Readonly<
  Record<
    Exclude<MeanMetric, 'latencyUs' | 'recentLatencyUs'>,
    { readonly mean: number; readonly deviation: number; readonly weight: number }
  >
> = {
  improvementBps: { mean: 0, deviation: 1, weight: 4 },
  effectiveOverQuoted: { mean: 1, deviation: 0.5, weight: 4 },
  impactBps: { mean: 0, deviation: 2, weight: 4 },
  markout50ms: { mean: 0, deviation: 1, weight: 4 },
  markout1s: { mean: 0, deviation: 2, weight: 4 },
  markout15s: { mean: 0, deviation: 5, weight: 4 },
  markout1m: { mean: 0, deviation: 10, weight: 4 },
  markout5m: { mean: 0, deviation: 20, weight: 4 },
  blindMarkout1s: { mean: 0, deviation: 2, weight: 4 },
};

/** What a typical round trip is worth against measured ones, and how far single ones lie from it, as a share of it. */
export const FIRST_LATENCY = { weight: 20, deviationShare: 0.5 } as const;
/** What a venue's own average is worth, in child orders, against what was seen of it in one instrument. */
export const VENUE_WEIGHT = 10;
