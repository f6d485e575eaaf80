import { LN2_HIGH, LN2_LOW } from './exp.ts';

const TERMS = 12;
const BIG_STEP = 4_294_967_296;
const BIG_POWER = 32;

/**
 * The natural logarithm, from +, −, × and ÷ alone, so that every machine gives the same bits. Reduces by powers of two to m in [√½, √2) and
 * sums ln m = 2·artanh(s), s = (m − 1)/(m + 1), |s| ≤ 0.172, to s^25, whose rest is under 10^−20. Error at most 5·10^−16 of the result or of 1,
 * whichever is larger. −∞ for 0, NaN below 0 and for NaN.
 */
export function log(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const { mantissa, power } = reduced(x);
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let term = TERMS; term >= 1; term--) sum = square * (sum + 1 / (2 * term + 1));
  return power * LN2_HIGH + (power * LN2_LOW + 2 * s * (1 + sum));
}

/** x = mantissa × 2^power with the mantissa around 1; exact, for powers of two only move the exponent. */
function reduced(x: number): { mantissa: number; power: number } {
  let mantissa = x;
  let power = 0;
  for (; mantissa >= BIG_STEP; power += BIG_POWER) mantissa /= BIG_STEP;
  for (; mantissa < 1 / BIG_STEP; power -= BIG_POWER) mantissa *= BIG_STEP;
  for (; mantissa >= Math.SQRT2; power += 1) mantissa /= 2;
  for (; mantissa < Math.SQRT1_2; power -= 1) mantissa *= 2;
  return { mantissa, power };
}
