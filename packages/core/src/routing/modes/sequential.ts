import type { Candidate } from '../candidate.ts';
import { ranking } from '../rank.ts';
import type { Allocation, AllocationInput } from './mode.ts';
import { allocationOf, newWalk, takeInOrder, untakenBetter, type Walk } from './walk.ts';

/** The order in which venues have their turn. */
export const SEQUENCE = ranking('PREFERENCE', 'ALL_IN_PRICE', 'PRIORITY');

/**
 * One venue at a time: the order's preferences first, then the all-in price, whatever the objective. The first venue not yet tried gets the
 * whole quantity, up to what it displays; what is left waits for its answer. Where every untried venue stands behind a better protected
 * quote (at a venue that was tried and still shows it), the first of them is taken together with those quotes, as sweep orders.
 */
export function sequential(input: AllocationInput): Allocation {
  const walk = newWalk(input);
  const isUntried = ({ snapshot }: Candidate) => !input.triedVenues.includes(snapshot.venue.venueId);
  const untried = [...input.candidates].sort(SEQUENCE.compare).filter(isUntried);
  if (!takeFirst(walk, untried, isBest)) takeFirst(walk, untried, () => true);
  return allocationOf(walk);
}

/** Takes at the first venue that may be taken, through its levels; false where there is none. */
function takeFirst(walk: Walk, untried: readonly Candidate[], mayTake: typeof isBest): boolean {
  for (const candidate of untried) {
    if (!mayTake(walk, candidate) || !takeInOrder(walk, candidate, walk.remaining)) continue;
    takeDeeper(walk, candidate, { untried, mayTake });
    return true;
  }
  return false;
}

/** Takes what the other levels of the same venue have: deeper ones, and one before it that alone is below the venue's minimum. */
function takeDeeper(
  walk: Walk,
  first: Candidate,
  { untried, mayTake }: { untried: readonly Candidate[]; mayTake: typeof isBest },
): void {
  for (const level of untried) {
    if (level.snapshot !== first.snapshot || walk.taken.has(level) || walk.remaining === 0) continue;
    if (mayTake(walk, level)) takeInOrder(walk, level, walk.remaining);
  }
}

/** No better protected quote stands before this candidate. */
function isBest(walk: Walk, candidate: Candidate): boolean {
  return untakenBetter(walk, candidate)?.length === 0;
}
