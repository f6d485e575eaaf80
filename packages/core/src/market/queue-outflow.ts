import type { Quote } from './quote.ts';

/** Older flow counts half after this many microseconds or so: long enough for a few trades in an ordinary stock. */
const MEMORY_US = 60_000_000;
const US_PER_SECOND = 1_000_000;

/** One side's flow, a row a venue. */
class SideFlow {
  readonly #units: Float64Array;
  readonly #updatedUs: Float64Array;

  constructor(rows: number) {
    this.#units = new Float64Array(rows);
    this.#updatedUs = new Float64Array(rows);
  }

  /** Takes the quote and not its time: a number that is passed on would be boxed, and quotes come by the million. */
  add(row: number, units: number, { receiptTimeUs }: Readonly<Quote>): void {
    const updatedUs = this.#updatedUs[row] ?? 0;
    const ageUs = receiptTimeUs > updatedUs ? receiptTimeUs - updatedUs : 0;
    this.#units[row] = (this.#units[row] ?? 0) / (1 + ageUs / MEMORY_US) + units;
    if (ageUs > 0) this.#updatedUs[row] = receiptTimeUs;
  }

  perSecond(row: number, nowUs: number): number {
    return (this.#faded(row, nowUs) / MEMORY_US) * US_PER_SECOND;
  }

  /** What is remembered, fading as 1 / (1 + age / memory): no exponential, whose last bits differ between machines. */
  #faded(row: number, timeUs: number): number {
    const units = this.#units[row] ?? 0;
    const ageUs = Math.max(0, timeUs - (this.#updatedUs[row] ?? 0));
    return units / (1 + ageUs / MEMORY_US);
  }
}

/**
 * How fast the queues at the best prices of each venue flow out, by trades and cancels alike: what a resting order at their end waits for.
 * Measured from the quotes themselves: displayed size that goes at an unchanged price, or with its whole price level. A queue that is
 * replaced by a better price has not flown out. No allocation per quote.
 */
export class QueueOutflow {
  readonly #bids: SideFlow;
  readonly #asks: SideFlow;

  /** A row for each venue. */
  constructor(rows: number) {
    this.#bids = new SideFlow(rows);
    this.#asks = new SideFlow(rows);
  }

  /** Notes the change from a venue's quote to its next, before that replaces it. Sizes are units of the instrument. */
  observe(row: number, before: Readonly<Quote>, after: Readonly<Quote>): void {
    const bid = outflow(before.bidSize, after.bidSize, before.bid - after.bid);
    const ask = outflow(before.askSize, after.askSize, after.ask - before.ask);
    if (bid > 0) this.#bids.add(row, bid, after);
    if (ask > 0) this.#asks.add(row, ask, after);
  }

  /** Units a second that leave the queue of resting buyers (bids) or sellers (asks) at a venue's best price. */
  perSecond(row: number, side: 'BID' | 'ASK', nowUs: number): number {
    return (side === 'BID' ? this.#bids : this.#asks).perSecond(row, nowUs);
  }
}

/** `worse` is how much worse the new best price of the side is. A side that disappears has flown out whole. */
function outflow(sizeBefore: number, sizeAfter: number, worse: number): number {
  if (sizeBefore === 0) return 0;
  if (sizeAfter === 0 || worse > 0) return sizeBefore;
  return worse === 0 ? Math.max(0, sizeBefore - sizeAfter) : 0;
}
