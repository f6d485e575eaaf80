import { afterChange, type Lately } from './change.ts';
import { remainingAfterSilence } from './half-life.ts';
import { latencyQuantile } from './latency-sketch.ts';
import { type MeanPrior, meanPosterior } from './mean.ts';
import type { Posterior } from './posterior.ts';
import { ratePosterior } from './rate.ts';
import {
  FIRST_LATENCY,
  FIRST_MEANS,
  FIRST_RATES,
  HALF_LIVES,
  type MeanMetric,
  type RateMetric,
  TRIED_AGAIN,
  VENUE_WEIGHT,
} from './settings.ts';
import type { VenueEstimate } from './venue-estimate.ts';

/** What there is to believe from: one instrument's estimate at a venue, the venue's own over all instruments, and its settings. */
export interface Grounds {
  readonly pair: VenueEstimate;
  readonly venue: VenueEstimate;
  /** The round trip that the venue's settings say, in microseconds. */
  readonly typicalLatencyUs: number;
}

/** What a decision is to expect of a venue now. */
export interface Expectation {
  /** Round trip in whole microseconds, at least 1. */
  readonly latencyUs: number;
  /** Share of a taking child that is filled, 0 to 1. */
  readonly fillRate: number;
  /** The taking children in this instrument behind it, each by what it still counts for. */
  readonly observations: number;
}

const MILLION = 1_000_000;
/** A prior that is certain could never learn. */
const LEAST_RATE = 0.001;
/** Rates nearer to 0 or 1 are believed to spread as this one does. */
const LEAST_SPREAD_RATE = 0.05;

/**
 * What to expect now. Two questions are kept apart: what is ordinary here (long half-lives; the instrument shrunk to its venue, the venue
 * to the common prior), and whether that has changed (short half-lives, which a silence of seconds wipes out; `afterChange`). A change that
 * the venue shows in any instrument moves all of them: rates by its distance from the venue's ordinary, round trips by its ratio. Shrinkage
 * to the mean of the group is empirical Bayes: Efron and Morris, "Data Analysis Using Stein's Estimator and Its Generalizations", JASA 70
 * (1975). Rounded here, once, to 6 decimals, so that a recorded decision is made of exactly what was read.
 */
export function expectationOf(grounds: Grounds, nowUs: number): Expectation {
  const fill = fillBelief(grounds, nowUs);
  return {
    latencyUs: Math.max(1, Math.round(latencyBelief(grounds, nowUs).mean)),
    fillRate: rounded(fill.mean),
    observations: rounded(fill.observations),
  };
}

/** The fill rate that is to be expected now, with its interval. */
export function fillBelief({ pair, venue }: Grounds, nowUs: number): Posterior {
  const ordinary = venueRate(venue, 'fill', nowUs);
  const here = ratePosterior(pair.rates.fill, rateAround(ordinary.mean, VENUE_WEIGHT), rateAt('fill', nowUs));
  const moved = fillNow(venue, ordinary, nowUs).mean - ordinary.mean;
  const expected = { ...here, mean: here.mean + moved, low95: here.low95 + moved, high95: here.high95 + moved };
  return fillNow(pair, expected, nowUs);
}

/** The same of the venue over all its instruments. */
export function venueFillNow(venue: VenueEstimate, nowUs: number): Posterior {
  return fillNow(venue, venueRate(venue, 'fill', nowUs), nowUs);
}

/** What is believed of a venue over all its instruments. */
export type VenueGrounds = Omit<Grounds, 'pair'>;

/** The round trip that is to be expected of the venue now, whatever the instrument; in microseconds, with its interval. */
export function venueLatencyNow({ venue, typicalLatencyUs }: VenueGrounds, nowUs: number): Posterior {
  return latencyNow(venue, venueLatency(venue, typicalLatencyUs, nowUs), nowUs);
}

/** A mean of the venue over all its instruments. */
export function venueMean({ venue }: VenueGrounds, metric: keyof typeof FIRST_MEANS, nowUs: number): Posterior {
  return meanPosterior(venue.means[metric], FIRST_MEANS[metric], meanAt(metric, nowUs));
}

/** The round trip that is to be expected now, in microseconds, with its interval. */
export function latencyBelief({ pair, venue, typicalLatencyUs }: Grounds, nowUs: number): Posterior {
  const ordinary = venueLatency(venue, typicalLatencyUs, nowUs);
  const prior = latencyAround(ordinary.mean, VENUE_WEIGHT);
  const here = meanPosterior(pair.means.latencyUs, prior, meanAt('latencyUs', nowUs));
  const times = latencyNow(venue, ordinary, nowUs).mean / ordinary.mean;
  const expected = { ...here, mean: here.mean * times, low95: here.low95 * times, high95: here.high95 * times };
  return latencyNow(pair, expected, nowUs);
}

