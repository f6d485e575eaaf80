/** Late fills that are remembered: what a p99 needs. */
const KEPT = 100;
const P99 = 0.99;

/** How late a venue fills what it has given back. */
export class VenueLateness {
  readonly #windowUs: number;
  readonly #usMax: number;
  #late: { readonly lateUs: number; readonly atUs: number }[] = [];

  /** Late fills count for as long as the venue may correct itself; what is held back, is for at most so long. In microseconds. */
  constructor(windowUs: number, usMax: number) {
    this.#windowUs = windowUs;
    this.#usMax = usMax;
  }

  /** A fill came so long after the end of its child, at a time in microseconds since 1970. */
  filledLate(lateUs: number, atUs: number): void {
    this.#late = [...this.#late.slice(1 - KEPT), { lateUs: Math.max(1, lateUs), atUs }];
  }

  /** For how long what it gives back now is not routed on: the p99 of its late fills, bounded; 0 where it has not filled late. */
  heldBackUs(nowUs: number): number {
    if (this.#late.length === 0) return 0;
    const counted = this.#late.filter(({ atUs }) => nowUs - atUs <= this.#windowUs).map(({ lateUs }) => lateUs);
    const sorted = counted.toSorted((a, b) => a - b);
    return Math.min(this.#usMax, sorted[Math.ceil(sorted.length * P99) - 1] ?? 0);
  }
}
