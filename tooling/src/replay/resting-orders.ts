import type { Quote } from '@fairlead/core/market/quote';
import { type Price, type Quantity, quantity } from '@fairlead/core/money/units';
import type { Side } from '@fairlead/core/order/request';
import { sideSign } from '@fairlead/core/order/side';

/** A posted child order in a venue's book; `owner` is whoever is told of its fills. */
export interface Resting<Owner> {
  readonly owner: Owner;
  readonly row: number;
  readonly side: Side;
  readonly price: Price;
  remaining: number;
}

/** A posted order with what stands before it at its price: the most that can, where that is not known. */
interface Queued<Owner> extends Resting<Owner> {
  ahead: number;
}

/** One side of a venue's last quote. */
interface Displayed {
  price: number;
  size: number;
}

/** A print at a venue. */
export interface Print {
  readonly row: number;
  readonly price: number;
  /** It traded between this price and the next one. */
  readonly isBetween?: boolean;
  readonly size: number;
}

/** A fill of a posted order, always at its own price. */
export interface RestingFill<Owner> {
  readonly resting: Resting<Owner>;
  readonly quantity: Quantity;
}

const NOTHING: readonly never[] = [];

/** Notes one side of a venue's new quote and returns how much of it was not displayed at that price before. */
function grown(last: Displayed | undefined, price: number, size: number): number {
  if (last === undefined) throw new Error('no such venue row');
  const before = last.price === price ? last.size : 0;
  last.price = price;
  last.size = size;
  return Math.max(0, size - before);
}

/**
 * The posted orders of a run. Only what must have met them counts: the venue's own opposite quote coming to their price or through it (for
 * the size that is new there), a print at the venue through their price (for its size), and what prints at their very price once all that
 * stood before them has traded. What stands before an order is what its venue displays at its price when it comes; it shrinks only by prints, and
 * to what is displayed there when that is less, as if everybody who cancels had stood behind.
 */
export class RestingOrders<Owner> {
  readonly #byRow: Queued<Owner>[][];
  /** What each venue displayed before, by row, so that the same interest is not met twice. */
  readonly #bids: Displayed[];
  readonly #asks: Displayed[];

  constructor(rows: number) {
    this.#byRow = Array.from({ length: rows }, () => []);
    this.#bids = Array.from({ length: rows }, () => ({ price: 0, size: 0 }));
    this.#asks = Array.from({ length: rows }, () => ({ price: 0, size: 0 }));
  }

  /** Whether a venue holds any of them. */
  isAt(row: number): boolean {
    return (this.#byRow[row]?.length ?? 0) > 0;
  }

  /** An order joins the queue at its price, behind what its venue displays there now. */
  add(resting: Resting<Owner>, displayed: Readonly<Quote>): void {
    const queued = { ...resting, ahead: Number.POSITIVE_INFINITY };
    shorten(queued, displayed);
    this.#byRow[resting.row]?.push(queued);
  }

  /** Takes the orders of an owner out, and says how much of them was left. */
  cancel(owner: Owner): number {
    let left = 0;
    for (const [row, here] of this.#byRow.entries()) {
      const others = here.filter((resting) => resting.owner !== owner);
      if (others.length === here.length) continue;
      for (const resting of here) if (resting.owner === owner) left += resting.remaining;
      this.#byRow[row] = others;
    }
    return left;
  }

  /** What a venue's new quote fills: bids of ours by its offer, offers by its bid. To be told of every quote of the session. */
  metBy(row: number, quote: Readonly<Quote>): readonly RestingFill<Owner>[] {
    const newAsk = grown(this.#asks[row], quote.ask, quote.askSize);
    const newBid = grown(this.#bids[row], quote.bid, quote.bidSize);
    if (!this.isAt(row)) return NOTHING;
    for (const queued of this.#byRow[row] ?? []) shorten(queued, quote);
    const bids = this.#fill(row, { sign: 1, left: newAsk, meets: (at) => quote.ask <= at });
    const asks = this.#fill(row, { sign: -1, left: newBid, meets: (at) => quote.bid >= at });
    return [...bids, ...asks];
  }

  /** What a print fills: orders on either side that it went through, then those at its price whose turn it is. Its size is shared, oldest first. */
  tradedAt(print: Print): readonly RestingFill<Owner>[] {
    if (!this.isAt(print.row)) return NOTHING;
    const bids = this.#fill(print.row, { sign: 1, left: print.size, meets: (at) => print.price < at });
    const isAbove = (at: number) => print.price > at || (print.isBetween === true && print.price === at);
    const asks = this.#fill(print.row, { sign: -1, left: print.size, meets: isAbove });
    const used = [...bids, ...asks].reduce((sum, fill) => sum + fill.quantity, 0);
    const queue = print.isBetween === true ? NOTHING : this.#queueAt(print, print.size - used);
    return [...bids, ...asks, ...queue];
  }

  #queueAt(print: Print, size: number): RestingFill<Owner>[] {
    const fills: RestingFill<Owner>[] = [];
    let ours = 0;
    for (const queued of this.#byRow[print.row] ?? []) {
      if (queued.price !== print.price) continue;
      const count = Math.min(queued.remaining, Math.max(0, size - ours - queued.ahead));
      queued.ahead = Math.max(0, queued.ahead - (size - ours));
      if (count === 0) continue;
      queued.remaining -= count;
      ours += count;
      fills.push({ resting: queued, quantity: quantity(count) });
    }
    this.#sweep(print.row, fills);
    return fills;
  }

  #fill(row: number, by: { sign: 1 | -1; left: number; meets: (at: Price) => boolean }): RestingFill<Owner>[] {
    const fills: RestingFill<Owner>[] = [];
    let left = by.left;
    for (const resting of this.#byRow[row] ?? []) {
      if (left === 0 || sideSign(resting.side) !== by.sign || !by.meets(resting.price)) continue;
      const count = Math.min(left, resting.remaining);
      resting.remaining -= count;
      left -= count;
      fills.push({ resting, quantity: quantity(count) });
    }
    this.#sweep(row, fills);
    return fills;
  }

  /** Forgets the orders of a venue that are done. */
  #sweep(row: number, fills: readonly RestingFill<Owner>[]): void {
    if (fills.length > 0) this.#byRow[row] = (this.#byRow[row] ?? []).filter((resting) => resting.remaining > 0);
  }
}

/** Nobody displayed stands before an order at a price that its venue does not show, and no more than it shows where it does. */
function shorten(queued: Queued<unknown>, quote: Readonly<Quote>): void {
  const sign = sideSign(queued.side);
  const [best, size] = sign === 1 ? [quote.bid, quote.bidSize] : [quote.ask, quote.askSize];
  const isBehind = size > 0 && (best - queued.price) * sign > 0;
  if (isBehind) return;
  queued.ahead = size > 0 && best === queued.price ? Math.min(queued.ahead, size) : 0;
}
