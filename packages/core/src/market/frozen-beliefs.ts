import type { BeliefPart } from './view-parts.ts';

/**
 * Beliefs are made anew after so many observations of the instrument's venues, or so many microseconds, whichever comes first; and after a child
 * that came back unfilled, but no sooner than `missedUs`: where few orders come, 250 ms would send three children in a row after the same hope.
 */
export const BELIEFS_HOLD = { observations: 20, us: 250_000, missedUs: 50_000 };

/**
 * The beliefs of one instrument as plans read them: made once, and read unchanged by every plan until enough was learned or enough time has passed.
 * So a hundred decisions of a quarter of a second name one record of what was believed. A change of regime waits for ten children at most, each of
 * which teaches twice.
 */
export class FrozenBeliefs {
  #part: BeliefPart | null = null;
  #madeAtUs = 0;
  #observations = 0;
  #hasMissed = false;

  /** Something was learned of a venue in the instrument; `isMiss`: a child that was to take came back without a fill. */
  observed(isMiss = false): void {
    this.#observations += 1;
    if (isMiss) this.#hasMissed = true;
  }

  /** The beliefs that hold at a time in microseconds since 1970; `make` is called where they are to be made anew. */
  at(nowUs: number, make: () => BeliefPart): BeliefPart {
    if (this.#part !== null && !this.#isOver(nowUs)) return this.#part;
    this.#part = make();
    this.#madeAtUs = nowUs;
    this.#observations = 0;
    this.#hasMissed = false;
    return this.#part;
  }

  #isOver(nowUs: number): boolean {
    const ageUs = nowUs - this.#madeAtUs;
    if (ageUs >= BELIEFS_HOLD.us || ageUs < 0 || this.#observations >= BELIEFS_HOLD.observations) return true;
    return this.#hasMissed && ageUs >= BELIEFS_HOLD.missedUs;
  }
}
