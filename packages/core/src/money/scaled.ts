import { err, ok, type Result } from '../result.ts';

/** Why a decimal text is not an exact scaled number. */
export type ScaledError = 'NOT_A_DECIMAL' | 'TOO_MANY_DECIMALS' | 'TOO_MANY_DIGITS';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const MAX_SIGNIFICANT_DIGITS = 15;
/** The largest whole number of fifteen digits: what is larger cannot be read back from a record. */
export const LARGEST_SCALED = 999_999_999_999_999;
const ZERO = 48;

/** Powers of ten from 10^0 to 10^8, the scales that Fairlead knows. */
export const POWERS_OF_TEN: readonly number[] = [
  1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
];

/** 10^decimals, for 0 to 8 decimals. Throws for another scale: scales come from instruments, never from callers. */
export function powerOfTen(decimals: number): number {
  const power = POWERS_OF_TEN[decimals];
  if (power === undefined) throw new Error(`no such scale: ${decimals} decimals`);
  return power;
}

/**
 * Reads a plain decimal text ("12", "-0.50") as a whole number of 10^-decimals units, exactly.
 * Trailing zeros do not count as decimals; exponents, signs other than a leading minus, and spaces are refused.
 * Refuses more decimals than the scale holds and more than 15 significant digits, so that every result is a safe integer.
 */
export function parseScaled(text: string, decimals: number): Result<number, ScaledError> {
  const match = DECIMAL.exec(text);
  if (match === null) return err('NOT_A_DECIMAL');
  const whole = (match[2] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return err('TOO_MANY_DECIMALS');
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits.length > MAX_SIGNIFICANT_DIGITS) return err('TOO_MANY_DIGITS');
  const padded = whole + fraction.padEnd(decimals, '0');
  const value = Number(padded);
  if (!Number.isSafeInteger(value)) return err('TOO_MANY_DIGITS');
  return ok(match[1] === '-' && value !== 0 ? -value : value);
}

/**
 * Writes a whole number of 10^-decimals units as decimal text without trailing zeros ("12.5", "-0.003"), exactly.
 * Takes safe integers and bigints alike.
 */
export function formatScaled(value: number | bigint, decimals: number): string {
  if (decimals === 0) return String(value);
  const isNegative = value < 0;
  const digits = String(isNegative ? -value : value).padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  let end = digits.length;
  while (end > point && digits.charCodeAt(end - 1) === ZERO) end--;
  const whole = digits.slice(0, point);
  const text = end === point ? whole : `${whole}.${digits.slice(point, end)}`;
  return isNegative ? `-${text}` : text;
}
