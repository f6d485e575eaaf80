/** One number held against a published one. */
export interface Check {
  readonly name: string;
  readonly expected: number;
  readonly got: number;
  /** How `got` must lie to `expected`; within the tolerance unless said. */
  readonly relation?: 'near' | 'at most' | 'at least';
  /** How far off is still right: half a unit of the last published digit where nothing else is said. */
  readonly tolerance: number;
  /** With how many decimals the page shows it. */
  readonly decimals: number;
}

/** A group of checks with one source. */
export interface Section {
  readonly title: string;
  readonly source: string;
  readonly formula: string;
  readonly inputs: string;
  /** What a reader should know of the result, or null. */
  readonly note: string | null;
  readonly checks: readonly Check[];
  /** Why the checks could not be made here; null where they were. */
  readonly absent: string | null;
}

/** Makes a section; `shared` is the folder of recorded data. */
export type SectionSource = (shared: string) => Section | Promise<Section>;

/** Whether a check holds. A number that is none never does. */
export function holds({ expected, got, tolerance, relation = 'near' }: Check): boolean {
  const over = got - expected;
  switch (relation) {
    case 'near':
      return Math.abs(over) <= tolerance;
    case 'at most':
      return over <= tolerance;
    case 'at least':
      return over >= -tolerance;
  }
}
