import { parseScaled } from '@fairlead/core/money/scaled';
import { priceE8 } from '@fairlead/core/money/units';
import { expectedFill, type FillCourse, fillKind, fillOfKind } from '@fairlead/core/quality/fill-course';
import { type FillRatePrior, fillRatePosterior } from '@fairlead/core/quality/fill-rate';
import {
  type Begun,
  expectedRoundTripUs,
  ordinaryRoundTripUs,
  ownLatencyUs,
  type Pace,
  sharedDelay,
  sharedStart,
} from '@fairlead/core/quality/pace';
import type { Posterior } from '@fairlead/core/quality/posterior';
import { scoreVenue } from '@fairlead/core/quality/scores';
import { nextVenueStatus } from '@fairlead/core/quality/status';
import { venueRate } from '@fairlead/core/quality/venue-belief';
import { courseOf, fromNumbers } from '@fairlead/core/quality/venue-estimate';
import type {
  KnownStatus,
  TakingStatistics,
  VenueQualityRow,
  VenueSetting,
} from '@fairlead/db/repositories/quality-repository';

/** Everything that the quality of one window is computed from. */
export interface WindowFacts {
  readonly timestamp_us: number;
  readonly taking: readonly TakingStatistics[];
  readonly settings: readonly VenueSetting[];
  readonly before: readonly KnownStatus[];
}

/** What a venue is believed to fill before it is seen, and how many children that is worth. */
const FIRST_PRIOR: FillRatePrior = { mean: 0.9, weight: 10 };
/** What the venue's own rate over all instruments is worth against its rate in one of them. */
const VENUE_WEIGHT = 10;
/** What the typical round trip is worth against the measured one, so that one slow answer is no slow venue. */
const LATENCY_WEIGHT = 3;

/**
 * The quality of every venue and instrument that was sent something in a window: a pure function of the window's facts, so that computing it
 * again changes nothing. Each instrument learns from its venue, and each venue from the common prior (routing.md: "with the venue's own average
 * as prior"). Size is what a child usually got there, against the venue that gave most in the instrument.
 */
export function qualityRows(facts: WindowFacts): VenueQualityRow[] {
  const settings = new Map(facts.settings.map((setting) => [setting.venue_id, setting]));
  const before = new Map(facts.before.map((known) => [keyOf(known), known.status]));
  const venues = venueFillRates(facts.taking);
  const expected = expectedFills(facts, venues);
  const largest = largestFills(facts.taking);
  const paces = windowPaces(facts);
  return facts.taking.map((taking) => {
    const setting = settings.get(taking.venue_id);
    if (setting === undefined) throw new Error(`children at a venue that is not configured: ${taking.venue_id}`);
    const fillRate = instrumentFillRate(taking, venues.get(taking.venue_id));
    const latencyUs = blendedLatencyUs(taking, setting);
    const scores = scoreVenue({
      latencyUs,
      fillRate: fillRate.mean,
      observations: taking.children,
      takeFeeE8: takeFeeE8(setting),
      displayedSize: taking.mean_filled,
      bestDisplayedSize: largest.get(taking.instrument_id) ?? 0,
      impactBps: taking.impact_bps ?? 0,
    });
    const status = nextVenueStatus(before.get(keyOf(taking)) ?? 'ACTIVE', {
      enabled: setting.enabled,
      circuit: setting.circuit,
      latencyUs: paces.get(taking)?.latelyUs ?? setting.typical_latency_us,
      typicalLatencyUs: paces.get(taking)?.ordinaryUs ?? setting.typical_latency_us,
      fillRate,
      expectedFill: expected.get(taking.venue_id) ?? 1,
    });
    return {
      timestamp_us: facts.timestamp_us,
      venue_id: taking.venue_id,
      instrument_id: taking.instrument_id,
      liquidity_score: scores.liquidityScore,
      speed_score: scores.speedScore,
      cost_score: scores.costScore,
      fill_rate: fillRate.mean,
      market_impact_score: scores.marketImpactScore,
      status,
      source: 'JOURNAL',
      observations: taking.children,
    };
  });
}

/** With fewer children in a window nothing is said of how fast a venue was. */
const CHILDREN_OF_PACE = 8;

/**
 * How fast each venue answered in the window, beside its own course and without what all of them share: the rule by which the router judges them. One of
 * which too little is known has none.
 */
