import type { Candidate } from '../candidate.ts';
import type { ExclusionCode } from '../exclusion-code.ts';
import { byPrice } from '../rank.ts';
import type { Allocation, AllocationInput } from './mode.ts';
import { allocationOf, newWalk, passOver, takeInOrder, untakenBetter, type Walk, whyLeft } from './walk.ts';

/**
 * The caller's own division, best prices first, not improved: each venue gets what was said, up to what it displays and takes. A slice that
 * would trade through a better protected quote is not sent, unless that quote is taken in full by another one of the caller's. Each venue is
 * sent to once: what it did not fill is given to nobody else.
 */
export function manual(input: AllocationInput): Allocation {
  const said = new Map(input.manualAllocations.map((each) => [each.venueId, each.quantity]));
  const named = input.candidates.filter(({ snapshot }) => said.has(snapshot.venue.venueId));
  const walk = newWalk(input);
  for (const candidate of [...named].sort(byPrice)) {
    const { venueId } = candidate.snapshot.venue;
    const wanted = (said.get(venueId) ?? 0) - (walk.takes.get(venueId) ?? 0);
    const isDone = wanted === 0 || walk.taken.has(candidate);
    const code = input.triedVenues.includes(venueId) ? 'ALREADY_TRIED' : isThrough(walk, candidate);
    const refused = isDone ? null : (code ?? takeInOrder(walk, candidate, wanted));
    if (refused !== null) passOver(walk, candidate, refused);
  }
  const allTried =
    named.length > 0 && named.every(({ snapshot }) => input.triedVenues.includes(snapshot.venue.venueId));
  return allocationOf(walk, allTried ? 'ALL_VENUES_TRIED' : whyLeft(walk));
}

/** A better protected quote still stands, and the caller has not asked for it. */
function isThrough(walk: Walk, candidate: Candidate): ExclusionCode | null {
  return untakenBetter(walk, candidate)?.length === 0 ? null : 'WOULD_TRADE_THROUGH';
}
