import type { Candidate } from '../candidate.ts';
import { byAllIn, byPreference, byPriority, firstOf, type Rank } from '../rank.ts';
import type { Allocation, AllocationInput } from './mode.ts';
import { allocationOf, explainDeferred, newWalk, takeInOrder, untakenBetter, type Walk, whyLeft } from './walk.ts';

const IN_SEQUENCE: Rank = firstOf(byPreference, byAllIn, byPriority);

/**
 * One venue at a time: the order's preferences first, then the all-in price, whatever the objective. The first venue not yet tried gets the
 * whole quantity, up to what it displays; what is left waits for its answer. Where every untried venue stands behind a better protected
 * quote (at a venue that was tried and still shows it), the first of them is taken together with those quotes, as sweep orders.
 */
export function sequential(input: AllocationInput): Allocation {
  const walk = newWalk(input);
  const untried: Candidate[] = [];
  for (const candidate of [...input.candidates].sort(IN_SEQUENCE)) {
    if (!input.triedVenues.includes(candidate.snapshot.venue.venueId)) untried.push(candidate);
    else walk.codes.set(candidate.snapshot.venue.venueId, 'ALREADY_TRIED');
  }
  const taken = takeFirst(walk, untried, isBest) ?? takeFirst(walk, untried, () => true);
  if (walk.remaining > 0) explainDeferred(walk);
  if (taken !== null) return finish(walk, untried);
  explainDeferred(walk);
  const allTried = untried.length === 0 && input.candidates.length > 0;
  return allocationOf(walk, allTried ? 'ALL_VENUES_TRIED' : whyLeft(walk));
}

/** Takes at the first venue that may be taken, through its levels; null where there is none, and then each has its code. */
function takeFirst(walk: Walk, untried: readonly Candidate[], mayTake: typeof isBest): Candidate | null {
  for (const candidate of untried) {
    if (!mayTake(walk, candidate)) continue;
    const code = takeInOrder(walk, candidate, walk.remaining);
    if (code === null) return takeDeeper(walk, candidate, { untried, mayTake });
    walk.codes.set(candidate.snapshot.venue.venueId, code);
  }
  return null;
}

/** Takes what the deeper levels of the same venue still have. */
function takeDeeper(
  walk: Walk,
  first: Candidate,
  { untried, mayTake }: { untried: readonly Candidate[]; mayTake: typeof isBest },
): Candidate {
  for (const level of untried) {
    if (level.snapshot !== first.snapshot || level.level <= first.level || walk.remaining === 0) continue;
    if (mayTake(walk, level)) takeInOrder(walk, level, walk.remaining);
  }
  return first;
}

/** No better protected quote stands before this candidate. */
function isBest(walk: Walk, candidate: Candidate): boolean {
  return untakenBetter(walk, candidate)?.length === 0;
}

/** Names what the others wait for, and what is left. */
function finish(walk: Walk, untried: readonly Candidate[]): Allocation {
  const waiting = untried.filter(({ snapshot }) => !walk.takes.has(snapshot.venue.venueId));
  for (const { snapshot } of waiting) {
    const { venueId } = snapshot.venue;
    if (!walk.codes.has(venueId)) walk.codes.set(venueId, walk.remaining === 0 ? 'NOT_NEEDED' : 'NOT_YET');
  }
  return allocationOf(walk, waiting.length === 0 ? 'INSUFFICIENT_LIQUIDITY' : 'NEXT_VENUE_LATER');
}
