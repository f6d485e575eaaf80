import type { Quantity } from '../money/units.ts';

/**
 * What is believed of the undisplayed liquidity of a venue: each step says that at least `size` units can be had with `probability`. Sizes
 * ascend, probabilities (0 to 1) never rise; an empty tail is nothing believed.
 */
export type HiddenTail = readonly { readonly size: Quantity; readonly probability: number }[];
