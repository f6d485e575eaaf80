import type { Price } from '../money/units.ts';
import { sideSign } from '../order/side.ts';
import type { Candidate } from './candidate.ts';
import { leastSlice } from './marginal-cost.ts';
import type { Allocation, AllocationInput } from './modes/mode.ts';
import type { ProtectedQuote } from './protection.ts';
import type { Ranking } from './rank.ts';
import { type VenueTake, worstPriceOf } from './venue-take.ts';

/** A mode, or the way of an order that goes whole to one venue. A stage of the sourcing is swept. */
export type Manner = 'OPTIMAL' | 'SWEEP' | 'PRO_RATA' | 'SEQUENTIAL' | 'MANUAL' | 'FILL_OR_KILL';

/** A division that is done, as the reasons for it look at it. */
export interface Situation {
  readonly manner: Manner;
  /** In which order the manner looks at candidates. */
  readonly ranking: Ranking;
  readonly asked: AllocationInput;
  readonly allocation: Allocation;
  readonly takes: readonly VenueTake[];
}

/** As many venues are used as the order allows. */
export function isFull({ allocation, asked }: Situation): boolean {
  return allocation.takes.size >= asked.maxVenues;
}

/** The best protected quote of another venue that is better than a level and is not taken in full; null where none is in the way. */
export function blockerOf({ price, snapshot }: Candidate, { asked, allocation }: Situation): ProtectedQuote | null {
  const sign = sideSign(asked.side);
  for (const quote of asked.protectedQuotes) {
    if ((quote.price - price) * sign >= 0) return null;
    const isOther = quote.venueId !== snapshot.venue.venueId;
    if (isOther && (allocation.takes.get(quote.venueId) ?? 0) < quote.displayed) return quote;
  }
  return null;
}

/**
 * The protected quote that the last units of a take are part of, where the plan could not do with less of it: it is better than a price, or
 * than the worst price of the plan, and so is taken in full. Null for every other take.
 */
export function neededQuote(take: VenueTake, price: Price, { asked, takes }: Situation): ProtectedQuote | null {
  const { venueId } = take.snapshot.venue;
  const quote = asked.protectedQuotes.find((each) => each.venueId === venueId);
  if (quote === undefined || take.quantity < quote.displayed) return null;
  const sign = sideSign(asked.side);
  if ((worstPriceOf(take) - quote.price) * sign > 0) return null;
  const isBetter = (other: Price) => (quote.price - other) * sign < 0;
  return isBetter(price) || takes.some((other) => isBetter(worstPriceOf(other))) ? quote : null;
}

/** How much of `wanted` a venue could have been sent over its levels, in its lots and with its minimum; 0 where that is nothing. */
export function couldTake(levels: readonly Candidate[], wanted: number, { asked: { roundLot } }: Situation): number {
  const [first] = levels;
  if (first === undefined) return 0;
  const { venue } = first.snapshot;
  const most = Math.min(
    wanted,
    levels.reduce((sum, level) => sum + level.most, 0),
  );
  const count = venue.acceptsOddLots ? most : most - (most % roundLot);
  return count >= leastSlice(first, roundLot) ? count : 0;
}