function windowPaces({ taking, settings }: WindowFacts): ReadonlyMap<TakingStatistics, Pace> {
  const begun = new Map(settings.map((setting) => [setting.venue_id, begunOf(setting)]));
  const start = sharedStart([...begun.values()]);
  const judged = taking.flatMap((each) => {
    const known = begun.get(each.venue_id);
    const ordinaryUs = known === undefined ? null : ordinaryRoundTripUs(known, start);
    const isKnown = each.latency_us !== null && ordinaryUs !== null && each.children >= CHILDREN_OF_PACE;
    return isKnown ? [{ each, latencyUs: each.latency_us, ordinaryUs }] : [];
  });
  return new Map(
    judged.map(({ each, latencyUs, ordinaryUs }) => {
      const others = judged.filter((other) => other.each.venue_id !== each.venue_id);
      const shared = sharedDelay(others.map((other) => other.latencyUs - other.ordinaryUs));
      return [each, { latelyUs: ownLatencyUs(latencyUs, shared), ordinaryUs }];
    }),
  );
}

function begunOf({ venue_type: venueType, typical_latency_us: typicalLatencyUs, estimate }: VenueSetting): Begun {
  const learned = estimate === null ? null : fromNumbers(estimate);
  const course = learned === null ? { medianUs: null, observations: 0 } : courseOf(learned);
  return { course, expectedUs: expectedRoundTripUs({ venueType, typicalLatencyUs }) };
}

function keyOf(pair: { venue_id: string; instrument_id: string }): string {
  return `${pair.venue_id} ${pair.instrument_id}`;
}

function venueFillRates(taking: readonly TakingStatistics[]): Map<string, Posterior> {
  const sums = new Map<string, { filled: number; sent: number }>();
  for (const each of taking) {
    const sum = sums.get(each.venue_id) ?? { filled: 0, sent: 0 };
    sums.set(each.venue_id, { filled: sum.filled + each.filled_children, sent: sum.sent + each.children });
  }
  return new Map(
    [...sums].map(([id, { filled, sent }]) => [id, fillRatePosterior(Math.min(filled, sent), sent, FIRST_PRIOR)]),
  );
}

/** The share that is to be expected of each venue in the window, by the rule by which the router judges them. */
function expectedFills(
  { timestamp_us, settings }: WindowFacts,
  venues: ReadonlyMap<string, Posterior>,
): ReadonlyMap<string, number> {
  const courses = settings.map((setting) => ({
    setting,
    course: {
      lately: venues.get(setting.venue_id) ?? NOTHING_SENT,
      ordinary: ordinaryFill(setting, timestamp_us),
    } satisfies FillCourse,
  }));
  return new Map(
    courses.map(({ setting, course }) => {
      const ofKind = courses.filter((other) => fillKind(other.setting.venue_type) === fillKind(setting.venue_type));
      return [setting.venue_id, expectedFill(course, fillOfKind(ofKind.map((other) => other.course)))];
    }),
  );
}

const NOTHING_SENT = fillRatePosterior(0, 0, FIRST_PRIOR);

function ordinaryFill({ estimate }: VenueSetting, atUs: number): Posterior {
  const learned = estimate === null ? null : fromNumbers(estimate);
  return learned === null ? NOTHING_SENT : venueRate(learned, 'fill', atUs);
}

function instrumentFillRate(taking: TakingStatistics, venue: Posterior | undefined): Posterior {
  const prior = venue === undefined ? FIRST_PRIOR : { mean: venue.mean, weight: VENUE_WEIGHT };
  return fillRatePosterior(Math.min(taking.filled_children, taking.children), taking.children, prior);
}

function largestFills(taking: readonly TakingStatistics[]): Map<string, number> {
  const largest = new Map<string, number>();
  for (const each of taking) {
    largest.set(each.instrument_id, Math.max(largest.get(each.instrument_id) ?? 0, each.mean_filled));
  }
  return largest;
}

function blendedLatencyUs(taking: TakingStatistics, setting: VenueSetting): number {
  if (taking.latency_us === null) return setting.typical_latency_us;
  const weighted = taking.latency_us * taking.children + setting.typical_latency_us * LATENCY_WEIGHT;
  return weighted / (taking.children + LATENCY_WEIGHT);
}

/** A venue without a fee schedule is scored as free. */
function takeFeeE8(setting: VenueSetting) {
  if (setting.take_fee === null) return priceE8(0);
  const parsed = parseScaled(setting.take_fee, 8);
  if (!parsed.ok) throw new Error(`take fee of ${setting.venue_id} is ${setting.take_fee}: ${parsed.error}`);
  return priceE8(parsed.value);
}
