import { type Quantity, quantity } from '../../money/units.ts';
import { sideSign } from '../../order/side.ts';
import { type Candidate, takeable } from '../candidate.ts';
import type { ExclusionCode } from '../exclusion-code.ts';
import type { Allocation, AllocationInput } from './mode.ts';

/**
 * All of it at one venue or none of it: a kill over several venues could not be promised. The first candidate in the objective's order
 * that displays the whole quantity with no better protected quote beside it takes everything.
 */
export function fillOrKill(input: AllocationInput): Allocation {
  const codes = new Map<string, ExclusionCode>();
  const takes = new Map<string, Quantity>();
  for (const candidate of input.candidates) {
    const code = takes.size > 0 ? 'NOT_NEEDED' : whyNot(candidate, input);
    if (code === null) takes.set(candidate.snapshot.venue.venueId, input.quantity);
    else codes.set(candidate.snapshot.venue.venueId, code);
  }
  const filled = takes.size > 0;
  return {
    takes,
    codes,
    unallocated: filled ? quantity(0) : input.quantity,
    unallocatedCode: filled ? null : 'FOK_NOT_FILLABLE',
  };
}

function whyNot(candidate: Candidate, input: AllocationInput): ExclusionCode | null {
  const best = input.protectedQuotes[0];
  if (best !== undefined && (best.price - candidate.price) * sideSign(input.side) < 0) return 'WOULD_TRADE_THROUGH';
  return takeable(candidate, input.quantity, input.roundLot) === input.quantity ? null : 'BELOW_MINIMUM';
}
