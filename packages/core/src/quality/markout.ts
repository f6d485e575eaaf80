import { divideHalfAwayFromZero } from '../money/amount.ts';
import { powerOfTen } from '../money/scaled.ts';

/** Where the mid was some time after an execution, and how far it had moved against it. */
export interface Markout {
  /** In 10^-8 of the currency, halves rounded away from 0. */
  readonly midE8: bigint;
  /** In 10^-8 basis points, halves rounded away from 0: positive where the mid had moved against us. Null without a mid at the execution. */
  readonly bpsE8: bigint | null;
}

/** An execution as far as its markouts hang on it. */
export interface MarkedExecution {
  /** +1 for a buyer, -1 for a seller. */
  readonly sign: 1 | -1;
  /** The mid at the execution in 10^-8 of the currency; null where it is not known. */
  readonly midE8: bigint | null;
}

const BPS_E8 = 10_000n * 100_000_000n;

/**
 * The markout of an execution by the mid of later, given doubled at a price scale: −s·(M_t − M_0) / M_0 in basis points, as the router's own estimates have
 * it (`adverseBps`), but exact. Against the mid and not the price, so that what was paid for the spread is not counted again.
 */
export function markoutOf(
  { sign, midE8 }: MarkedExecution,
  later: { readonly doubleMid: number; readonly priceDecimals: number },
): Markout {
  const doubleE8 = BigInt(later.doubleMid) * BigInt(powerOfTen(8 - later.priceDecimals));
  const laterE8 = divideHalfAwayFromZero(doubleE8, 2n);
  if (midE8 === null || midE8 <= 0n) return { midE8: laterE8, bpsE8: null };
  const bpsE8 = divideHalfAwayFromZero(BigInt(sign) * (2n * midE8 - doubleE8) * BPS_E8, 2n * midE8);
  return { midE8: laterE8, bpsE8 };
}
