const NONE = -1;

/** One side of a book: a row a venue, and which row is best by price, then size, then time. Sizes of 0 are no quote. */
export class BookSide {
  readonly prices: Float64Array;
  readonly sizes: Float64Array;
  /** The row of the best quote, or -1. */
  best = NONE;
  readonly #sequences: Float64Array;
  readonly #sign: 1 | -1;

  /** `sequences` numbers each row's last quote, for all sides alike; `sign` is +1 where a higher price is better (bids) and -1 where a lower one is. */
  constructor(sequences: Float64Array, sign: 1 | -1) {
    this.prices = new Float64Array(sequences.length);
    this.sizes = new Float64Array(sequences.length);
    this.#sequences = sequences;
    this.#sign = sign;
  }

  /** Takes a row's newest state and says whether the best price, size or venue changed. */
  replace(row: number, newPrice: number, newSize: number): boolean {
    const oldPrice = this.prices[row] ?? 0;
    const oldSize = this.sizes[row] ?? 0;
    this.prices[row] = newPrice;
    this.sizes[row] = newSize;
    if (this.best === row) {
      const better = (newPrice - oldPrice) * this.#sign;
      const isImproved = newSize > 0 && (better > 0 || (better === 0 && newSize > oldSize));
      if (!isImproved) this.best = this.#scan();
      return this.best !== row || newPrice !== oldPrice || newSize !== oldSize;
    }
    if (newSize === 0) return false;
    if (this.best !== NONE && !this.#precedes(row, this.best)) return false;
    this.best = row;
    return true;
  }

  /** How many rows quote between two prices, both included. */
  countBetween(lowest: number, highest: number): number {
    let count = 0;
    for (let row = 0; row < this.prices.length; row++) {
      const at = this.prices[row] ?? 0;
      if ((this.sizes[row] ?? 0) > 0 && at >= lowest && at <= highest) count += 1;
    }
    return count;
  }

  /** Full pass by the tie rule: price, then larger size, then the earlier quote. */
  #scan(): number {
    let best = NONE;
    for (let row = 0; row < this.prices.length; row++) {
      const size = this.sizes[row] ?? 0;
      if (size === 0) continue;
      if (best === NONE || this.#precedes(row, best)) best = row;
    }
    return best;
  }

  #precedes(row: number, other: number): boolean {
    const better = ((this.prices[row] ?? 0) - (this.prices[other] ?? 0)) * this.#sign;
    if (better !== 0) return better > 0;
    const larger = (this.sizes[row] ?? 0) - (this.sizes[other] ?? 0);
    if (larger !== 0) return larger > 0;
    return (this.#sequences[row] ?? 0) < (this.#sequences[other] ?? 0);
  }
}
