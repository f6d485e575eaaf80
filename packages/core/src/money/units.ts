/**
 * The exact numbers of the domain. Each is a safe integer or bigint that only means something with its scale;
 * the brands keep a price from being added to a quantity. This file is the only place that makes brands.
 */
declare const unit: unique symbol;

/** A price per unit, in 10^-priceDecimals of the instrument's currency. */
export type Price = number & { readonly [unit]: 'price' };
/** A quantity, in 10^-quantityDecimals of the instrument's unit (whole shares for US equities). */
export type Quantity = number & { readonly [unit]: 'quantity' };
/** A price or fee per unit in 10^-8 of the currency: the common scale on which prices and fees add exactly. */
export type PriceE8 = number & { readonly [unit]: 'price-e8' };
/** An amount of money in 10^-8 of the currency. Negative is received (a rebate), positive is paid. */
export type MoneyE8 = bigint & { readonly [unit]: 'money-e8' };

function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new Error(`not a safe integer: ${value}`);
  return value;
}

/** Brands a safe integer that is already at the instrument's price scale. Throws for anything else. */
export const price = (value: number): Price => safe(value) as Price;
/** Brands a safe integer that is already at the instrument's quantity scale. Throws for anything else. */
export const quantity = (value: number): Quantity => safe(value) as Quantity;
/** Brands a safe integer that is already in 10^-8 per unit. Throws for anything else. */
export const priceE8 = (value: number): PriceE8 => safe(value) as PriceE8;
/** Brands a bigint that is already in 10^-8 of the currency. */
export const moneyE8 = (value: bigint): MoneyE8 => value as MoneyE8;
