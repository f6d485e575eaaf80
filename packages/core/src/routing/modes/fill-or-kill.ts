import { type Quantity, quantity } from '../../money/units.ts';
import { sideSign } from '../../order/side.ts';
import { type Candidate, levelsByVenue, takeable } from '../candidate.ts';
import type { ExclusionCode } from '../exclusion-code.ts';
import type { Allocation, AllocationInput } from './mode.ts';

/**
 * All of it at one venue or none of it: a kill over several venues could not be promised. The first venue in the objective's order that
 * displays the whole quantity, with no better protected quote elsewhere than the worst level that is needed, takes everything.
 */
export function fillOrKill(input: AllocationInput): Allocation {
  const codes = new Map<string, ExclusionCode>();
  const takes = new Map<string, Quantity>();
  for (const [venueId, levels] of levelsByVenue(input.candidates)) {
    const code = takes.size > 0 ? 'NOT_NEEDED' : whyNot(levels, input);
    if (code === null) takes.set(venueId, input.quantity);
    else codes.set(venueId, code);
  }
  const filled = takes.size > 0;
  return {
    takes,
    codes,
    unallocated: filled ? quantity(0) : input.quantity,
    unallocatedCode: filled ? null : 'FOK_NOT_FILLABLE',
    proof: null,
  };
}

function whyNot(levels: readonly Candidate[], input: AllocationInput): ExclusionCode | null {
  let already = 0;
  for (const level of levels) {
    if (isThrough(level, input)) return 'WOULD_TRADE_THROUGH';
    already += takeable(level, input.quantity - already, { roundLot: input.roundLot, already });
    if (already === input.quantity) return null;
  }
  return 'BELOW_MINIMUM';
}

function isThrough(level: Candidate, { protectedQuotes, side }: AllocationInput): boolean {
  const best = protectedQuotes.find(({ venueId }) => venueId !== level.snapshot.venue.venueId);
  return best !== undefined && (best.price - level.price) * sideSign(side) < 0;
}
