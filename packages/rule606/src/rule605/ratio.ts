import { divideHalfAwayFromZero } from '@fairlead/core/money/amount';

/** A millionth: the six decimals of a figure. */
export const ONE_E6 = 1_000_000n;

/**
 * A quotient in millionths; null where the divisor is zero, for what has no data is left empty. The sixth decimal is raised by one where the
 * seventh is five or more, whatever the sign (SEC, "Order Execution Summary Technical Specification", III(a)).
 */
export function ratioE6(dividend: bigint, divisor: bigint): bigint | null {
  if (divisor === 0n) return null;
  const millionfold = dividend * ONE_E6;
  return divisor < 0n ? divideHalfAwayFromZero(-millionfold, -divisor) : divideHalfAwayFromZero(millionfold, divisor);
}
