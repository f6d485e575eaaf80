import type { Candidate } from '../candidate.ts';
import { byPrice } from '../rank.ts';
import type { Allocation, AllocationInput } from './mode.ts';
import { allocationOf, newWalk, repeatedly, takeInOrder, untakenBetter, type Walk } from './walk.ts';

/**
 * The caller's own division, best prices first, not improved: each venue gets what was said, up to what it displays and takes. A slice that
 * would trade through a better protected quote is not sent, unless that quote is taken in full by another one of the caller's. Each venue is
 * sent to once: what it did not fill is given to nobody else.
 */
export function manual(input: AllocationInput): Allocation {
  const said = new Map(input.manualAllocations.map((each) => [each.venueId, each.quantity]));
  const named = input.candidates.filter(({ snapshot }) => said.has(snapshot.venue.venueId));
  const walk = newWalk(input);
  const ordered = [...named].sort(byPrice);
  repeatedly(walk, () => {
    for (const candidate of ordered) {
      const { venueId } = candidate.snapshot.venue;
      const wanted = (said.get(venueId) ?? 0) - (walk.takes.get(venueId) ?? 0);
      const isDone = wanted === 0 || walk.taken.has(candidate) || input.triedVenues.includes(venueId);
      if (!isDone && isUnblocked(walk, candidate)) takeInOrder(walk, candidate, wanted);
    }
  });
  return allocationOf(walk);
}

/** No better protected quote still stands, whether the caller has asked for it or not. */
function isUnblocked(walk: Walk, candidate: Candidate): boolean {
  return untakenBetter(walk, candidate)?.length === 0;
}
