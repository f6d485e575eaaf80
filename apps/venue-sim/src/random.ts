import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/**
 * A seeded source of numbers and of what a market is drawn from: pure-rand's xoroshiro128+. Same seed, same numbers, on every machine. Its
 * state is the seed's SHA-256, because its own start from a small number gives neighbouring seeds nearly the same first draws.
 */
export class Random {
  readonly #seed: number | string;
  readonly #source: RandomGenerator;

  constructor(seed: number | string) {
    this.#seed = seed;
    const digest = createHash('sha256').update(String(seed)).digest();
    this.#source = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => digest.readInt32LE(at)));
  }

  /** An independent stream for a named purpose, so that draws for one venue or symbol never move another's. */
  fork(name: string): Random {
    return new Random(`${this.#seed}/${name}`);
  }

  /** A number in [0, 1) with 53 random bits. */
  unit(): number {
    return uniformFloat64(this.#source);
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** A whole number in [0, bound), each as likely as another. */
  below(bound: number): number {
    return uniformInt(this.#source, 0, bound - 1);
  }

  /** An exponential waiting time with this mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.unit());
  }

  /** A geometric count from 0 with this mean. */
  geometric(mean: number): number {
    if (mean <= 0) return 0;
    return Math.floor(Math.log(1 - this.unit()) / Math.log(mean / (1 + mean)));
  }

  /** A standard normal by the Box-Muller transform. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.unit()));
    return radius * Math.cos(2 * Math.PI * this.unit());
  }

  /** The index of one weight, drawn in proportion; the last index where all weights are 0. */
  weighted(weights: readonly number[]): number {
    let total = 0;
    for (const weight of weights) total += weight;
    let left = this.unit() * total;
    for (const [index, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return index;
    }
    return weights.length - 1;
  }
}
