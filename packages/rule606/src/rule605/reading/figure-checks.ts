import { ALL_BELOW_200000, ORDER_SIZES } from '../size-class.ts';

/** Figures in millionths by name; an absent one is empty. */
export type Figures<Name extends string> = ReadonlyMap<Name, bigint>;

const ONE_E6 = 1_000_000n;
/** What stands in files where an NBBO should, for sells and for buys, in millionths of a dollar. */
const PLACEHOLDERS_E6: readonly bigint[] = [100n, 999_999_990_000n];
const LARGEST = 200_000;

/** A quotient that was written beside its dividend and divisor, all in millionths. */
export interface Quotient {
  readonly quotient: bigint;
  readonly dividend: bigint;
  readonly divisor: bigint;
}

/**
 * Whether a written quotient can be that of its dividend and divisor, `factor` times: each was rounded to a millionth by itself, so the true ones
 * lie within half a millionth of what is written.
 */
export function isQuotient({ quotient, dividend, divisor }: Quotient, factor = 1n): boolean {
  const corners = [1n, -1n].flatMap((a) => [1n, -1n].map((b) => (quotient * 2n + a) * (divisor * 2n + b)));
  const scale = 2n * ONE_E6 * factor;
  const [least, most] = [(dividend * 2n - 1n) * scale, (dividend * 2n + 1n) * scale];
  return corners.some((corner) => corner <= most) && corners.some((corner) => corner >= least);
}

/** Whether dollars are so many shares at a price that stands for "no NBBO"; a millionth of a share off at most. */
export function isPlaceholderNotional(dollars: bigint, shares: bigint): boolean {
  return (
    shares > 0n && PLACEHOLDERS_E6.some((price) => isQuotient({ quotient: price, dividend: dollars, divisor: shares }))
  );
}

/** Whether a price is one that stands for "no NBBO". */
export function isPlaceholderPrice(price: bigint): boolean {
  return PLACEHOLDERS_E6.includes(price);
}

/** Whether an average notional, in millionths of a dollar, can be that of orders of a size class; true for a class that nobody knows. */
export function isOfSize(average: bigint, size: string): boolean {
  const dollars = (bound: number) => BigInt(bound) * ONE_E6;
  if (size === `${ALL_BELOW_200000}`) return average <= dollars(LARGEST);
  const place = ORDER_SIZES.findIndex((bound) => `${bound}` === size);
  if (place === -1) return true;
  const [from = 0, to] = ORDER_SIZES.slice(place);
  // An average that rounds up to the next bound is still of its class.
  return average >= dollars(from) && (to === undefined || average <= dollars(to));
}

/** The sum of the named figures; an empty one counts nothing. */
export function sumOf<Name extends string>(figures: Figures<Name>, names: readonly Name[]): bigint {
  return names.reduce((sum, name) => sum + (figures.get(name) ?? 0n), 0n);
}

/** Whether two sums of so many figures are the same, where each figure was rounded to a millionth by itself. */
export function isSameSum(a: bigint, b: bigint, figures: number): boolean {
  const apart = a > b ? a - b : b - a;
  return apart * 2n <= BigInt(figures);
}
