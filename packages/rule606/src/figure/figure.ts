import { divideHalfAwayFromZero } from '@fairlead/core/money/amount';
import { formatScaled } from '@fairlead/core/money/scaled';

/** A figure as it is printed: plain decimal text, or nothing where no figure is meaningful. Never "N/A", never a float. */
export type Figure = string | null;

/** Digits after the point of a percentage; the schema asks for two or more. */
const PCT_DECIMALS = 2;
/** Digits after the point of cents per hundred shares; the schema asks for four or more. */
const CPH_DECIMALS = 4;
/** Digits after the point of an average number of shares, as in the SEC's own samples. */
const AVERAGE_DECIMALS = 3;
/** A dollar a share is ten thousand cents per hundred shares. */
const CENTS_PER_HUNDRED = 10_000n;
const E8 = 100_000_000n;
const E8_DECIMALS = 8;
const MS_US = 1_000n;
const USD_DECIMALS = 2;

/** What a part is of a whole in percent, two decimals, halves away from zero; nothing of a whole that is zero. */
export function percent(part: bigint, whole: bigint): Figure {
  return whole === 0n ? null : ratioText({ part: part * 100n, whole }, PCT_DECIMALS);
}

/** Dollars (10^-8) over shares (10^-8) in cents per hundred shares, four decimals, halves away from zero; nothing of no shares. */
export function centsPerHundred(usdE8: bigint, sharesE8: bigint): Figure {
  return sharesE8 === 0n ? null : ratioText({ part: usdE8 * CENTS_PER_HUNDRED, whole: sharesE8 }, CPH_DECIMALS);
}

/** Dollars of 10^-8, or what each of some pieces is of them, to the cent, halves away from zero. */
export function dollars(usdE8: bigint, pieces = 1n): string {
  return ratioText({ part: usdE8, whole: E8 * pieces }, USD_DECIMALS);
}

/** Shares of 10^-8, exactly: whole ones without a point, fractions with the digits that they have. */
export function shares(sharesE8: bigint): string {
  return formatScaled(sharesE8, E8_DECIMALS);
}

/** Shares (10^-8) a piece, three decimals, halves away from zero; a bare 0 where there is no piece, as the form has it of all shares. */
export function averageShares(sharesE8: bigint, pieces: bigint): string {
  return pieces === 0n ? '0' : ratioText({ part: sharesE8, whole: pieces * E8 }, AVERAGE_DECIMALS);
}

/** Microseconds in all as milliseconds a piece, to the nearest whole one, halves up; nothing where there is no piece. */
export function averageMs(totalUs: bigint, pieces: bigint): Figure {
  return pieces === 0n ? null : ratioText({ part: totalUs, whole: pieces * MS_US }, 0);
}

interface Ratio {
  readonly part: bigint;
  /** Above zero. */
  readonly whole: bigint;
}

function ratioText({ part, whole }: Ratio, decimals: number): string {
  return fixedText(divideHalfAwayFromZero(part * 10n ** BigInt(decimals), whole), decimals);
}

/** A whole number of 10^-decimals with all of its decimals; zero has no sign. */
function fixedText(value: bigint, decimals: number): string {
  if (decimals === 0) return String(value);
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  return `${value < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}
