import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/**
 * A seeded source of numbers: pure-rand's xoroshiro128+. Same seed, same numbers, on every machine. Its state is the seed's SHA-256, because
 * its own start from a small number gives neighbouring seeds nearly the same first draws.
 */
export class Random {
  readonly #source: RandomGenerator;

  constructor(seed: number | string) {
    const digest = createHash('sha256').update(String(seed)).digest();
    this.#source = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => digest.readInt32LE(at)));
  }

  /** A whole number from 0 to below `bound`, each as likely as another. */
  below(bound: number): number {
    return uniformInt(this.#source, 0, bound - 1);
  }

  /** One of these, each as likely as another. */
  pick<T>(from: readonly [T, ...T[]]): T {
    return from[this.below(from.length)] ?? from[0];
  }
}
