import { type Quantity, quantity } from '../../money/units.ts';
import { sideSign } from '../../order/side.ts';
import { type Candidate, levelsByVenue, takeable } from '../candidate.ts';
import type { ProtectedQuote } from '../protection.ts';
import type { Allocation, AllocationInput } from './mode.ts';

/**
 * All of it at one venue or none of it: a kill over several venues could not be promised. The first venue in the objective's order that
 * displays the whole quantity, with no better protected quote elsewhere than the worst level that is needed, takes everything.
 */
export function fillOrKill(input: AllocationInput): Allocation {
  const takes = new Map<string, Quantity>();
  for (const [venueId, levels] of levelsByVenue(input.candidates)) {
    if (!takesWhole(levels, input)) continue;
    takes.set(venueId, input.quantity);
    break;
  }
  return { takes, unallocated: takes.size > 0 ? quantity(0) : input.quantity, proof: null };
}

function takesWhole(levels: readonly Candidate[], input: AllocationInput): boolean {
  let already = 0;
  for (const level of levels) {
    if (betterElsewhere(level, input) !== null) return false;
    already += takeable(level, input.quantity - already, { roundLot: input.roundLot, already });
    if (already === input.quantity) return true;
  }
  return false;
}

/** The best protected quote of another venue that is better than a level; null where the level may be taken. */
export function betterElsewhere(level: Candidate, { protectedQuotes, side }: AllocationInput): ProtectedQuote | null {
  const best = protectedQuotes.find(({ venueId }) => venueId !== level.snapshot.venue.venueId);
  return best !== undefined && (best.price - level.price) * sideSign(side) < 0 ? best : null;
}
