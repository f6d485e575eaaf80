import { price, quantity } from '@fairlead/core/money/units';
import type { MakerLevel } from '../book/market-maker.ts';
import type { BookSide } from '../book/resting-order.ts';
import type { Random } from '../random.ts';

/** Levels behind the top, so that an order larger than the quote finds a price. */
const DEEPER_LEVELS = 2;
const DEEPER_SIZE_FACTOR = 1.6;
const HIDDEN_PROBABILITY = 0.12;
/** Quotes far from the market: about a third of the measured rows that are not at the best price, most of them of the small venues. */
const FAR_PROBABILITY_MIN = 0.15;
const FAR_PROBABILITY_MAX = 0.9;
const FAR_FROM_TICKS = 12;
const FAR_SPREAD_OF_PRICE = 0.01;
const NEAR_EXTRA_TICKS_MEAN = 1.3;

/** How the sizes of one venue's quotes in one symbol are drawn. */
export interface SizeShape {
  /** Mean lots at the top. */
  readonly lotsMean: number;
  readonly roundLot: number;
  /** The price of a tick, in the instrument's price scale. */
  readonly tick: number;
  /** The probability that a fresh quote is at the best price. */
  readonly atBest: number;
}

/** What the market makers at one venue want on one side: a price in ticks and sizes in lots. */
export class QuoteSide {
  readonly side: BookSide;
  readonly #shape: SizeShape;
  readonly #deeper: number[] = [];
  #priceTicks = 0;
  #lots = 0;
  #hiddenLots = 0;

  constructor(side: BookSide, shape: SizeShape) {
    this.side = side;
    this.#shape = shape;
  }

  get priceTicks(): number {
    return this.#priceTicks;
  }

  /** Ticks by which the price is worse than the target; negative is better. */
  ticksAway(targetTicks: number): number {
    return this.side === 'BID' ? targetTicks - this.#priceTicks : this.#priceTicks - targetTicks;
  }

  /** Quotes at this price with sizes drawn anew. */
  requote(priceTicks: number, random: Random): void {
    this.#priceTicks = priceTicks;
    this.#lots = this.#drawLots(random, 1);
    this.#hiddenLots = random.chance(HIDDEN_PROBABILITY) ? this.#drawLots(random, 1) : 0;
    for (let level = 0; level < DEEPER_LEVELS; level++)
      this.#deeper[level] = this.#drawLots(random, DEEPER_SIZE_FACTOR);
  }

  /** A price away from the target, as quotes that are not at the best price are found: most near, some far off. */
  drawAwayTicks(targetTicks: number, random: Random): number {
    const far = random.chance(Math.max(FAR_PROBABILITY_MIN, FAR_PROBABILITY_MAX - 2 * this.#shape.atBest));
    const away = far
      ? FAR_FROM_TICKS + random.below(Math.max(1, Math.floor(targetTicks * FAR_SPREAD_OF_PRICE)))
      : 1 + random.geometric(NEAR_EXTRA_TICKS_MEAN);
    return Math.max(1, this.side === 'BID' ? targetTicks - away : targetTicks + away);
  }

  /** The levels for the book, best first. */
  levels(): MakerLevel[] {
    const levels = [this.#level(0, this.#lots, this.#hiddenLots)];
    for (const [index, lots] of this.#deeper.entries()) {
      const ticks = this.side === 'BID' ? this.#priceTicks - index - 1 : this.#priceTicks + index + 1;
      if (ticks > 0) levels.push(this.#level(index + 1, lots, 0));
    }
    return levels;
  }

  #level(behind: number, lots: number, hiddenLots: number): MakerLevel {
    const { tick, roundLot } = this.#shape;
    const ticks = this.side === 'BID' ? this.#priceTicks - behind : this.#priceTicks + behind;
    return {
      price: price(ticks * tick),
      displayed: quantity(lots * roundLot),
      hidden: quantity(hiddenLots * roundLot),
    };
  }

  #drawLots(random: Random, factor: number): number {
    return 1 + random.geometric(Math.max(0, this.#shape.lotsMean * factor - 1));
  }
}
