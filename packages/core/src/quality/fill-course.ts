import type { VenueType } from '../venue/venue.ts';
import { median } from './pace.ts';
import type { Posterior } from './posterior.ts';

/** What a venue fills of what is sent there, as shares of 0 to 1: lately, and over the longer time. */
export interface FillCourse {
  readonly lately: Posterior;
  readonly ordinary: Posterior;
}

/** Venues at which a child meets the like: what is shown, a provider's last look, or what nobody sees. */
export type FillKind = 'DISPLAYED' | 'PROVIDER' | 'UNDISPLAYED';

/** The kind of a venue, among which it is judged. */
export function fillKind(venueType: VenueType): FillKind {
  if (venueType === 'EXCHANGE' || venueType === 'ECN') return 'DISPLAYED';
  return venueType === 'LIQUIDITY_PROVIDER' ? 'PROVIDER' : 'UNDISPLAYED';
}

/** Children that it takes until a venue tells what its kind fills, and until its own course excuses it. */
const TELLS = 20;
const COURSE = 100;
/** Among fewer venues of a kind it cannot be told whether it is they or we. */
const ENOUGH = 6;
/** One that ordinarily fills less than this part of what its kind fills is not believed to be like that. */
const LEAST_PART = 0.25;

/**
 * The share of 0 to 1 that is to be expected of venues of a kind now: the median of what they fill, which no minority of bad venues moves. Where plans are old
 * when they are sent, because the machine is busy, all of them fill little, and it is not they. Of a kind of few everything is expected,
 * and nothing while too few have told.
 */
export function fillOfKind(courses: readonly FillCourse[]): number {
  if (courses.length < ENOUGH) return 1;
  const known = courses.filter(({ lately }) => lately.observations >= TELLS);
  return known.length < ENOUGH ? 0 : median(known.map(({ lately }) => lately.mean));
}

/**
 * The share of 0 to 1 that is to be expected of a venue: what is expected of its kind, or its own course where that is less. One that has filled next to nothing
 * ever since has no course that would excuse it.
 */
export function expectedFill({ ordinary }: Pick<FillCourse, 'ordinary'>, ofKind: number): number {
  const isExcused = ordinary.observations >= COURSE && ordinary.mean >= LEAST_PART * ofKind;
  return isExcused ? Math.min(ofKind, ordinary.mean) : ofKind;
}
