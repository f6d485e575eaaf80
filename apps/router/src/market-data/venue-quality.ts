import type { Estimate, VenueOverall, VenueQuality } from '@fairlead/contracts/venue-quality';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { InstrumentBook } from '@fairlead/core/market/instrument-book';
import type { Posterior } from '@fairlead/core/quality/posterior';
import { scoreVenue, type VenueMeasurement } from '@fairlead/core/quality/scores';
import { VENUE_WEIGHT } from '@fairlead/core/quality/settings';
import {
  fillBelief,
  type Grounds,
  latencyBelief,
  latencyQuantiles,
  meanBelief,
  rateBelief,
  venueFillNow,
  venueLatencyNow,
  venueMean,
  venueRate,
} from '@fairlead/core/quality/venue-belief';
import type { Market } from './market.ts';
import type { VenueHealth } from './venue-health.ts';

/** A lit print tells the market more than a dark one. */
const LIT_INFORMATION = 1;
const DARK_INFORMATION = 0.5;
const MS_US = 1_000;
const MILLION = 1_000_000;

/** The quality of every venue in one instrument, from its own answers and what it displays now. Time in microseconds since 1970. */
export function venueQuality(book: InstrumentBook, venues: readonly VenueHealth[], nowUs: number): VenueQuality[] {
  const displayed = venues.map((_, row) => displayedSize(book, row));
  const bestDisplayedSize = Math.max(0, ...displayed);
  return venues.map((health, row) => {
    const size = { displayedSize: displayed[row] ?? 0, bestDisplayedSize };
    return qualityOf(health, { book, size, nowUs });
  });
}

/** The quality of a venue in each instrument that it has finished a child order in, the best known first. Time in microseconds since 1970. */
export function qualityByInstrument(
  health: VenueHealth,
  market: Pick<Market, 'book' | 'venuesOf'>,
  nowUs: number,
): (VenueQuality & { readonly instrument_id: string })[] {
  const rows = health.estimates.instrumentIds.flatMap((instrument_id) => {
    const book = market.book(instrument_id);
    const row = book?.row(health.venue.venueId);
    if (book === undefined || row === undefined) return [];
    if (health.estimates.grounds(instrument_id).pair.children === 0) return [];
    const displayed = market.venuesOf(book).map((_, each) => displayedSize(book, each));
    const size = { displayedSize: displayed[row] ?? 0, bestDisplayedSize: Math.max(0, ...displayed) };
    return [{ instrument_id, ...qualityOf(health, { book, size, nowUs }) }];
  });
  return rows.sort((a, b) => b.observations - a.observations || a.instrument_id.localeCompare(b.instrument_id));
}

/** The quality of a venue over all that it trades, by what it has shown. Time in microseconds since 1970. */
export function overallQuality({ venue, status, estimates }: VenueHealth, nowUs: number): VenueOverall {
  const grounds = estimates.overall;
  const estimate = grounds.venue;
  const rate = (metric: RateName) => estimateOf(venueRate(estimate, metric, nowUs));
  const mean = (metric: MeanName) => estimateOf(venueMean(grounds, metric, nowUs));
  const { children, lastUs } = estimate;
  return {
    venue_id: venue.venueId,
    venue_type: venue.venueType,
    status,
    observations: children,
    last_updated: lastUs === 0 ? null : isoTime(lastUs),
    latency: latencyView({ ...grounds, pair: estimate }, venueLatencyNow(grounds, nowUs)),
    ...estimatesBy(rate, mean, { fill: venueFillNow(estimate, nowUs), impact: venueMean(grounds, 'impactBps', nowUs) }),
  };
}

interface Seen {
  readonly book: InstrumentBook;
  readonly size: Pick<VenueMeasurement, 'displayedSize' | 'bestDisplayedSize'>;
  readonly nowUs: number;
}

function qualityOf(health: VenueHealth, seen: Seen): VenueQuality {
  const { venue, status } = health;
  const { nowUs, book } = seen;
  const grounds = health.estimates.grounds(book.instrument.instrumentId);
  const fill = fillBelief(grounds, nowUs);
  const latency = latencyBelief(grounds, nowUs);
  const impact = impactBelief(grounds, book, { isLit: venue.lit, nowUs });
  const scoresOf = scoring({ ...seen.size, takeFeeE8: venue.fees.takePerUnitE8, observations: fill.observations });
  const scores = scoresOf({ fillRate: fill.mean, latencyUs: latency.mean, impactBps: impact.mean });
  const worst = scoresOf({ fillRate: fill.low95, latencyUs: latency.high95, impactBps: impact.high95 });
  const best = scoresOf({ fillRate: fill.high95, latencyUs: latency.low95, impactBps: impact.low95 });
  const scored = (name: 'liquidityScore' | 'speedScore' | 'marketImpactScore', { observations }: Posterior) =>
    estimateOf({ mean: scores[name], low95: worst[name], high95: best[name], observations });
  const { children, lastUs } = grounds.pair;
  return {
    venue_id: venue.venueId,
    venue_type: venue.venueType,
    status,
    liquidity_score: scores.liquidityScore,
    speed_score: scores.speedScore,
    cost_score: scores.costScore,
    fill_rate: rounded(fill.mean),
    market_impact_score: scores.marketImpactScore,
    latency_ms: rounded(latency.mean / MS_US),
    observations: children,
    last_updated: lastUs === 0 ? null : isoTime(lastUs),
    latency: latencyView(grounds, latency),
    scores: {
      liquidity: scored('liquidityScore', fill),
      speed: scored('speedScore', latency),
      market_impact: scored('marketImpactScore', impact),
    },
    ...estimatesOf(grounds, { fill, impact, nowUs }),
  };
}

