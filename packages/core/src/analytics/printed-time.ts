import type { BenchmarkGap, ExactPrice, Print } from './benchmark.ts';

/** A time of which everything is known, from included, until excluded, in microseconds since 1970. */
interface KnownTime {
  readonly fromUs: number;
  readonly untilUs: number;
}

/** What was printed in an instrument, in the order of its times, and of which times that is known. Averages of any part of it take no longer for being of a long one. */
export class PrintedTime {
  readonly #known: readonly KnownTime[];
  readonly #prints: readonly Print[];
  /** Over all prints before each. */
  readonly #amounts: readonly bigint[];
  readonly #quantities: readonly bigint[];

  constructor(known: readonly KnownTime[], prints: readonly Print[]) {
    this.#known = known;
    this.#prints = prints;
    const [amounts, quantities] = [[0n], [0n]];
    let [amount, quantity] = [0n, 0n];
    for (const { priceE8, quantityE8 } of prints) {
      amount += priceE8 * quantityE8;
      quantity += quantityE8;
      amounts.push(amount);
      quantities.push(quantity);
    }
    [this.#amounts, this.#quantities] = [amounts, quantities];
  }

  /** The average price by quantity from a time to another, both included. */
  averageBetween(fromUs: number, toUs: number): ExactPrice | BenchmarkGap {
    if (!this.#known.some((span) => span.fromUs <= fromUs && toUs < span.untilUs)) return 'NOT_KNOWN';
    const [first, end] = [this.#placeOf(fromUs), this.#placeOf(toUs + 1)];
    const denominator = (this.#quantities[end] ?? 0n) - (this.#quantities[first] ?? 0n);
    if (denominator === 0n) return 'NO_PRINTS';
    return { numerator: (this.#amounts[end] ?? 0n) - (this.#amounts[first] ?? 0n), denominator };
  }

  /** How many prints were before a time. */
  #placeOf(atUs: number): number {
    let [low, high] = [0, this.#prints.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#prints[middle]?.atUs ?? 0) < atUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
