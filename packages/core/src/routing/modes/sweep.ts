import type { Allocation, AllocationInput } from './mode.ts';
import { allocationOf, newWalk, repeatedly, takeInOrder } from './walk.ts';

/**
 * Walks the candidates in the objective's order and takes what each displays, until nothing is left; better protected quotes first. A candidate
 * looks only at those that are not taken yet, so in price order the walk is linear.
 */
export function sweep(input: AllocationInput): Allocation {
  const walk = newWalk(input);
  repeatedly(walk, () => {
    for (const candidate of input.candidates) {
      if (walk.remaining === 0) return;
      if (!walk.taken.has(candidate)) takeInOrder(walk, candidate, walk.remaining);
    }
  });
  return allocationOf(walk);
}
