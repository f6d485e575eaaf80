import type { RoutedFact } from './facts.ts';
import { type ByOrderType, byOrderType } from './order-types.ts';

/** What a venue got of one type of order in one month and section, and what was paid for it. */
export interface TypeTally {
  readonly routed: bigint;
  readonly executedSharesE8: bigint;
  /** Payment for order flow, profit sharing and rebates received, less transaction fees paid; dollars of 10^-8. */
  readonly netUsdE8: bigint;
}

export interface VenueTally {
  readonly venueId: string;
  readonly routed: bigint;
  readonly byType: ByOrderType<TypeTally>;
}

/** The venues of one month and section with the sums of their facts, which are of non-directed orders. */
export function tallyVenues(facts: readonly RoutedFact[]): VenueTally[] {
  return [...new Set(facts.map(({ venueId }) => venueId))].map((venueId) => {
    const own = facts.filter((fact) => fact.venueId === venueId);
    return {
      venueId,
      routed: sumOf(own, ({ routed }) => BigInt(routed)),
      byType: byOrderType((type) => tallyType(own.filter(({ orderType }) => orderType === type))),
    };
  });
}

function tallyType(facts: readonly RoutedFact[]): TypeTally {
  return {
    routed: sumOf(facts, ({ routed }) => BigInt(routed)),
    executedSharesE8: sumOf(facts, sharesOf),
    netUsdE8: sumOf(facts, netOf),
  };
}

/**
 * An option contract is of a hundred shares, so that cents per hundred shares are cents per contract. One that was adjusted to another number of shares counts
 * as any other: what is imported does not say.
 */
const SHARES_A_CONTRACT = 100n;

function sharesOf({ section, executedQuantityE8 }: RoutedFact): bigint {
  return section === 'OPTIONS' ? executedQuantityE8 * SHARES_A_CONTRACT : executedQuantityE8;
}

function netOf({ pfofUsdE8, profitSharingUsdE8, rebatesUsdE8, feesUsdE8 }: RoutedFact): bigint {
  return pfofUsdE8 + profitSharingUsdE8 + rebatesUsdE8 - feesUsdE8;
}

/** The exact sum of what each item has of something. */
export function sumOf<T>(items: readonly T[], of: (item: T) => bigint): bigint {
  return items.reduce((sum, item) => sum + of(item), 0n);
}
