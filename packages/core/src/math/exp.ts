/** ln 2 in two parts: the first has so few bits that a small whole multiple of it is exact. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;

const TERMS = 14;
/** Beyond these the result is infinite, or below the smallest double. */
const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.2;

/**
 * e^x, from +, −, × and ÷ alone, so that every machine gives the same bits (the last bits of `Math.exp` differ between engines). Reduces by
 * multiples of ln 2 to |r| ≤ 0.35 and sums the Taylor series to r^14, whose rest is under 10^−18 (Muller, "Elementary Functions", 3rd ed., 11).
 * Relative error at most 8·10^−16 where the result is a normal double; infinite and 0 beyond. NaN for NaN.
 */
export function exp(x: number): number {
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < UNDERFLOW) return 0;
  const doublings = Math.round(x / Math.LN2);
  const rest = x - doublings * LN2_HIGH - doublings * LN2_LOW;
  let sum = 1;
  for (let term = TERMS; term >= 1; term--) sum = 1 + (rest / term) * sum;
  return timesPowerOfTwo(sum, doublings);
}

/** value × 2^power; each step is a power of two, so that only a result below the normal doubles is rounded. */
function timesPowerOfTwo(value: number, power: number): number {
  const half = Math.trunc(power / 2);
  return value * powerOfTwo(half) * powerOfTwo(power - half);
}

function powerOfTwo(power: number): number {
  let result = 1;
  let square = power < 0 ? 0.5 : 2;
  for (let left = Math.abs(power); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
