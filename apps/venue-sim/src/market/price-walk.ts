import type { Random } from '../random.ts';

const DAY_US = 86_400_000_000;
/** The price returns to its start with this strength a day, so that a week of running stays in a sensible range. */
const REVERSION_PER_DAY = 2;

/** A price that moves all day long: a random walk with the instrument's daily volatility, drawn back to where it began. In ticks, not rounded. */
export class PriceWalk {
  readonly #startTicks: number;
  readonly #dailyTicks: number;
  readonly #random: Random;
  #ticks: number;
  #atUs = 0;

  constructor(startTicks: number, dailyVolatilityBps: number, random: Random) {
    this.#startTicks = startTicks;
    this.#dailyTicks = (startTicks * dailyVolatilityBps) / 10_000;
    this.#random = random;
    this.#ticks = startTicks;
  }

  /** The price at a market time in microseconds; times never go back. */
  at(timeUs: number): number {
    const days = (timeUs - this.#atUs) / DAY_US;
    if (days <= 0) return this.#ticks;
    this.#atUs = timeUs;
    const drift = (this.#startTicks - this.#ticks) * Math.min(1, REVERSION_PER_DAY * days);
    this.#ticks += drift + this.#dailyTicks * Math.sqrt(days) * this.#random.normal();
    return this.#ticks;
  }
}
