import { type SharedDelay, sharedDelay } from '@fairlead/core/quality/pace';

/** So many of the latest answers are looked at, and none that is older than this. */
const KEPT = 24;
const KEPT_US = 30_000_000;

/** By how much the latest answers of all venues were later than each venue ordinarily is. */
export class LateAnswers {
  readonly #latest: { readonly venueId: string; readonly laterUs: number; readonly atUs: number }[] = [];

  add(venueId: string, laterUs: number, atUs: number): void {
    this.#latest.push({ venueId, laterUs, atUs });
    if (this.#latest.length > KEPT) this.#latest.shift();
  }

  /** What the other venues share with this one, at a time in microseconds since 1970. */
  besides(venueId: string, atUs: number): SharedDelay {
    const others = this.#latest.filter((each) => each.venueId !== venueId && atUs - each.atUs <= KEPT_US);
    return sharedDelay(others.map(({ laterUs }) => laterUs));
  }
}
