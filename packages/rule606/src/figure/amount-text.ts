import { err, ok, type Result } from '@fairlead/core/result';

/** Why a text is not an amount of 10^-8. */
export type AmountError = 'NOT_A_DECIMAL' | 'TOO_MANY_DECIMALS';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const DECIMALS = 8;

/**
 * Reads plain decimal text ("12", "-0.50000000"), as the database gives sums, as a whole number of 10^-8, exactly and of any size: the sum of
 * a quarter is longer than the fifteen digits of one order's amounts. Trailing zeros do not count as decimals.
 */
export function amountE8(text: string): Result<bigint, AmountError> {
  const match = DECIMAL.exec(text);
  if (match === null) return err('NOT_A_DECIMAL');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > DECIMALS) return err('TOO_MANY_DECIMALS');
  const size = BigInt(`${match[2]}${fraction.padEnd(DECIMALS, '0')}`);
  return ok(match[1] === '-' ? -size : size);
}
