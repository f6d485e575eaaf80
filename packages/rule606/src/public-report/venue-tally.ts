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
    executedSharesE8: sumOf(facts, ({ executedSharesE8 }) => executedSharesE8),
    netUsdE8: sumOf(facts, netOf),
  };
}

function netOf({ pfofUsdE8, profitSharingUsdE8, rebatesUsdE8, feesUsdE8 }: RoutedFact): bigint {
  return pfofUsdE8 + profitSharingUsdE8 + rebatesUsdE8 - feesUsdE8;
}

/** The exact sum of what each item has of something. */
export function sumOf<T>(items: readonly T[], of: (item: T) => bigint): bigint {
  return items.reduce((sum, item) => sum + of(item), 0n);
}
