import type { Quantity } from '../../money/units.ts';
import type { ManualAllocation, Side } from '../../order/request.ts';
import type { Candidate } from '../candidate.ts';
import type { ProofKind } from '../optimal/problem.ts';
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
  /** What the impact of a slice costs; only a division over all venues together weighs it. */
  readonly impact: SliceImpact;
  /** The caller's own division; empty in every mode but MANUAL. */
  readonly manualAllocations: readonly ManualAllocation[];
}

/** The square-root law of `impactBps` in money, for a lit venue: q units cost `perUnitE8 · sqrt(q / scale)` each. */
export interface SliceImpact {
  /** The objective's weighted impact per unit of a slice as large as the scale, in 10^-8 of the currency. */
  readonly perUnitE8: number;
  /** The average daily volume in units of the instrument. */
  readonly scale: number;
  /** Units of the instrument in one of what its prices are for: 10^quantityDecimals. */
  readonly unitsPerOne: number;
}

/** Whether nothing cheaper was possible, or by how much it may have been: 10^-8 of the currency times units. */
export interface AllocationProof {
  readonly kind: ProofKind;
  readonly gapE8: number;
}

/** What a mode decided: quantities by venue. Why the others got none is found from it (`whyPassedOver`). */
export interface Allocation {
  readonly takes: ReadonlyMap<string, Quantity>;
  readonly unallocated: Quantity;
  /** Null for modes that do not look for the least cost of all. */
  readonly proof: AllocationProof | null;
}

/** One way to divide a quantity. Pure; the takes are quantities that each venue takes, and trade through nothing. */
export type Allocate = (input: AllocationInput) => Allocation;
