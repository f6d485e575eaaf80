import type { Allocation, AllocationInput } from './mode.ts';
import { allocationOf, explainDeferred, newWalk, passOver, takeInOrder, whyLeft } from './walk.ts';

/**
 * Walks the candidates in the objective's order and takes what each displays, until nothing is left; better protected quotes first. A candidate
 * looks only at those that are not taken yet, so in price order the walk is linear.
 */
export function sweep(input: AllocationInput): Allocation {
  const walk = newWalk(input);
  for (const candidate of input.candidates) {
    if (walk.taken.has(candidate)) continue;
    const code = walk.remaining === 0 ? 'NOT_NEEDED' : takeInOrder(walk, candidate, walk.remaining);
    if (code !== null) passOver(walk, candidate, code);
  }
  if (walk.remaining > 0) explainDeferred(walk);
  return allocationOf(walk, whyLeft(walk));
}
