/** Sums over observations x with weights w, of which means of any union or difference of groups can be made. */
export interface WeightedSums {
  readonly n: number;
  /** Σ w, Σ w·x, Σ w², Σ w²·x, Σ w²·x². */
  readonly w: number;
  readonly wx: number;
  readonly w2: number;
  readonly w2x: number;
  readonly w2x2: number;
}

export const NOTHING: WeightedSums = { n: 0, w: 0, wx: 0, w2: 0, w2x: 0, w2x2: 0 };

export function sumOf(a: WeightedSums, b: WeightedSums, sign: 1 | -1 = 1): WeightedSums {
  return {
    n: a.n + sign * b.n,
    w: a.w + sign * b.w,
    wx: a.wx + sign * b.wx,
    w2: a.w2 + sign * b.w2,
    w2x: a.w2x + sign * b.w2x,
    w2x2: a.w2x2 + sign * b.w2x2,
  };
}

/** The weighted mean; null of nothing. */
export function meanOf({ w, wx }: WeightedSums): number | null {
  return w > 0 ? wx / w : null;
}

/**
 * The variance of the weighted mean μ: Σ w²(x − μ)² / (Σ w)², which takes observations as independent and weights as given (Cochran, "Sampling Techniques",
 * 6.3, the ratio estimator linearised). Null of nothing.
 */
export function varianceOfMean(sums: WeightedSums): number | null {
  const mean = meanOf(sums);
  if (mean === null) return null;
  const squares = sums.w2x2 - 2 * mean * sums.w2x + mean * mean * sums.w2;
  // Differences of large sums can come out a little below zero.
  return Math.max(0, squares) / (sums.w * sums.w);
}
