import { fillRatePosterior } from '@fairlead/core/quality/fill-rate';
import type { Posterior } from '@fairlead/core/quality/posterior';

/** Children that are remembered, and for how long. */
const KEPT = 30;
const KEPT_US = 300_000_000;
/** Worth two children, so that the first ones say nothing yet. */
const FIRST = { mean: 0.9, weight: 2 };

/** What a venue fills of its latest children that took what it showed. */
export class VenueFills {
  readonly #latest: { readonly share: number; readonly atUs: number }[] = [];

  /** Counts a child of which this share was filled, of 0 to 1, at a time in microseconds since 1970. */
  took(share: number, atUs: number): void {
    this.#latest.push({ share, atUs });
    if (this.#latest.length > KEPT) this.#latest.shift();
  }

  /** The share that is filled lately, of 0 to 1, with its interval, and on how many children it rests. */
  lately(nowUs: number): Posterior {
    const shares = this.#latest.filter(({ atUs }) => nowUs - atUs <= KEPT_US).map(({ share }) => share);
    // Sums of parts may come out over their number by a last bit.
    const filled = Math.min(
      shares.length,
      shares.reduce((all, share) => all + share, 0),
    );
    return fillRatePosterior(filled, shares.length, FIRST);
  }
}