/** What is believed of a rate in one instrument, its venue's own average being the prior. */
export function rateBelief({ pair, venue }: Grounds, metric: RateMetric, nowUs: number): Posterior {
  const prior = rateAround(venueRate(venue, metric, nowUs).mean, VENUE_WEIGHT);
  return ratePosterior(pair.rates[metric], prior, rateAt(metric, nowUs));
}

/** What is believed of a mean in one instrument, its venue's own average being the prior. */
export function meanBelief({ pair, ...overall }: Grounds, metric: keyof typeof FIRST_MEANS, nowUs: number): Posterior {
  const { mean } = venueMean(overall, metric, nowUs);
  return meanPosterior(
    pair.means[metric],
    { ...FIRST_MEANS[metric], mean, weight: VENUE_WEIGHT },
    meanAt(metric, nowUs),
  );
}

/** The median and the slowest hundredth of round trips in microseconds; the venue's own where the instrument has shown none, null where neither has. */
export function latencyQuantiles({ pair, venue }: Grounds): { readonly p50Us: number; readonly p99Us: number } | null {
  for (const { sketch } of [pair, venue]) {
    const p50Us = latencyQuantile(sketch, 0.5);
    const p99Us = latencyQuantile(sketch, 0.99);
    if (p50Us !== null && p99Us !== null) return { p50Us, p99Us };
  }
  return null;
}

/** A rate of the venue over all its instruments, as it ordinarily is. */
export function venueRate(venue: VenueEstimate, metric: RateMetric, nowUs: number): Posterior {
  return ratePosterior(venue.rates[metric], FIRST_RATES[metric], rateAt(metric, nowUs));
}

function venueLatency(venue: VenueEstimate, typicalLatencyUs: number, nowUs: number): Posterior {
  const prior = latencyAround(typicalLatencyUs, FIRST_LATENCY.weight);
  return meanPosterior(venue.means.latencyUs, prior, meanAt('latencyUs', nowUs));
}

function fillNow(estimate: VenueEstimate, ordinary: Posterior, nowUs: number): Posterior {
  return asRate(afterChange(ordinary, lately(estimate, nowUs), rateDeviation(ordinary.mean)));
}

function latencyNow(estimate: VenueEstimate, ordinary: Posterior, nowUs: number): Posterior {
  return afterChange(ordinary, latelyLatency(estimate, nowUs), ordinary.mean * FIRST_LATENCY.deviationShare);
}

function lately({ rates: { recentFill } }: VenueEstimate, nowUs: number): Lately {
  const kept = remainingAfterSilence(nowUs - recentFill.atUs, TRIED_AGAIN);
  const mean = recentFill.trials === 0 ? 0 : recentFill.hits / recentFill.trials;
  return { mean, observations: recentFill.trials * kept };
}

function latelyLatency({ means: { recentLatencyUs } }: VenueEstimate, nowUs: number): Lately {
  const kept = remainingAfterSilence(nowUs - recentLatencyUs.atUs, TRIED_AGAIN);
  return { mean: recentLatencyUs.mean, observations: recentLatencyUs.weight * kept };
}

/** How far single children lie from a fill rate; that of an always or never filled one is not believed to be nothing. */
function rateDeviation(mean: number): number {
  const within = Math.min(1 - LEAST_SPREAD_RATE, Math.max(LEAST_SPREAD_RATE, mean));
  return Math.sqrt(within * (1 - within));
}

function asRate({ mean, low95, high95, observations }: Posterior): Posterior {
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return { mean: within(mean), low95: within(low95), high95: within(high95), observations };
}

function rateAround(mean: number, weight: number) {
  return { mean: Math.min(1 - LEAST_RATE, Math.max(LEAST_RATE, mean)), weight };
}

function latencyAround(mean: number, weight: number): MeanPrior {
  return { mean, deviation: mean * FIRST_LATENCY.deviationShare, weight };
}

function rateAt(metric: RateMetric, nowUs: number) {
  return { nowUs, halfLives: HALF_LIVES[metric] };
}

function meanAt(metric: MeanMetric, nowUs: number) {
  return { nowUs, halfLives: HALF_LIVES[metric] };
}

function rounded(value: number): number {
  return Math.round(value * MILLION) / MILLION;
}
