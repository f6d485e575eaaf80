import type { Random } from '../random.ts';
import { LATENCY_TAIL_FACTOR, type VenueProfile } from './profiles.ts';

/** The part of the median that no answer is quicker than: light and wire. */
const FLOOR_SHARE = 0.4;

/**
 * One round trip in microseconds: a floor plus a lognormal rest whose median makes up the venue's median, with a rare long tail.
 */
export function latencyUs(profile: VenueProfile, medianUs: number, random: Random): number {
  const floorUs = medianUs * FLOOR_SHARE;
  const restUs = medianUs * (1 - FLOOR_SHARE) * Math.exp(profile.latencySigma * random.normal());
  const tail = random.chance(profile.latencyTailProbability) ? LATENCY_TAIL_FACTOR : 1;
  return Math.round((floorUs + restUs) * tail);
}
