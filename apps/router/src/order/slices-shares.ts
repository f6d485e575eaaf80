import { sharesOf } from '@fairlead/core/money/shares';
import type { RecordedPlan } from '@fairlead/core/routing/record/recorded-decision';

/** The share of each slice; with that of what is given to nobody they add up to the whole. */
export function slicesShares({ slices, unallocated }: Pick<RecordedPlan, 'slices' | 'unallocated'>): number[] {
  return sharesOf([...slices.map(({ quantity }) => quantity), unallocated]).slice(0, -1);
}
