/**
 * An estimate that forgets: what was known loses half its weight every `halfLife` samples (at least 1; 8 suits a venue's round trip:
 * after 24 samples a change of regime is 7/8 seen). The first sample is taken as it is (previous null). Any unit, the same for all.
 * Exponential smoothing (Brown, "Statistical Forecasting for Inventory Control", 1959) with the weight 1 − 2^(−1/h) by its Padé form
 * x / (1 + x/2 + x²/12), x = ln 2 / h, off by less than 0.03 %: no call of exp or pow, whose last bits differ between machines.
 * The result always lies between the two values. Throws for a half-life under 1 or a sample that is not finite.
 */
export function decay(previous: number | null, sample: number, halfLife: number): number {
  if (!(halfLife >= 1 && Number.isFinite(halfLife))) throw new Error(`half-life of ${halfLife} samples`);
  if (!Number.isFinite(sample)) throw new Error(`sample is not finite: ${sample}`);
  if (previous === null) return sample;
  const x = Math.LN2 / halfLife;
  const weight = x / (1 + x / 2 + (x * x) / 12);
  const next = previous + (sample - previous) * weight;
  return Math.min(Math.max(previous, sample), Math.max(Math.min(previous, sample), next));
}
