import type { Venue } from '../venue/venue.ts';

/** How fast a venue answers lately, beside how fast it ordinarily does; in microseconds. */
export interface Pace {
  readonly latelyUs: number;
  readonly ordinaryUs: number;
}

/** By how much the latest answers of all venues are later than they ordinarily are, and how far single ones lie from that; in microseconds. */
export interface SharedDelay {
  readonly delayUs: number;
  readonly spreadUs: number;
}

const NONE: SharedDelay = { delayUs: 0, spreadUs: 0 };
/** With fewer answers of others it cannot be told whether it is they or we. */
const ENOUGH = 6;
/** How many times the spread an answer may lie beyond the others before that is believed to be its venue's doing. */
const SPREADS = 5;

/**
 * What venues share: where most answers come later than they used to, it is not the venues that are slow but the machine, or the line in between. `laterUs`
 * is by how much each of the latest answers was later than its venue ordinarily is. The median, and the median distance from it, which no minority of slow
 * venues moves (Rousseeuw, Croux, "Alternatives to the Median Absolute Deviation", JASA 88 (1993)).
 */
export function sharedDelay(laterUs: readonly number[]): SharedDelay {
  if (laterUs.length < ENOUGH) return NONE;
  const delayUs = Math.max(0, median(laterUs));
  return { delayUs, spreadUs: median(laterUs.map((each) => Math.abs(each - delayUs))) };
}

/** How long an answer took by its venue's own doing: what it took, less what all share; never less than nothing. In microseconds. */
export function ownLatencyUs(latencyUs: number, { delayUs, spreadUs }: SharedDelay): number {
  return Math.max(0, latencyUs - delayUs - SPREADS * spreadUs);
}

/** A round trip of which more than this may be the router's own lag says nothing of the venue. */
const LAG_SHARE_MAX = 0.5;

/**
 * The round trip of an answer that was read so long after its child was sent, less what it may have waited for the router itself; null where most of it may
 * be that. In microseconds. Dropping them loses no slow ones: whether the router works does not hang on how fast a venue is.
 */
export function ownRoundTripUs(readAfterUs: number, lagUs: number): number | null {
  return lagUs > readAfterUs * LAG_SHARE_MAX ? null : Math.max(0, readAfterUs - lagUs);
}

/** The median of a venue's round trips over the longer time, in microseconds, and how many are behind it. */
export interface Course {
  readonly medianUs: number | null;
  readonly observations: number;
}

/** Round trips, by what they still count for, before a venue has a course of its own. */
const COURSE = 20;
/** From how many times what was to be expected on a course is believed to be slow from the start. */
const SLOW_FROM = 3;
/** A liquidity provider may hold an order this long to look again before it answers: nobody is told how long, and that is no slowness. */
const LAST_LOOK_US = 200_000;

/** The round trip that is to be expected of a venue before anything is measured, in microseconds; of a provider, its last look included. */
export function expectedRoundTripUs({
  venueType,
  typicalLatencyUs,
}: Pick<Venue, 'venueType' | 'typicalLatencyUs'>): number {
  return typicalLatencyUs + (venueType === 'LIQUIDITY_PROVIDER' ? LAST_LOOK_US : 0);
}

/** A course, and what was to be expected before it; in microseconds. */
export interface Begun {
  readonly course: Course;
  readonly expectedUs: number;
}

/** By how much the courses of all venues are longer than was to be expected: what the machine and the line add. Null where too few have one. */
export function sharedStart(venues: readonly Begun[]): SharedDelay | null {
  const longer = venues.flatMap(({ course: { medianUs, observations }, expectedUs }) =>
    medianUs === null || observations < COURSE ? [] : [medianUs - expectedUs],
  );
  return longer.length < ENOUGH ? null : sharedDelay(longer);
}

/**
 * The round trip that is ordinary for a venue, in microseconds: its own course; null while it has none. One that was slow from its first answers is not
 * believed to be like that: where its course is more than three times what is to be expected of it, with all that venues share and five times their spread
 * on top, that is its ordinary. `start` is null where the others do not tell.
 */
export function ordinaryRoundTripUs({ course, expectedUs }: Begun, start: SharedDelay | null): number | null {
  const { medianUs, observations } = course;
  if (medianUs === null || observations < COURSE) return null;
  if (start === null) return medianUs;
  const latestUs = expectedUs + start.delayUs + SPREADS * start.spreadUs;
  return medianUs > SLOW_FROM * latestUs ? latestUs : medianUs;
}

/** The middle of some numbers, the lower of two; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? 0;
}
