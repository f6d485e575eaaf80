import { powerOfTen } from './scaled.ts';
import { type MoneyE8, moneyE8, type Price, type PriceE8, priceE8, type Quantity } from './units.ts';

/** The decimals that give a price and a quantity their meaning; each 0 to 8. */
export interface Scale {
  readonly priceDecimals: number;
  readonly quantityDecimals: number;
}

/** A price of the instrument's scale in 10^-8 per unit, exactly. Throws above about 90 million a unit. */
export function toPriceE8(value: Price, scale: Scale): PriceE8 {
  return priceE8(value * powerOfTen(8 - scale.priceDecimals));
}

/** Price × quantity in 10^-8 of the currency, rounded half away from zero where quantity has decimals. */
export function notionalRoundedE8(value: Price, count: Quantity, scale: Scale): MoneyE8 {
  return amountRoundedE8(toPriceE8(value, scale), count, scale);
}

/** A per-unit price or fee × quantity in 10^-8 of the currency, rounded half away from zero where quantity has decimals. */
export function amountRoundedE8(perUnit: PriceE8, count: Quantity, scale: Scale): MoneyE8 {
  const product = BigInt(perUnit) * BigInt(count);
  const divisor = BigInt(powerOfTen(scale.quantityDecimals));
  if (divisor === 1n) return moneyE8(product);
  return moneyE8(divideHalfAwayFromZero(product, divisor));
}

/** Exact integer division with halves rounded away from zero; the divisor is positive. */
export function divideHalfAwayFromZero(dividend: bigint, divisor: bigint): bigint {
  const twice = dividend * 2n;
  return dividend < 0n ? (twice - divisor) / (divisor * 2n) : (twice + divisor) / (divisor * 2n);
}
