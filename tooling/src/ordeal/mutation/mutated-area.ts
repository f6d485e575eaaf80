/** A part of the core in which small faults are planted, one at a time, to see whether its tests notice. */
export interface MutatedArea {
  readonly name: string;
  /** Below the root: what is changed, and whose tests have to notice. */
  readonly folders: readonly string[];
  /** Test files that do not take part, because they are too slow to be run again for every mutant. */
  readonly withoutTests: readonly string[];
  /** Draws so many of all mutants; all of them where it is null. */
  readonly sample: { readonly mutants: number; readonly seed: number } | null;
  /** The least score of each folder, in percent; null is published and not held. */
  readonly floorPercent: number | null;
}

/** What becomes of an order, what it may do and what it may cost the firm: every mutant is tried. */
const WHOLE_FOLDERS = ['packages/core/src/order-life', 'packages/core/src/order', 'packages/core/src/risk'];

/** What `npm run ordeal -- mutate` tries. */
export const MUTATED_AREAS: readonly MutatedArea[] = [
  { name: 'whole', folders: WHOLE_FOLDERS, withoutTests: [], sample: null, floorPercent: 85 },
  {
    name: 'sampled',
    folders: ['packages/core/src/routing'],
    // The comparison with a solver takes longer than all other tests of the folder together.
    withoutTests: ['packages/core/src/routing/optimal/oracle.test.ts'],
    sample: { mutants: 400, seed: 1 },
    floorPercent: null,
  },
];
