import type { Candidate } from './candidate.ts';

/** Which of two candidates comes first: negative is the first, zero undecided. */
export type Rank = (a: Candidate, b: Candidate) => number;

/** The better displayed price; the fee is taken out of the all-in cost again, so that buyers and sellers share one rule. */
export const byPrice: Rank = (a, b) => a.allInCostE8 - a.feeE8 - (b.allInCostE8 - b.feeE8);
/** The smaller all-in cost per unit: price with fee or rebate. */
export const byAllIn: Rank = (a, b) => a.allInCostE8 - b.allInCostE8;
/** The smaller cost of the objective; decided before its ties. */
export const byUnitCost: Rank = (a, b) => a.unitCostE8 - b.unitCostE8;
/** The venue that shows the order to fewer. */
export const byDark: Rank = (a, b) => Number(a.snapshot.venue.lit) - Number(b.snapshot.venue.lit);
/** The shorter expected round trip. */
export const byLatency: Rank = (a, b) => a.snapshot.latencyUs - b.snapshot.latencyUs;
/** The order's own preference. */
export const byPreference: Rank = (a, b) => a.preference - b.preference;
/** The larger displayed size, so that fewer venues are needed. */
export const bySize: Rank = (a, b) => b.displayed - a.displayed;
/** The larger share that is expected to be filled. */
export const byFillRate: Rank = (a, b) => b.fillRate - a.fillRate;
/** The configured priority, and at last the name, so that no two venues are ever undecided. */
export const byPriority: Rank = (a, b) =>
  a.snapshot.venue.priority - b.snapshot.venue.priority ||
  (a.snapshot === b.snapshot ? a.level - b.level : a.snapshot.venue.venueId < b.snapshot.venue.venueId ? -1 : 1);

/** The first of several ranks that decides. */
export function firstOf(...ranks: readonly Rank[]): Rank {
  return (a, b) => {
    for (const rank of ranks) {
      const order = rank(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}
