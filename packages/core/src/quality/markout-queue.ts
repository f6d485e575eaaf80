import { MARKOUT_HORIZONS, type MarkoutMetric } from './settings.ts';

/** A fill whose mid is to be read again. */
export interface MarkedFill {
  readonly venueId: string;
  readonly instrumentId: string;
  /** +1 for a buyer, −1 for a seller. */
  readonly sign: 1 | -1;
  /** Twice the mid when it was filled, at the instrument's price scale; over 0. */
  readonly doubleMid: number;
  readonly filledAtUs: number;
  /** It was sent without a displayed quote to take. */
  readonly isBlind: boolean;
}

/** A fill and the markout that is due for it. */
export interface DueMarkout {
  readonly fill: MarkedFill;
  readonly metric: MarkoutMetric;
}

const BPS = 10_000;

/**
 * How far the mid has moved against what was bought or sold, in basis points of the mid at the fill: −s·(M_t − M_0) / M_0, s = +1 for a
 * buyer. Positive is adverse to us: the price came back after we had paid it. Against the mid and not the price of the fill, so that
 * what was paid for the spread is not counted again. Mids are given doubled, at one scale.
 */
export function adverseBps(fill: MarkedFill, doubleMidNow: number): number {
  return ((fill.sign * (fill.doubleMid - doubleMidNow)) / fill.doubleMid) * BPS;
}

/**
 * Fills in the order in which their mids are to be read again: one line for each horizon, and a fill goes from line to line. Holds so
 * many fills at most in one line; a fill that finds its line full is not marked out there or later, and is counted.
 */
export class MarkoutQueue {
  readonly #lines = MARKOUT_HORIZONS.map(() => new Line());
  readonly #capacity: number;
  #dropped = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** How many fills found their line full. */
  get dropped(): number {
    return this.#dropped;
  }

  /** How many fills wait. */
  get size(): number {
    return this.#lines.reduce((sum, line) => sum + line.size, 0);
  }

  /** Takes a fill; fills come in the order of their times. */
  add(fill: MarkedFill): void {
    this.#put(fill, 0);
  }

  /** Takes out everything that is due at a time, the shortest horizon first. */
  due(nowUs: number): DueMarkout[] {
    const found: DueMarkout[] = [];
    for (const [index, { metric, afterUs }] of MARKOUT_HORIZONS.entries()) {
      const line = this.#lines[index];
      for (let fill = line?.first; fill !== undefined && fill.filledAtUs + afterUs <= nowUs; fill = line?.first) {
        line?.shift();
        found.push({ fill, metric });
        this.#put(fill, index + 1);
      }
    }
    return found;
  }

  #put(fill: MarkedFill, index: number): void {
    const line = this.#lines[index];
    if (line === undefined) return;
    if (line.size < this.#capacity) line.push(fill);
    else this.#dropped += 1;
  }
}

/** First in, first out, without moving what waits at every step. */
class Line {
  #fills: MarkedFill[] = [];
  #start = 0;

  get size(): number {
    return this.#fills.length - this.#start;
  }

  get first(): MarkedFill | undefined {
    return this.#fills[this.#start];
  }

  push(fill: MarkedFill): void {
    this.#fills.push(fill);
  }

  shift(): void {
    this.#start += 1;
    if (this.#start < 1_024 || this.#start * 2 < this.#fills.length) return;
    this.#fills = this.#fills.slice(this.#start);
    this.#start = 0;
  }
}
