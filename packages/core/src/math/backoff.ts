/** The bounds of the pauses between tries. */
export interface BackoffBounds {
  /** The longest pause after the first failure, in milliseconds. */
  readonly firstMs: number;
  /** What no pause is longer than, in milliseconds. */
  readonly longestMs: number;
}

/**
 * The pause before the next try in milliseconds, after so many failures in a row (1 or more): up to `firstMs`, twice that after each further
 * failure, never above `longestMs`. Of that, half is fixed and half is drawn, so that those who have lost the same server do not come back in
 * step. `draw` is uniform in [0, 1). ("Equal jitter": M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015.)
 */
export function backoffMs(failures: number, { firstMs, longestMs }: BackoffBounds, draw: number): number {
  const ceilingMs = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  return ceilingMs / 2 + (ceilingMs / 2) * draw;
}
