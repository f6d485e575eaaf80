const STATE_STEP = 0x9e3779b9;
const TWO_TO_32 = 4_294_967_296;

/**
 * A seeded source of numbers: SplitMix (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014) in 32 bits with the
 * finaliser of MurmurHash3 (Austin Appleby, public domain). Same seed, same numbers, on every machine; its period of 2^32 is ample for
 * a day of orders.
 */
export class Random {
  #state: number;

  /** Any integer is a seed; its low 32 bits count. */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    return Math.floor((this.#next() / TWO_TO_32) * bound);
  }

  /** One of these, each as likely as another. */
  pick<T>(from: readonly [T, ...T[]]): T {
    return from[this.below(from.length)] ?? from[0];
  }

  #next(): number {
    this.#state = (this.#state + STATE_STEP) | 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  }
}
