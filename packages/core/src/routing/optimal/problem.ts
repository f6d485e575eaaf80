/** A quantity that can be had at one cost. */
export interface Offer {
  /** What a unit costs here in whole 10^-8, all linear terms together; may be negative. */
  readonly costE8: number;
  /** Units available at this cost. */
  readonly quantity: number;
  /** The displayed price, signed so that smaller is better; only the protection of quotes looks at it. */
  readonly price: number;
}

/** A place that can be sent a part of the quantity. The order of sources is the order in which ties are decided. */
export interface Source {
  /** Walked in order: the cost never falls and the price never gets better from one offer to the next. */
  readonly offers: readonly Offer[];
  /** What is taken here is a multiple of this many units. A problem has at most two different steps, the smaller a divisor of the larger. */
  readonly step: number;
  /** The least that is taken here if anything is, in units. */
  readonly least: number;
  /** The most that is taken here, in units; infinite where only the offers bound it. */
  readonly most: number;
  /** Charged once if anything is taken, 0 or more, in the unit of costE8 times a quantity. */
  readonly fixedE8: number;
  /**
   * The impact of taking x units is `impactE8 · sqrt(x / impactScale)` per unit in 10^-8, 0 or more (square-root law, Almgren, Thum, Hauptmann,
   * Li 2005): so x units cost x^1.5 in all, and each further unit more than the last.
   */
  readonly impactE8: number;
}

/** A quote that may not be traded through (Rule 611): taken in full, or nothing is taken at a worse price. */
export interface StandingQuote {
  /** The place of its source in the problem; null where nothing can be sent to it, so that nothing worse may be taken. */
  readonly source: number | null;
  readonly price: number;
  /** How many units must be taken at that source. */
  readonly quantity: number;
}

/** A quantity to divide over sources at the least cost. */
export interface Problem {
  readonly quantity: number;
  readonly sources: readonly Source[];
  /** The most sources that may be used. */
  readonly maxSources: number;
  /** The quantity at which a source's impact is its whole `impactE8`, such as the average daily volume; above 0. */
  readonly impactScale: number;
  /** Best price first. */
  readonly protectedQuotes: readonly StandingQuote[];
}

/** Whether nothing cheaper is possible, or the search was ended before that was known. */
export const PROOF_KINDS = ['EXACT', 'BOUNDED'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** A division of the quantity. */
export interface Solution {
  /** Units for each source, in the order of the sources. */
  readonly takes: readonly number[];
  readonly unallocated: number;
  /** Offers walked, fixed charges, and each source's impact rounded to a whole 10^-8, in the unit of costE8 times a quantity. */
  readonly costE8: bigint;
  readonly proof: ProofKind;
  /** The most that any division of as much could be cheaper; 0 where the proof is EXACT. */
  readonly gapE8: number;
}