function estimatesOf(
  grounds: Grounds,
  { fill, impact, nowUs }: { fill: Posterior; impact: Posterior; nowUs: number },
): Pick<VenueQuality, 'estimates' | 'markouts_bps'> {
  const rate = (metric: RateName) => estimateOf(rateBelief(grounds, metric, nowUs));
  const mean = (metric: MeanName) => estimateOf(meanBelief(grounds, metric, nowUs));
  return estimatesBy(rate, mean, { fill, impact });
}

type RateName = 'fade' | 'reject' | 'hidden';
type MeanName = Parameters<typeof meanBelief>[1];

function latencyView(grounds: Grounds, expected: Posterior): VenueQuality['latency'] {
  const quantiles = latencyQuantiles(grounds);
  return {
    expected_ms: estimateOf(expected, MS_US),
    p50_ms: quantiles === null ? null : rounded(quantiles.p50Us / MS_US),
    p99_ms: quantiles === null ? null : rounded(quantiles.p99Us / MS_US),
  };
}

function estimatesBy(
  rate: (metric: RateName) => Estimate,
  mean: (metric: MeanName) => Estimate,
  { fill, impact }: { readonly fill: Posterior; readonly impact: Posterior },
): Pick<VenueQuality, 'estimates' | 'markouts_bps'> {
  return {
    estimates: {
      fill_rate: estimateOf(fill),
      fade_rate: rate('fade'),
      reject_rate: rate('reject'),
      hidden_liquidity_rate: rate('hidden'),
      price_improvement_bps: mean('improvementBps'),
      effective_over_quoted: mean('effectiveOverQuoted'),
      impact_bps: estimateOf(impact),
    },
    markouts_bps: {
      after_50ms: mean('markout50ms'),
      after_1s: mean('markout1s'),
      after_15s: mean('markout15s'),
      after_1m: mean('markout1m'),
      after_5m: mean('markout5m'),
    },
  };
}

/** Scores that stay within what can be measured: the ends of an interval may lie outside. */
function scoring(known: Omit<VenueMeasurement, 'fillRate' | 'latencyUs' | 'impactBps'>) {
  return ({ latencyUs, ...measured }: Pick<VenueMeasurement, 'fillRate' | 'latencyUs' | 'impactBps'>) =>
    scoreVenue({ ...known, ...measured, latencyUs: Math.max(0, latencyUs) });
}

/** The measured impact; the square-root law for one round lot stands for what has not been measured yet. */
function impactBelief(
  grounds: Grounds,
  { instrument }: InstrumentBook,
  at: { isLit: boolean; nowUs: number },
): Posterior {
  const measured = meanBelief(grounds, 'impactBps', at.nowUs);
  const share = Math.sqrt(instrument.roundLot / instrument.averageDailyVolume);
  const lawBps = instrument.dailyVolatilityBps * share * (at.isLit ? LIT_INFORMATION : DARK_INFORMATION);
  const moved = (lawBps * VENUE_WEIGHT) / (VENUE_WEIGHT + measured.observations);
  const { mean, low95, high95, observations } = measured;
  return { mean: mean + moved, low95: low95 + moved, high95: high95 + moved, observations };
}

function estimateOf(belief: Posterior, unit = 1): Estimate {
  return {
    value: rounded(belief.mean / unit),
    low95: rounded(belief.low95 / unit),
    high95: rounded(belief.high95 / unit),
    observations: rounded(belief.observations),
  };
}

function rounded(value: number): number {
  return Math.round(value * MILLION) / MILLION;
}

/** The smaller of both sides: what can be had whichever way the order goes. */
function displayedSize(book: InstrumentBook, row: number): number {
  if (book.quotes.quoteState(row) !== 'FRESH') return 0;
  const quote = book.quotes.quote(row);
  return Math.min(quote.bidSize, quote.askSize);
}
