import type { Quantity } from '../money/units.ts';

/**
 * What is believed of the undisplayed liquidity of a venue: each step says that at least `size` units can be had with `probability`. Sizes
 * ascend, probabilities (0 to 1) never rise; an empty tail is nothing believed.
 */
export type HiddenTail = readonly { readonly size: Quantity; readonly probability: number }[];

/** The share of an order of `count` units that is expected to be filled, 0 to 1: the mean of the tail over its units. */
export function expectedShare(tail: HiddenTail, count: number): number {
  let [filled, before] = [0, 0];
  for (const { size, probability } of tail) {
    filled += Math.max(0, Math.min(size, count) - before) * probability;
    before = size;
  }
  return count === 0 ? 0 : filled / count;
}
