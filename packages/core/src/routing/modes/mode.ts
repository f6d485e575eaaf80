import type { Quantity } from '../../money/units.ts';
import type { Side } from '../../order/request.ts';
import type { Candidate } from '../candidate.ts';
import type { ExclusionCode, UnallocatedCode } from '../exclusion-code.ts';
import type { ProtectedQuote } from '../protection.ts';

/** What a mode divides, and among whom. */
export interface AllocationInput {
  readonly side: Side;
  readonly quantity: Quantity;
  readonly roundLot: Quantity;
  /** The most venues that may be used. */
  readonly maxVenues: number;
  /** In the objective's order, best first. */
  readonly candidates: readonly Candidate[];
  /** Better prices that must be taken in full before a worse one; empty where protection does not hold. */
  readonly protectedQuotes: readonly ProtectedQuote[];
}

/** What a mode decided: quantities by venue, and why the others got none. */
export interface Allocation {
  readonly takes: ReadonlyMap<string, Quantity>;
  readonly codes: ReadonlyMap<string, ExclusionCode>;
  readonly unallocated: Quantity;
  /** Why something is left; null where nothing is. */
  readonly unallocatedCode: UnallocatedCode | null;
}
