import { divideHalfAwayFromZero } from '../money/amount.ts';
import { type MoneyE8, moneyE8 } from '../money/units.ts';

/**
 * How many units of a currency count as one US dollar where money of several currencies is bounded together: limits and exposure, never a price, a cost
 * or an account. Fixed, so that the same orders always weigh the same; one where the currency is not named.
 */
const UNITS_OF_A_DOLLAR: Readonly<Record<string, bigint>> = { JPY: 150n };

/** An amount of a currency as limits weigh it, in 10^-8 of a dollar, halves away from zero. */
export function toDollarsE8(amountE8: bigint, currency: string): bigint {
  const units = UNITS_OF_A_DOLLAR[currency];
  return units === undefined ? amountE8 : divideHalfAwayFromZero(amountE8, units);
}

/** A bound in dollars as one in the currency, both in 10^-8. */
export function fromDollarsE8(dollarsE8: bigint, currency: string): MoneyE8 {
  return moneyE8(dollarsE8 * (UNITS_OF_A_DOLLAR[currency] ?? 1n));
}
