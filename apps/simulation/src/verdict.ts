import { type Happenings, textOf } from './happenings.ts';

/** What did not hold, by a name of its own, with what was found. */
export interface Broken {
  readonly invariant: string;
  readonly found: string;
}

/**
 * Whether everything holds that has to. It is noted and not thrown: who is looked at is in the middle of something, and would deal with what is thrown as its
 * own.
 */
export class Verdict {
  /** What was first found broken; null while everything holds. */
  broken: Broken | null = null;
  readonly #happenings: Happenings;

  constructor(happenings: Happenings) {
    this.#happenings = happenings;
  }

  /** Notes where something that has to hold does not. */
  holds(condition: boolean, invariant: string, found: () => object): void {
    this.#happenings.count(`held: ${invariant}`);
    if (condition || this.broken !== null) return;
    this.broken = { invariant, found: textOf(found()) };
    this.#happenings.note(`BROKEN ${invariant}`, { found: this.broken.found });
  }
}
