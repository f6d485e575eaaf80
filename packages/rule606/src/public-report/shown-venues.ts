import { compareText } from './text-order.ts';

/** How many venues a section names at least, where there are as many. */
export const TOP_VENUES = 10;
/** A venue with this part of the orders or more is named in any case: one in twenty is five percent. */
export const ONE_IN = 20n;

interface Ranked {
  readonly name: string;
  readonly venueId: string;
  /** Non-directed orders that were routed there. */
  readonly routed: bigint;
}

/**
 * The venues that a section names, most orders first: the ten with the most, every one with five percent or more (Rule 606(a)(1)(ii)), and those
 * that have as many as the tenth, so that no tie is decided by chance. Venues of one count stand by name. One that got no order in the month,
 * but executed what it had, has its place where ten do not have more.
 */
export function shownVenues<T extends Ranked>(venues: readonly T[]): T[] {
  const ranked = venues.toSorted(compare);
  const all = ranked.reduce((sum, { routed }) => sum + routed, 0n);
  const tenth = ranked[TOP_VENUES - 1]?.routed ?? 0n;
  return ranked.filter(({ routed }) => routed >= tenth || (all > 0n && routed * ONE_IN >= all));
}

function compare(one: Ranked, other: Ranked): number {
  if (one.routed !== other.routed) return one.routed > other.routed ? -1 : 1;
  return compareText(one.name, other.name) || compareText(one.venueId, other.venueId);
}
