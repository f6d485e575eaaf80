import type { Quantity } from '../../money/units.ts';
import type { ManualAllocation, Side } from '../../order/request.ts';
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
  /** In the objective's order, best first; the levels of one venue always from its best on. */
  readonly candidates: readonly Candidate[];
  /** Better prices that must be taken in full before a worse one, best first; empty where protection does not hold. */
  readonly protectedQuotes: readonly ProtectedQuote[];
  /** Venues that earlier waves of this order have been sent to take at. */
  readonly triedVenues: readonly string[];
  /** The caller's own division; empty in every mode but MANUAL. */
  readonly manualAllocations: readonly ManualAllocation[];
}

/** What a mode decided: quantities by venue, and why the others got none. */
export interface Allocation {
  readonly takes: ReadonlyMap<string, Quantity>;
  readonly codes: ReadonlyMap<string, ExclusionCode>;
  readonly unallocated: Quantity;
  /** Why something is left; null where nothing is. */
  readonly unallocatedCode: UnallocatedCode | null;
}

/** One way to divide a quantity. Pure; the takes are quantities that each venue takes, and trade through nothing. */
export type Allocate = (input: AllocationInput) => Allocation;
